"""What a translation may have changed: numbers, dates, names, yes into no. Pure.

Only what the tables know of both languages is compared; of others, numbers in digits.
"""

from collections.abc import Iterator

from bot.core.models import Doubt, LanguageCode
from bot.translation.check import dates, names, negation, numerals
from bot.translation.check.numeral_words import is_counted


def doubts(
    original: str, answer: str, *, source: LanguageCode | None, target: LanguageCode
) -> tuple[Doubt, ...]:
    """Return what a reader should look at twice in *answer*, in the order of Doubt."""
    return tuple(_doubts(original, answer, source, target))


def _doubts(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> Iterator[Doubt]:
    if _numbers_differ(original, answer, source, target):
        yield Doubt.NUMBERS
    if _dates_differ(original, answer, source, target):
        yield Doubt.DATES
    if names.has_names(source) and names.has_names(target) and names.differ(original, answer):
        yield Doubt.NAMES
    if _denials_differ(original, answer, source, target):
        yield Doubt.NEGATION


def _numbers_differ(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> bool:
    return numerals.differ(
        numerals.numbers(original, source, other=target),
        numerals.numbers(answer, target, other=source),
        is_known=is_counted(source) and is_counted(target),
    )


def _dates_differ(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> bool:
    if source is None or not (dates.has_months(source) and dates.has_months(target)):
        return False
    return dates.differ(dates.dates(original, source), dates.dates(answer, target))


def _denials_differ(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> bool:
    if source is None or not (negation.can_deny(source) and negation.can_deny(target)):
        return False
    return negation.differ(negation.signs(original, source), negation.signs(answer, target))
