"""Updates as Telegram sends them, in the few words that handlers need."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.core.models import Style, StyleKind
from bot.telegram.incoming import (
    Attachment,
    ChatFacts,
    Content,
    Incoming,
    Origin,
    Standing,
    first_word,
)
from bot.telegram.reading import is_for_us, read_update

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
        message_id=3,
        at=1,
        author="Айгүл",
        content=Content("Сәлем", (), None),
        is_written=True,
    )


def test_what_telegram_says_of_a_group_comes_with_each_message() -> None:
    forum = GROUP | {"username": "turgyn", "is_forum": True}

    assert read(text="x", chat=forum).chat == ChatFacts(
        "Топ", "turgyn", is_forum=True, is_basic=False
    )
    assert read(text="x", chat=GROUP | {"type": "group"}).chat == ChatFacts(
        "Топ", None, is_forum=False, is_basic=True
    )
    assert read(text="x").chat is None


def test_an_edit_says_so() -> None:
    update = {"update_id": 1, "edited_message": message(text="Сәлем", edit_date=2)}
    found = read_update(Update.de_json(update, None), bot_name="qysqa_bot")

    assert found.is_edit
    assert (found.message_id, found.content.text) == (3, "Сәлем")


def test_a_reply_names_its_message_but_not_the_one_that_opened_the_topic() -> None:
    replied = message(message_id=2, text="Су болмайды")
    opening = message(message_id=2, forum_topic_created={"name": "Су", "icon_color": 0})

    assert read(text="x", reply_to_message=replied).replied_id == 2
    assert read(text="x", reply_to_message=opening).replied_id is None


def test_outside_of_forums_a_thread_of_replies_is_no_topic() -> None:
    assert read(text="x", message_thread_id=9).thread_id is None
    assert read(text="x", message_thread_id=9, is_topic_message=True).thread_id == 9


def test_what_only_one_person_sees_has_a_number_of_its_own() -> None:
    found = read(text="/catchup", chat=GROUP, message_id=0, ephemeral_message_id=8)

    assert (found.message_id, found.ephemeral_id) == (0, 8)
    assert read(text="x", ephemeral_message_id="8").ephemeral_id is None


def test_bots_and_those_who_write_through_them_are_told_from_people() -> None:
    robot = {"id": 8, "is_bot": True, "first_name": "Бот"}

    assert read(text="x", **{"from": robot}).is_bot
    assert read(text="x", via_bot=robot).is_bot
    assert not read(text="x").is_bot


def test_who_writes_in_the_name_of_a_chat_is_called_like_it_and_is_no_bot() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    found = read(text="x", chat=GROUP, sender_chat=GROUP, **{"from": anonymous})

    assert (found.author, found.is_channel, found.is_anonymous_admin, found.is_bot) == (
        "Топ",
        True,
        True,
        False,
    )


MEMBER = {"user": {"id": 1, "is_bot": True, "first_name": "Qysqa"}}
LEFT, IN = MEMBER | {"status": "left"}, MEMBER | {"status": "member"}
ADMIN = MEMBER | {
    "status": "administrator",
    **dict.fromkeys(
        (
            *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages"),
            *("can_manage_video_chats", "can_restrict_members", "can_promote_members"),
            *("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
            "can_delete_stories",
        ),
        False,
    ),
}
RESTRICTED = MEMBER | {
    "status": "restricted",
    "until_date": 0,
    **dict.fromkeys(
        (
            *("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics"),
            *("can_send_messages", "can_send_polls", "can_send_other_messages"),
            *("can_add_web_page_previews", "can_send_audios", "can_send_documents"),
            *("can_send_photos", "can_send_videos", "can_send_video_notes"),
            *("can_send_voice_notes", "can_react_to_messages", "can_edit_tag"),
        ),
        False,
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "standing"),
    [
        (LEFT, IN, Standing.JOINED),
        (LEFT, ADMIN, Standing.JOINED),
        (IN, ADMIN, Standing.CHANGED),
        (IN, LEFT, Standing.OUT),
        (ADMIN, MEMBER | {"status": "kicked", "until_date": 0}, Standing.OUT),
        (IN, RESTRICTED | {"is_member": True}, Standing.CHANGED),
        (IN, RESTRICTED | {"is_member": False}, Standing.OUT),
    ],
)
def test_the_bot_hears_what_it_has_become(old: Any, new: Any, standing: Standing) -> None:
    changed = {
        "chat": GROUP,
        "from": PERSON,
        "date": 1,
        "old_chat_member": old,
        "new_chat_member": new,
    }
    update = Update.de_json({"update_id": 1, "my_chat_member": changed}, None)

    assert is_for_us(update)
    found = read_update(update, bot_name="qysqa_bot")
    assert (found.chat_id, found.user_id, found.standing) == (-1001, 7, standing)


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


CHANNEL = {"id": -1009, "type": "channel", "title": "Қала"}
FORWARDS = [
    ({"type": "user", "date": 1, "sender_user": PERSON}, Origin(7, "")),
    ({"type": "hidden_user", "date": 1, "sender_user_name": "Ә"}, Origin(None, "")),
    ({"type": "channel", "date": 1, "chat": CHANNEL, "message_id": 5}, Origin(None, "Қала")),
    ({"type": "chat", "date": 1, "sender_chat": CHANNEL}, Origin(None, "Қала")),
]


@pytest.mark.parametrize(("forwarded", "origin"), FORWARDS)
def test_a_forwarded_message_names_whose_words_it_holds(
    forwarded: dict[str, Any], origin: Origin
) -> None:
    assert read(text="x", forward_origin=forwarded).origin == origin
    assert read(text="x").origin is None
