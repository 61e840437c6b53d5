"""What leaves for Telegram: one kind for each call of the Bot API. Pure.

None names a chat: that of a row may get a new number while the message waits.
"""

from dataclasses import dataclass, replace

from bot.telegram.replies import Quote, Rows, is_link
from bot.telegram.shown.rich import EMPTY, Rich


@dataclass(frozen=True, slots=True)
class NewMessage:
    """It is sent also where the message to reply to is gone.

    For *pins*, *unpins* and *lost_topic* see bot.telegram.replies.Post, for *revives* and
    *quote* Send.
    """

    body: Rich
    buttons: Rows = ()
    reply_to: int | None = None
    thread_id: int | None = None
    silent: bool = False
    pins: bool = False
    unpins: int | None = None
    lost_topic: str = ""
    revives: bool = True
    quote: Quote | None = None

    @property
    def in_general(self) -> "NewMessage":
        """The same outside of its topic, which is said above it."""
        body = f"{self.lost_topic}\n\n" + self.body
        return replace(self, body=body, reply_to=None, thread_id=None, lost_topic="", quote=None)

    @property
    def unquoted(self) -> "NewMessage":
        """The same in reply to the whole message."""
        return replace(self, quote=None)

    @property
    def linkless(self) -> "NewMessage":
        """The same without buttons that open addresses."""
        rows = (tuple(one for one in row if not is_link(one)) for row in self.buttons)
        return replace(self, buttons=tuple(rows))

    def instead_of(self, message_id: int) -> "ChangedMessage":
        """The same in place of an earlier message."""
        return ChangedMessage(
            message_id, self.body, self.buttons, self.thread_id, revives=self.revives
        )


@dataclass(frozen=True, slots=True)
class ChangedMessage:
    """A message of ours that becomes this; where it is gone, a new one says it, if *revives*."""

    message_id: int
    body: Rich
    buttons: Rows = ()
    thread_id: int | None = None
    revives: bool = True

    @property
    def anew(self) -> NewMessage:
        """The same as a new message."""
        return NewMessage(self.body, self.buttons, thread_id=self.thread_id)


@dataclass(frozen=True, slots=True)
class ChangedInline:
    """A message that a person sent through this bot, in a chat that it does not know."""

    inline_id: str
    body: Rich
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class GuestAnswer:
    """The one message that answers a mention of the bot in a chat where it is no member."""

    guest_id: str
    body: Rich
    buttons: Rows = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file, and what is said under it."""

    name: str
    content: bytes
    body: Rich = EMPTY
    is_photo: bool = False
    buttons: Rows = ()
    reply_to: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The message that was sent under the same tag goes."""


@dataclass(frozen=True, slots=True)
class Whispered:
    """What one person sees, in reply to what only that person wrote."""

    body: Rich
    person_id: int
    reply_to: int
    buttons: Rows = ()
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """A line over the chat of the person who pressed a button."""

    query_id: str
    text: str


Message = (
    NewMessage
    | ChangedMessage
    | ChangedInline
    | GuestAnswer
    | NewFile
    | Whispered
    | PressAnswer
    | Withdrawn
)
