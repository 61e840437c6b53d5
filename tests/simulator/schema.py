"""The parameters of the simulated methods, from core.telegram.org/bots/api (9.6; ephemeral: 10.3).

A call with a parameter that is not here is a mistake of the caller; Telegram ignores it silently.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

ADDRESS: Final = {"business_connection_id": "text", "chat_id": "chat"}
SENDING: Final = ADDRESS | {
    "message_thread_id": "integer",
    "direct_messages_topic_id": "integer",
    "disable_notification": "boolean",
    "protect_content": "boolean",
    "allow_paid_broadcast": "boolean",
    "message_effect_id": "text",
    "suggested_post_parameters": "json",
    "reply_parameters": "json",
    "reply_markup": "json",
}
FORMATTED_TEXT: Final = {
    "text": "text",
    "parse_mode": "text",
    "entities": "json",
    "link_preview_options": "json",
}
SENT_MESSAGE: Final = ADDRESS | {"message_id": "integer", "inline_message_id": "text"}
PINNED: Final = ADDRESS | {"message_id": "integer"}
EPHEMERAL: Final = {
    "chat_id": "chat",
    "receiver_user_id": "integer",
    "ephemeral_message_id": "integer",
}
LANGUAGE: Final = {"language_code": "text"}
COMMANDS: Final = LANGUAGE | {"scope": "json"}

METHODS: Final[Mapping[str, Mapping[str, str]]] = {
    "getMe": {},
    "getUpdates": {
        "offset": "integer",
        "limit": "integer",
        "timeout": "integer",
        "allowed_updates": "json",
    },
    "setWebhook": {
        "url": "text",
        "ip_address": "text",
        "max_connections": "integer",
        "allowed_updates": "json",
        "drop_pending_updates": "boolean",
        "secret_token": "text",
    },
    "deleteWebhook": {"drop_pending_updates": "boolean"},
    "sendMessage": SENDING | FORMATTED_TEXT | {"ephemeral_message_parameters": "json"},
    "sendMessageDraft": {
        "chat_id": "chat",
        "message_thread_id": "integer",
        "draft_id": "integer",
        "text": "text",
        "parse_mode": "text",
        "entities": "json",
    },
    "sendDocument": SENDING
    | {
        "document": "file",
        "thumbnail": "file",
        "caption": "text",
        "parse_mode": "text",
        "caption_entities": "json",
        "disable_content_type_detection": "boolean",
    },
    "sendPhoto": SENDING
    | {
        "photo": "file",
        "caption": "text",
        "parse_mode": "text",
        "caption_entities": "json",
        "has_spoiler": "boolean",
    },
    "editMessageText": SENT_MESSAGE | FORMATTED_TEXT | {"reply_markup": "json"},
    "editMessageReplyMarkup": SENT_MESSAGE | {"reply_markup": "json"},
    "answerCallbackQuery": {
        "callback_query_id": "text",
        "text": "text",
        "show_alert": "boolean",
        "url": "text",
        "cache_time": "integer",
    },
    "answerInlineQuery": {
        "inline_query_id": "text",
        "results": "json",
        "cache_time": "integer",
        "is_personal": "boolean",
        "next_offset": "text",
        "button": "json",
    },
    "answerGuestQuery": {"guest_query_id": "text", "result": "json"},
    "sendChatAction": ADDRESS | {"message_thread_id": "integer", "action": "text"},
    "setMyCommands": COMMANDS | {"commands": "json"},
    "getMyCommands": COMMANDS,
    "setMyName": LANGUAGE | {"name": "text"},
    "getMyName": LANGUAGE,
    "setMyDescription": LANGUAGE | {"description": "text"},
    "getMyDescription": LANGUAGE,
    "setMyShortDescription": LANGUAGE | {"short_description": "text"},
    "getMyShortDescription": LANGUAGE,
    "getFile": {"file_id": "text"},
    "getChat": {"chat_id": "chat"},
    "getChatMember": {"chat_id": "chat", "user_id": "integer"},
    "getChatAdministrators": {"chat_id": "chat", "return_bots": "boolean"},
    "pinChatMessage": PINNED | {"disable_notification": "boolean"},
    "unpinChatMessage": PINNED,
    "deleteMessage": {"chat_id": "chat", "message_id": "integer"},
    "editEphemeralMessageText": EPHEMERAL | FORMATTED_TEXT | {"reply_markup": "json"},
    "editEphemeralMessageReplyMarkup": EPHEMERAL | {"reply_markup": "json"},
    "deleteEphemeralMessage": EPHEMERAL,
}


def read_parameters(method: str, given: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """Return the parameters as values; say in *problems* which are unknown or unreadable."""
    kinds = METHODS[method]
    parameters = {}
    for name, value in given.items():
        if name not in kinds:
            problems.append(f"{method} has no parameter {name!r}")
            continue
        try:
            parameters[name] = _value(kinds[name], value)
        except (TypeError, ValueError):
            problems.append(f"{method}: {name} is not {kinds[name]}: {value!r}")
    return parameters


def _value(kind: str, value: Any) -> Any:
    if kind in {"integer", "chat"}:
        return int(value)
    if kind == "boolean":
        return {"true": True, "false": False}[str(value).lower()]
    if kind == "json" and isinstance(value, str):
        return json.loads(value)
    return value
