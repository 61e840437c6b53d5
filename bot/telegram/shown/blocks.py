"""Parts of an answer, packed into as few messages as Telegram takes. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from bot.core.models import StyleKind
from bot.telegram.shown.measure import Size, size_of
from bot.telegram.shown.rich import Rich

PIECE_CHARS: Final = 1000  # of a text without an end; two always fit a message

_APART: Final = "\n\n"
_SPACE: Final = re.compile(r"\s+")
_SENTENCE_END: Final = re.compile(r"[.!?…][»”\")]*\s+")
_WHOLE: Final = frozenset({StyleKind.LINK, StyleKind.MENTION, StyleKind.EMOJI, StyleKind.CODE})
"""What is not cut while there is another place to cut at."""


@dataclass(frozen=True, slots=True)
class Block(Rich):
    """A part of an answer; *gap* parts it from the one before it, if both are in one message.

    Without a gap it goes on with what that one began.
    """

    gap: str = _APART


def close(body: Rich) -> Block:
    """A block that stands close to the one before it: no empty line parts them."""
    return Block(body.text, body.styles, "\n")


def join_blocks(blocks: Iterable[Rich]) -> tuple[Rich, ...]:
    """Pack blocks into as few messages as Telegram takes whole; none is cut."""
    kept = [*filter(None, blocks)]
    whole = _together(kept)
    if size_of(whole).fits:  # almost always
        return tuple(filter(None, [whole.strip()]))
    return _in_several(kept)


def _together(blocks: Iterable[Rich]) -> Rich:
    whole = Rich()
    for block in blocks:
        gap = _gap(block) if whole else ""
        whole = whole + gap + block if gap else whole.rejoined(block)
    return whole


def _in_several(blocks: Iterable[Rich]) -> tuple[Rich, ...]:
    messages: list[Rich] = []
    size = Size(0, 0, 0)
    for block in blocks:
        gap = _gap(block)
        own = size_of(block)
        size += own + Size(len(gap), 0, 0)
        if messages and size.fits:
            before = messages[-1]
            messages[-1] = before + gap + block if gap else before.rejoined(block)
        else:
            messages.append(Rich(block.text, block.styles))
            size = own
    return tuple(filter(None, (message.strip() for message in messages)))


def _gap(block: Rich) -> str:
    return block.gap if isinstance(block, Block) else _APART


def pieces(body: Rich) -> Iterator[Rich]:
    """*body* in blocks of which several fit a message; the seams do not show within one.

    Cut at the end of a sentence if there is one, else at a space.
    """
    start = 0
    while len(body.text) - start > PIECE_CHARS:
        end = _seam(body, start)
        yield _piece(body, start, end)
        start = end
    if body.text[start:].strip():
        yield _piece(body, start, len(body.text))


def _piece(body: Rich, start: int, end: int) -> Rich:
    part = body.cut(start, end)
    return Block(part.text, part.styles, "") if start else part


def _seam(body: Rich, start: int) -> int:
    """Where the piece that begins at *start* ends best; not within a link, if that can be."""
    end = start + PIECE_CHARS
    spaces = [one.end() for one in _SPACE.finditer(body.text, start, end)]
    ends = [one.end() for one in _SENTENCE_END.finditer(body.text, start + PIECE_CHARS // 2, end)]
    places = chain(reversed(ends), reversed(spaces))
    return next((place for place in places if not _is_within(body, place)), end)


def _is_within(body: Rich, place: int) -> bool:
    return any(one.kind in _WHOLE and one.start < place < one.end for one in body.styles)
