"""What a handler answers with. Handlers return these; the runner sends them."""

from dataclasses import dataclass

Button = tuple[str, str]
"""Its label, and its callback data or, where that starts with https://, its link."""

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Send:
    """A new message, as Telegram HTML, in answer to the one that came."""

    html: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """The message whose button was pressed becomes this."""

    html: str
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class Toast:
    """A line over the chat that goes by itself; only after a button."""

    text: str


Reply = Send | Edit | Toast
