import pytest

from bot.core.models import LanguageCode
from bot.digest.stories.traits import LEAD_CHARS, MAX_CHARS, read_traits

RU = LanguageCode("ru")


def test_names_of_the_lead_and_of_the_title_are_told_apart() -> None:
    traits = read_traits("Суд над Ермековым", "Вчера Ермеков и Сарыбаев молчали.", RU)

    assert {"armkv", "srbv"} <= traits.names
    assert "armkv" in traits.title_names
    assert "srbv" not in traits.title_names
    assert "=court" in traits.deeds
    assert "armkv" not in traits.deeds


def test_repeated_words_count_more_but_less_and_less() -> None:
    traits = read_traits("", "суд суд суд", RU)

    assert traits.counts["=court"] == pytest.approx(2.0986, abs=1e-3)


def test_years_and_small_numbers_are_left_out() -> None:
    traits = read_traits("", "В 2019 году 3 человека собрали 1,5 млн и 415 кг.", RU)

    assert traits.numbers == {"1500000", "415"}


def test_only_the_first_sentences_are_the_lead() -> None:
    traits = read_traits("Суд", "Слово. " * LEAD_CHARS + "На Ермекова 8 мая наложили 777.", RU)

    assert not traits.lead_dates | traits.dates - {(5, 8)}
    assert not traits.lead_numbers | traits.names
    assert traits.numbers == {"777"}


def test_what_follows_the_limit_is_not_read() -> None:
    assert not read_traits("", "а " * MAX_CHARS + "суд", RU).counts


def test_nothing_has_no_traits() -> None:
    traits = read_traits("", "", None)

    assert not traits.counts
    assert not traits.title
