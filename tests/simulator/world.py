"""What Telegram knows: chats, messages, files, updates. JSON values are the Bot API's."""

import time
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from tests.simulator.html import written
from tests.simulator.refusal import Refusal, bad_request, forbidden
from tests.simulator.vocabulary import NOTICES, RIGHTS

Json = dict[str, Any]

BOT: Final[Json] = {
    "id": 42,
    "is_bot": True,
    "first_name": "Qysqa",
    "username": "qysqa_test_bot",
    "can_join_groups": True,
    "supports_inline_queries": True,
    "supports_guest_queries": True,
}
# The sender of an administrator who stays anonymous (constants of the Bot API).
ANONYMOUS: Final[Json] = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


class Button(NamedTuple):
    """A button under a message; one of *data* and *url* is empty."""

    text: str
    data: str
    url: str


class File(NamedTuple):
    """A file that Telegram keeps."""

    id: str
    name: str
    content: bytes

    @property
    def path(self) -> str:
        """Where it is downloaded from."""
        return f"documents/{self.id}{PurePath(self.name).suffix}"

    @property
    def json(self) -> Json:
        """The Bot API's Document."""
        size = len(self.content)
        names = {"file_name": self.name} if self.name else {}
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": size} | names


@dataclass
class Message:
    """A message as it stands now; an edit changes it in place.

    Attributes:
        json: The Bot API's Message.
        file: The document, if there is one.
        silent: Sent with disable_notification.
    """

    json: Json
    file: File | None = None
    silent: bool = False

    @property
    def id(self) -> int:
        """Counted per chat: another chat has a message of the same number."""
        return int(self.json["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it stands in."""
        return int(self.json["chat"]["id"])

    @property
    def text(self) -> str:
        """The text, or the caption, that people see."""
        return str(self.json.get("text", self.json.get("caption", "")))

    @property
    def html(self) -> str:
        """The text or the caption, and how people see it."""
        return written(self.text, self.entities)

    @property
    def entities(self) -> list[Json]:
        """Of the text or the caption."""
        field = "entities" if "text" in self.json else "caption_entities"
        return list(self.json.get(field, []))

    @property
    def thread(self) -> int | None:
        """The topic it stands in."""
        return self.json.get("message_thread_id")

    @property
    def reply_to(self) -> int | None:
        """The number of the message it replies to."""
        replied = self.json.get("reply_to_message")
        return replied and int(replied["message_id"])

    @property
    def is_notice(self) -> bool:
        """Telegram itself says something, on behalf of the sender."""
        return not self.json.keys().isdisjoint(NOTICES)

    @property
    def ephemeral_id(self) -> int:
        """Of a message that one person sees; 0 of others."""
        return int(self.json.get("ephemeral_message_id", 0))

    @property
    def buttons(self) -> list[Button]:
        """In reading order."""
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [
            Button(button["text"], button.get("callback_data", ""), button.get("url", ""))
            for row in rows
            for button in row
        ]


@dataclass
class Topic:
    """A topic of a forum; *opening* is the notice of its creation, whose number is the topic's."""

    name: str = ""
    closed: bool = False
    opening: Message | None = None


@dataclass
class Chat:
    """A chat and who is in it.

    Attributes:
        json: The Bot API's Chat.
        administrators: User ids, the bot's too.
        owner: One of them, if it matters who founded the group.
        members: Everybody who has written there.
        topics: By message_thread_id; any other is refused in a forum.
        rights: What the bot may do while it is an administrator.
        bot_status: As ChatMember has it, but for "administrator".
        is_private_to_bot: Privacy mode, as it was when the bot came.
        pinned: The newest last.
        refusal: With it every message of the bot is refused, as when it is blocked.
        last_id: Of the newest message.
    """

    json: Json
    administrators: set[int] = field(default_factory=set)
    members: set[int] = field(default_factory=set)
    owner: int | None = None
    topics: dict[int, Topic] = field(default_factory=dict)
    rights: frozenset[str] = frozenset(RIGHTS)
    bot_status: str = "member"
    is_private_to_bot: bool = False
    pinned: list[Message] = field(default_factory=list)
    refusal: Refusal | None = None
    last_id: int = 0

    @property
    def id(self) -> int:
        """Negative for groups."""
        return int(self.json["id"])

    @property
    def is_forum(self) -> bool:
        """It has topics."""
        return bool(self.json.get("is_forum"))

    def grants(self, right: str) -> bool:
        """Whether the bot may do what *right* is for."""
        return BOT["id"] in self.administrators and right in self.rights

    def member(self, user_id: int) -> Json:
        """Return the Bot API's ChatMember, without the user."""
        if user_id == self.owner:
            return {"status": "creator", "is_anonymous": False}
        if user_id in self.administrators:
            held = self.rights if user_id == BOT["id"] else frozenset(RIGHTS)
            rights = {right: right in held for right in RIGHTS}
            return {"status": "administrator", "is_anonymous": False} | rights
        if user_id == BOT["id"]:
            until = {"until_date": 0} if self.bot_status == "kicked" else {}
            return {"status": self.bot_status} | until
        return {"status": "member" if user_id in self.members else "left"}


class Tap(NamedTuple):
    """Who pressed a button, where and when."""

    user_id: int
    chat_id: int
    at: int


@dataclass
class World:
    """All of it.

    *problems* are mistakes that Telegram itself would pass over in silence; *drafts* hold
    chat, number and text; *queries* are inline ones and *offers* their answers, *inline* the
    messages sent by way of the bot, *guests* the calls that wait for an answer; *webhook* holds
    url, secret and kinds while one is set; *privacy* is the bot's privacy mode; *ephemerals* go
    by chat, person and number; *ahead_s* is how far its clock was put forward; without
    *knows_ephemeral* it is an older Telegram.
    """

    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[tuple[int, int], Message] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    updates: list[Json] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    open_queries: set[str] = field(default_factory=set)
    answers: dict[str, Json] = field(default_factory=dict)
    drafts: list[tuple[int, int, str]] = field(default_factory=list)
    webhook: Json = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1001))
    privacy: bool = False
    taps: dict[str, Tap] = field(default_factory=dict)
    ephemerals: dict[tuple[int, int, int], Message] = field(default_factory=dict)
    queries: dict[str, Json] = field(default_factory=dict)
    offers: dict[str, Json] = field(default_factory=dict)
    inline: dict[str, Message] = field(default_factory=dict)
    guests: set[str] = field(default_factory=set)
    guest_answers: dict[str, Message] = field(default_factory=dict)
    knows_ephemeral: bool = True
    ahead_s: int = 0

    def now(self) -> int:
        """Return unix seconds."""
        return int(time.time()) + self.ahead_s

    def chat(self, chat_id: int | None) -> Chat:
        """Return the chat the bot writes to.

        Raises:
            Refusal: It is not known, or does not take the bot's messages.
        """
        chat = self.chats.get(chat_id or 0)
        if chat is None and any(chat_id in known.members for known in self.chats.values()):
            raise forbidden("bot can't initiate conversation with a user")
        if chat is None:
            raise bad_request("chat not found")
        if chat.refusal is not None:
            raise chat.refusal
        return chat

    def post(self, chat: Chat, sender: Json, content: Json) -> Message:
        """Put a message with *content* in *chat* and return it."""
        head = {"message_id": chat.last_id + 1, "date": self.now()}
        message = Message(head | {"chat": chat.json, "from": sender} | content)
        chat.last_id = max(chat.last_id, message.id)
        self.messages[chat.id, message.id] = message
        return message

    def keep(self, name: str, content: bytes) -> File:
        """Store a file and return it."""
        file = File(f"file{next(self.numbers)}", name, content)
        self.files[file.id] = file
        return file

    def forget(self, message: Message) -> None:
        """Delete a message: replies, edits and pins do not find it any more."""
        del self.messages[message.chat_id, message.id]
        chat = self.chats[message.chat_id]
        chat.pinned = [one for one in chat.pinned if one is not message]

    def push(self, kind: str, value: Json) -> None:
        """Queue an update for the bot: *value* as it is now."""
        self.updates.append({"update_id": next(self.numbers), kind: deepcopy(value)})


def without_reply(message: Message) -> Json:
    """Return the message as it is quoted in another: replies do not nest."""
    shown = {name: value for name, value in message.json.items() if name != "reply_to_message"}
    return deepcopy(shown)


def person(user_id: int, name: str = "Айгүл", *, language: str = "kk") -> Json:
    """Return the Bot API's User."""
    return {"id": user_id, "is_bot": False, "first_name": name, "language_code": language}
