"""What a text with its styles takes of the room that Telegram gives a message. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from bot.core.models import StyleKind
from bot.telegram.shown.rich import Rich
from bot.translation.formatting import to_entities, units

MAX_UNITS: Final = 4096
"""Bot API, sendMessage: characters. Counted in UTF-16, the stricter way."""
MAX_ENTITIES: Final = 90
"""Telegram keeps 100 and drops the rest in silence; ten are left for what is not foreseen."""
MAX_ENTITY_BYTES: Final = 8_500
"""Of all entities with their addresses: beyond some 9,500 Telegram refuses the message with
«ENTITIES_TOO_LONG» (github.com/tdlib/telegram-bot-api/issues/165)."""

_ENTITY_BYTES = 16  # kind, offset, length, and what frames an address
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
        units: UTF-16 code units of the text.
        entities: Of its styles, and what Telegram marks by itself.
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


def size_of(body: Rich) -> Size:
    """The size of *body*; of blocks that stand together, the sum of theirs."""
    styled = to_entities(body.text, body.styles)
    entities = len(styled) + len(_MARKED.findall(_unlinked(body)))
    data = sum(len(one.data.encode()) for one in styled if one.data)
    return Size(units(body.text), entities, _ENTITY_BYTES * entities + data)


def _unlinked(body: Rich) -> str:
    """The text but for its links: nothing within one becomes a link of its own."""
    text, at = "", 0
    for style in sorted(body.styles, key=lambda style: style.start):
        if style.kind is StyleKind.LINK:
            text += body.text[at : style.start] + " "
            at = max(at, style.end)
    return text + body.text[at:]
