"""The picture and its caption say the same, within what Telegram takes."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import EngineReport
from bot.core.statistics import Asked, Counted, CounterName, People, Report, asked, report, took
from bot.i18n.catalogs import ENGLISH
from bot.telegram.owner.chart import Part
from bot.telegram.owner.figures import MAX_CAPTION, MAX_ENGINES, caption, charted

TODAY = 20_780


def engine(name: str, open_s: int = 0) -> EngineReport:
    return EngineReport(name, open_s, None, None, 0, 0, 0, 0, 0.0)


@pytest.fixture
def told() -> Report:
    counted = [Counted(TODAY, asked(Asked.FILE), 7), Counted(TODAY - 1, took(2.0), 4)]
    counted += [Counted(TODAY, CounterName(f"error.e{n}"), n) for n in range(1, 9)]
    return report(counted, People(9, 4, 1, 2, 3), today=TODAY)


def test_the_chart_has_a_value_a_day(told: Report) -> None:
    chart = charted(ENGLISH, told, ())

    assert chart.days == 30
    assert [len(series.values) for series in (*chart.requests.rows, *chart.times.rows)] == [30] * 7
    assert chart.requests.rows[2].label == "files: 7"
    assert chart.requests.rows[2].values[-1] == 7
    assert list(chart.times.rows[0].values[-2:]) == [told.times.p50, None]


def test_days_are_named_a_week_apart_and_the_last_is_today(told: Report) -> None:
    assert charted(ENGLISH, told, ()).day_marks == [
        (1, "Oct 26"),
        (8, "Nov 2"),
        (15, "Nov 9"),
        (22, "Nov 16"),
        (29, "Nov 23"),
    ]


def test_what_stands_first_begins_with_a_capital(told: Report) -> None:
    chart = charted(ENGLISH, told, ())

    assert [(tile.value, tile.label) for tile in chart.tiles] == [
        ("7", "Requests"),
        ("≤ 2.2 sec", "Half of the answers"),
        ("≤ 2.2 sec", "95 of 100 answers"),
        ("–", "From the cache"),
    ]
    assert [(tile.value, tile.label) for tile in chart.people.rows][:2] == [
        ("9", "In all"),
        ("4", "New"),
    ]


def test_the_most_frequent_errors_and_the_first_engines_have_room(told: Report) -> None:
    engines = [engine(f"engine {n}", open_s=60 * n) for n in range(9)]
    chart = charted(ENGLISH, told, engines)

    assert chart.errors.rows == [Part(f"e{n}", n, str(n)) for n in (8, 7, 6, 5, 4)]
    assert len(chart.engines.rows) == MAX_ENGINES
    assert [status.is_well for status in chart.engines.rows][:2] == [True, False]


def test_a_chart_can_be_sent_to_a_worker(told: Report) -> None:
    chart = charted(ENGLISH, told, [engine("Google")])

    assert pickle.loads(pickle.dumps(chart)) == chart  # noqa: S301 - our own


@given(st.lists(st.text(min_size=1, max_size=80), max_size=30))
def test_the_caption_fits(names: list[str]) -> None:
    nothing = report([], People(), today=TODAY)
    text = caption(ENGLISH, nothing, [engine(name) for name in names])

    assert len(text.encode("utf-16-le", "surrogatepass")) <= 2 * MAX_CAPTION
    assert text.startswith("Qysqa in numbers, Oct 25 – Nov 23\nRequests: 0 (")


def test_the_caption_names_all_engines_where_they_fit(told: Report) -> None:
    text = caption(ENGLISH, told, [engine(f"engine {n}") for n in range(9)])

    assert "engine 8 (ready)" in text


def test_where_there_are_too_many_engines_the_rest_is_told(told: Report) -> None:
    text = caption(ENGLISH, told, [engine("e" * 100) for _ in range(9)])

    assert "engine" not in text
    assert text.endswith("Errors: 36 (e8: 8 · e7: 7 · e6: 6 · e5: 5 · e4: 4)")
