"""The months a text names, and the days it names with them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check.plain import without_masks

_EN = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?",
    "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_RU = (
    "январ(?:ь|я|ю|ем|е)|янв", "феврал(?:ь|я|ю|ем|е)|фев", "март(?:а|у|ом|е)?",
    "апрел(?:ь|я|ю|ем|е)|апр", "ма(?:й|я|ю|ем|е)", "июн(?:ь|я|ю|ем|е)", "июл(?:ь|я|ю|ем|е)",
    "август(?:а|у|ом|е)?|авг", "сентябр(?:ь|я|ю|ём|ем|е)|сент?", "октябр(?:ь|я|ю|ём|ем|е)|окт",
    "ноябр(?:ь|я|ю|ём|ем|е)|ноя", "декабр(?:ь|я|ю|ём|ем|е)|дек",
)  # fmt: skip
_KK = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйе[кг]",
    "қазан", "қараша", "желтоқсан",
)  # fmt: skip
_KK_ENDINGS = "[а-яәғқңөұүі]{0,6}"


def _month(forms: tuple[str, ...], ending: str = "") -> re.Pattern[str]:
    groups = "|".join(f"(?P<m{number}>{form})" for number, form in enumerate(forms, 1))
    return re.compile(rf"\b(?:{groups}){ending}\b", re.IGNORECASE)


_MONTHS = {EN: _month(_EN), RU: _month(_RU), KK: _month(_KK, _KK_ENDINGS)}
_UNSURE = {
    EN: frozenset((3, 4, 5, 6, 8)),  # march, may; April, June and August are names too
    RU: frozenset((5,)),  # мая, «Майя»
    KK: frozenset((2, 3, 6, 10, 12)),  # Nauryz, season, Kazan or cauldron; Zheltoqsan of 1986
}
"""Months whose names mean other things too: they count only beside a number."""

_DAY_BEFORE = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?(?:st|nd|rd|th|-?го|-?е|-?ші|-?шы))?(?:\s+of|\s+day of)?\s+$"
)
_DAY_AFTER = re.compile(r"\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)")
_NUMBER_BEFORE = re.compile(r"\d(?:\s?(?:st|nd|rd|th|жыл\w{0,4}|ж\.))?\s+(?:of\s+)?(?:[-–—]\s*)?$")
_NUMBER_AFTER = re.compile(r"\.?,?\s+\d")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?:\d{4}|\d\d)(?!\d)"
    r"|\d{4}-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d))"
)
_WINDOW = 16  # characters before a month in which its day stands


@dataclass(frozen=True, slots=True)
class Date:
    """A month and, if it is said, a day; *is_sure* unless the word may mean another thing."""

    months: frozenset[int]
    day: int | None = None
    is_sure: bool = True


def has_months(language: LanguageCode | None) -> bool:
    """Whether the language's names of the months are known."""
    return language in _MONTHS


def dates(text: str, language: LanguageCode) -> list[Date]:
    """Return the dates of *text* in a language with known months, numeric ones first."""
    text = without_masks(text)
    return [*_numeric(text), *_named(text, language)]


def _numeric(text: str) -> Iterator[Date]:
    """A day and a month that may change places are left open."""
    for match in _NUMERIC.finditer(text):
        day = int(match["day"] or match["iso_day"])
        month = int(match["month"] or match["iso_month"])
        months = {value for value in (day, month) if value <= 12}  # noqa: PLR2004 - months
        is_open = len(months) > 1 and match["iso_day"] is None
        yield Date(frozenset(months if is_open else {month}), None if is_open else day)


def _named(text: str, language: LanguageCode) -> Iterator[Date]:
    for match in _MONTHS[language].finditer(text):
        if language == EN and match[0].islower():
            continue
        month = int(str(match.lastgroup)[1:])
        before = text[max(match.start() - _WINDOW, 0) : match.start()]
        day = _day(text, before, match.end(), language)
        beside = _NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(text, match.end())
        is_sure = beside is not None or month not in _UNSURE[language]
        yield Date(frozenset((month,)), day, is_sure)


def _day(text: str, before: str, end: int, language: LanguageCode) -> int | None:
    found = _DAY_BEFORE.search(before)
    if found is None and language == EN:
        found = _DAY_AFTER.match(text, end)
    return int(found[1]) if found and 1 <= int(found[1]) <= 31 else None  # noqa: PLR2004 - days


def differ(first: list[Date], second: list[Date]) -> bool:
    """Whether a month of one text is named nowhere in the other, or on another day."""
    return _misses(first, second) or _misses(second, first)


def _misses(wanted: list[Date], among: list[Date]) -> bool:
    return any(_is_missed(date, among) for date in wanted if date.is_sure)


def _is_missed(date: Date, among: list[Date]) -> bool:
    same = [other for other in among if not date.months.isdisjoint(other.months)]
    days = {other.day for other in same}
    return not same or not (date.day is None or None in days or date.day in days)
