"""All checks of many answers at once, for a worker process: some identify the language."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.models import Doubt, LanguageCode
from bot.translation.check.answer import fault
from bot.translation.check.compare import doubts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an answer is no translation, else what to look at twice in it."""

    fault: str | None
    doubts: tuple[Doubt, ...] = ()


def judge(
    pairs: Sequence[tuple[str, str]], *, source: LanguageCode | None, target: LanguageCode
) -> tuple[Verdict, ...]:
    """Judge each pair of an original and its answer, in order.

    Takes less than a millisecond a sentence; the first identification loads a model of
    90 MB, so it must not run on the event loop.
    """
    return tuple(_judge(original, answer, source, target) for original, answer in pairs)


def _judge(
    original: str, answer: str, source: LanguageCode | None, target: LanguageCode
) -> Verdict:
    found = fault(original, answer, target=target, source=source)
    if found is not None:
        return Verdict(found)
    return Verdict(None, doubts(original, answer, source=source, target=target))
