import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check.dates import dates, differ, has_months


@pytest.mark.parametrize(
    ("first", "source", "second", "target"),
    [
        ("on September 27, 2019", EN, "27 сентября 2019 года", RU),
        ("27 қыркүйекте", KK, "27 сентября", RU),
        ("the 3rd of May", EN, "3 мамыр", KK),
        ("05.03.2024", RU, "March 5, 2024", EN),
        ("2024-03-05", EN, "5 наурыз", KK),
        ("27.09.2019", RU, "27 September", EN),
        ("You may march.", EN, "Марш.", RU),
        ("Наурыз мейрамы", KK, "праздник Наурыз", RU),
        ("осы маусымда", KK, "в этом сезоне", RU),
        ("in January", EN, "қаңтарда", KK),
        ("in January", EN, "5 қаңтарда", KK),
        ("July 45", EN, "в июле", RU),
    ],
)
def test_the_same_date(
    first: str, source: LanguageCode, second: str, target: LanguageCode
) -> None:
    assert not differ(dates(first, source), dates(second, target))
    assert not differ(dates(second, target), dates(first, source))


@pytest.mark.parametrize(
    ("first", "source", "second", "target"),
    [
        ("on September 27", EN, "27 октября", RU),
        ("on September 27", EN, "28 сентября", RU),
        ("27 қыркүйекте", KK, "в этот день", RU),
        ("27.09.2019", RU, "27 August 2019", EN),
    ],
)
def test_another_date(first: str, source: LanguageCode, second: str, target: LanguageCode) -> None:
    assert differ(dates(first, source), dates(second, target))


def test_months_are_known_in_three_languages() -> None:
    assert [has_months(code) for code in (EN, RU, KK, LanguageCode("tr"), None)] == [
        True, True, True, False, False,
    ]  # fmt: skip


@given(text=st.text(), language=st.sampled_from([EN, RU, KK]))
def test_any_text_has_the_dates_it_has(text: str, language: LanguageCode) -> None:
    found = dates(text, language)

    assert not differ(found, found)
