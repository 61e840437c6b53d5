"""When a feed is asked again: often while there is news, seldom when there is none. Pure.

Times are unix seconds.
"""

from collections.abc import Sequence
from enum import Enum, auto
from hashlib import blake2b

BASE_S = 30 * 60
SHORTEST_S = 15 * 60
LONGEST_S = 6 * 3600
DAY_S = 24 * 3600
WEEK_S = 7 * DAY_S

GONE = 1_000
"""Failures in a row that an answer of 410 Gone counts for: a feed that fails once a day has not
so many in three years."""

FAILING = 8
"""Failures in a row after which readers are told: more than two days without an answer."""

_RECENT = 10  # articles that tell how busy a feed is
_STRETCH = 1.25  # of a pause in which nothing changed
_JITTER = 0.1  # of a pause: feeds that were added together part


class Standing(Enum):
    """What readers are told of a feed."""

    WELL = auto()
    FAILING = auto()
    GONE = auto()
    """Its site says that it will not come back."""


def standing(failures: int) -> Standing:
    """Say how it stands with a feed after so many failures in a row."""
    if failures >= GONE:
        return Standing.GONE
    return Standing.FAILING if failures >= FAILING else Standing.WELL


def after_news(url: str, published: Sequence[int], now: int) -> int:
    """When to ask again after a feed came; *published* are the dates of its articles."""
    newest = sorted((moment for moment in published if moment <= now), reverse=True)[:_RECENT]
    if not newest:
        return now + _parted(url, BASE_S)
    # the time since the last article counts: a feed that fell silent is asked ever less
    pause = (now - newest[-1]) // len(newest) // 2
    return now + _parted(url, min(max(pause, SHORTEST_S), LONGEST_S))


def after_nothing_new(url: str, last_pause: int, now: int) -> int:
    """When to ask again after a feed said that it has not changed since *last_pause* ago."""
    pause = int(last_pause * _STRETCH) if last_pause > 0 else BASE_S
    return now + _parted(url, min(max(pause, SHORTEST_S), LONGEST_S))


def after_failure(url: str, failures: int, now: int, *, asked_s: float = 0.0) -> int:
    """When to ask again after *failures* in a row, this one included.

    *asked_s* is how long the site wants to be left alone; up to a week it is.
    """
    if failures >= GONE:
        return now + _parted(url, WEEK_S)
    pause = min(BASE_S * 2 ** min(failures - 1, 10), DAY_S)
    return now + _parted(url, max(pause, int(min(asked_s, WEEK_S))))


def _parted(url: str, pause: int) -> int:
    """Lengthen a pause by up to _JITTER, always the same for one feed."""
    share = int.from_bytes(blake2b(url.encode(), digest_size=2).digest()) / 0xFFFF
    return pause + int(pause * _JITTER * share)
