"""What the owner is told of the bot's use: names to count under, and what the counts say. Pure.

The names are a small closed vocabulary: no person, no chat, no host and no text is in one.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import NewType

from bot.core.errors import QysqaError
from bot.core.languages import INTERFACE_LANGUAGES
from bot.core.models import (
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LanguageCode,
    LinkRequest,
    TextRequest,
)

CounterName = NewType("CounterName", str)
"""What is counted: the kind of thing, a dot, which one."""

STATISTICS_DAYS = 30  # shown, today among them
KEEP_DAYS = 400  # a year, and the same month of the year before

FIRST_BOUND_S = 0.01  # answers from the cache take some 10 ms; what is faster counts as that
BOUNDS_RATIO = 1.2  # from a bucket to the next: the middle is 9.5 % from either end
BUCKETS = 54  # the last bound is 157 s: an answer is given up after 45

_FIRST_DAY = date(1970, 1, 1)
_INTERNAL = "internal"
_OTHER = "other"


class Asked(StrEnum):
    """What was asked for; the order is that of the chart."""

    LINK = "link"
    TEXT = "text"
    FILE = "file"
    TRANSLATION = "translation"
    DIGEST = "digest"


_KINDS: Mapping[type, Asked] = {
    LinkRequest: Asked.LINK,
    TextRequest: Asked.TEXT,
    FileRequest: Asked.FILE,
    HtmlRequest: Asked.FILE,
}


def asked(what: Asked | ArticleRequest) -> CounterName:
    """A request, whatever came of it."""
    kind = what if isinstance(what, Asked) else _KINDS[type(what)]
    return CounterName(f"asked.{kind}")


def read_in(language: LanguageCode | None) -> CounterName:
    """An article or a message in *language* was read; those the bot does not speak are one."""
    return CounterName(f"read.{language if language in INTERFACE_LANGUAGES else _OTHER}")


def cached(*, is_hit: bool) -> CounterName:
    """Whether a summary was there already."""
    return CounterName(f"cache.{'hit' if is_hit else 'miss'}")


def failed(error: QysqaError | None) -> CounterName:
    """A request was answered with *error*; None: with the code of a bug."""
    return CounterName(f"error.{_INTERNAL if error is None else error.code}")


def took(seconds: float) -> CounterName:
    """The time from an update to its answer, as a bucket of a histogram."""
    steps = math.log(max(seconds, FIRST_BOUND_S) / FIRST_BOUND_S, BOUNDS_RATIO)
    return CounterName(f"took.{min(math.ceil(steps), BUCKETS - 1):02}")


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened on a *day*: days since 1970, UTC."""

    day: int
    name: CounterName
    count: int


def date_of(day: int) -> date:
    """The date of a *day* (since 1970, UTC)."""
    return _FIRST_DAY + timedelta(day)


@dataclass(frozen=True, slots=True)
class People:
    """How many use the bot.

    Attributes:
        total: All but those who blocked it.
        new: Came first in the past STATISTICS_DAYS.
        today: Wrote today, *week* in the past 7 days, *month* in the past 30; today counts.
    """

    total: int = 0
    new: int = 0
    today: int = 0
    week: int = 0
    month: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """Half of the answers took *p50* seconds or less, 95 of 100 took *p95* or less; ± 10 %.

    Both are None where nothing was answered.
    """

    p50: float | None = None
    p95: float | None = None


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What was asked on a *day* (since 1970, UTC), and how long answers took."""

    day: int
    asked: Mapping[Asked, int]
    times: Times


@dataclass(frozen=True, slots=True)
class Report:
    """All that the owner is told.

    Attributes:
        days: One after another, the last is today; also those on which nothing happened.
        read: By language; None: those the bot does not speak.
        hits: Summaries that were there already.
        misses: Those that were not.
        errors: By code, most frequent first.
    """

    days: Sequence[DayCounts]
    asked: Mapping[Asked, int]
    times: Times
    read: Mapping[LanguageCode | None, int]
    hits: int
    misses: int
    errors: Sequence[tuple[str, int]]
    people: People = field(default_factory=People)

    @property
    def requests(self) -> int:
        """All that was asked for."""
        return sum(self.asked.values())

    @property
    def failures(self) -> int:
        """All that was answered with an error."""
        return sum(count for _, count in self.errors)


def report(
    counted: Iterable[Counted], people: People, *, today: int, days: int = STATISTICS_DAYS
) -> Report:
    """Sum up the past *days*, of which *today* (days since 1970, UTC) is the last."""
    by_day = {day: Counter[str]() for day in range(today - days + 1, today + 1)}
    for one in counted:
        if one.day in by_day:
            by_day[one.day][one.name] += one.count
    total = sum(by_day.values(), Counter[str]())
    read = {language: total[read_in(language)] for language in (*INTERFACE_LANGUAGES, None)}
    return Report(
        days=[DayCounts(day, _asked(names), _times(names)) for day, names in by_day.items()],
        asked=_asked(total),
        times=_times(total),
        read=read,
        hits=total[cached(is_hit=True)],
        misses=total[cached(is_hit=False)],
        errors=_errors(total),
        people=people,
    )


def _asked(names: Counter[str]) -> Mapping[Asked, int]:
    return {kind: names[asked(kind)] for kind in Asked}


def _errors(names: Counter[str]) -> Sequence[tuple[str, int]]:
    counts = {
        name.partition(".")[2]: count for name, count in names.items() if name.startswith("error.")
    }
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _times(names: Counter[str]) -> Times:
    counts = [names[f"took.{bucket:02}"] for bucket in range(BUCKETS)]
    if not any(counts):
        return Times()
    return Times(percentile(counts, 50), percentile(counts, 95))


def percentile(counts: Sequence[int], percent: float) -> float:
    """The seconds that *percent* of what was counted by ``took`` do not exceed.

    The nearest rank, within 10 % for times between the first and the last bound; there is
    one count at least.
    """
    rank = max(1, math.ceil(sum(counts) * percent / 100))
    bucket = next(n for n, below in enumerate(accumulate(counts)) if below >= rank)
    middle: float = FIRST_BOUND_S * BOUNDS_RATIO ** (bucket - 0.5)
    return max(middle, FIRST_BOUND_S)
