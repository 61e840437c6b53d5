"""The way out when an engine loses marks: what stands between them, piece by piece. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.translation.masks.marks import (
    BRACKETS,
    MARK,
    has_all_brackets,
    has_more_brackets,
    is_kept,
)

_MARK = re.compile(r"\[\[(\d{1,6})\]\]")  # as it is written here
_LEAD = re.compile(r"[\s.,;:!?)\]}»”…–—-]*")  # belongs to what stands before
_BEHIND = "([{«“„–—-"  # belongs to what follows
_NO_BRACKETS = str.maketrans("", "", BRACKETS)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two kept pieces: *lead*, *words* and *tail* without marks of styles.

    *edges* are these marks, each with its offset.
    """

    lead: str
    words: str
    tail: str
    edges: tuple[tuple[int, str], ...]

    @property
    def is_asked(self) -> bool:
        """Whether it holds anything to translate."""
        return any(map(str.isalpha, self.words))


def pieces(text: str) -> tuple[str, ...]:
    """What is to be translated of a masked *text*: the words between what is kept.

    Marks of styles are gone from them.
    """
    found = (_piece(part) for part in _parts(text) if not _is_kept_mark(part))
    return tuple(dict.fromkeys(piece.words for piece in found if piece.is_asked))


def rejoin(text: str, answers: Mapping[str, str]) -> str:
    """Put *answers*, by piece, in their places in a masked *text*; without one a piece stays.

    All that is kept has its mark again; marks of styles have theirs at the ends of pieces,
    so a style that begins or ends within a changed piece is lost.
    """
    parts = (
        part if _is_kept_mark(part) else _filled(_piece(part), answers) for part in _parts(text)
    )
    return "".join(parts)


def _parts(text: str) -> Iterator[str]:
    """Cut *text* before and after each mark of something kept."""
    at = 0
    for found in _MARK.finditer(text):
        if is_kept(int(found[1])):
            yield text[at : found.start()]
            yield found[0]
            at = found.end()
    yield text[at:]


def _is_kept_mark(part: str) -> bool:
    found = _MARK.fullmatch(part)
    return found is not None and is_kept(int(found[1]))


def _piece(part: str) -> _Piece:
    edges: list[tuple[int, str]] = []
    removed = 0
    for found in _MARK.finditer(part):
        edges.append((found.start() - removed, found[0]))
        removed += len(found[0])
    plain = _MARK.sub("", part)
    lead = _LEAD.match(plain)
    start = lead.end() if lead else 0
    words = _without_tail(plain[start:])
    return _Piece(plain[:start], words, plain[start + len(words) :], tuple(edges))


def _without_tail(text: str) -> str:
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] in _BEHIND):
        end -= 1
    return text[:end]


def _filled(piece: _Piece, answers: Mapping[str, str]) -> str:
    words = answers.get(piece.words, piece.words) if piece.is_asked else piece.words
    start, end = len(piece.lead), len(piece.lead) + len(piece.words)
    if words == piece.words:
        return _with_edges(piece.lead + words + piece.tail, piece.edges)
    words = _clean(words, piece.words)
    grown = len(words) - len(piece.words)
    edges = [(at, mark) for at, mark in piece.edges if at <= start]
    edges += [(at + grown, mark) for at, mark in piece.edges if at >= end]
    return _with_edges(piece.lead + words + piece.tail, edges)


def _with_edges(text: str, edges: list[tuple[int, str]] | tuple[tuple[int, str], ...]) -> str:
    parts = []
    last = 0
    for at, mark in edges:
        parts += [text[last:at], mark]
        last = at
    return "".join(parts) + text[last:]


def _clean(answer: str, piece: str) -> str:
    """*answer* without what could be taken for a mark: none was asked for."""
    clean = MARK.sub(lambda found: "" if has_all_brackets(found) else found[0], answer).strip()
    left = list(MARK.finditer(clean))
    may_be_mark = any(map(has_all_brackets, left)) or (left and not MARK.search(piece))
    if may_be_mark or has_more_brackets(clean, piece):
        return clean.translate(_NO_BRACKETS)
    return clean
