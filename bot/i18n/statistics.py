"""What the owner reads in and under the picture of ``/stats``."""

from collections.abc import Sequence

from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from bot.core.engines import EngineReport
from bot.core.languages import native_name
from bot.core.statistics import Asked, People, Report, date_of
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import day, duration
from bot.i18n.translating import engines_title

MAX_ERRORS = 5  # the rest is in the log

_TENTHS_FROM_S, _WHOLE_FROM_S = 1, 10  # nobody needs more than two figures of a time
_NONE = "–"
_APART = " · "  # a comma is in numbers too


def title(t: Catalog) -> str:
    """Over all of it."""
    return t.gettext("Qysqa in numbers")


def period(t: Catalog, report: Report) -> str:
    """The days it is about."""
    first, last = date_of(report.days[0].day), date_of(report.days[-1].day)
    return f"{day(t, first, today=last)} – {day(t, last, today=last)}"


def day_mark(t: Catalog, report: Report, place: int) -> str:
    """The day at *place*, under its bar."""
    return day(t, date_of(report.days[place].day), today=date_of(report.days[-1].day))


def number(t: Catalog, value: int) -> str:
    """A count, as the language groups its figures."""
    return format_decimal(value, locale=t.language)


def share(t: Catalog, part: int, whole: int) -> str:
    """A part of a whole; a dash where there is no whole."""
    return format_percent(part / whole, locale=t.language) if whole else _NONE


def seconds(t: Catalog, value: float) -> str:
    """A time to two figures; below ten milliseconds nothing is told apart."""
    pattern = "0.00" if value < _TENTHS_FROM_S else "0.0" if value < _WHOLE_FROM_S else "0"
    return format_unit(value, "duration-second", length="short", format=pattern, locale=t.language)


def second_mark(t: Catalog, value: float) -> str:
    """A time on the axis, without noughts at its end."""
    return format_unit(value, "duration-second", length="short", format="0.##", locale=t.language)


def at_most(t: Catalog, value: float | None) -> str:
    """The time that a part of the answers does not exceed; a dash where none was taken."""
    return _NONE if value is None else f"≤ {seconds(t, value)}"


def requests(t: Catalog) -> str:
    """Under their number, or before it."""
    return t.gettext("Requests")


def half(t: Catalog) -> str:
    """Beside the time that half of the answers take at most."""
    return t.gettext("half of the answers")


def nearly_all(t: Catalog) -> str:
    """Beside the time that 95 of 100 answers take at most."""
    return t.gettext("95 of 100 answers")


def from_cache(t: Catalog) -> str:
    """Beside the share of summaries that were there already."""
    return t.gettext("From the cache")


def requests_title(t: Catalog) -> str:
    """Over the bars of each day."""
    return t.gettext("Requests per day")


def times_title(t: Catalog) -> str:
    """Over the times of each day."""
    return t.gettext("Time to answer")


def languages_title(t: Catalog) -> str:
    """Over the languages of what was read."""
    return t.gettext("Languages read")


def errors_title(t: Catalog) -> str:
    """Over the codes of errors."""
    return t.gettext("Errors")


def people_title(t: Catalog) -> str:
    """Over how many people came."""
    return t.gettext("People")


def nothing_yet(t: Catalog) -> str:
    """Where something would be shown."""
    return t.gettext("Nothing yet.")


def no_errors(t: Catalog) -> str:
    """Where they would be shown."""
    return t.gettext("There were none.")


def kind(t: Catalog, asked: Asked) -> str:
    """A kind of request, before its number."""
    return {
        Asked.LINK: t.gettext("links"),
        Asked.TEXT: t.gettext("texts"),
        Asked.FILE: t.gettext("files"),
        Asked.TRANSLATION: t.gettext("translations"),
        Asked.DIGEST: t.gettext("digests"),
    }[asked]


def kinds(t: Catalog, report: Report) -> Sequence[str]:
    """Each kind with its number."""
    return [f"{kind(t, one)}: {number(t, count)}" for one, count in report.asked.items()]


def languages(t: Catalog, report: Report) -> Sequence[str]:
    """Each language with its share; those that the bot does not speak are one."""
    total = sum(report.read.values())
    names = {one: t.gettext("other") if one is None else native_name(one) for one in report.read}
    return [f"{names[one]}: {share(t, count, total)}" for one, count in report.read.items()]


def times(t: Catalog, report: Report) -> Sequence[str]:
    """How long half of the answers take at most, and 95 of 100."""
    p50, p95 = at_most(t, report.times.p50), at_most(t, report.times.p95)
    return [f"{half(t)} {p50}", f"{nearly_all(t)} {p95}"]


def people(t: Catalog, counts: People) -> Sequence[tuple[str, str]]:
    """What is told of people, each with its number."""
    told = (
        (t.gettext("in all"), counts.total),
        (t.gettext("new"), counts.new),
        (t.gettext("wrote today"), counts.today),
        (t.gettext("in 7 days"), counts.week),
        (t.gettext("in 30 days"), counts.month),
    )
    return [(label, number(t, count)) for label, count in told]


def engine_state(t: Catalog, report: EngineReport) -> str:
    """How an engine is, and how often it answered where it was asked."""
    if report.open_s:
        return t.gettext("pause: {wait}").format(wait=duration(t, report.open_s))
    if not report.calls:
        return t.gettext("ready")
    good = share(t, report.calls - report.failures, report.calls)
    return t.gettext("answers: {share}").format(share=good)


def lines(t: Catalog, report: Report, engines: Sequence[EngineReport]) -> Sequence[str]:
    """All of the picture as text, the most important first; *engines* may be empty."""
    states = [f"{one.name} ({engine_state(t, one)})" for one in engines]
    errors = [f"{code}: {number(t, count)}" for code, count in report.errors[:MAX_ERRORS]]
    cache = share(t, report.hits, report.hits + report.misses)
    told = [
        f"{title(t)}, {period(t, report)}",
        f"{requests(t)}: {number(t, report.requests)} ({_APART.join(kinds(t, report))})",
        f"{times_title(t)}: {_APART.join(times(t, report))}",
        f"{from_cache(t)}: {cache}",
        f"{languages_title(t)}: {_APART.join(languages(t, report))}",
        f"{people_title(t)}: {_APART.join(f'{k}: {n}' for k, n in people(t, report.people))}",
        f"{errors_title(t)}: {number(t, report.failures)}{_bracketed(errors)}",
    ]
    return [*told, f"{engines_title(t)}: {_APART.join(states)}"] if states else told


def _bracketed(parts: Sequence[str]) -> str:
    return f" ({_APART.join(parts)})" if parts else ""
