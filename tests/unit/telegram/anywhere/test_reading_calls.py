"""How a message calls the bot by its name, and updates that name no chat."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.core.models import Style, StyleKind
from bot.telegram.incoming import Incoming
from bot.telegram.reading import is_for_us, is_inline, read_update

PERSON = {"id": 7, "is_bot": False, "first_name": "Айгүл", "language_code": "kk"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Айгүл"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Топ"}
BOT = {"id": 42, "is_bot": True, "first_name": "Qysqa", "username": "Qysqa_Bot"}


def update(kind: str, value: dict[str, Any]) -> Update:
    return Update.de_json({"update_id": 1, kind: value}, None)


def read(kind: str = "message", **fields: Any) -> Incoming:
    message = {"message_id": 3, "date": 1, "chat": GROUP, "from": PERSON} | fields
    return read_update(update(kind, message), bot_name="qysqa_bot")


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("@qysqa_bot", ""),
        ("@QYSQA_bot kk", "kk"),
        (" @qysqa_bot, kk ru", "kk ru"),
        ("@qysqa_bot: Бірінші\nЕкінші", "Бірінші\nЕкінші"),
    ],
)
def test_a_message_of_a_group_that_begins_with_the_name_is_a_mention(
    text: str, arguments: str
) -> None:
    found = read(text=text)

    assert (found.is_mention, found.arguments, found.content.text) == (True, arguments, text)


@pytest.mark.parametrize("text", ["Hello @qysqa_bot", "@qysqa_bots kk", "@other_bot kk", "kk", ""])
def test_another_is_none(text: str) -> None:
    assert not read(text=text).is_mention


def test_in_a_private_chat_the_name_is_left_out_and_styles_stay_in_their_place() -> None:
    entities = [{"type": "bold", "offset": 14, "length": 4}]
    found = read(chat=PRIVATE, text="@qysqa_bot Бір жаңа", entities=entities)

    assert (found.is_mention, found.content.text) == (False, "Бір жаңа")
    assert found.content.styles == (Style(StyleKind.BOLD, 3, 7),)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("@qysqa_bot kk", "kk"),
        ("аударшы @qysqa_bot kk", "kk"),
        ("https://a.kz @qysqa_bot", "https://a.kz"),
        ("@qysqa_bot", ""),
    ],
)
def test_a_guest_may_be_called_anywhere_and_the_chat_counts_as_the_persons(
    text: str, arguments: str
) -> None:
    found = read("guest_message", text=text, guest_query_id="9")

    assert (found.is_guest, found.is_group, found.chat_id, found.chat) == (True, False, 7, None)
    assert (found.is_mention, found.arguments) == (True, arguments)


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_follows_the_name_ends_the_message(before: str, after: str) -> None:
    found = read("guest_message", text=f"{before} @qysqa_bot {after}", guest_query_id="9")

    assert found.arguments in found.content.text


def test_a_button_under_a_message_sent_by_way_of_the_bot_names_no_chat() -> None:
    value = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "r:kk:a.kz"}
    press = update("callback_query", value | {"inline_message_id": "x"})
    found = read_update(press, bot_name="qysqa_bot")

    assert is_for_us(press)
    assert is_inline(press)
    assert (found.chat_id, found.user_id, found.is_inline) == (7, 7, True)
    assert (found.data, found.chosen) == ("r:kk:a.kz", None)
    assert not is_for_us(update("callback_query", value | {"game_short_name": "x"}))


def test_what_was_chosen_comes_with_its_query() -> None:
    chosen = update("chosen_inline_result", {"result_id": "read:kk", "from": PERSON, "query": "a"})
    found = read_update(chosen, bot_name="qysqa_bot")

    assert is_for_us(chosen)
    assert (found.chat_id, found.chosen, found.arguments, found.data) == (7, "read:kk", "a", None)


@pytest.mark.parametrize(("via", "is_written"), [(BOT, False), (BOT | {"username": "gif"}, True)])
def test_what_came_by_way_of_this_bot_is_not_written_to_it(
    via: dict[str, Any],
    is_written: bool,  # noqa: FBT001 - a case
) -> None:
    assert read(chat=PRIVATE, text="Сәлем", via_bot=via).is_written is is_written
