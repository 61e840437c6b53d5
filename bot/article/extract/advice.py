"""What two libraries take for the article of a page, and how far they agree. Pure."""

import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.article.extract.choose import MIN_REPEATED_WORDS

AGREED = 0.9
"""Share of common runs of words (Dice). Above it the two, which work differently, are right more
often than the model; below it the model is (five sets, two halves of each)."""

_RUN = 4  # words
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True)
class Advice:
    """The opinions on one page; each is asked for once, and only if it is needed.

    Whatever a library raises on a strange page, it has no opinion then: the empty text.
    """

    tree: Any

    @cached_property
    def careful(self) -> str:
        """Trafilatura's, when told to rather leave out."""
        return _asked(lambda: _trafilatura(self.tree, careful=True))

    @cached_property
    def open(self) -> str:
        """Trafilatura's own."""
        return _asked(lambda: _trafilatura(self.tree, careful=False))

    @cached_property
    def other(self) -> str:
        """Readability's; its lines are no paragraphs."""
        return _asked(lambda: _readability(self.tree))

    @property
    def agreed(self) -> str:
        """The article, a paragraph a line, where both find much the same; else empty."""
        return _each_once(self.careful) if likeness(self.careful, self.other) > AGREED else ""

    @property
    def votes(self) -> tuple[str, str] | None:
        """What the model hears of both; None where they find nothing."""
        return (self.open, self.other) if self.open or self.other else None


def likeness(one: str, other: str) -> float:
    """Return the Dice coefficient of the runs of four words in two texts."""
    first, second = _runs(one), _runs(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _each_once(text: str) -> str:
    """Leave out a paragraph that was there before, as quotations set apart are."""
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        if line not in seen:
            kept.append(line)
        if len(line.split()) >= MIN_REPEATED_WORDS:
            seen.add(line)
    return "\n".join(kept)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(zip(*(words[at:] for at in range(_RUN)), strict=False))


def _asked(ask: Callable[[], str]) -> str:
    with suppress(Exception):
        return ask()
    return ""


# each costs 0.3 s to import: only who reads a page pays
def _trafilatura(tree: Any, *, careful: bool) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415 - see above

    found = bare_extraction(
        deepcopy(tree), include_comments=False, fast=True, favor_precision=careful
    )
    return getattr(found, "text", None) or ""


def _readability(tree: Any) -> str:
    from lxml.html import document_fromstring  # noqa: PLC0415 - see above
    from readability import Document  # noqa: PLC0415 - see above

    found = document_fromstring(Document(deepcopy(tree)).summary())
    return " ".join(map(str, found.itertext()))
