"""Updates before they are understood: whose they are, and whether somebody waits. Pure.

Nothing here may fail on an odd update: what cannot be read is stored as it came, and becomes
one dead row when it is tried. Not one update may hold up those behind it.
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.core.jobs import NewUpdate

UPDATES = (
    *("message", "edited_message", "callback_query", "my_chat_member"),
    *("inline_query", "chosen_inline_result", "guest_message"),
)
"""The kinds that are asked for."""

FLEETING = "inline_query"
"""The kind that is not stored: typing must not write to a disk, and the next letter asks again."""


def read_raw(update: object, *, since_s: int = 0) -> NewUpdate | None:
    """Return *update*, as json.loads gives it, ready to be stored; None if it has no number.

    What was written before *since_s*, unix time, waited for this bot to come back: that there
    is much of it is not the people's fault, and none of it is turned away.
    """
    update_id = _number(update, "update_id")
    if update_id is None:
        return None
    query, edited = _part(update, "callback_query"), _part(update, "edited_message")
    # neither tells of a chat that the bot could know
    elsewhere = _part(update, "guest_message") or _part(update, "chosen_inline_result")
    message = _part(query or update, "message") or edited or _part(update, "my_chat_member")
    # anonymous admins of all groups write as one and the same user
    anonymous = not query and "sender_chat" in message
    user_id = None if anonymous else _number(query or elsewhere or message, "from", "id")
    chat_id = _number(message, "chat", "id")
    return NewUpdate(
        update_id=update_id,
        chat_id=user_id or 0 if chat_id is None else chat_id,
        user_id=user_id,
        body=json.dumps(update, ensure_ascii=False, separators=(",", ":")),
        asks=bool(query or elsewhere) or (not edited and _asks(message, since_s)),
    )


def is_fleeting(update: object) -> bool:
    """Whether *update* is of the kind that is not stored."""
    return bool(_part(update, FLEETING))


def _asks(message: Mapping[str, Any], since_s: int) -> bool:
    """What people say to each other in a group wants no answer, a command does."""
    if (_number(message, "date") or since_s) < since_s or "new_chat_member" in message:
        return False
    text = message.get("text")
    return _part(message, "chat").get("type") == "private" or (
        isinstance(text, str) and text.startswith("/")
    )


def _part(value: object, name: str) -> Mapping[str, Any]:
    part = value.get(name) if isinstance(value, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _number(value: object, *names: str) -> int | None:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    return None
