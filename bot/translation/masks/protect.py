"""Mask what must survive in a text; ``restore`` puts it back into an answer. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.models import LanguageCode, Style, Term
from bot.translation.formatting import clip, merge
from bot.translation.glossary import applies
from bot.translation.masks.kept import find_kept
from bot.translation.masks.marks import (
    TEXT,
    Edge,
    Held,
    Look,
    Mark,
    Masked,
    Near,
    Span,
    is_in_word,
)
from bot.translation.masks.pieces import pieces, rejoin
from bot.translation.masks.restore import Restored, restore

__all__ = ["Masked", "Restored", "pieces", "protect", "rejoin", "restore"]

_NEW = -1
"""Of an edge that gets a mark of its own."""

_CLOSES, _OPENS, _KEEPS = range(3)
"""The order of marks at one place."""

_ENDING_LANGUAGES = frozenset({"az", "ba", "kk", "ky", "tr", "tt", "uz"})
"""Turkic: an ending is written together with its word, a kept one too."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """``text[start:end]`` is shown in *looks*; white space at its edges is theirs."""

    looks: tuple[Look, ...]
    start: int
    end: int
    first: Edge
    last: Edge


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a mark goes; of those that close or open together the outer ones stand outside."""

    start: int
    role: int
    order: int
    index: int  # of the kept piece or of the stretch


def protect(
    text: str, *, styles: Sequence[Style], terms: Sequence[Term], target: LanguageCode
) -> Masked:
    """Mask addresses, names and *terms* in *text*, and the edges of *styles*.

    Styles may reach beyond the text; those over nothing but white space are left out, and
    one over all of it needs no marks. No style begins or ends within a term that is to
    become another.
    """
    kept = find_kept(text, styles, applies(terms, target))
    stretches = _stretches(text, styles, kept)
    places = sorted([*_kept_places(kept), *_edge_places(stretches)])
    marks = _marks(text, places, kept)
    body = _write(text, marks, places, kept)
    return Masked(
        text=body.strip(),
        original=text,
        lead=body[: len(body) - len(body.lstrip())],
        tail=body[len(body.rstrip()) :] if body.strip() else "",
        marks=marks,
        spans=tuple(_spans(text, stretches, places, marks)),
        takes_endings=target in _ENDING_LANGUAGES,
    )


def _stretches(text: str, styles: Sequence[Style], kept: Sequence[Held]) -> list[_Stretch]:
    """What is shown in some style, each stretch once with all its looks."""
    looks: dict[tuple[int, int], list[Look]] = {}
    for style in merge(clip(styles, 0, len(text))):
        if not text[style.start : style.end].isspace():
            looks.setdefault((style.start, style.end), []).append((style.kind, style.data))
    found = (_stretch(text, *span, tuple(one), kept) for span, one in looks.items())
    return [stretch for stretch in found if stretch.start < stretch.end]


def _stretch(
    text: str, start: int, end: int, looks: tuple[Look, ...], kept: Sequence[Held]
) -> _Stretch:
    if not text[:start].strip() and not text[end:].strip():
        return _Stretch(looks, start, end, Edge(TEXT, start), Edge(TEXT, len(text) - end))
    begin, first = _first_edge(text, start, kept)
    finish, last = _last_edge(text, end, kept)
    index = _last_before(kept, begin + 1)
    if index >= 0 and finish <= kept[index].end:  # within what is kept: needs no mark
        first = _edge_in(kept, index, begin, text[start:begin])
        last = _edge_in(kept, index, finish, text[finish:end])
    return _Stretch(looks, begin, finish, first, last)


def _first_edge(text: str, start: int, kept: Sequence[Held]) -> tuple[int, Edge]:
    """Move *start* to a word; the edge is inside what is kept, or gets a mark.

    It gets one beside what is kept too: alone among the words that would take the edge along.
    """
    index = _last_before(kept, start)
    if index >= 0 and start < kept[index].end:
        if _is_verbatim(text, kept[index]):
            return start, _edge_in(kept, index, start, "")
        start = kept[index].end
    rest = text[start:]
    begin = start + len(rest) - len(rest.lstrip())
    return begin, Edge(_NEW, 0, text[start:begin])


def _last_edge(text: str, end: int, kept: Sequence[Held]) -> tuple[int, Edge]:
    """Move *end* to a word; see _first_edge."""
    index = _last_before(kept, end)
    if index >= 0 and end < kept[index].end:
        if _is_verbatim(text, kept[index]):
            return end, _edge_in(kept, index, end, "")
        end = kept[index].start
    finish = len(text[:end].rstrip())
    return finish, Edge(_NEW, 0, text[finish:end])


def _edge_in(kept: Sequence[Held], index: int, at: int, space: str) -> Edge:
    one = kept[index]
    offset = len(one.shown) if at == one.end else at - one.start
    return Edge(_kept_number(index), offset, space)


def _last_before(kept: Sequence[Held], at: int) -> int:
    """The index of the last piece that begins before *at*; -1 if none does."""
    return bisect_right(kept, at - 1, key=lambda one: one.start) - 1


def _is_verbatim(text: str, kept: Held) -> bool:
    return text[kept.start : kept.end] == kept.shown


def _kept_number(index: int) -> int:
    return 2 * index + 1


def _kept_places(kept: Sequence[Held]) -> Iterator[_Place]:
    for index, one in enumerate(kept):
        yield _Place(one.start, _KEEPS, 0, index)


def _edge_places(stretches: Sequence[_Stretch]) -> Iterator[_Place]:
    for index, one in enumerate(stretches):
        if one.first.mark == _NEW:
            yield _Place(one.start, _OPENS, -one.end, index)
        if one.last.mark == _NEW:
            yield _Place(one.end, _CLOSES, -one.start, index)


def _marks(text: str, places: Sequence[_Place], kept: Sequence[Held]) -> tuple[Mark, ...]:
    edges = 0
    marks = []
    for place in places:
        one = kept[place.index] if place.role == _KEEPS else None
        edges += one is None
        number = 2 * edges if one is None else _kept_number(place.index)
        end = place.start if one is None else one.end
        left, right = _left(text, place.start), _right(text, end)
        is_inside = is_in_word(text, place.start)
        marks.append(Mark(number, one, place.role == _OPENS, left, right, is_inside))
    return tuple(marks)


def _left(text: str, at: int) -> Near:
    words = text[:at].rstrip()
    return Near(text[len(words) : at], words[-1:])


def _right(text: str, at: int) -> Near:
    rest = text[at:]
    words = rest.lstrip()
    return Near(rest[: len(rest) - len(words)], words[:1])


def _write(
    text: str, marks: Sequence[Mark], places: Sequence[_Place], kept: Sequence[Held]
) -> str:
    parts = []
    at = 0
    for mark, place in zip(marks, places, strict=True):
        parts += [text[at : place.start], f"[[{mark.number}]]"]
        at = kept[place.index].end if place.role == _KEEPS else place.start
    return "".join(parts) + text[at:]


def _spans(
    text: str,
    stretches: Sequence[_Stretch],
    places: Sequence[_Place],
    marks: Sequence[Mark],
) -> Iterator[Span]:
    numbers = [mark.number for mark in marks]
    edges = {
        (place.role, place.index): number
        for place, number in zip(places, numbers, strict=True)
        if place.role != _KEEPS
    }
    order = {number: at for at, number in enumerate(numbers)}
    for index, one in enumerate(stretches):
        first, last = (
            replace(edge, mark=edges[role, index]) if edge.mark == _NEW else edge
            for edge, role in ((one.first, _OPENS), (one.last, _CLOSES))
        )
        inside = frozenset[int]()
        if TEXT not in (first.mark, last.mark):
            inside = frozenset(numbers[order[first.mark] + 1 : order[last.mark]])
        yield Span(one.looks, first, last, (one.end - one.start) / len(text), inside)
