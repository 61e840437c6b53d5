"""A text with marks in place of what must survive a translation. Pure.

A mark is ``[[1]]``: an odd number for something kept, an even one for the beginning or the
end of a style, so that a masked text by itself says which is which.
"""

import re
from dataclasses import dataclass

from bot.core.models import StyleKind

TEXT = 0
"""Stands for a mark at the ends of the text."""

BRACKETS = "[［【〔]］】〕"
_BROAD = "【】"  # one is as good as two
_OPEN, _CLOSE = r"[\[［【〔]", r"[\]］】〕]"
_GAP = r"[\s\u200b-\u200f\u2060-\u2069]{0,3}+"  # what engines put between brackets
MARK = re.compile(
    rf"(?P<open>{_OPEN}{_GAP}(?:{_OPEN}{_GAP})?)(?P<number>\d{{1,6}}+){_GAP}"
    rf"(?P<close>{_CLOSE}(?:{_GAP}{_CLOSE})?)"
)
"""A mark as engines give it back, perhaps with a bracket lost: see has_all_brackets."""


Look = tuple[StyleKind, str | None]
"""How a stretch is shown: a kind of style and its data."""


@dataclass(frozen=True, slots=True)
class Held:
    """``text[start:end]`` is shown as *shown* in any language; *is_word* if endings may follow."""

    start: int
    end: int
    shown: str
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """What stands beside a mark: white space, then a character, "" at the end of the text."""

    space: str
    char: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a masked text: what is *kept*, or without that the edge of a style.

    *is_inside* says that it parts the letters of a word.
    """

    number: int
    kept: Held | None
    opens: bool
    left: Near
    right: Near
    is_inside: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a style begins or ends: *offset* into what *mark* keeps, and *space* outward.

    Of TEXT the offset counts inward from that end.
    """

    mark: int
    offset: int = 0
    space: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One stretch shown in some style, its share of the text, and the marks inside it."""

    looks: tuple[Look, ...]
    first: Edge
    last: Edge
    share: float
    inside: frozenset[int]


@dataclass(frozen=True, slots=True)
class Masked:
    """A text ready for engines: *text* is what they get and what its key is made of.

    It is the same whatever a term is to become, so all who ask for it share what engines
    said. *original* is the text as it was, *lead* and *tail* the white space around it.
    """

    text: str
    original: str
    lead: str
    tail: str
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    takes_endings: bool

    @property
    def has_words(self) -> bool:
        """Whether there is anything to translate beside what is kept."""
        return any(map(str.isalpha, MARK.sub("", self.text)))


def is_kept(number: int) -> bool:
    """Whether the mark of that number keeps something, other than the edge of a style."""
    return number % 2 == 1


def has_all_brackets(found: re.Match[str]) -> bool:
    """Whether a MARK lost none of its brackets on the way."""
    return _brackets(found["open"]) > 1 and _brackets(found["close"]) > 1


def _brackets(text: str) -> int:
    return sum((char in BRACKETS) + (char in _BROAD) for char in text)


def has_more_brackets(answer: str, text: str) -> bool:
    """Whether *answer* has brackets that *text* has not: then they are left of a mark."""
    return sum(map(answer.count, BRACKETS)) > sum(map(text.count, BRACKETS))


def is_in_word(text: str, at: int) -> bool:
    """Whether there are letters or digits on both sides of that place."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
