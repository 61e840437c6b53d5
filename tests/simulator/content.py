"""Checks of what a message is made of: text, keyboard, place and reply."""

from collections.abc import Mapping
from typing import Any, Final

from tests.simulator.entities import mistakes
from tests.simulator.html import Entity, parse_html, trimmed, utf16
from tests.simulator.refusal import bad_request
from tests.simulator.vocabulary import GENERAL
from tests.simulator.world import Chat, Json, Message, World, without_reply

MAX_TEXT_CHARS: Final = 4096  # after parsing, in code points
MAX_CAPTION_CHARS: Final = 1024
MAX_ENTITIES: Final = 100
MAX_DATA_BYTES: Final = 64
MAX_QUOTE_CHARS: Final = 1024
QUOTED_KINDS: Final = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji"}
)
BUTTON_KINDS: Final = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
    }
)

Parameters = Mapping[str, Any]


def text_of(given: Parameters, problems: list[str]) -> Json:
    """Return the text and entities of a message.

    Raises:
        Refusal: It is empty, too long, or wrongly marked up.
    """
    text, entities = _parsed(given, "text", "entities", problems)
    if not text:
        raise bad_request("message text is empty")
    if len(text) > MAX_TEXT_CHARS:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(given: Parameters, problems: list[str]) -> Json:
    """Return the caption of a file, which may be absent.

    Raises:
        Refusal: It is too long, or wrongly marked up.
    """
    text, entities = _parsed(given, "caption", "caption_entities", problems)
    if len(text) > MAX_CAPTION_CHARS:
        raise bad_request("message caption is too long")
    caption = {"caption": text} if text else {}
    return caption | ({"caption_entities": entities} if entities else {})


def _parsed(
    given: Parameters, field: str, entities_field: str, problems: list[str]
) -> tuple[str, list[Entity]]:
    text, entities = given.get(field, ""), given.get(entities_field, [])
    mode = given.get("parse_mode", "").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")  # by the simulator; the bot writes HTML
    problems += dict.fromkeys(mistakes(text, entities))
    if text != text.strip():
        problems.append(f"white space around {text[:40]!r}")
    if len(entities) > MAX_ENTITIES:
        problems.append(f"{len(entities)} entities, Telegram keeps {MAX_ENTITIES}")
    return trimmed(text, entities[:MAX_ENTITIES])


def keyboard_of(given: Parameters) -> Json:
    """Return the inline keyboard, if there is one.

    Raises:
        Refusal: A button could not be shown.
    """
    rows = (given.get("reply_markup") or {}).get("inline_keyboard", [])
    for row in rows:
        for button in row:
            _check_button(button)
    return {"reply_markup": {"inline_keyboard": rows}} if any(rows) else {}


def _check_button(button: Json) -> None:
    if not button.get("text") or len(BUTTON_KINDS & set(button)) != 1:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    data, url = button.get("callback_data"), button.get("url")
    if data is not None and not 1 <= len(data.encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and not url.startswith(("http://", "https://", "tg://")):
        reason = "Wrong HTTP URL"
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def placing_of(world: World, chat: Chat, given: Parameters) -> Json:
    """Return the topic and the replied message, if there are any.

    Raises:
        Refusal: One of them is not there.
    """
    return _thread(chat, given) | _reply(world, chat, given.get("reply_parameters"))


def _thread(chat: Chat, given: Parameters) -> Json:
    """A topic that is closed is open to administrators who may manage topics."""
    thread = given.get("message_thread_id")
    if thread is not None and (
        not chat.is_forum or thread not in chat.topics or thread == GENERAL
    ):
        raise bad_request("message thread not found")
    topic = chat.topics.get(thread or GENERAL)
    if topic and topic.closed and not chat.grants("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}


def _reply(world: World, chat: Chat, reply: Json | None) -> Json:
    """An ephemeral message that is replied to is not shown in the reply."""
    if not reply or (world.knows_ephemeral and reply.get("ephemeral_message_id")):
        return {}
    if "message_id" not in reply:
        raise bad_request('can\'t find field "message_id"')  # worded here
    replied = world.messages.get((int(reply.get("chat_id", chat.id)), reply["message_id"]))
    if replied is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    answer = {"reply_to_message": without_reply(replied)}
    if "quote" not in reply:
        return answer
    return answer | {"quote": _quote(replied, reply, world.problems)}


def _quote(replied: Message, reply: Json, problems: list[str]) -> Json:
    """Word for word, with the styles that quotes keep; of several places the nearest."""
    given = reply | {"parse_mode": reply.get("quote_parse_mode", "")}
    quote, entities = _parsed(given, "quote", "quote_entities", problems)
    if not 1 <= len(quote) <= MAX_QUOTE_CHARS:
        raise bad_request("QUOTE_TEXT_INVALID")
    text, hint = replied.text, reply.get("quote_position", 0)
    places = [utf16(text[:at]) for at in range(len(text)) if text.startswith(quote, at)]
    fitting = [at for at in places if _quotable(replied, at, utf16(quote)) == entities]
    if not fitting:
        raise bad_request("QUOTE_TEXT_INVALID")
    place = min(fitting, key=lambda at: abs(at - hint))
    kept = {"entities": entities} if entities else {}
    return {"text": quote, "position": place, "is_manual": True} | kept


def _quotable(replied: Message, start: int, length: int) -> list[Entity]:
    """The entities that a quote of that part must have."""
    found = []
    for entity in replied.entities:
        begin = max(entity["offset"], start)
        end = min(entity["offset"] + entity["length"], start + length)
        if entity["type"] in QUOTED_KINDS and begin < end:
            found.append(entity | {"offset": begin - start, "length": end - begin})
    return found
