"""Dates, times and language names as each language writes them, through Babel (CLDR)."""

import math
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names, get_timezone_location
from babel.units import format_unit

from bot.core.languages import EN, KK, RU, native_name
from bot.core.models import LanguageCode

_MINUTE_S = 60
_STEP_S = 5  # nobody reads to the second
_LONG_DAYS = {KK: "d MMMM, EEEE", RU: "d MMMM, EEEE", EN: "EEEE, MMMM d"}  # CLDR has no such


def day(language: LanguageCode, moment: date, *, today: date) -> str:
    """A day, short: with its year only when it is not this year's."""
    if moment.year != today.year:
        return format_date(moment, "medium", locale=language)
    return format_skeleton("MMMd", moment, locale=language)


def duration(language: LanguageCode, seconds: int) -> str:
    """Minutes from a minute up, else seconds in steps of five; never nothing."""
    unit, value = "duration-second", max(_STEP_S, math.ceil(seconds / _STEP_S) * _STEP_S)
    if value >= _MINUTE_S:
        unit, value = "duration-minute", math.ceil(value / _MINUTE_S)
    # CLDR's narrow form is broken for Kazakh and Russian («3 duration-minute»)
    return format_unit(value, unit, length="short", locale=language)


def language_name(language: LanguageCode, named: LanguageCode) -> str:
    """What *language* calls the language *named*."""
    return Locale(language).languages.get(named) or native_name(named)


def moment(language: LanguageCode, at: datetime, *, now: datetime) -> str:
    """A moment of the past week: its time, with its day unless that is today."""
    time = clock_time(at)
    return time if at.date() == now.date() else f"{day(language, at, today=now.date())}, {time}"


def clock_time(at: datetime) -> str:
    """Hours and minutes, the way all three languages write them with 24 hours."""
    return f"{at:%H:%M}"


def long_day(language: LanguageCode, at: datetime) -> str:
    """A day with its name: «12 қараша, бейсенбі»."""
    return format_date(at, _LONG_DAYS.get(language, _LONG_DAYS[EN]), locale=language)


def minute_of_day(minute: int) -> str:
    """Minutes since midnight as a clock shows them."""
    return f"{minute // 60:02}:{minute % 60:02}"


def day_names(language: LanguageCode) -> tuple[str, ...]:
    """The days of the week in short, Monday first."""
    names = get_day_names("abbreviated", locale=language)
    return tuple(names[number] for number in range(7))


def place_name(language: LanguageCode, zone: str) -> str:
    """The city that a time zone is named after."""
    return str(get_timezone_location(zone, locale=language, return_city=True))
