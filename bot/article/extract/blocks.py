"""A page as blocks of text: paragraphs, headings, cells, and what each stands in. Pure, linear."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

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
_FOUND_IN_PAGE = "until-found"  # hidden, but a browser opens it for a text fragment
_BOLD = frozenset({"b", "strong"})
_FINAL = tuple('.!?…:;。！？»”"')


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text between two borders.

    *seen* is *text* without what the page itself hides; empty if that is all of it.
    *linked* and *bold* count its chars in links and in bold; *inside* and *near* are ``Place``
    flags of all the elements around it and of the nearest; blocks of one *container* are siblings.
    """

    text: str
    seen: str
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


class _Look(NamedTuple):
    """How text is shown; the elements around it say that."""

    is_link: bool = False
    is_bold: bool = False
    is_unseen: bool = False


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)  # places in *pieces*
    linked: int = 0
    bold: int = 0
    containers: int = 0

    def add(self, text: str | None, look: _Look) -> None:
        if text:
            if look.is_unseen:
                self.unseen.add(len(self.pieces))
            self.pieces.append(text)
            self.linked += len(text) * look.is_link
            self.bold += len(text) * look.is_bold

    def close(self, spot: _Spot) -> None:
        text = _line(self.pieces)
        if text and len(self.blocks) < MAX_BLOCKS:
            near = 0
            for places in spot.trail:
                near |= places
            block = (spot.tag, self.linked, self.bold, spot.inside, near, spot.container)
            self.blocks.append(Block(text, self._seen(text), *block))
        self.pieces, self.unseen, self.linked, self.bold = [], set(), 0, 0

    def _seen(self, text: str) -> str:
        if not self.unseen:
            return text
        return _line(one for at, one in enumerate(self.pieces) if at not in self.unseen)


def read_blocks(body: Any) -> list[Block]:
    """Return the blocks of a page in reading order. *body* is an lxml element."""
    walk = _Walk()
    spot, look = _Spot("div", 0, (), 0), _Look()
    walk.add(body.text, look)
    _enter(walk, body, spot, look)
    walk.close(spot)
    return walk.blocks


def _line(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())


def _enter(walk: _Walk, element: Any, spot: _Spot, look: _Look) -> None:
    """Read what stands inside *element*; the parser bounds the depth (256)."""
    for child in element:
        tag = child.tag
        if tag == "br":
            _break(walk, spot, child)
        elif tag in INLINE_TAGS:
            inner_look = _look(child, look)
            walk.add(child.text, inner_look)
            _enter(walk, child, spot, inner_look)
        elif tag not in DROPPED_TAGS:
            walk.close(spot)
            inner, inner_look = _inner(walk, child, spot), _look(child, look)
            walk.add(child.text, inner_look)
            _enter(walk, child, inner, inner_look)
            walk.close(inner)
        walk.add(child.tail, look)


def _look(element: Any, outer: _Look) -> _Look:
    """How text right inside *element* is shown."""
    is_link, is_bold = element.tag == "a", element.tag in _BOLD
    is_unseen = bool(element.attrib) and _is_unseen(element)
    if not (is_link or is_bold or is_unseen):
        return outer
    return _Look(outer.is_link or is_link, outer.is_bold or is_bold, outer.is_unseen or is_unseen)


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
    if get("hidden") is not None or get("aria-hidden") == "true" or _is_unseen(element):
        places |= Place.HIDDEN.value
    return places | _named(f"{get('class', '')} {get('id', '')}"[:MAX_NAME_CHARS])


def _is_unseen(element: Any) -> bool:
    """Whether a browser leaves its text out, by the element's own word: classes only hint."""
    hidden, style = element.get("hidden"), element.get("style", "")[:MAX_NAME_CHARS]
    return (hidden is not None and hidden.lower() != _FOUND_IN_PAGE) or bool(
        _HIDDEN_STYLE.search(style)
    )


@lru_cache(maxsize=NAMES_KEPT)
def _named(name: str) -> int:
    places = 0
    for word in _WORD.findall(name):
        places |= CLASS_PLACES.get(word.lower(), 0)
    joined = name.lower().replace("-", "").replace("_", "")
    if any(part in joined for part in BODY_NAMES):
        places |= Place.BODY.value
    return places
