"""Updates before they are understood: nothing that Telegram may send can stop them."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.jobs import NewUpdate
from bot.telegram.raw import is_fleeting, read_raw

PERSON = {"id": 7, "is_bot": False, "first_name": "Айгүл"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -1001, "type": "supergroup"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "callback_query", "chat", "from", "id", "text"]), inner
        )
    ),
)


def message(**fields: Any) -> dict[str, Any]:
    return {"update_id": 9, "message": {"chat": PRIVATE, "from": PERSON} | fields}


def known(update: object) -> NewUpdate:
    found = read_raw(update)
    assert found is not None
    return found


def test_a_message_in_a_private_chat_is_its_persons_and_asks() -> None:
    update = message(text="Сәлем")

    assert known(update) == NewUpdate(
        9, 7, 7, json.dumps(update, ensure_ascii=False).replace(", ", ",").replace(": ", ":")
    )


@pytest.mark.parametrize(("text", "asks"), [("/sum", True), ("Сәлем", False), (None, False)])
def test_in_a_group_only_commands_ask(text: str | None, asks: bool) -> None:  # noqa: FBT001
    found = known(message(chat=GROUP, text=text))

    assert (found.chat_id, found.user_id, found.asks) == (-1001, 7, asks)


@pytest.mark.parametrize(("date", "asks"), [(99, False), (100, True), (None, True)])
def test_what_was_written_before_the_start_is_never_turned_away(
    date: int | None,
    asks: bool,  # noqa: FBT001 - a case
) -> None:
    found = read_raw(message(text="Сәлем", date=date), since_s=100)

    assert found is not None
    assert found.asks == asks


def test_an_edit_asks_for_nothing_even_of_a_command() -> None:
    edited = {"chat": PRIVATE, "from": PERSON, "text": "/sum"}

    found = known({"update_id": 9, "edited_message": edited})

    assert (found.chat_id, found.user_id, found.asks) == (7, 7, False)


def test_news_of_the_bot_itself_ask_for_nothing() -> None:
    changed = {"chat": PRIVATE, "from": PERSON, "new_chat_member": {"status": "kicked"}}

    found = known({"update_id": 9, "my_chat_member": changed})

    assert (found.chat_id, found.user_id, found.asks) == (7, 7, False)


def test_an_anonymous_admin_is_nobody_in_particular() -> None:
    assert known(message(chat=GROUP, sender_chat=GROUP, text="/sum")).user_id is None


def test_a_press_is_its_persons_and_asks() -> None:
    query = {"id": "1", "from": {"id": 8}, "message": {"chat": GROUP, "from": {"id": 42}}}

    found = known({"update_id": 9, "callback_query": query})

    assert (found.chat_id, found.user_id, found.asks) == (-1001, 8, True)


def test_a_press_without_a_chat_is_ordered_by_its_person() -> None:
    found = known({"update_id": 9, "callback_query": {"from": {"id": 8}}})

    assert (found.chat_id, found.user_id) == (8, 8)


@pytest.mark.parametrize("odd", [None, [], "x", {}, {"update_id": "9"}, {"update_id": True}])
def test_what_has_no_number_is_none(odd: object) -> None:
    assert read_raw(odd) is None


@pytest.mark.parametrize("number", [2**63, "7", None, 1.5, False])
def test_a_number_that_is_none_is_left_out(number: object) -> None:
    found = known(message(chat={"id": number}, **{"from": {"id": number}}))

    assert (found.chat_id, found.user_id) == (0, None)


@given(JSON)
def test_any_shape_with_a_number_is_kept_as_it_came(shape: Any) -> None:
    update = {"update_id": 9, "message": shape, "callback_query": shape}

    assert json.loads(known(update).body) == update


@pytest.mark.parametrize("kind", ["guest_message", "chosen_inline_result"])
def test_what_comes_from_a_chat_that_is_not_known_is_its_persons(kind: str) -> None:
    found = known({"update_id": 9, kind: {"from": PERSON, "chat": GROUP, "date": 1}})

    assert (found.chat_id, found.user_id, found.asks) == (7, 7, True)


def test_a_button_under_a_message_sent_by_way_of_the_bot_is_its_persons() -> None:
    press = {"id": "1", "from": PERSON, "data": "r:kk:a.kz", "inline_message_id": "x"}
    found = known({"update_id": 9, "callback_query": press})

    assert (found.chat_id, found.user_id, found.asks) == (7, 7, True)


def test_only_inline_queries_are_fleeting() -> None:
    assert is_fleeting({"update_id": 9, "inline_query": {"id": "1"}})
    assert not is_fleeting(message())
    assert not is_fleeting(None)
