import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check.numeral_words import numeral
from bot.translation.check.numerals import differ, numbers

TR = LanguageCode("tr")


def differs(
    first: str, source: LanguageCode, second: str, target: LanguageCode, *, is_known: bool = True
) -> bool:
    return differ(
        numbers(first, source, other=target),
        numbers(second, target, other=source),
        is_known=is_known,
    )


@pytest.mark.parametrize(
    ("first", "source", "second", "target"),
    [
        ("1 000 000 тенге", RU, "1,000,000 tenge", EN),
        ("1.000.000 тенге", RU, "1 million tenge", EN),
        ("1 млн теңге", KK, "один миллион тенге", RU),
        ("$150K", EN, "150 мың доллар", KK),
        ("$1.5m", EN, "1,5 млн долларов", RU),
        ("5 m", EN, "5 м", RU),
        ("1 млн 200 тыс. человек", RU, "1.2 million people", EN),
        ("1 million 200 people", EN, "1 000 200 человек", RU),
        ("two hundred and five thousand", EN, "205 тысяч", RU),
        ("екі мың бес жүз жиырма үш", KK, "2 523", EN),
        ("двадцать первый век", RU, "XXI ғасыр", KK),
        ("5-ші сынып", KK, "пятый класс", RU),
        ("үшеуі келді", KK, "пришли трое", RU),
        ("half an hour, 0.5", EN, "0,5, жарты сағат", KK),
        ("2,5 сағат", KK, "два с половиной часа", RU),
        ("двухлетний ребёнок, 2 года", RU, "2 жасар бала", KK),
        ("at 5 p.m.", EN, "в 17:00", RU),
        ("5 часов вечера", RU, "17:00", EN),
        ("кешкі сағат 5", KK, "17:00", RU),
        ("в 17.30", RU, "at 5:30 p.m.", EN),
        ("11 : 30", EN, "11:30", RU),
        ("27.09.2019", RU, "September 27, 2019", EN),
        ("2019-09-27", EN, "27 қыркүйек 2019", KK),
        ("09/27/19", EN, "27 сентября 2019", RU),
        ("the 1990s", EN, "90-жылдар", KK),
        ("1941-45", RU, "1941–1945", EN),
        ("10 %", EN, "10 пайыз", KK),
        ("[[7]] бес", KK, "[[8]] пять", RU),
        ("Louis XIV", EN, "Людовик 14-й", RU),
        ("1'000", EN, "1 000", RU),
        ("1.2.3 нұсқасы", KK, "версия 1.2.3", RU),
        ("thousands of people", EN, "көп адам", KK),
        ("hundreds of thousands", EN, "жүз мыңдаған", KK),
        ("both", EN, "они", RU),
        ("оны көрдім", KK, "я видел", RU),
        ("9 10", EN, "9, 10", RU),
        ("twenty 5", EN, "20 и 5", RU),
        ("5 half", EN, "5,5", RU),
        ("5 one", EN, "5", RU),
        ("three hundred hundred", EN, "300, 100", RU),
        ("million billion", EN, "миллион, миллиард", RU),
        ("nine nine", EN, "9 и 9", RU),
    ],
)
def test_the_same_number_in_another_style(
    first: str, source: LanguageCode, second: str, target: LanguageCode
) -> None:
    assert not differs(first, source, second, target)
    assert not differs(second, target, first, source)


@pytest.mark.parametrize(
    ("first", "source", "second", "target"),
    [
        ("5 мектеп", KK, "6 школ", RU),
        ("5 мектеп", KK, "школы", RU),
        ("five schools", EN, "шесть школ", RU),
        ("300 million", EN, "300 тысяч", RU),
        ("18.40", EN, "18,50", RU),
        ("17:30", EN, "17:40", RU),
        ("1990", EN, "1991", RU),
        ("екі мың бес", KK, "2006", RU),
        ("Louis XIV", EN, "Людовик XV", RU),
    ],
)
def test_another_number(
    first: str, source: LanguageCode, second: str, target: LanguageCode
) -> None:
    assert differs(first, source, second, target)
    assert differs(second, target, first, source)


def test_a_spelled_number_may_be_left_out() -> None:
    assert not differs("бес бала", KK, "дети", RU)


def test_of_an_unknown_language_only_digits_count() -> None:
    assert not differs("5 мектеп", KK, "beş okul", TR, is_known=False)
    assert not differs("300 million", EN, "300 milyon", TR, is_known=False)
    assert differs("300 мектеп", KK, "200 okul", TR, is_known=False)


def test_a_word_of_no_known_language_is_no_numeral() -> None:
    assert numeral("beş", TR) is None
    assert numeral("one", None) is None
    assert numeral("бес" * 20, KK) is None
    assert numeral("семинар", RU) is None


@given(text=st.text(), language=st.sampled_from([EN, RU, KK, TR, None]))
def test_any_text_has_the_numbers_it_has(text: str, language: LanguageCode | None) -> None:
    found = numbers(text, language)

    assert not differ(found, found, is_known=True)


@given(value=st.integers(min_value=0, max_value=10**12))
def test_thousands_may_be_grouped_in_any_way(value: int) -> None:
    grouped = f"{value:,}"

    for separator in (" ", "\u00a0", ".", ""):
        assert not differs(grouped, EN, grouped.replace(",", separator), RU)
