"""Updates as Telegram sends them, in the few words that handlers need."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.core.models import Style, StyleKind
from bot.telegram.incoming import Attachment, Content, Incoming, first_word, read_update

PRIVATE = {"id": 7, "type": "private", "first_name": "Айгүл"}
GROUP = {"id": -1001, "type": "supergroup", "title": "Топ"}
PERSON = {"id": 7, "is_bot": False, "first_name": "Айгүл", "language_code": "kk"}
NOTHING = Content("", (), None)
OLD = {"chat": GROUP, "message_id": 3, "date": 0}  # a message that Telegram no longer shows


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1, "chat": PRIVATE, "from": PERSON} | fields


def read(**fields: Any) -> Incoming:
    return read_update(
        Update.de_json({"update_id": 1, "message": message(**fields)}, None), bot_name="qysqa_bot"
    )


def read_press(on: dict[str, Any]) -> Incoming:
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "p:ru", "message": on}
    return read_update(
        Update.de_json({"update_id": 1, "callback_query": query}, None), bot_name="qysqa_bot"
    )


def test_a_message_is_its_chat_its_person_and_its_text() -> None:
    assert read(text="Сәлем") == Incoming(
        chat_id=7,
        is_group=False,
        user_id=7,
        app_language="kk",
        content=Content("Сәлем", (), None),
        is_written=True,
    )


@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_groups_of_both_kinds_are_groups(kind: str) -> None:
    assert read(text="x", chat=GROUP | {"type": kind}).is_group


def test_links_are_those_that_telegram_marked_hidden_ones_too() -> None:
    text = "👋 egemen.kz/a мен мұнда: b"
    entities = [
        {"type": "url", "offset": 3, "length": 11},
        {"type": "text_link", "offset": 26, "length": 1, "url": "https://b.kz"},
        {"type": "bold", "offset": 0, "length": 2},
    ]

    assert read(text=text, entities=entities).content.links == ("egemen.kz/a", "https://b.kz")


def test_links_that_telegram_did_not_mark_are_found() -> None:
    assert read(text="(https://a.kz/x)").content.links == ("https://a.kz/x",)


def test_a_file_comes_with_its_caption_and_the_links_in_it() -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "a.txt", "file_size": 9}
    entities = [{"type": "url", "offset": 0, "length": 4}]
    found = read(document=document, caption="a.kz", caption_entities=entities)

    assert found.content == Content("a.kz", ("a.kz",), Attachment("f", "a.txt", 9))


def test_a_file_may_have_neither_name_nor_size() -> None:
    found = read(document={"file_id": "f", "file_unique_id": "u"})

    assert found.content.file == Attachment("f", "", 0)
    assert not found.content.is_empty


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("/sum", ""),
        ("/sum@qysqa_bot  бір екі\n\nүш ", "бір екі\n\nүш "),
        ("/tr\nkk", "kk"),
        ("не /sum", ""),
    ],
)
def test_arguments_are_what_stands_after_the_command(text: str, arguments: str) -> None:
    assert read(text=text).arguments == arguments


def test_a_reply_brings_what_it_replies_to() -> None:
    found = read(text="/tr", reply_to_message=message(text="Сәлем https://a.kz"))

    assert found.replied == Content("Сәлем https://a.kz", ("https://a.kz",), None)


def test_the_message_that_opened_the_topic_is_no_reply() -> None:
    opening = message(forum_topic_created={"name": "x", "icon_color": 1})

    assert read(text="/tr", reply_to_message=opening).replied is None


@pytest.mark.parametrize(
    ("sender", "is_admin"),
    [(GROUP, True), ({"id": -1009, "type": "channel", "title": "Арна"}, False), (None, False)],
)
def test_an_anonymous_admin_writes_as_the_group(
    sender: dict[str, Any] | None, *, is_admin: bool
) -> None:
    found = read(text="/settings", chat=GROUP, sender_chat=sender)

    assert found.is_anonymous_admin is is_admin


@pytest.mark.parametrize("on", [message(text="/tr Сәлем"), OLD])
def test_a_press_is_about_its_button_only(on: dict[str, Any]) -> None:
    found = read_press(on)

    assert (found.chat_id, found.data) == (on["chat"]["id"], "p:ru")
    assert (found.content, found.replied, found.arguments) == (NOTHING, None, "")
    assert (found.user_id, found.is_anonymous_admin) == (7, False)


@pytest.mark.parametrize("content", [NOTHING, Content(" \n", (), None)])
def test_nothing_to_read_is_empty(content: Content) -> None:
    assert content.is_empty


@given(st.text())
def test_the_first_word_and_the_rest_are_the_text(text: str) -> None:
    word, rest = first_word(text)

    assert [word, *rest.split()] == (text.split() or [""])


def test_of_a_reply_that_quotes_the_quotation_is_meant() -> None:
    replied = message(text="Бірінші. Екінші.")
    quote = {
        "text": "Екінші.",
        "position": 9,
        "entities": [{"type": "bold", "offset": 0, "length": 6}],
    }

    assert read(text="/tr ru", reply_to_message=replied, quote=quote).replied == Content(
        "Екінші.", (), None, (Style(StyleKind.BOLD, 0, 6),)
    )
    assert read(text="/tr ru", quote=quote | {"entities": []}).replied == Content(
        "Екінші.", (), None
    )


def test_how_a_message_is_shown_comes_with_it_in_characters() -> None:
    person = {"id": 5, "is_bot": False, "first_name": "Ж"}
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_mention", "offset": 3, "length": 1, "user": person},
        {"type": "pre", "offset": 5, "length": 1, "language": "python"},
        {"type": "mention", "offset": 7, "length": 2},
    ]

    assert read(text="🙂 Ж x @a", entities=entities).content.styles == (
        Style(StyleKind.BOLD, 0, 1),
        Style(StyleKind.MENTION, 2, 3, "5"),
        Style(StyleKind.BLOCK, 4, 5, "python"),
    )
