"""Times as people write them → zones, minutes and hours of the day."""

import re
import unicodedata
from datetime import datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.core.errors.groups import UnknownZoneError
from bot.core.groups import DAY_MINUTES, DEFAULT_ZONE
from bot.digest.cities import CITIES

_REGIONS: Final = frozenset({
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific",
})  # fmt: skip
_NO_ZONES: Final = {"Factory", "localtime", "posixrules"}  # the machine's own, or none at all

_OFFSET: Final = re.compile(
    r"(?P<base>utc|gmt|msk|мск|)\s?(?P<sign>[+−–-])\s?(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?"
)
_BASES_H: Final = {"msk": 3, "мск": 3}  # Russian regions count from Moscow
_ODD_OFFSETS: Final = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
    -570: "Pacific/Marquesas",
}
"""Minutes east of Greenwich → a place that keeps to it all year; Etc has whole hours alone."""

_GAPS: Final = re.compile(r"_|(?<=[^\W\d])-(?=[^\W\d])")  # but not the sign of an offset

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?")
_HALVES: Final = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))?\s?([ap])m")
_AFTERNOON: Final = {"a": 0, "p": DAY_MINUTES // 2}
_QUIET: Final = re.compile(r"(?:from |с |)(.+?)\s?(?:[-–—−]| to | до )\s?(.+)")
_OFF: Final = {"off", "no", "none", "0", "-", "нет", "выкл", "выключить", "жоқ", "өшіру"}


def zone_of(name: str) -> ZoneInfo:
    """Return the zone, or that of DEFAULT_ZONE where *name* is none (any more)."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: the name of a whole region
        return ZoneInfo(DEFAULT_ZONE)


def find_zone(text: str) -> str:
    """Return the IANA name that is meant: by itself, a city, or an offset like «UTC+5».

    Raises:
        UnknownZoneError: None is.
    """
    asked = _plain(text)
    found = _by_offset(asked) or _names().get(asked)
    if found is None:
        raise UnknownZoneError(text.strip())
    return found


def offset_label(zone: str, now: datetime) -> str:
    """Return how far the zone is from UTC at *now*, an aware time: «UTC+5», «UTC−3:30»."""
    shown = now.astimezone(zone_of(zone)).replace(tzinfo=now.tzinfo)
    minutes = round((shown - now).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "" if minutes == 0 else "+" if minutes > 0 else "−"
    return "UTC" + (f"{sign}{hours}" if sign else "") + (f":{rest:02}" if rest else "")


def city_of(zone: str) -> str:
    """Return the English name of the city a zone is named after; "" where it is none."""
    region, _, city = zone.partition("/")
    return city.rpartition("/")[2].replace("_", " ") if region in _REGIONS else ""


def find_minute(text: str) -> int | None:
    """Return the minute of the day that «9», «9.30», «21:05» or «9 pm» means, if it is one."""
    asked = text.strip().casefold()
    if found := _CLOCK.fullmatch(asked):
        return int(found[1]) * 60 + int(found[2] or 0)
    if found := _HALVES.fullmatch(asked):
        hours = int(found[1]) % 12  # 12 am is midnight
        return hours * 60 + int(found[2] or 0) + _AFTERNOON[found[3]]
    return None


def find_quiet(text: str) -> tuple[int, int] | None:
    """Return Plan.quiet for «22-8» or «22:00–08:00»; None for «off» and the like.

    Raises:
        ValueError: It is neither, or would leave no time at all.
    """
    asked = _plain(text)
    if asked in _OFF:
        return None
    found = _QUIET.fullmatch(asked)
    start, end = map(find_minute, found.groups()) if found else (None, None)
    if start is None or end is None or start == end:
        raise ValueError(f"no hours of the day: {text!r}")
    return start, end


def _by_offset(asked: str) -> str | None:
    found = _OFFSET.fullmatch(asked)
    if found is None:
        return None
    minutes = 60 * int(found["hours"]) + int(found["minutes"] or 0)
    if found["sign"] != "+":
        minutes = -minutes
    minutes += 60 * _BASES_H.get(found["base"], 0)
    if minutes % 60 or not minutes:
        return _ODD_OFFSETS.get(minutes, None if minutes else "UTC")
    name = f"Etc/GMT{-minutes // 60:+}"  # POSIX counts westwards
    return name if name in available_timezones() else None


@cache
def _names() -> dict[str, str]:
    """What may be written, in plain form → the zone that is meant."""
    known = sorted(available_timezones() - _NO_ZONES, reverse=True)  # of two, the first by name
    places = {_plain(city_of(name)): name for name in known if city_of(name)}
    cities = {_plain(name): zone for name, zone in CITIES.items()}
    return {_plain(name): name for name in known} | places | cities


def _plain(text: str) -> str:
    """In lower case, without marks above and below letters, words apart by one space."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(_GAPS.sub(" ", bare).split())
