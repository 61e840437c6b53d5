"""What ``/stats`` shows: the chart and its caption, in the owner's words. Pure."""

from collections.abc import Sequence

from bot.core.engines import EngineReport
from bot.core.statistics import Report
from bot.i18n import statistics as said
from bot.i18n import translating
from bot.i18n.catalogs import Catalog
from bot.telegram.owner.chart import Chart, Panel, Part, Series, Status, Tile

MAX_CAPTION = 1024  # UTF-16 units, core.telegram.org/bots/api#sendphoto
MAX_ENGINES = 5  # the picture has room for; the caption names all it can

_WEEK = 7
_MARKS_S = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)


def charted(t: Catalog, report: Report, engines: Sequence[EngineReport]) -> Chart:
    """The picture of *report*."""
    return Chart(
        title=said.title(t),
        period=said.period(t, report),
        days=len(report.days),
        tiles=_tiles(t, report),
        requests=_requests(t, report),
        times=_times(t, report),
        languages=_languages(t, report),
        errors=_errors(t, report),
        engines=_engines(t, engines),
        people=_people(t, report),
        day_marks=[
            (place, said.day_mark(t, report, place))
            for place in range((len(report.days) - 1) % _WEEK, len(report.days), _WEEK)
        ],
        second_marks=[(mark, said.second_mark(t, mark)) for mark in _MARKS_S],
    )


def caption(t: Catalog, report: Report, engines: Sequence[EngineReport]) -> str:
    """The same numbers as text; where they are too many, the last lines are left out."""
    lines = list(said.lines(t, report, engines))
    while len("\n".join(lines).encode("utf-16-le")) > 2 * MAX_CAPTION:
        lines.pop()
    return "\n".join(lines)


def _tiles(t: Catalog, report: Report) -> Sequence[Tile]:
    times = report.times
    return (
        _tile(said.number(t, report.requests), said.requests(t)),
        _tile(said.at_most(t, times.p50), said.half(t)),
        _tile(said.at_most(t, times.p95), said.nearly_all(t)),
        _tile(said.share(t, report.hits, report.hits + report.misses), said.from_cache(t)),
    )


def _requests(t: Catalog, report: Report) -> Panel[Series]:
    rows = [
        Series(label, [day.asked[kind] for day in report.days])
        for kind, label in zip(report.asked, said.kinds(t, report), strict=True)
    ]
    return Panel(said.requests_title(t), rows, said.nothing_yet(t))


def _times(t: Catalog, report: Report) -> Panel[Series]:
    half, nearly_all = said.times(t, report)
    rows = (
        Series(half, [day.times.p50 for day in report.days]),
        Series(nearly_all, [day.times.p95 for day in report.days]),
    )
    return Panel(said.times_title(t), rows, said.nothing_yet(t))


def _languages(t: Catalog, report: Report) -> Panel[Part]:
    rows = map(Part, said.languages(t, report), report.read.values())
    return Panel(said.languages_title(t), list(rows), said.nothing_yet(t))


def _errors(t: Catalog, report: Report) -> Panel[Part]:
    top = report.errors[: said.MAX_ERRORS]
    rows = [Part(code, count, said.number(t, count)) for code, count in top]
    return Panel(said.errors_title(t), rows, said.no_errors(t))


def _engines(t: Catalog, engines: Sequence[EngineReport]) -> Panel[Status]:
    rows = [
        Status(one.name, said.engine_state(t, one), is_well=not one.open_s)
        for one in engines[:MAX_ENGINES]
    ]
    return Panel(translating.engines_title(t), rows, translating.no_engines(t))


def _people(t: Catalog, report: Report) -> Panel[Tile]:
    rows = [_tile(count, label) for label, count in said.people(t, report.people)]
    return Panel(said.people_title(t), rows, said.nothing_yet(t))


def _tile(value: str, label: str) -> Tile:
    return Tile(value, label[:1].upper() + label[1:])
