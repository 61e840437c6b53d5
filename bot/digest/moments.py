"""Minutes of a local calendar → moments, whatever its clocks do. Moments are unix seconds.

Clocks that are set forward leave minutes out, clocks that are set back show some twice: a minute
comes when the local clock first shows it, or a later one.
"""

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.core.groups import DAY_MINUTES

MINUTE_S = 60


def moment_of(day: date, minute: int, zone: ZoneInfo) -> int | None:
    """When *minute* of *day* comes; None if there is no such day.

    Clocks that leave a day's end out bring its last minutes with the next day; a whole day was
    left out where a country went over to the other side of the date line (Samoa, 2011-12-30).
    """
    moment = first_moment(day, minute, zone)
    if local(moment, zone).date() == day:
        return moment
    return moment if local(first_moment(day, 0, zone), zone).date() == day else None


def first_moment(day: date, minute: int, zone: ZoneInfo) -> int:
    """When the clock first shows *minute* of *day* or later, if need be on another day."""
    wall = datetime.combine(day, time.min, zone) + timedelta(minutes=minute)
    by_old, by_new = (int(wall.replace(fold=fold).timestamp()) for fold in (0, 1))
    if by_old <= by_new:  # the minute comes once, or is the first of two
        return by_old
    old = local(by_new, zone).utcoffset()  # before the minutes that are left out
    between = range(by_new, by_old)
    return by_new + bisect_left(between, 1, key=lambda at: local(at, zone).utcoffset() != old)


def is_quiet(quiet: tuple[int, int] | None, at: int, zone: ZoneInfo) -> bool:
    """Whether *at* falls into the hours *quiet*, see bot.core.groups.Plan."""
    if quiet is None:
        return False
    start, end = quiet
    shown = local(at, zone)
    minute = shown.hour * 60 + shown.minute
    return (minute - start) % DAY_MINUTES < (end - start) % DAY_MINUTES


def quiet_end(quiet: tuple[int, int] | None, at: int, zone: ZoneInfo) -> int:
    """*at* itself, or when the quiet hours that it falls into are over."""
    if not is_quiet(quiet, at, zone):
        return at
    minutes = count(at - local(at, zone).second, MINUTE_S)
    return next(moment for moment in minutes if not is_quiet(quiet, moment, zone))


def local(at: int, zone: ZoneInfo) -> datetime:
    """What clocks of the zone show at the moment *at*."""
    return datetime.fromtimestamp(at, zone)
