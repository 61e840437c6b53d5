"""A page as blocks of text: paragraphs, headings, cells, and what each stands in. Pure, linear."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bot.article.extract.places import (
    BODY_NAMES,
    CLASS_PLACES,
    DROPPED_TAGS,
    INLINE_TAGS,
    PARAGRAPH_TAGS,
    ROLE_PLACES,
    TAG_PLACES,
    Place,
)

MAX_BLOCKS = 10_000
"""A page of more is a dump: what lies beyond is not looked at."""

MAX_NAME_CHARS = 300  # of a class, an identifier or a style that are looked at
NEAR_LEVELS = 3  # the elements that say most of a block
NAMES_KEPT = 4096  # distinct classes whose reading is kept in memory

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN_STYLE = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
_FINAL = tuple('.!?…:;。！？»”"')


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two borders.

    *linked* and *bold* count its chars in links and in bold; *inside* and *near* are ``Place``
    flags of all the elements around it and of the nearest; blocks of one *container* are siblings.
    """

    text: str
    tag: str
    linked: int
    bold: int
    inside: int
    near: int
    container: int


@dataclass(frozen=True, slots=True)
class _Spot:
    tag: str
    inside: int
    trail: tuple[int, ...]
    container: int


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    containers: int = 0

    def add(self, text: str | None, *, is_link: bool, is_bold: bool) -> None:
        if text:
            self.pieces.append(text)
            self.linked += len(text) * is_link
            self.bold += len(text) * is_bold

    def close(self, spot: _Spot) -> None:
        text = " ".join("".join(self.pieces).split())
        if text and len(self.blocks) < MAX_BLOCKS:
            near = 0
            for places in spot.trail:
                near |= places
            block = (text, spot.tag, self.linked, self.bold, spot.inside, near, spot.container)
            self.blocks.append(Block(*block))
        self.pieces, self.linked, self.bold = [], 0, 0


def read_blocks(body: Any) -> list[Block]:
    """Return the blocks of a page in reading order. *body* is an lxml element."""
    walk = _Walk()
    spot = _Spot("div", 0, (), 0)
    walk.add(body.text, is_link=False, is_bold=False)
    _enter(walk, body, spot, is_link=False, is_bold=False)
    walk.close(spot)
    return walk.blocks


def _enter(walk: _Walk, element: Any, spot: _Spot, *, is_link: bool, is_bold: bool) -> None:
    """Read what stands inside *element*; the parser bounds the depth (256)."""
    for child in element:
        tag = child.tag
        if tag == "br":
            _break(walk, spot, child)
        elif tag in INLINE_TAGS:
            link, bold = is_link or tag == "a", is_bold or tag in _BOLD
            walk.add(child.text, is_link=link, is_bold=bold)
            _enter(walk, child, spot, is_link=link, is_bold=bold)
        elif tag not in DROPPED_TAGS:
            walk.close(spot)
            inner = _inner(walk, child, spot)
            walk.add(child.text, is_link=is_link, is_bold=is_bold)
            _enter(walk, child, inner, is_link=is_link, is_bold=is_bold)
            walk.close(inner)
        walk.add(child.tail, is_link=is_link, is_bold=is_bold)


def _break(walk: _Walk, spot: _Spot, br: Any) -> None:
    """Close the block at two line breaks, or at one behind a sentence; else it is a space."""
    following = br.getnext()
    is_double = following is not None and following.tag == "br" and not (br.tail or "").strip()
    last = next((piece for piece in reversed(walk.pieces) if piece.strip()), "")
    if is_double or last.rstrip().endswith(_FINAL):
        walk.close(spot)
    else:
        walk.pieces.append(" ")


def _inner(walk: _Walk, element: Any, outer: _Spot) -> _Spot:
    walk.containers += 1
    places = _places(element)
    container = outer.container if element.tag in PARAGRAPH_TAGS else walk.containers
    trail = (*outer.trail[1 - NEAR_LEVELS :], places)
    return _Spot(element.tag, outer.inside | places, trail, container)


def _places(element: Any) -> int:
    places = TAG_PLACES.get(element.tag, 0)
    if not element.attrib:
        return places
    get = element.get
    places |= ROLE_PLACES.get(get("role"), 0)
    if get("itemprop") == "articleBody":
        places |= Place.BODY.value
    if (
        get("hidden") is not None
        or get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(get("style", "")[:MAX_NAME_CHARS])
    ):
        places |= Place.HIDDEN.value
    return places | _named(f"{get('class', '')} {get('id', '')}"[:MAX_NAME_CHARS])


@lru_cache(maxsize=NAMES_KEPT)
def _named(name: str) -> int:
    places = 0
    for word in _WORD.findall(name):
        places |= CLASS_PLACES.get(word.lower(), 0)
    joined = name.lower().replace("-", "").replace("_", "")
    if any(part in joined for part in BODY_NAMES):
        places |= Place.BODY.value
    return places
