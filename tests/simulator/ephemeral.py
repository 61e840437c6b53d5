"""Messages in a group that one person sees: the methods of Bot API 10.2 and 10.3.

The words of refusals could not be found and are made up here.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.simulator.content import keyboard_of, text_of
from tests.simulator.refusal import Refusal, bad_request
from tests.simulator.vocabulary import EPHEMERAL_REPLY_S
from tests.simulator.world import BOT, Chat, Json, Message, World

MAX_EDITED_CHARS: Final = 1024  # documented as 4096: tdlib/telegram-bot-api issue 881, open

Parameters = Mapping[str, Any]


def receiver_of(world: World, given: Parameters) -> int | None:
    """Return who alone is to see a message that is sent; an older Telegram shows it to all.

    Raises:
        Refusal: The bot may not, or no longer, write to that person in that way.
    """
    if not world.knows_ephemeral:
        return None
    chat = world.chat(given.get("chat_id"))
    replied = (given.get("reply_parameters") or {}).get("ephemeral_message_id")
    asked = given.get("ephemeral_message_parameters")
    if asked is None:
        if replied:
            raise bad_request("a reply to an ephemeral message must be ephemeral")
        return None
    receiver = int(asked["receiver_user_id"])
    if chat.id > 0:
        raise bad_request("ephemeral messages can be sent to groups and supergroups only")
    if receiver not in chat.members:
        raise bad_request("the receiver of the ephemeral message is not a member of the chat")
    _check_occasion(world, chat, (receiver, replied, asked.get("callback_query_id")))
    return receiver


def _check_occasion(
    world: World, chat: Chat, occasion: tuple[int, int | None, str | None]
) -> None:
    """An administrator needs none, but no reply may be late."""
    receiver, replied, query = occasion
    since = world.now() - EPHEMERAL_REPLY_S
    if replied:
        command = world.ephemerals.get((chat.id, receiver, replied))
        if command is None or command.json["from"] == BOT or command.json["date"] < since:
            raise bad_request("ephemeral message to be replied not found")
    tap = world.taps.get(query or "")
    is_fresh = tap is not None and tap[:2] == (receiver, chat.id) and tap.at >= since
    if not replied and not is_fresh and BOT["id"] not in chat.administrators:
        raise bad_request("not enough rights to send ephemeral messages to the chat")


def show(world: World, chat: Chat, people: tuple[Json, Json], content: Json) -> Message:
    """Put a message with *content* before one of *people*, its sender and its receiver."""
    sender, receiver = people
    number = next(world.numbers)
    head = {"message_id": 0, "ephemeral_message_id": number, "date": world.now()}
    shown = {"chat": chat.json, "from": sender, "receiver_user": receiver}
    message = Message(head | shown | content)
    person = receiver["id"] if sender == BOT else sender["id"]
    world.ephemerals[chat.id, person, number] = message
    return message


def edit_text(world: World, given: Parameters) -> bool:
    message = _found(world, given)
    content = text_of(given, world.problems) | keyboard_of(given)
    if len(content["text"]) > MAX_EDITED_CHARS:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")
    for name in ("entities", "reply_markup"):
        message.json.pop(name, None)
    message.json |= content
    return True


def edit_reply_markup(world: World, given: Parameters) -> bool:
    message = _found(world, given)
    message.json.pop("reply_markup", None)
    message.json |= keyboard_of(given)
    return True


def delete(world: World, given: Parameters) -> bool:
    _found(world, given)
    del world.ephemerals[_place(given)]
    return True


def _found(world: World, given: Parameters) -> Message:
    if not world.knows_ephemeral:
        raise Refusal(404, "Not Found")
    world.chat(given.get("chat_id"))
    message = world.ephemerals.get(_place(given))
    if message is None:
        raise bad_request("message to edit not found")
    if message.json["from"] != BOT:
        raise bad_request("message can't be edited")
    return message


def _place(given: Parameters) -> tuple[int, int, int]:
    names = ("chat_id", "receiver_user_id", "ephemeral_message_id")
    chat, receiver, number = (int(given.get(name, 0)) for name in names)
    return chat, receiver, number


METHODS: Final[Mapping[str, Callable[[World, Parameters], object]]] = {
    "editEphemeralMessageText": edit_text,
    "editEphemeralMessageReplyMarkup": edit_reply_markup,
    "deleteEphemeralMessage": delete,
}
