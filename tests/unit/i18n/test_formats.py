from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode, Script
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import (
    day,
    day_names,
    duration,
    language_name,
    long_day,
    moment,
    place_name,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "this_year", "earlier"),
    [
        (KK, "3 қар.", "2025\u202fж. 31 қаң."),
        (RU, "3 нояб.", "31 янв. 2025\u202fг."),
        (EN, "Nov 3", "Jan 31, 2025"),
    ],
)
def test_a_day_has_its_year_when_it_is_not_this_one(
    language: LanguageCode, this_year: str, earlier: str
) -> None:
    assert day(Catalog(language), date(2026, 11, 3), today=TODAY) == this_year
    assert day(Catalog(language), date(2025, 1, 31), today=TODAY) == earlier


@pytest.mark.parametrize(
    ("seconds", "kk", "ru", "en"),
    [
        (0, "5 с", "5 с", "5 sec"),
        (31, "35 с", "35 с", "35 sec"),
        (55, "55 с", "55 с", "55 sec"),
        (56, "1 мин", "1 мин", "1 min"),
        (61, "2 мин", "2 мин", "2 min"),
        (3600, "60 мин", "60 мин", "60 min"),
    ],
)
def test_a_duration_is_rounded_up(seconds: int, kk: str, ru: str, en: str) -> None:
    assert [duration(Catalog(language), seconds) for language in (KK, RU, EN)] == [kk, ru, en]


@given(st.sampled_from(INTERFACE_LANGUAGES), st.integers(0, 10**6))
def test_a_duration_is_a_number_and_a_unit(language: LanguageCode, seconds: int) -> None:
    *digits, unit = duration(Catalog(language), seconds).replace(",", " ").split()

    assert int("".join(digits)) > 0
    assert unit in {"с", "мин", "sec", "min"}


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (KK, ["қазақ тілі", "орыс тілі", "ағылшын тілі"]),
        (RU, ["казахский", "русский", "английский"]),
        (EN, ["Kazakh", "Russian", "English"]),
    ],
)
def test_languages_are_named_in_the_language(language: LanguageCode, names: list[str]) -> None:
    assert [language_name(Catalog(language), named) for named in (KK, RU, EN)] == names


def test_every_known_language_has_a_name_in_each() -> None:
    assert all(
        language_name(Catalog(language), named)
        for language in INTERFACE_LANGUAGES
        for named in KNOWN_LANGUAGES
    )


def test_a_language_that_cldr_does_not_know_goes_by_its_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("babel.Locale.languages", {})

    assert language_name(Catalog(EN), KK) == "Қазақша"


def test_what_babel_says_in_kazakh_is_written_in_the_readers_script() -> None:
    t = Catalog(KK, script=Script.LATIN)
    at = datetime(2026, 11, 3, 18, 5, tzinfo=UTC)

    assert day(t, at.date(), today=TODAY) == "3 qar."
    assert day(t, date(2025, 1, 31), today=TODAY) == "2025\u202fj. 31 qañ."
    assert long_day(t, at) == "3 qaraşa, seisenbı"
    assert duration(t, 90) == "2 min"
    assert moment(t, at, now=at.replace(day=5)) == "3 qar., 18:05"
    assert language_name(t, RU) == "orys tılı"
    assert day_names(t)[0] == "ds"
    assert place_name(t, "Asia/Almaty") == "Almaty"
    assert duration(Catalog(KK, script=Script.ARABIC), 90) == "2 مين"
