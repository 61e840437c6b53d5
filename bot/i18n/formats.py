"""Dates, times and language names as each language writes them, through Babel (CLDR)."""

import math
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.units import format_unit

from bot.core.languages import native_name
from bot.core.models import LanguageCode

_MINUTE_S = 60
_STEP_S = 5  # nobody reads to the second


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
