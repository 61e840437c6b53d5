import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.stories.figures import dates, numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,5 млн", ["1500000"]),
        ("1.5 million", ["1500000"]),
        ("1,5 миллионов", ["1500000"]),
        ("1,5 milyonluk", ["1500000"]),
        ("150K", ["150000"]),
        ("2 000 человек", ["2000"]),
        ("12,500 fans", ["12500"]),
        ("40 млрд теңге", ["40000000000"]),
        ("9 мың адам", ["9000"]),
        ("93,7%", ["93.7"]),
        ("400 m", ["400"]),
        ("2 мыши", ["2"]),
        ("v2.0", []),
    ],
)
def test_numbers_are_written_alike(text: str, expected: list[str]) -> None:
    assert list(numbers(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Feb. 2", [(2, 2)]),
        ("8 ноября", [(11, 8)]),
        ("2020 жылғы 2 ақпанда", [(2, 2)]),
        ("2-fevral kuni", [(2, 2)]),
        ("15-май күнү", [(5, 15)]),
        ("the 3rd of May", [(5, 3)]),
        ("17 Ağustos'ta", [(8, 17)]),
        ("12.05.2020", [(5, 12)]),
        ("32.05.2020 12.13.2020", []),
        ("45 мая", []),
        ("8 майоров", []),
        ("8 человек", []),
    ],
)
def test_dates_are_a_month_and_a_day(text: str, expected: list[tuple[int, int]]) -> None:
    assert list(dates(text)) == expected


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(float(number) >= 0 for number in numbers(text))
    assert all(1 <= month <= 12 and 1 <= at <= 31 for month, at in dates(text))
