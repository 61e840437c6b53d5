"""Simple HTML as a text and its Styles. Pure; the way back is ``formatting.to_html``."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from bot.core.models import Style, StyleKind
from bot.translation.formatting import EXPANDABLE, merge

MAX_OPEN: Final = 64  # styles open at once; more is no text that a person wrote
MAX_DATA_CHARS: Final = 4_096  # of an address: as long as a whole message

Meaning = tuple[StyleKind, str | None] | None
"""What a tag makes of its text; None for nothing."""

_PLAIN: Final = {
    "b": StyleKind.BOLD,
    "strong": StyleKind.BOLD,
    "i": StyleKind.ITALIC,
    "em": StyleKind.ITALIC,
    "u": StyleKind.UNDERLINE,
    "ins": StyleKind.UNDERLINE,
    "s": StyleKind.STRIKETHROUGH,
    "strike": StyleKind.STRIKETHROUGH,
    "del": StyleKind.STRIKETHROUGH,
    "tg-spoiler": StyleKind.SPOILER,
    "code": StyleKind.CODE,
    "pre": StyleKind.BLOCK,
}
_SPECIAL: Final = frozenset({"a", "span", "blockquote", "tg-emoji"})
_BREAKS: Final = dict.fromkeys(("div", "li", "tr", "dt", "dd", "figcaption"), 1) | dict.fromkeys(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "article"), 2
)
"""Tags that begin a line of their own, and how many ends of line stand before and after."""

_SILENT: Final = frozenset({"script", "style", "template"})
_PERSON: Final = re.compile(r"tg://user\?id=(\d{1,20})")
_ADDRESS: Final = re.compile(r"(?:https?|mailto|tel|tg|tonsite):", re.IGNORECASE)
_LANGUAGE_CLASS: Final = re.compile(r"language-(\S{1,64})")


def from_html(html: str) -> tuple[str, tuple[Style, ...]]:
    """Read *html*: its text, white space as it stands, and what is shown in a style.

    Paragraphs are parted by a blank line; unknown tags go and their text stays; scripts
    and style sheets go whole. Any string will do: what is no HTML comes out as text.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read()


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    meaning: Meaning


@dataclass(slots=True)
class _Written:
    """Text so far, and the ends of line owed to it before it goes on."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    ends: int = 0
    owed: int = 0

    def add(self, data: str) -> None:
        self.parts.append(data)
        self.length += len(data)
        rest = data.rstrip("\n")
        self.ends = len(data) - len(rest) + (0 if rest else self.ends)


class _Reader(HTMLParser):
    """Collects text and styles; tags may overlap or stay open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._text = _Written()
        self._open: list[_Open] = []
        self._styles: list[Style] = []
        self._silent = 0

    def read(self) -> tuple[str, tuple[Style, ...]]:
        """What was fed; tags left open reach to the end."""
        while self._open:
            self._finish(len(self._open) - 1)
        return "".join(self._text.parts), merge(self._styles)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._text.owed:
            data = data.lstrip()
            if not data:
                return
            self._pay()
        self._text.add(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._text.add("\n")
        elif tag in _BREAKS:
            self._owe(_BREAKS[tag])
        elif (tag in _PLAIN or tag in _SPECIAL) and len(self._open) < MAX_OPEN:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BREAKS:
            self._owe(_BREAKS[tag])
        else:
            at = max((i for i, one in enumerate(self._open) if one.tag == tag), default=-1)
            if at >= 0:
                self._finish(at)

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        meaning = self._meaning(tag, attributes)
        if meaning is not None:
            self._pay()
        self._open.append(_Open(tag, self._text.length, meaning))

    def _meaning(self, tag: str, attributes: dict[str, str | None]) -> Meaning:
        if tag == "code" and self._open and self._open[-1].tag == "pre":
            self._name_block(attributes.get("class") or "")
            return None
        if tag in _PLAIN:
            return _PLAIN[tag], None
        return _special(tag, attributes)

    def _name_block(self, names: str) -> None:
        language = _LANGUAGE_CLASS.fullmatch(names)
        if language:
            self._open[-1].meaning = StyleKind.BLOCK, language[1]

    def _finish(self, at: int) -> None:
        one = self._open.pop(at)
        if one.meaning is not None and one.start < self._text.length:
            kind, data = one.meaning
            self._styles.append(Style(kind, one.start, self._text.length, data))

    def _owe(self, ends: int) -> None:
        if self._text.length:
            self._text.owed = max(self._text.owed, ends)

    def _pay(self) -> None:
        """Write the ends of line that are owed, less those that stand there already."""
        missing = self._text.owed - self._text.ends
        self._text.owed = 0
        if missing > 0:
            self._text.add("\n" * missing)


def _special(tag: str, attributes: dict[str, str | None]) -> Meaning:
    """Read a tag whose attributes say what it is."""
    if tag == "a":
        return _link((attributes.get("href") or "").strip())
    if tag == "blockquote":
        return StyleKind.QUOTE, EXPANDABLE if "expandable" in attributes else None
    if tag == "tg-emoji":
        emoji = attributes.get("emoji-id")
        return (StyleKind.EMOJI, emoji) if emoji else None
    is_spoiler = "tg-spoiler" in (attributes.get("class") or "").split()
    return (StyleKind.SPOILER, None) if is_spoiler else None


def _link(address: str) -> Meaning:
    """A link that a person may be led along; a script in its place is none."""
    person = _PERSON.fullmatch(address)
    if person:
        return StyleKind.MENTION, person[1]
    is_link = len(address) <= MAX_DATA_CHARS and _ADDRESS.match(address)
    return (StyleKind.LINK, address) if is_link else None
