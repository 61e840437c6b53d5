"""One message as Telegram Desktop exports it: what can be read of it.

Source: Telegram Desktop, export/output/export_output_json.cpp; people's own scripts change
such files too, so a number may have become a string.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from bot.core.groups import GroupMessage

MAX_TEXT_CHARS = 4096  # Telegram's own; what is longer was not written there
MAX_NAME_CHARS = 255
MAX_URL_CHARS = 2048
MAX_LINKS = 100  # Telegram's own, of marks in a message
MAX_NUMBER = 2**52 - 1  # of a person, TDLib's UserId; fits into every database
GENERAL = 1  # the topic that every forum has; written to without a number

_NUMBER = re.compile(r"-?[0-9]{1,16}")
_PERSON = re.compile(r"user([0-9]{1,16})")
_OLDEST_CHAT = 1 << 32  # before 2021 numbers of people were below it, those of chats above
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)

Raw = Mapping[str, Any]


def read_message(raw: Raw, zone: tzinfo) -> GroupMessage | None:
    """Return *raw* as a message of chat 0; None for one without words, number or time.

    Nor what a person forwarded from another person; a channel's post is the channel's.

    The topic is left out, and a bot is known by «via @bot» alone. *zone* is that of the
    computer that made an export in which times have none.
    """
    number, at = message_number(raw.get("id")), _moment(raw, zone)
    text, links = _text_of(raw)
    if raw.get("type") != "message" or number is None or at is None or not text.strip():
        return None
    if _is_persons_forward(raw):
        return None
    return GroupMessage(
        chat_id=0,
        message_id=number,
        text=text,
        author=clean(raw.get("forwarded_from") or raw.get("from"), MAX_NAME_CHARS),
        author_id=_person(raw.get("from_id")),
        at=at,
        reply_to=reply_of(raw),
        links=links,
        is_bot=bool(raw.get("via_bot")),
    )


def _is_persons_forward(raw: Raw) -> bool:
    """Whether a person wrote it elsewhere: not for this group. Posts of channels are public."""
    if "forwarded_from" not in raw:
        return False
    return not str(raw.get("forwarded_from_id")).startswith("channel")


def is_opening(raw: Raw) -> bool:
    """Whether it is the notice that a topic was opened; messages of the topic reply to it."""
    return raw.get("type") == "service" and raw.get("action") == "topic_created"


def reply_of(raw: Raw) -> int | None:
    """Return the message of the same chat that it replies to."""
    return None if "reply_to_peer_id" in raw else message_number(raw.get("reply_to_message_id"))


def named_topic(raw: Raw) -> int | None:
    """Return the topic that it says itself it is in; None for «General» too."""
    topic = message_number(raw.get("topic_id"))
    return None if topic == GENERAL else topic


def has_keyboard(raw: Raw) -> bool:
    """Whether its author is a bot: nobody else writes with buttons, but by way of a bot."""
    borrowed = "via_bot" in raw or "forwarded_from" in raw
    return bool(raw.get("inline_bot_buttons")) and not borrowed


def message_number(value: object) -> int | None:
    """Return the number; messages from before a group became a supergroup have none here."""
    found = number_of(value)
    return found if found is not None and found > 0 else None


def number_of(value: object) -> int | None:
    """Return a whole number, also one written as a string."""
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_NUMBER:
        return None
    return value


def clean(value: object, limit: int) -> str:
    """Return the beginning of a string as it can be stored; "" if it is none."""
    return _UNSTORABLE.sub("", value[:limit]) if isinstance(value, str) else ""


def _person(value: object) -> int | None:
    """Channels and groups, in whose name admins write, are nobody."""
    if isinstance(value, str) and (found := _PERSON.fullmatch(value)):
        return message_number(found[1])
    number = message_number(value)
    return number if number and number < _OLDEST_CHAT else None


def _moment(raw: Raw, zone: tzinfo) -> int | None:
    moment = message_number(raw.get("date_unixtime"))
    written = raw.get("date")
    if moment is not None or not isinstance(written, str):
        return moment
    try:
        local = datetime.fromisoformat(written)
        known = local if local.tzinfo else local.replace(tzinfo=zone)
        return message_number((known - _EPOCH) // _SECOND)
    except (ValueError, OverflowError):
        return None


def _text_of(raw: Raw) -> tuple[str, tuple[str, ...]]:
    text = raw.get("text")
    parts = text if isinstance(text, list) else [text]
    shown = "".join(_shown(part) for part in parts)
    links = dict.fromkeys(filter(None, _links(parts)))
    return clean(shown, MAX_TEXT_CHARS), tuple(links)[:MAX_LINKS]


def _shown(part: object) -> str:
    text = part.get("text") if isinstance(part, dict) else part
    return text if isinstance(text, str) else ""


def _links(parts: list[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, dict) and part.get("type") == "link":
            yield clean(part.get("text"), MAX_URL_CHARS)
        elif isinstance(part, dict) and part.get("type") == "text_link":
            yield clean(part.get("href"), MAX_URL_CHARS)
