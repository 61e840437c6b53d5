"""What a handler answers with. Handlers return these; the runner sends them."""

from dataclasses import dataclass

Button = tuple[str, str]
"""Its label, and its callback data or, where that starts with https://, its link."""

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Send:
    """A new message, as Telegram HTML, in answer to the one that came.

    Attributes:
        tag: What it is remembered by: a later one with the same tag takes its place.
        reply_to: Another message than the one that came.
        silent: Nobody's phone rings.
        revives: Where the message that was sent under the tag is gone, it is sent anew.
    """

    html: str
    buttons: Rows = ()
    tag: str | None = None
    reply_to: int | None = None
    silent: bool = False
    revives: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """A message that answers none: a digest. Silent, and never sent twice.

    Attributes:
        pins: Whether it is pinned, in place of the message number *unpins*.
        lost_topic: What is said above it in «General» if its topic is closed or gone.
        otherwise: What is said where it may not have arrived: it is not sent again.
    """

    html: str
    buttons: Rows = ()
    tag: str | None = None
    pins: bool = False
    unpins: int | None = None
    lost_topic: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """The message whose button was pressed becomes this."""

    html: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """A line over the chat that goes by itself; only after a button."""

    text: str


Reply = Send | Post | Edit | Toast
