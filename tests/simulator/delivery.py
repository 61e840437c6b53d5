"""Which messages of a group reach the bot: all but those of bots, or few in privacy mode."""

from typing import Final

from tests.simulator.html import Entity, utf16
from tests.simulator.world import BOT, Chat, Json, Message

OUTSIDE: Final = frozenset({"left", "kicked"})


def reaches_bot(chat: Chat, message: Message) -> bool:
    """Whether the bot gets an update about *message*, new or edited."""
    if chat.id > 0:
        return True
    if chat.bot_status in OUTSIDE or _is_of_other_bot(message.json):
        return False
    if not chat.is_private_to_bot or BOT["id"] in chat.administrators:
        return True
    return message.is_notice or message.ephemeral_id > 0 or _concerns_bot(message)


def _is_of_other_bot(message: Json) -> bool:
    """Anonymous administrators and channels write through users that are bots by name only."""
    sender = message["from"]
    return sender["is_bot"] and sender != BOT and "sender_chat" not in message


def _concerns_bot(message: Message) -> bool:
    """A command that is not another bot's, a mention of the bot, or an answer to it."""
    replied = message.json.get("reply_to_message", {})
    return (
        replied.get("from") == BOT
        or message.json.get("via_bot") == BOT
        or any(_means_bot(message.text, entity) for entity in message.entities)
    )


def _means_bot(text: str, entity: Entity) -> bool:
    name, marked = f"@{BOT['username']}", _marked(text, entity).lower()
    if entity["type"] == "bot_command":
        return "@" not in marked or marked.endswith(name)
    return (entity["type"] == "mention" and marked == name) or entity.get("user") == BOT


def _marked(text: str, entity: Entity) -> str:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    assert end <= utf16(text)
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
