"""Texts in the measures of an engine: how large, which go together, where to cut. Pure."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import assert_never
from urllib.parse import quote_plus

from bot.core.engines import Capacity, Unit
from bot.text.segment import sentences

_CLAUSE = re.compile(r"[;:,،؛][\"'»”’)\]]?\s++|[；：，、]")
_SPACE = re.compile(r"\s++")

_WHOLE = re.compile(
    r"\[\[\d+\]\]"  # a mask
    r"|&#?\w{1,31};"  # an HTML entity
    r"|[\ud800-\udbff][\udc00-\udfff]"  # halves that were never joined
    r"|[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    r"|\r\n"
)
"""What is never cut."""

_JOINER = "\u200d"
_GOES_ON = re.compile(  # skin colours, tags of flags, vowels and finals of a Hangul syllable
    f"[{_JOINER}\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\u1160-\u11ff]"
)


def measure(text: str, unit: Unit) -> int:
    """The size of *text* in *unit*."""
    match unit:
        case Unit.CHARS:
            return len(text)
        case Unit.BYTES:
            return len(text.encode(errors="replace"))
        case Unit.URL_BYTES:
            return len(quote_plus(text, errors="replace"))
        case _:
            assert_never(unit)


def pack(texts: Sequence[str], capacity: Capacity) -> list[list[int]]:
    """Indices of *texts* by calls, in order; one too large even by itself goes alone."""
    calls: list[list[int]] = []
    used = 0
    for index, text in enumerate(texts):
        size = measure(text, capacity.unit)
        if calls and len(calls[-1]) < capacity.texts and used + size <= capacity.total:
            calls[-1].append(index)
            used += size
            continue
        calls.append([index])
        used = size
    return calls


def split(text: str, size: int, unit: Unit) -> tuple[str, ...]:
    """Cut *text* into parts that joined are *text*, each within *size* but for outer space.

    Cuts come after a sentence, else after ``;:,``, else after white space, else anywhere
    but inside what a reader sees as one character, an HTML entity or a mask; one of these
    that is larger than *size* is a part of its own.
    """
    if measure(text.strip(), unit) <= size:
        return (text,)
    return tuple(_parts(text, size, unit))


def _parts(text: str, size: int, unit: Unit) -> Iterator[str]:
    sums = _sums(text, unit)
    levels = _levels(text)
    start = 0
    while start < len(text):
        begin = _past_space(text, start)
        last = bisect_right(sums, sums[begin] + size) - 1
        end = _past_space(text, last)
        cut = end if end == len(text) else _cut(levels, begin, end)
        yield text[start:cut]
        start = cut


def _sums(text: str, unit: Unit) -> list[int]:
    """The size of every beginning of *text*."""
    sizes = {char: measure(char, unit) for char in set(text)}
    return list(accumulate(map(sizes.__getitem__, text), initial=0))


def _past_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _levels(text: str) -> tuple[list[int], ...]:
    """Where *text* may be cut, the best places first; the last are all."""
    held = _held(text)
    marks = (
        [sentence.start for sentence in sentences(text, None)],
        [clause.end() for clause in _CLAUSE.finditer(text)],
        [space.end() for space in _SPACE.finditer(text)],
        range(1, len(text) + 1),
    )
    return tuple([mark for mark in level if mark not in held] for level in marks)


def _held(text: str) -> set[int]:
    """Offsets inside something that is never cut."""
    held = {at for whole in _WHOLE.finditer(text) for at in range(whole.start() + 1, whole.end())}
    for at, char in enumerate(text):
        if char > "\u02ff" and (_GOES_ON.match(char) or unicodedata.category(char)[0] == "M"):
            held.add(at)
            if char == _JOINER:
                held.add(at + 1)
    return held - {len(text)}


def _cut(levels: Sequence[Sequence[int]], begin: int, end: int) -> int:
    """The last best place after *begin* and up to *end*; if there is none, the next of all."""
    for marks in levels:
        last = bisect_right(marks, end) - 1
        if last >= 0 and marks[last] > begin:
            return marks[last]
    everywhere = levels[-1]
    return everywhere[bisect_right(everywhere, end)]
