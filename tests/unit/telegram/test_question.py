"""In groups only those buttons are pressed that stand there."""

from typing import Any

import pytest
from telegram import Update

from bot.telegram.question import read_question

GROUP, ME = -1001, 7
THERE, FORGED = "p:short", "s:0123:kk:m:1"


def pressed(data: str, *, chat: int = GROUP, **message: Any) -> str | None:
    """What is read of a press by *data* under a message with one button."""
    kind = "supergroup" if chat < 0 else "private"
    button = {"text": "Short", "callback_data": THERE}
    keyboard = {"reply_markup": {"inline_keyboard": [[button]]}}
    under = {"message_id": 5, "date": 1, "chat": {"id": chat, "type": kind}, **keyboard, **message}
    user = {"id": ME, "first_name": "A", "is_bot": False}
    query = {"id": "1", "from": user, "chat_instance": "1", "data": data, "message": under}
    update = Update.de_json({"update_id": 1, "callback_query": query}, None)
    question = read_question(update, bot_name="qysqa_test_bot")
    assert question is not None
    assert question.place.query_id == "1"
    return question.incoming.data


@pytest.mark.parametrize(("data", "read"), [(THERE, THERE), (FORGED, "")])
def test_a_member_cannot_press_what_no_button_says(data: str, read: str) -> None:
    assert pressed(data) == read


def test_in_private_a_button_of_before_an_edit_counts() -> None:
    assert pressed(FORGED, chat=ME) == FORGED


def test_a_message_that_is_too_old_to_be_seen_counts_as_having_the_button() -> None:
    assert pressed(FORGED, date=0, reply_markup=None) == FORGED
