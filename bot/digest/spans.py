"""How far back a person wants to look, as written after /catchup."""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.groups import KEEP_DAYS

MAX_MESSAGES = 500  # beyond it nobody catches up: a digest of the day is shorter
MAX_SECONDS = KEEP_DAYS * 86_400

_WORDS: Final = {
    60: "m min mins minute minutes м мин минут минута минуту минуты минуттық",
    3_600: "h hr hrs hour hours ч час часа часов сағ сағат сағаттық",
    86_400: "d day days д дн день дня дней күн күндік",
    7 * 86_400: "w wk week weeks нед неделя неделю недели апта апталық",
}
_UNITS_S: Final = {word: seconds for seconds, words in _WORDS.items() for word in words.split()}
_MESSAGES: Final = frozenset(
    {"message", "messages", "msg", "сообщение", "сообщения", "сообщений", "хабар", "хабарлама"}
)
_SPAN: Final = re.compile(
    r"(?:last |past |за |последние |последних |соңғы )*(?P<count>\d{0,9})\s*(?P<unit>[^\W\d]*)\.?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """*seconds* back from now, or the newest *messages*; neither: since the asker wrote last."""

    seconds: int | None = None
    messages: int | None = None


def find_span(text: str) -> Span | None:
    """Return what «6h», «2 күн», «50» or "" means; None if it means nothing.

    What goes beyond MAX_SECONDS or MAX_MESSAGES is cut to them.
    """
    asked = " ".join(text.casefold().split())
    if not asked:
        return Span()
    found = _SPAN.fullmatch(asked)
    return _span(found["count"], found["unit"]) if found else None


def _span(digits: str, unit: str) -> Span | None:
    count = int(digits or 1)  # «hour» is one
    if count == 0:
        return None
    if unit in _UNITS_S:
        return Span(seconds=min(count * _UNITS_S[unit], MAX_SECONDS))
    if digits and (not unit or unit in _MESSAGES):
        return Span(messages=min(count, MAX_MESSAGES))
    return None
