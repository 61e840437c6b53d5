"""What a handler answers with. Handlers return these; the runner sends them."""

from dataclasses import dataclass
from typing import Final, Self

from bot.core.models import StyleKind
from bot.telegram.shown.rich import EMPTY, Rich
from bot.translation.formatting import units

Button = tuple[str, str]
"""Its label, and its callback data or, where that starts with https://, its link.

What starts with INLINE is the text of an inline query, which the person takes to any chat.
"""

Rows = tuple[tuple[Button, ...], ...]

INLINE: Final = "inline:"

_LINK: Final = "https://"

_QUOTED: Final = frozenset(
    {
        StyleKind.BOLD,
        StyleKind.ITALIC,
        StyleKind.UNDERLINE,
        StyleKind.STRIKETHROUGH,
        StyleKind.SPOILER,
        StyleKind.EMOJI,
    }
)
"""Bot API, ReplyParameters.quote_entities: others are not kept in quotes."""


def is_link(button: Button) -> bool:
    """Whether the button opens an address."""
    return button[1].startswith(_LINK)


@dataclass(frozen=True, slots=True)
class Quote:
    """A part of the message replied to, word for word, of at most 1,024 characters.

    Attributes:
        position: Where it begins there, in units of UTF-16.
    """

    text: Rich
    position: int

    @classmethod
    def of(cls, said: Rich, start: int, end: int) -> Self:
        """The part of *said* between two offsets in code points."""
        part = said.cut(start, end)
        styles = tuple(style for style in part.styles if style.kind in _QUOTED)
        return cls(Rich(part.text, styles), units(said.text[:start]))


@dataclass(frozen=True, slots=True)
class Send:
    """A new message in answer to the one that came.

    Attributes:
        tag: What it is remembered by: a later one with the same tag takes its place.
        reply_to: Another message than the one that came.
        silent: Nobody's phone rings.
        revives: Where the message that was sent under the tag is gone, it is sent anew.
        quote: What it answers of the message it replies to; it goes where Telegram refuses it.
    """

    body: Rich
    buttons: Rows = ()
    tag: str | None = None
    reply_to: int | None = None
    silent: bool = False
    revives: bool = True
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Attach:
    """A file in answer to the message that came; to one only a person sees, in private.

    Attributes:
        content: At most 50 MB of a document, 10 MB of a picture (Bot API).
        caption: At most 1,024 characters.
        is_photo: It is shown as a picture.
    """

    name: str
    content: bytes
    caption: Rich = EMPTY
    is_photo: bool = False
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A message that answers none: a digest. Silent, and never sent twice.

    Attributes:
        pins: Whether it is pinned, in place of the message number *unpins*.
        lost_topic: What is said above it in «General» if its topic is closed or gone.
        otherwise: What is said where it may not have arrived: it is not sent again.
    """

    body: Rich
    buttons: Rows = ()
    tag: str | None = None
    pins: bool = False
    unpins: int | None = None
    lost_topic: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """The message whose button was pressed becomes this."""

    body: Rich
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """A line over the chat that goes by itself; only after a button."""

    text: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The message that was sent under *tag* goes, or is not sent at all."""

    tag: str


Reply = Send | Withdraw | Attach | Post | Edit | Toast
