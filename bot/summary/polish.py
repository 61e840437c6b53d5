"""Trim what no reader misses from the ends of a chosen sentence. Pure: moves offsets only."""

import re

from bot.core.models import Sentence
from bot.summary.attribution import is_attribution
from bot.summary.dateline import dateline_end
from bot.text.ends import tail_start, trimmed_end

_BULLET = re.compile(r"[-–—•*▪●◦‣➤►▫■·]{1,3}\s+|[•▪●◦‣➤►▫■]")
_NUMBER = re.compile(r"\(?\d{1,3}[.)]\s+(?=\W{0,2}[^\W\d_])")
_CLOSERS = {"«": "»", "“": "”", "„": "“”"}
_OPENERS = {"»": "«", "”": "“„"}
_STRAIGHT = '"'
_STOPS = ".!?…,"


def polish(sentence: Sentence) -> Sentence | None:
    """Return *sentence* without dateline, list mark, call to read more and lone quote marks.

    Its text stays a verbatim substring: only the offsets move. None when no letter is left, or
    nothing but who reported it.
    """
    text = sentence.text
    end = trimmed_end(text[: tail_start(text)])
    start = _after_marks(text[:end])
    start, end = _within_lone_quotes(text, start, end)
    piece = text[start:end]
    if not any(char.isalpha() for char in piece) or is_attribution(piece):
        return None
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Sentence(
        text[start:end], sentence.start + start, sentence.start + end, sentence.paragraph
    )


def _after_marks(text: str) -> int:
    """Return where the sentence begins behind its list mark and its dateline."""
    start = len(text) - len(text.lstrip())
    mark = _BULLET.match(text, start) or _NUMBER.match(text, start)
    if mark is not None and (mark.re is _BULLET or not text[mark.end()].islower()):
        start = mark.end()
    return start + dateline_end(text[start:])


def _within_lone_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a mark whose partner is in another sentence, and a stop behind it: «… жол”.»."""
    piece = text[start:end]
    marked = piece.rstrip(_STOPS)
    if piece and _is_lone_opener(piece):
        start += 1
    elif marked and _is_lone_closer(marked):
        end = start + len(marked) - 1
    return start, end


def _is_lone_opener(piece: str) -> bool:
    first = piece[0]
    if first == _STRAIGHT:
        return piece.count(_STRAIGHT) % 2 == 1
    closers = _CLOSERS.get(first, "")
    return bool(closers) and piece.count(first) > sum(map(piece.count, closers))


def _is_lone_closer(piece: str) -> bool:
    last = piece[-1]
    if last == _STRAIGHT:
        return piece.count(_STRAIGHT) % 2 == 1
    openers = _OPENERS.get(last, "")
    return bool(openers) and piece.count(last) > sum(map(piece.count, openers))
