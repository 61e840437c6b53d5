"""The methods about messages where the bot is no member: inline queries, guest queries.

The limits are those of core.telegram.org/bots/api, the words those of TDLib where they could be
found; the rest is worded here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.simulator.content import keyboard_of, text_of
from tests.simulator.refusal import bad_request
from tests.simulator.world import BOT, Json, Message, World

MAX_RESULTS: Final = 50
MAX_ID_BYTES: Final = 64
ANSWER_S: Final = 10  # to an inline query; not documented
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
ARTICLE: Final = frozenset(
    {
        *("type", "id", "title", "input_message_content", "reply_markup", "url", "description"),
        *("thumbnail_url", "thumbnail_width", "thumbnail_height"),
    }
)
CONTENT: Final = frozenset({"message_text", "parse_mode", "entities", "link_preview_options"})

Parameters = Mapping[str, Any]


def answer_inline_query(world: World, given: Parameters) -> bool:
    query = given.get("inline_query_id", "")
    asked = world.queries.get(query)
    if asked is None or query in world.offers or asked["at"] < world.now() - ANSWER_S:
        raise bad_request(TOO_OLD)
    results = given.get("results", [])
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [_checked(world, one)["id"] for one in results]
    if len(ids) > len(set(ids)):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(given.get("next_offset", "").encode()) > MAX_ID_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_button(given.get("button"))
    world.offers[query] = {"cache_time": 300, "is_personal": False, **given}
    return True


def answer_guest_query(world: World, given: Parameters) -> Json:
    query = given.get("guest_query_id", "")
    if query not in world.guests:
        raise bad_request(TOO_OLD)
    message = put(world, BOT, _checked(world, given.get("result") or {}), always=True)
    world.guests.remove(query)
    world.guest_answers[query] = message
    return {"inline_message_id": message.json["inline_message_id"]}


def _checked(world: World, result: Json) -> Json:
    """*result*, if it is an article as the Bot API describes it."""
    if result.get("type") != "article":
        raise bad_request("can't parse inline query result: type must be article")
    content = result.get("input_message_content") or {}
    unknown = [*(result.keys() - ARTICLE), *(content.keys() - CONTENT)]
    if unknown:
        world.problems.append(f"an inline result has no {unknown}")
    if not 1 <= len(str(result.get("id", "")).encode()) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result.get("title"):
        raise bad_request("ARTICLE_TITLE_EMPTY")
    _content(world, result)
    return result


def _check_button(button: Json | None) -> None:
    if button is None:
        return
    if not button.get("text"):
        raise bad_request("BUTTON_TEXT_INVALID")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")


def _content(world: World, result: Json) -> Json:
    content = result["input_message_content"]
    given = content | {"text": content.get("message_text", "")}
    return text_of(given, world.problems) | keyboard_of(result)


def put(world: World, sender: Json, result: Json, *, always: bool = False) -> Message:
    """The message that *result* becomes; only one with buttons can be changed later."""
    number = next(world.numbers)
    content = _content(world, result)
    head = {"message_id": number, "date": world.now(), "chat": {"id": 0}, "from": sender}
    message = Message(head | {"via_bot": BOT} | content)
    if "reply_markup" in content or always:
        place = f"inline{number}"
        message.json["inline_message_id"] = place
        world.inline[place] = message
    return message


METHODS: Final[Mapping[str, Callable[[World, Parameters], object]]] = {
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
}
