"""What clocks show, found by looking at them again and again: slow, and hard to get wrong.

Moments are unix seconds. For years in which offsets are whole minutes.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

QUARTER_S, DAY_S = 15 * 60, 86_400
_BEFORE_S, _AFTER_S = 15 * 3_600, 40 * 3_600  # a local day begins and ends within, around UTC's


def wall(at: int, zone: str) -> datetime:
    """The local date and time, without a zone."""
    return datetime.fromtimestamp(at, ZoneInfo(zone)).replace(tzinfo=None)


@cache
def changes(zone: str, year: int) -> Sequence[int]:
    """The moments at which clocks of the zone were set in that year."""
    first = int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
    days = range(first, first + 366 * DAY_S, DAY_S)
    ahead = [_offset(day, zone) for day in days]
    changed = [day for day, *two in zip(days, ahead, ahead[1:], strict=False) if two[0] != two[1]]
    return [
        next(
            at
            for at in range(day, day + DAY_S + 60, 60)
            if _offset(at, zone) != _offset(day, zone)
        )
        for day in changed
    ]


def _offset(at: int, zone: str) -> timedelta:
    return wall(at, zone) - wall(at, "UTC")


@cache
def comes_at(day: date, minute: int, zone: str) -> int | None:
    """When clocks first show that minute of that day, or a later one; None: no such day."""
    midnight = int(datetime.combine(day, time.min, UTC).timestamp())
    wanted = datetime.combine(day, time.min) + timedelta(minutes=minute)
    first, last = midnight - _BEFORE_S, midnight + _AFTER_S
    step = QUARTER_S if _offset(first, zone) == _offset(last, zone) else 60
    looks = range(first, last, step)
    if all(wall(at, zone).date() != day for at in looks):
        return None
    late = next(at for at in looks if wall(at, zone) >= wanted)
    minutes = range(late - step + 60, late + 60, 60)
    return next(at for at in minutes if wall(at, zone) >= wanted)


def slots(
    days: Sequence[int], minute: int, zone: str, since: int, until: int
) -> Iterator[tuple[str, int]]:
    """Yield the slots from *since* to *until*, both included, with their moments."""
    for ordinal in range(since // DAY_S - 2, until // DAY_S + 3):
        day = date(1970, 1, 1) + timedelta(days=ordinal)
        at = comes_at(day, minute, zone) if day.weekday() in days else None
        if at is not None and since <= at <= until:
            yield f"{day}T{minute // 60:02}:{minute % 60:02}", at


def is_quiet(quiet: tuple[int, int] | None, at: int, zone: str) -> bool:
    """Whether clocks show a quiet minute; the same minute twice: never."""
    if quiet is None:
        return False
    start, end = quiet
    shown = wall(at, zone)
    minute = shown.hour * 60 + shown.minute
    if start <= end:
        return start <= minute < end
    return minute >= start or minute < end


def allowed_at(quiet: tuple[int, int] | None, at: int, zone: str) -> int:
    """*at*, or the first minute after it that is not quiet."""
    while is_quiet(quiet, at, zone):
        at += 60
    return at
