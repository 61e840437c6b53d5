"""The methods of the Bot API: (world, parameters) in, result or refusal out.

The limits are those of core.telegram.org/bots/api, the words those of TDLib and
telegram-bot-api; a wording that could not be found there is marked.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.simulator import anywhere_methods, chat_methods, ephemeral
from tests.simulator.content import caption_of, keyboard_of, placing_of, text_of
from tests.simulator.refusal import Refusal, bad_request
from tests.simulator.world import BOT, File, Json, Message, World, person

MAX_ANSWER_CHARS: Final = 200
MAX_COMMANDS: Final = 100
MAX_COMMAND_DESCRIPTION_CHARS: Final = 256
MAX_DOWNLOAD_BYTES: Final = 20 << 20
MAX_UPLOAD_BYTES: Final = 50 << 20
MAX_PHOTO_BYTES: Final = 10 << 20
MAX_PROFILE_CHARS: Final = {"name": 64, "description": 512, "short_description": 120}
ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
    }
)
_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)
_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"

Parameters = Mapping[str, Any]
Method = Callable[[World, Parameters], object]


def get_me(world: World, _: Parameters) -> Json:
    return BOT | {"can_read_all_group_messages": not world.privacy}


def set_webhook(world: World, given: Parameters) -> bool:
    secret = given.get("secret_token", "")
    if re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret) is None:
        raise bad_request("secret token contains unallowed characters")
    kinds = given.get("allowed_updates") or []
    world.webhook = {"url": given["url"], "secret": secret, "kinds": kinds}
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    world.webhook = {}
    if given.get("drop_pending_updates"):
        world.updates.clear()
    return True


def send_message(world: World, given: Parameters) -> Json:
    chat = world.chat(given.get("chat_id"))
    receiver = ephemeral.receiver_of(world, given)
    content = text_of(given, world.problems) | placing_of(world, chat, given) | keyboard_of(given)
    if receiver is None:
        message = world.post(chat, BOT, content)
    else:
        message = ephemeral.show(world, chat, (BOT, person(receiver)), content)
    message.silent = bool(given.get("disable_notification"))
    return message.json


def send_message_draft(world: World, given: Parameters) -> bool:
    """Show a text for half a minute; it stands in no history."""
    chat = world.chat(given.get("chat_id"))
    if chat.id <= 0:
        raise bad_request("the method is available for private chats only")  # worded here
    if not given.get("draft_id"):
        raise bad_request("draft_id must be non-zero")  # worded here
    world.drafts.append((chat.id, given["draft_id"], given.get("text", "")))
    return True


def send_document(world: World, given: Parameters) -> Json:
    file = _sent_file(world, given.get("document"))
    return _send_file(world, given, file, {"document": file.json})


def send_photo(world: World, given: Parameters) -> Json:
    """Its size in points is not looked at."""
    file = _sent_file(world, given.get("photo"))
    if len(file.content) > MAX_PHOTO_BYTES:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")  # worded here
    size = {"file_id": file.id, "file_unique_id": f"u{file.id}", "width": 9, "height": 9}
    return _send_file(world, given, file, {"photo": [size]})


def _send_file(world: World, given: Parameters, file: File, shown: Json) -> Json:
    chat = world.chat(given.get("chat_id"))
    content = caption_of(given, world.problems) | placing_of(world, chat, given)
    message = world.post(chat, BOT, content | shown | keyboard_of(given))
    message.file = file
    message.silent = bool(given.get("disable_notification"))
    return message.json


def _sent_file(world: World, document: object) -> File:
    """An upload is (name, bytes); a string is the id of a file that Telegram has."""
    if isinstance(document, str) and document in world.files:
        return world.files[document]
    if not isinstance(document, tuple):
        raise bad_request("wrong file identifier/HTTP URL specified")
    name, content = document
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > MAX_UPLOAD_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    return world.keep(name, content)


def edit_message_text(world: World, given: Parameters) -> Json | bool:
    content = text_of(given, world.problems) | keyboard_of(given)
    message = _to_edit(world, given)
    _edit(message, content, ("text", "entities", "reply_markup"), world.now())
    return "inline_message_id" in given or message.json


def edit_message_reply_markup(world: World, given: Parameters) -> Json:
    message = _to_edit(world, given)
    _edit(message, keyboard_of(given), ("reply_markup",), world.now())
    return message.json


def _to_edit(world: World, given: Parameters) -> Message:
    if place := given.get("inline_message_id"):
        if place not in world.inline:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline[place]
    chat = world.chat(given.get("chat_id"))
    message = world.messages.get((chat.id, given.get("message_id", 0)))
    if message is None:
        raise bad_request("message to edit not found")
    if message.json["from"] != BOT:
        raise bad_request("message can't be edited")
    return message


def _edit(message: Message, content: Json, names: tuple[str, ...], now: int) -> None:
    """Replace *names* by *content*: a keyboard that is not given again goes."""
    before = {name: message.json[name] for name in names if name in message.json}
    if content == before:
        raise bad_request(_NOT_MODIFIED)
    for name in before:
        del message.json[name]
    message.json |= content | {"edit_date": now}


def answer_callback_query(world: World, given: Parameters) -> bool:
    if len(given.get("text", "")) > MAX_ANSWER_CHARS:
        raise bad_request("MESSAGE_TOO_LONG")
    query = given.get("callback_query_id", "")
    if query not in world.open_queries:
        raise bad_request(_TOO_OLD)
    world.open_queries.remove(query)
    world.answers[query] = dict(given)
    return True


def send_chat_action(world: World, given: Parameters) -> bool:
    world.chat(given.get("chat_id"))
    if given.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _scope(given: Parameters) -> tuple[str, str]:
    scope = given.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), given.get("language_code", "")


def set_my_commands(world: World, given: Parameters) -> bool:
    commands = given.get("commands", [])
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= MAX_COMMAND_DESCRIPTION_CHARS:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        if not isinstance(command.get("is_ephemeral", False), bool):
            raise bad_request('field "is_ephemeral" must be of type Boolean')  # worded here
    world.commands[_scope(given)] = commands
    return True


def get_my_commands(world: World, given: Parameters) -> list[Json]:
    return world.commands.get(_scope(given), [])


def _set_profile(field: str) -> Method:
    def method(world: World, given: Parameters) -> bool:
        if len(given.get(field, "")) > MAX_PROFILE_CHARS[field]:
            raise bad_request(f"{field} is too long")  # our words
        world.profile[field, given.get("language_code", "")] = given.get(field, "")
        return True

    return method


def _get_profile(field: str) -> Method:
    def method(world: World, given: Parameters) -> Json:
        default = BOT["first_name"] if field == "name" else ""
        return {field: world.profile.get((field, given.get("language_code", "")), default)}

    return method


def get_file(world: World, given: Parameters) -> Json:
    file = world.files.get(given.get("file_id", ""))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {name: value for name, value in file.json.items() if name != "file_name"} | {
        "file_path": file.path
    }


METHODS: Final[Mapping[str, Method]] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "sendMessage": send_message,
    "sendMessageDraft": send_message_draft,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "setMyName": _set_profile("name"),
    "getMyName": _get_profile("name"),
    "setMyDescription": _set_profile("description"),
    "getMyDescription": _get_profile("description"),
    "setMyShortDescription": _set_profile("short_description"),
    "getMyShortDescription": _get_profile("short_description"),
    "getFile": get_file,
    **chat_methods.METHODS,
    **ephemeral.METHODS,
    **anywhere_methods.METHODS,
}
