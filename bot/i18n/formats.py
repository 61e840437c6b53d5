"""Dates, times and language names as each language writes them, through Babel (CLDR).

Babel knows Kazakh in Cyrillic only; what it says is written in the reader's script.
"""

import math
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names, get_timezone_location
from babel.units import format_unit

from bot.core.languages import EN, KK, RU, native_name
from bot.core.models import LanguageCode
from bot.i18n.catalogs import Catalog
from bot.i18n.scripts import said_in

_MINUTE_S = 60
_STEP_S = 5  # nobody reads to the second
_LONG_DAYS = {KK: "d MMMM, EEEE", RU: "d MMMM, EEEE", EN: "EEEE, MMMM d"}  # CLDR has no such


def day(t: Catalog, moment: date, *, today: date) -> str:
    """A day, short: with its year only when it is not this year's."""
    if moment.year != today.year:
        said = format_date(moment, "medium", locale=t.language)
    else:
        said = format_skeleton("MMMd", moment, locale=t.language)
    return said_in(said, t.script)


def duration(t: Catalog, seconds: int) -> str:
    """Minutes from a minute up, else seconds in steps of five; never nothing."""
    unit, value = "duration-second", max(_STEP_S, math.ceil(seconds / _STEP_S) * _STEP_S)
    if value >= _MINUTE_S:
        unit, value = "duration-minute", math.ceil(value / _MINUTE_S)
    # CLDR's narrow form is broken for Kazakh and Russian («3 duration-minute»)
    return said_in(_of_unit(value, unit, t.language), t.script)


@lru_cache
def _of_unit(value: int, unit: str, language: LanguageCode) -> str:
    """Babel looks up half a locale for it, and there are few durations."""
    return format_unit(value, unit, length="short", locale=language)


def language_name(t: Catalog, named: LanguageCode) -> str:
    """What the reader calls the language *named*; in its own letters where Babel has no name."""
    name = Locale(t.language).languages.get(named)
    return said_in(name, t.script) if name else native_name(named)


def moment(t: Catalog, at: datetime, *, now: datetime) -> str:
    """A moment of the past week: its time, with its day unless that is today."""
    time = clock_time(at)
    return time if at.date() == now.date() else f"{day(t, at, today=now.date())}, {time}"


def clock_time(at: datetime) -> str:
    """Hours and minutes, the way all three languages write them with 24 hours."""
    return f"{at:%H:%M}"


def long_day(t: Catalog, at: datetime) -> str:
    """A day with its name: «12 қараша, бейсенбі»."""
    pattern = _LONG_DAYS.get(t.language, _LONG_DAYS[EN])
    return said_in(format_date(at, pattern, locale=t.language), t.script)


def minute_of_day(minute: int) -> str:
    """Minutes since midnight as a clock shows them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def day_names(t: Catalog) -> tuple[str, ...]:
    """The days of the week in short, Monday first."""
    names = get_day_names("abbreviated", locale=t.language)
    return tuple(said_in(names[number], t.script) for number in range(7))


def place_name(t: Catalog, zone: str) -> str:
    """The city that a time zone is named after."""
    return said_in(str(get_timezone_location(zone, locale=t.language, return_city=True)), t.script)
