"""Pages that stand in front of an article, or in place of one. Pure; run it in a worker.

It runs on every page: what it looks for is first sought as plain words, and a tree is
built only where there is hardly any text and such a word is there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from bot.article.extract.tree import MAX_HTML_CHARS, parse
from bot.article.extract.walls_words import (
    COOKIE_ASKS,
    COOKIE_LOADS,
    COOKIE_WORDS,
    GLUE,
    LOCKED,
    LOCKED_REST,
    NOT_FOUND,
    ROBOT_LOADS,
    ROBOT_SAYS,
    ROBOT_TITLES,
    SCRIPT_SAYS,
)
from bot.core.errors import (
    ConsentWallError,
    PaywallError,
    RobotCheckError,
    ScriptOnlyError,
    SoftNotFoundError,
)
from bot.core.models import Note

WALL_CHARS = 600
"""A page with more text is no error page and no robot check, whatever it is called."""

HARDLY_ANY_CHARS = 200
"""Less text is none: a caption, a copyright line."""

OPEN_CHARS = 2_000
"""With less, an article that its page calls locked is its open part. Of 17 such pages among 767,
15 held the whole article, 3,300 characters and more; the two that broke off at 2,400 and 3,100
say how long the whole is or that the rest is for subscribers (measured)."""

HINTED_CHARS = 1_500
"""The same where the page says so in words only."""

_CONSENT_CHARS = 6_000  # a notice with its list of purposes; policies are longer
_CONSENT_SHARE = 0.3  # of the lines
_SMALL_PAGE_CHARS = 1_500  # all that a robot check shows; an article under a form shows more
_SHELL_CHARS = 1_000  # a menu and a footer round an article that scripts bring
_PART = 0.7  # of the words stated; authors count headings and captions, too
_OPEN_SENTENCES = 2
_TITLE_CHARS = 300

_LD_JSON = "application/ld+json"
_FREE = "ccessibleForFree"
_NOT_FREE = re.compile(
    r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?(?:https?://schema\.org/)?false\b', re.IGNORECASE
)
_NOT_FREE_META = re.compile(
    r"itemprop=[\"']isAccessibleForFree[\"']\s{1,9}content=[\"']false", re.IGNORECASE
)
_WORD_COUNT = re.compile(r'"wordCount"\s{0,9}:\s{0,9}"?([0-9]{2,6})')

_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADS = (("<title", "</title"), ("<h1", "</h1"))
_PIECES = re.compile(r"[|—–·•:]|\s-\s")
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…。](?:\s|$)")

_SHOWN = """//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript
    or ancestor::template or ancestor::svg)]"""
_ROOTS = """//body//*[self::app-root or @id='root' or @id='app' or @id='__next' or @id='__nuxt'
    or @id='___gatsby' or @id='react-root' or @id='app-root'][not(normalize-space())]"""


@dataclass(frozen=True)
class _Look:
    """A page with little text; each part of it is looked up once, when it is asked for."""

    html: str

    @cached_property
    def low(self) -> str:
        return self.html.lower()

    @cached_property
    def tree(self) -> Any:
        return parse(self.html)

    @cached_property
    def shown(self) -> str:
        """All text that a reader without scripts sees, in one line, lower-case."""
        return self._joined(_SHOWN)

    @cached_property
    def unscripted(self) -> str:
        return self._joined("//noscript//text()")

    @cached_property
    def is_shell(self) -> bool:
        """Whether there is an empty place that scripts are to fill."""
        return self.tree is not None and "<script" in self.low and bool(self.tree.xpath(_ROOTS))

    def heads(self, title: str | None) -> Iterator[str]:
        """Yield what the page calls itself."""
        yield title or ""
        for start, end in _HEADS:
            begin = self.low.find(start)
            close = self.low.find(end, begin)
            if 0 <= begin < close:
                inside = self.html[begin:close].partition(">")[2][:_TITLE_CHARS]
                yield unescape(_TAG.sub(" ", inside))

    def has(self, marks: Iterable[str]) -> bool:
        """Whether the source holds any of *marks*: cheap, and no proof that it is shown."""
        return any(mark in self.low for mark in marks)

    def _joined(self, path: str) -> str:
        pieces = [] if self.tree is None else self.tree.xpath(path)
        return " ".join(" ".join(pieces).lower().split())


def check_walls(html: str, text: str, title: str | None, where: str) -> None:
    """Refuse what a site shows instead of an article.

    Args:
        html: The page.
        text: What was found in it; empty where nothing was.
        title: Its title, as found.
        where: The site, for the error.

    Raises:
        RobotCheckError: It asks for proof that no robot is reading.
        SoftNotFoundError: It says that there is no such page.
        ConsentWallError: It asks about cookies first.
        PaywallError: It is for subscribers, and hardly a sentence is open.
        ScriptOnlyError: There is no text until scripts run.
    """
    if len(text) < _CONSENT_CHARS and _asks_consent(text, title):
        raise ConsentWallError(where)
    if len(text) >= WALL_CHARS:
        return
    look = _Look(html[:MAX_HTML_CHARS])
    heads = list(look.heads(title))
    if _is_robot_check(look, heads):
        raise RobotCheckError(where)
    if any(map(_is_not_found, heads)):
        raise SoftNotFoundError(where)
    if not _is_open(text) and _is_locked(look, text):
        raise PaywallError(where)
    if len(text) < HARDLY_ANY_CHARS:
        _check_empty(look, where)


def notes_of(html: str, text: str) -> tuple[Note, ...]:
    """Tell what a reader should know of *text*, found in *html*: that it is the open part only."""
    look = _Look(html[:MAX_HTML_CHARS])
    return (Note.OPEN_PART,) if _is_locked(look, text) else ()


def _asks_consent(text: str, title: str | None) -> bool:
    """Whether what was found is the question about cookies; an article about them is not."""
    low = text.lower()
    if not any(ask in low for ask in COOKIE_ASKS) or _mentions(
        COOKIE_WORDS, (title or "").lower()
    ):
        return False
    lines = [line for line in low.splitlines() if line.strip()]
    about = sum(_mentions(COOKIE_WORDS, line) for line in lines)
    return about > _CONSENT_SHARE * len(lines)


def _is_robot_check(look: _Look, heads: Sequence[str]) -> bool:
    named = any(_is_called(head, ROBOT_TITLES) for head in heads)
    if not named and not look.has(ROBOT_SAYS + ROBOT_LOADS):
        return False
    if len(look.shown) >= _SMALL_PAGE_CHARS:
        return False
    said = _mentions(ROBOT_SAYS, f"{look.shown} {look.unscripted}")
    return named or said or not (look.shown or look.is_shell)


def _is_not_found(head: str) -> bool:
    return _is_called(head, NOT_FOUND)


def _is_called(head: str, names: Sequence[str]) -> bool:
    """Whether a piece of the title is one of *names*, with no word of its own beside it."""
    pieces = (
        " ".join(_WORD.findall(piece)) for piece in _PIECES.split(head[:_TITLE_CHARS].lower())
    )
    return any(_is_piece(piece, name) for piece in pieces if piece for name in names)


def _is_piece(piece: str, name: str) -> bool:
    before, found, after = f" {piece} ".partition(f" {name} ")
    return bool(found) and GLUE.issuperset(f"{before} {after}".split())


def _is_open(text: str) -> bool:
    sentences = len(_SENTENCE_END.findall(text))
    return len(text) >= HARDLY_ANY_CHARS and sentences >= _OPEN_SENTENCES


def _is_locked(look: _Look, text: str) -> bool:
    """Whether the rest of the article is for subscribers; most that say so come whole, though."""
    stated = _locked_data(look.html) if _FREE in look.html else None
    if stated is not None:
        told = [int(count) for count in _WORD_COUNT.findall(stated)]
        part = bool(told) and len(text.split()) < _PART * max(told)
        return part or len(text) < OPEN_CHARS or look.has(LOCKED_REST)
    if len(text) >= HINTED_CHARS or not look.has(LOCKED):
        return False
    return _mentions(LOCKED, look.shown)


def _locked_data(html: str) -> str | None:
    """Return the page's data for search engines where they say that it is not free."""
    data = "".join(_data(html))
    return data if _NOT_FREE.search(data) or _NOT_FREE_META.search(html) else None


def _data(html: str) -> Iterator[str]:
    place = html.find(_LD_JSON)
    while place >= 0:
        end = html.find("</script", place)
        yield html[place : end if end >= 0 else None]
        place = html.find(_LD_JSON, end) if end >= 0 else -1


def _check_empty(look: _Look, where: str) -> None:
    """Tell why there is no text; says nothing where no reason shows."""
    asks = look.has(COOKIE_LOADS) and _mentions(COOKIE_ASKS, look.shown)
    if asks and len(look.shown) < _CONSENT_CHARS:
        raise ConsentWallError(where)
    if len(look.shown) >= _SHELL_CHARS:
        return
    if look.is_shell or _mentions(SCRIPT_SAYS, f"{look.shown} {look.unscripted}"):
        raise ScriptOnlyError(where)


def _mentions(phrases: Iterable[str], text: str) -> bool:
    return any(phrase in text for phrase in phrases)
