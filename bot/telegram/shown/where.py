"""Where a sentence stands in the message it was taken from: what Telegram can quote. Pure."""

import re
from typing import Final, NamedTuple

from bot.core.models import Sentence

MAX_QUOTE_UNITS: Final = 1024
"""Bot API, ReplyParameters.quote: characters; counted in UTF-16, the stricter way."""

_BREAK: Final = re.compile(r"\s")


class Found(NamedTuple):
    """``text[start:end]`` of the message, in code points."""

    start: int
    end: int


def find_sentence(text: str, sentence: Sentence) -> Found | None:
    """Where *sentence* stands in *text*; None if it does not.

    White space may have been tidied when it was read. Of several places the nearest to where
    it stood in the article counts: cleaning takes lines out, it moves none.
    """
    words = map(re.escape, sentence.text.split())
    places = [one.span() for one in re.finditer(r"\s+".join(words), text)]
    if not places or not sentence.text.strip():
        return None
    start, end = min(places, key=lambda place: abs(place[0] - sentence.start))
    return Found(start, _cut(text, start, end))


def _cut(text: str, start: int, end: int) -> int:
    """The end of as much as can be quoted, at a space where there is one."""
    if _units(text[start:end]) <= MAX_QUOTE_UNITS:
        return end
    fits = start
    for space in _BREAK.finditer(text, start, end):
        if _units(text[start : space.start()]) > MAX_QUOTE_UNITS:
            break
        fits = space.start()
    return fits if fits > start else start + MAX_QUOTE_UNITS // 2


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
