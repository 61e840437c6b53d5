"""What came from Telegram, in the few words that handlers need."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.core.models import Style
from bot.translation.formatting import clip


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message, not yet downloaded."""

    file_id: str
    name: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds: its text and how it is shown, the links in it in order, a file."""

    text: str
    links: tuple[str, ...]
    file: Attachment | None
    styles: tuple[Style, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing that could be read."""
        return not self.text.strip() and not self.links and self.file is None


_NOTHING = Content("", (), None)


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """What Telegram says of a group with each of its messages."""

    title: str
    username: str | None
    is_forum: bool
    is_basic: bool
    """Of the kind whose messages have no links."""


class Origin(NamedTuple):
    """Who wrote a forwarded message: a person, or a chat in its own name."""

    person_id: int | None
    """None where the person hides it, or it is a chat."""
    chat: str
    """The title of the chat; "" where it was a person."""


class Standing(StrEnum):
    """What became of the bot in a chat."""

    JOINED = "joined"
    CHANGED = "changed"
    """It has other rights now."""
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message, one press of a button, or one change of what the bot is in a chat.

    Attributes:
        at: When the message was written, unix seconds.
        thread_id: The topic of a forum that it is in; None in «General» and outside of forums.
        replied_id: The message it answers.
        replied_person: Whose words that message holds: in a group its author, in private the
            person it was forwarded from; None where that is hidden, or it is a chat.
        is_quote: It answers a part of that message, not the whole.
        ephemeral_id: Only the person and the bot see it (Bot API 10.2): so must the answer.
        author: The shown name of the person, or of the chat in whose name was written.
        standing: What the bot itself has become in the chat, where that is what changed.
        command: What stands at the beginning and is meant for this bot, in lower case.
        arguments: What stands after it.
        data: Of a button.
        is_written: A person wrote or sent it; Telegram itself notes a new title, for example.
        is_edit: It was there before and says something else now.
        is_bot: A bot wrote it, or a person through one.
        origin: Of a forwarded message, whose words these are.
        moved_to: The number of the supergroup that the group has become.
        is_anonymous_admin: Written in the group's own name.
        is_channel: Written in the name of this or another chat.
        user_name: The person's @name, without the sign.
        app_language: Of the person's Telegram.
        is_mention: It begins with the bot's @name; what follows is in *arguments*.
        is_guest: The bot is called where it is no member; the chat's number is the person's.
        is_inline: It is about a message that a person sent by way of this bot to a chat that is
            not known: a button of it was pressed, or it was just *chosen*; the same holds.
        chosen: Which result of an inline query; the query is in *arguments*.
    """

    chat_id: int
    is_group: bool
    user_id: int | None
    app_language: str | None
    message_id: int | None = None
    at: int = 0
    thread_id: int | None = None
    replied_id: int | None = None
    replied_person: int | None = None
    is_quote: bool = False
    ephemeral_id: int | None = None
    chat: ChatFacts | None = None
    author: str = ""
    standing: Standing | None = None
    is_edit: bool = False
    is_bot: bool = False
    origin: Origin | None = None
    content: Content = _NOTHING
    replied: Content | None = None
    command: str | None = None
    arguments: str = ""
    data: str | None = None
    is_written: bool = False
    moved_to: int | None = None
    is_anonymous_admin: bool = False
    is_channel: bool = False
    user_name: str | None = None
    is_mention: bool = False
    is_guest: bool = False
    is_inline: bool = False
    chosen: str | None = None

    def after(self, text: str) -> Content:
        """The part of the message's own text that ends in *text*, as it is shown there."""
        start = len(self.content.text) - len(text)
        return Content(text, (), None, clip(self.content.styles, start, start + len(text)))


def first_word(text: str) -> tuple[str, str]:
    """The first word, and all that follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word, "".join(rest)
