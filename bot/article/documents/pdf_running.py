"""Headers, footers and page numbers: what stands at the same place on page after page. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.article.documents.pdf_lines import Line

_EDGE_LINES = 3  # from the top and from the bottom of a page
_PLACE_PT = 6.0  # lines of one place differ by less, from page to page
_MIN_PAGES = 2
_MIN_SHARE = 1 / 8  # of the pages: headers differ from chapter to chapter and left from right
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_NUMBER = re.compile(r"\W{0,3}#\W{0,3}")

Key = tuple[str, int]
Blocks = list[list[Line]]


def without_running(pages: Sequence[Blocks]) -> list[Blocks]:
    """Leave out of each page what runs along at its top and bottom."""
    edges = [_edges(blocks) for blocks in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    wanted = max(_MIN_PAGES, _MIN_SHARE * len(pages))
    return [
        _without(blocks, {line for line in lines if _is_running(line, seen, wanted)})
        for blocks, lines in zip(pages, edges, strict=True)
    ]


def _edges(blocks: Blocks) -> list[Line]:
    lines = sorted((line for block in blocks for line in block), key=lambda line: -line.top)
    return lines if len(lines) <= 2 * _EDGE_LINES else lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _key(line: Line) -> Key:
    """What a line says but for its numbers, and about where."""
    text = _DIGITS.sub("#", line.text.lower())
    return "#" if _ROMAN.fullmatch(text) else text, round(line.bottom / _PLACE_PT)


def _is_running(line: Line, seen: Counter[Key], wanted: float) -> bool:
    text, place = _key(line)
    pages = sum(seen[text, near] for near in range(place - 1, place + 2))
    return pages >= wanted or bool(_NUMBER.fullmatch(text))


def _without(blocks: Blocks, running: set[Line]) -> Blocks:
    left = ([line for line in block if line not in running] for block in blocks)
    return [block for block in left if block]
