"""Figures stand as each language writes them, and the text has all that the picture has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import EngineReport, Trouble
from bot.core.languages import EN, INTERFACE_LANGUAGES, KK, RU
from bot.core.models import LanguageCode
from bot.core.statistics import (
    Asked,
    Counted,
    CounterName,
    People,
    Report,
    asked,
    cached,
    read_in,
    report,
    took,
)
from bot.i18n import statistics as said
from bot.i18n.catalogs import ENGLISH, Catalog, load_catalogs, locales_folder

TODAY = 20_780
PEOPLE = (
    "People: in all: 12,480 · new: 1,204 · wrote today: 842 · in 7 days: 3,120 · in 30 days: 7,450"
)
CATALOGS = load_catalogs(locales_folder())


def made(*errors: str) -> Report:
    names = {
        asked(Asked.LINK): 1200,
        asked(Asked.TRANSLATION): 34,
        read_in(KK): 3,
        read_in(None): 1,
        cached(is_hit=True): 1,
        cached(is_hit=False): 2,
        took(1.3): 9,
        took(8.0): 1,
    } | {CounterName(f"error.{code}"): 2 for code in errors}
    counted = [Counted(TODAY, name, count) for name, count in names.items()]
    return report(counted, People(12480, 1204, 842, 3120, 7450), today=TODAY)


def engine(*, open_s: int = 0, calls: int = 0, failures: int = 0) -> EngineReport:
    refusal = Trouble.QUOTA if open_s else None
    return EngineReport("Google", open_s, refusal, None, calls, calls, 0, failures, 0.4)


@pytest.mark.parametrize(
    ("language", "told"), [(EN, "12,480"), (RU, "12\u00a0480"), (KK, "12\u00a0480")]
)
def test_large_numbers_are_grouped(language: LanguageCode, told: str) -> None:
    assert said.number(CATALOGS[language], 12480) == told


@pytest.mark.parametrize(("language", "told"), [(EN, "43%"), (RU, "43\u00a0%"), (KK, "43%")])
def test_a_share_is_a_percentage(language: LanguageCode, told: str) -> None:
    assert said.share(CATALOGS[language], 3, 7) == told


def test_where_there_is_no_whole_there_is_no_share() -> None:
    assert said.share(ENGLISH, 0, 0) == "–"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.01, "0.01 sec"), (0.87, "0.87 sec"), (1.26, "1.3 sec"), (14, "14 sec")],
)
def test_a_time_has_two_figures(seconds: float, told: str) -> None:
    assert said.seconds(ENGLISH, seconds) == told
    assert said.at_most(ENGLISH, seconds) == f"≤ {told}"


def test_where_nothing_was_answered_there_is_no_time() -> None:
    assert said.at_most(ENGLISH, None) == "–"


@pytest.mark.parametrize(("seconds", "told"), [(0.03, "0,03 с"), (1, "1 с"), (30, "30 с")])
def test_marks_on_the_axis_have_no_needless_noughts(seconds: float, told: str) -> None:
    assert said.second_mark(CATALOGS[RU], seconds).replace("\u00a0", " ") == told


def test_the_period_is_told_by_its_first_and_last_day() -> None:
    assert said.period(ENGLISH, made()) == "Oct 25 – Nov 23"
    assert said.period(CATALOGS[KK], made()) == "25 қаз. – 23 қар."
    assert said.day_mark(ENGLISH, made(), 1) == "Oct 26"


@pytest.mark.parametrize(
    ("report_", "told"),
    [
        (engine(), "ready"),
        (engine(calls=200, failures=4), "answers: 98%"),
        (engine(calls=200, failures=4, open_s=1800), "pause: 30 min"),
    ],
)
def test_an_engine_is_ready_or_rests(report_: EngineReport, told: str) -> None:
    assert said.engine_state(ENGLISH, report_) == told


def test_the_text_has_all_the_numbers() -> None:
    codes = ("site_error", "a", "b", "c", "d", "e")

    assert said.lines(ENGLISH, made(*codes), [engine(calls=2)]) == [
        "Qysqa in numbers, Oct 25 – Nov 23",
        "Requests: 1,234 (links: 1,200 · texts: 0 · files: 0 · translations: 34 · digests: 0)",
        "Time to answer: half of the answers ≤ 1.3 sec · 95 of 100 answers ≤ 7.8 sec",
        "From the cache: 33%",
        "Languages read: Қазақша: 75% · Русский: 0% · English: 0% · other: 25%",
        PEOPLE,
        "Errors: 12 (a: 2 · b: 2 · c: 2 · d: 2 · e: 2)",
        "Translation engines: Google (answers: 100%)",
    ]


def test_without_errors_and_engines_nothing_is_said_of_them() -> None:
    *_, last = said.lines(ENGLISH, made(), [])

    assert last == "Errors: 0"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_each_heading_is_said(language: LanguageCode) -> None:
    t = CATALOGS[language]
    headings = (
        said.title,
        said.requests_title,
        said.times_title,
        said.languages_title,
        said.errors_title,
        said.people_title,
        said.nothing_yet,
        said.no_errors,
        said.from_cache,
    )

    assert len({heading(t) for heading in headings}) == len(headings)


@given(
    st.sampled_from([Catalog(one) for one in INTERFACE_LANGUAGES]),
    st.integers(0, 10**12),
    st.integers(1, 10**12),
)
def test_numbers_are_told_without_line_breaks(t: Catalog, part: int, more: int) -> None:
    told = said.number(t, part) + said.share(t, part, part + more) + said.at_most(t, part / 10)

    assert told.splitlines() == [told]
