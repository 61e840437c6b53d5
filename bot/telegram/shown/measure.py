"""What a piece of HTML takes of the room that Telegram gives a message. Pure."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Final

MAX_UNITS: Final = 4096
"""Bot API, sendMessage: characters after parsing. Counted in UTF-16, the stricter way."""
MAX_ENTITIES: Final = 90
"""Telegram keeps 100 and drops the rest in silence; ten are left for what is not foreseen."""
MAX_ENTITY_BYTES: Final = 8_500
"""Of all entities with their addresses: beyond some 9,500 Telegram refuses the message with
«ENTITIES_TOO_LONG» (github.com/tdlib/telegram-bot-api/issues/165)."""

_ENTITY_BYTES = 16  # kind, offset, length, and what frames an address
_TAG = re.compile(r"<[^>]*>")
_OPENED = re.compile(r"<[a-z]")
_ADDRESS = re.compile(r'href="([^"]*)"')
_LINK = re.compile(r"<a [^>]*>[^<]*</a>")  # nothing within it becomes a link of its own
_MARKED = re.compile(
    r"://[^\s,;]*"
    r"|\.[^\W\d_]{2}[^\s,;]*"  # sites and e-mail addresses
    r"|(?<![A-Za-z0-9_])[@#$](?=\w)"  # names, tags, shares
    r"|(?<![\w/])/(?=[A-Za-z0-9_])"  # commands
    r"|\d[\d ()-]{8,}\d"  # numbers of telephones and of cards
)
"""What Telegram makes entities of by itself; rather too much than too little."""


@dataclass(frozen=True, slots=True)
class Size:
    """Of a message, or of a part of one.

    Attributes:
        units: UTF-16 code units of the text without tags.
        entities: Tags, and what Telegram marks by itself.
        entity_bytes: About what they take, addresses of links with them.
    """

    units: int
    entities: int
    entity_bytes: int

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.units + other.units,
            self.entities + other.entities,
            self.entity_bytes + other.entity_bytes,
        )

    @property
    def fits(self) -> bool:
        """Whether Telegram takes it as one message, and shows all of it."""
        return (
            self.units <= MAX_UNITS
            and self.entities <= MAX_ENTITIES
            and self.entity_bytes <= MAX_ENTITY_BYTES
        )


def size_of(html: str) -> Size:
    """The size of *html*, whose tags are closed."""
    shown = unescape(_TAG.sub("", html))
    unlinked = unescape(_TAG.sub("", _LINK.sub(" ", html)))
    entities = len(_OPENED.findall(html)) + len(_MARKED.findall(unlinked))
    addresses = sum(len(unescape(one).encode()) for one in _ADDRESS.findall(html))
    units = len(shown.encode("utf-16-le")) // 2
    return Size(units, entities, _ENTITY_BYTES * entities + addresses)
