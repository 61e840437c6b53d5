"""The methods about a chat and what stands in it: who is there, pins, deletions.

The words are those of TDLib and telegram-bot-api.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.simulator.refusal import bad_request
from tests.simulator.world import BOT, Chat, Json, Message, World, person, without_reply

DELETABLE_S: Final = 48 * 60 * 60  # what the bot wrote itself, without rights
NO_RIGHT_TO_PIN: Final = "not enough rights to manage pinned messages in the chat"

Parameters = Mapping[str, Any]


def get_chat(world: World, given: Parameters) -> Json:
    """A ChatFullInfo; what the bot does not use is left out but for what libraries insist on."""
    chat = world.chat(given.get("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), True)
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
    pinned = {"pinned_message": without_reply(chat.pinned[-1])} if chat.pinned else {}
    return chat.json | full | pinned


def get_chat_member(world: World, given: Parameters) -> Json:
    chat, user_id = world.chat(given.get("chat_id")), given.get("user_id", 0)
    return _member(chat, user_id)


def get_chat_administrators(world: World, given: Parameters) -> list[Json]:
    chat = world.chat(given.get("chat_id"))
    if chat.id > 0:
        raise bad_request("there are no administrators in the private chat")
    owner = set() if chat.owner is None else {chat.owner}
    return [_member(chat, user_id) for user_id in sorted(chat.administrators | owner)]


def _member(chat: Chat, user_id: int) -> Json:
    user = BOT if user_id == BOT["id"] else person(user_id, f"User {user_id}")
    return {"user": user} | chat.member(user_id)


def pin_chat_message(world: World, given: Parameters) -> bool:
    """Pin, and say so in the chat: the bot hears of that too."""
    chat = world.chat(given.get("chat_id"))
    message = world.messages.get((chat.id, given.get("message_id", 0)))
    if message is None:
        raise bad_request("message to pin not found")
    _check_pins(chat)
    chat.pinned = [one for one in chat.pinned if one is not message] + [message]
    thread = ("message_thread_id", "is_topic_message")
    place = {name: message.json[name] for name in thread if name in message.json}
    notice = world.post(chat, BOT, place | {"pinned_message": without_reply(message)})
    notice.silent = bool(given.get("disable_notification"))
    world.push("message", notice.json)
    return True


def unpin_chat_message(world: World, given: Parameters) -> bool:
    """Without a number, the newest."""
    chat = world.chat(given.get("chat_id"))
    _check_pins(chat)
    number = given.get("message_id")
    found = [one for one in chat.pinned if number in {None, one.id}]
    if not found:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(found[-1])
    return True


def _check_pins(chat: Chat) -> None:
    if chat.id < 0 and not chat.grants("can_pin_messages"):
        raise bad_request(NO_RIGHT_TO_PIN)


def delete_message(world: World, given: Parameters) -> bool:
    chat = world.chat(given.get("chat_id"))
    message = world.messages.get((chat.id, given.get("message_id", 0)))
    if message is None:
        raise bad_request("message to delete not found")
    if not _may_delete(world, chat, message):
        raise bad_request("message can't be deleted")
    world.forget(message)
    return True


def _may_delete(world: World, chat: Chat, message: Message) -> bool:
    is_own = message.json["from"] == BOT or chat.id > 0
    is_new = message.json["date"] > world.now() - DELETABLE_S
    return (is_own and is_new) or chat.grants("can_delete_messages")


METHODS: Final[Mapping[str, Callable[[World, Parameters], object]]] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "deleteMessage": delete_message,
}
