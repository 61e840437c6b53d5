"""The history of a chat as Telegram Desktop exports it: result.json in, messages out.

Telegram tells a bot nothing from before it came; a member can export that. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from typing import Any

from bot.core.errors.groups import NotAnExportError
from bot.core.groups import GroupMessage
from bot.digest.export_message import (
    MAX_NAME_CHARS,
    MAX_NUMBER,
    Raw,
    clean,
    has_keyboard,
    is_opening,
    message_number,
    named_topic,
    read_message,
    reply_of,
)
from bot.digest.export_scan import Scan

MAX_MESSAGES = 50_000  # the newest are kept; a lively group of a thousand writes less in a week

_BASIC = frozenset({"private_group"})
_SUPERGROUPS = frozenset(
    {"private_supergroup", "public_supergroup", "private_channel", "public_channel"}
)
_ZERO_CHANNEL = -(10**12)  # the Bot API's -100 before a supergroup's or a channel's number
_MAX_CHANNEL = 10**12 - 2**31 - 1  # TDLib's ChannelId: beyond are secret chats
_WHOLE_ACCOUNT = frozenset({"chats", "left_chats", "personal_information"})


@dataclass(frozen=True, slots=True)
class Export:
    """Messages of one chat, oldest first; *chat_id* is as bots know it."""

    chat_id: int
    title: str
    messages: tuple[GroupMessage, ...]


def read_export(
    body: bytes,
    since: int,
    until: int = MAX_NUMBER,
    zone: tzinfo = UTC,
    limit: int = MAX_MESSAGES,
) -> Export:
    """Return the newest *limit* messages with words and ``since < at <= until``.

    Times are unix seconds. Versions before 2021 wrote the local time of their computer without
    its zone: those times are read as of *zone*. Notices of Telegram, messages without words, and
    those from before a group became a supergroup, whose numbers are of another chat, are left
    out. Accounts that were deleted have no name. A forward is its sender's.

    Raises:
        NotAnExportError: Something else, of the whole account, or of no group.
    """
    reading = _Reading(since, until, zone, limit)
    try:
        header = reading.read(Scan(body.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise NotAnExportError("not the JSON of Telegram Desktop") from error
    if header.get("messages") is None:
        raise NotAnExportError("it has no messages")
    chat_id, title = _chat_id(header), clean(header.get("name"), MAX_NAME_CHARS)
    return Export(chat_id, title, tuple(reading.finished(chat_id)))


def _chat_id(header: Raw) -> int:
    kind, number = str(header.get("type")), message_number(header.get("id"))
    if kind in _BASIC and number is not None:
        return -number
    if kind in _SUPERGROUPS and number is not None and number <= _MAX_CHANNEL:
        return _ZERO_CHANNEL - number
    raise NotAnExportError("it is not of a group")


@dataclass
class _Reading:
    """What is known so far.

    Attributes:
        kept: By number, at most twice *limit*.
        topics: Of those messages that are in one, also of those that are not kept.
        openings: Notices of topics that were opened.
        bots: Authors.
    """

    since: int
    until: int
    zone: tzinfo
    limit: int
    kept: dict[int, GroupMessage] = field(default_factory=dict)
    topics: dict[int, int] = field(default_factory=dict)
    openings: set[int] = field(default_factory=set)
    bots: set[int] = field(default_factory=set)

    def read(self, scan: Scan) -> dict[str, Any]:
        """Take in all of it; return what is said of the chat, and whether there are messages."""
        header: dict[str, Any] = {}
        for key in scan.members():
            if key in _WHOLE_ACCOUNT:
                raise NotAnExportError("it is of a whole account; one chat is wanted")
            if key != "messages":
                header[key] = scan.value()
                continue
            header[key] = True
            for raw in scan.elements():
                if isinstance(raw, dict):
                    self._take(raw)
        return header

    def finished(self, chat_id: int) -> Iterator[GroupMessage]:
        """Give what is kept, oldest first."""
        for message in self._newest():
            answers = message.reply_to not in self.openings
            yield replace(
                message,
                chat_id=chat_id,
                thread_id=self.topics.get(message.message_id),
                reply_to=message.reply_to if answers else None,
                is_bot=message.is_bot or message.author_id in self.bots,
            )

    def _take(self, raw: Raw) -> None:
        self._note_topic(raw)
        message = read_message(raw, self.zone)
        if message is None:
            return
        if message.author_id is not None and has_keyboard(raw):
            self.bots.add(message.author_id)
        if self.since < message.at <= self.until:
            self.kept[message.message_id] = message
        if len(self.kept) > 2 * self.limit:
            self.kept = {one.message_id: one for one in self._newest()}

    def _note_topic(self, raw: Raw) -> None:
        """Exports name no topics: a message is in that of the one it replies to."""
        number = message_number(raw.get("id"))
        if number is None:
            return
        if is_opening(raw):
            self.openings.add(number)
            self.topics[number] = number
        elif topic := named_topic(raw) or self.topics.get(reply_of(raw) or 0):
            self.topics[number] = topic

    def _newest(self) -> list[GroupMessage]:
        found = sorted(self.kept.values(), key=lambda one: (one.at, one.message_id))
        return found[-self.limit :]
