"""An export of Telegram Desktop becomes messages as the bot would have kept them."""

import json
import pickle
from datetime import timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors.groups import NotAnExportError
from bot.core.groups import GroupMessage
from bot.digest.export import Export, read_export

T0 = 1_793_505_600
BUTTONS: dict[str, Any] = {"inline_bot_buttons": [[{"type": "callback", "text": "x"}]]}
CHAT = {"name": "Топ", "type": "private_supergroup", "id": 1_234_567_890}


def message(number: int, text: str = "сөз", **more: Any) -> dict[str, Any]:
    at = {"date": "2026-11-01T10:00:00", "date_unixtime": str(T0 + number)}
    sender = {"from": "Аян", "from_id": "user5"}
    return {"id": number, "type": "message", "text": text} | at | sender | more


def opening(number: int) -> dict[str, Any]:
    return message(number, "") | {"type": "service", "action": "topic_created", "title": "Жаңа"}


def body(*messages: object, **chat: Any) -> bytes:
    export = CHAT | chat | {"messages": messages}
    return json.dumps(export, indent=1).encode()


def read(*messages: object, **chat: Any) -> list[GroupMessage]:
    return list(read_export(body(*messages, **chat), 0).messages)


def test_an_export_is_read() -> None:
    notice = message(2) | {"type": "service", "action": "pin_message"}
    export = read_export(body(message(1, "Сәлем"), notice, message(3, "Сау бол")), 0)

    hello, goodbye = export.messages
    assert (export.chat_id, export.title) == (-1_001_234_567_890, "Топ")
    assert hello == GroupMessage(-1_001_234_567_890, 1, "Сәлем", "Аян", 5, T0 + 1)
    assert (goodbye.message_id, goodbye.text) == (3, "Сау бол")
    assert pickle.loads(pickle.dumps(export)) == export  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("kind", "number", "chat_id"),
    [
        ("private_group", 77, -77),
        ("private_supergroup", 77, -1_000_000_000_077),
        ("public_supergroup", "77", -1_000_000_000_077),
        ("public_channel", 1_234_567_890, -1_001_234_567_890),
    ],
)
def test_the_chat_has_the_number_that_bots_know_it_by(
    kind: str, number: object, chat_id: int
) -> None:
    assert read_export(body(type=kind, id=number), 0) == Export(chat_id, "Топ", ())


def test_the_head_may_come_last_and_a_mark_of_order_first() -> None:
    text = json.dumps({"messages": [message(1)]} | CHAT)

    export = read_export(b"\xef\xbb\xbf" + text.encode(), 0)
    assert [one.chat_id for one in export.messages] == [export.chat_id]


def test_only_what_was_asked_for_is_kept_and_the_newest_of_it() -> None:
    given = body(*(message(number) for number in (5, 4, 9, 1, 2, 3, 8, 7, 6)))

    def numbers(since: int, until: int, limit: int) -> list[int]:
        export = read_export(given, T0 + since, T0 + until, limit=limit)
        return [one.message_id for one in export.messages]

    assert numbers(0, 100, 100) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert numbers(2, 5, 100) == [3, 4, 5]
    assert numbers(0, 100, 2) == [8, 9]


def test_a_message_that_comes_twice_is_one() -> None:
    assert [one.text for one in read(message(1, "а"), message(1, "ә"))] == ["ә"]


def test_times_without_a_zone_are_of_the_given_one() -> None:
    old = body(message(1, date_unixtime=None))
    zone = timezone(timedelta(hours=5))

    (here,), (there,) = read_export(old, 0).messages, read_export(old, 0, zone=zone).messages
    assert here.at - there.at == 5 * 3600


def test_messages_of_a_topic_are_known_by_what_they_answer() -> None:
    messages = read(
        message(8),
        opening(9),
        message(10, reply_to_message_id=9),
        message(11, reply_to_message_id=10),
        message(12, reply_to_message_id=8),
        message(13, topic_id=9),
        message(14, reply_to_message_id=13),
        message(15, topic_id=1),
    )

    assert [(one.message_id, one.thread_id, one.reply_to) for one in messages] == [
        (8, None, None),
        (10, 9, None),
        (11, 9, 10),
        (12, None, 8),
        (13, 9, None),
        (14, 9, 13),
        (15, None, None),
    ]


def test_a_topic_is_known_by_messages_that_are_too_old_themselves() -> None:
    given = body(
        opening(9), message(10, reply_to_message_id=9), message(11, reply_to_message_id=10)
    )

    (last,) = read_export(given, T0 + 10).messages
    assert (last.thread_id, last.reply_to) == (9, 10)


def test_all_messages_of_a_bot_are_a_bots() -> None:
    messages = read(
        message(1, from_id="user6"),
        message(2, from_id="user6", **BUTTONS),
        message(3),
        message(4, via_bot="@gif"),
        message(5, from_id="channel7", **BUTTONS),
    )

    assert [one.is_bot for one in messages] == [True, True, False, True, False]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (b"", "not the JSON"),
        (b"\xff\xfe{", "not the JSON"),
        (b"<html>", "not the JSON"),
        (b"[]", "not the JSON"),
        (body(message(1))[:-2], "not the JSON"),
        (b'{"messages":' + b"[" * 100_000, "not the JSON"),
        (b'{"name":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not the JSON"),
        (b"{}", "no messages"),
        (b'{"messages":{}}', "not the JSON"),
        (b'{"about":"x","personal_information":{"phone":"x"}}', "whole account"),
        (b'{"chats":{"list":[]}}', "whole account"),
        (body(type="personal_chat"), "not of a group"),
        (body(type=[]), "not of a group"),
        (body(id=None), "not of a group"),
        (body(type="private_group", id=0), "not of a group"),
        (body(id=10**12), "not of a group"),
    ],
    ids=range(16),
)
def test_what_is_no_export_of_a_group_is_refused(given: bytes, reason: str) -> None:
    with pytest.raises(NotAnExportError, match=reason):
        read_export(given, 0)


numbers = st.integers() | st.integers(0, 20) | st.integers().map(str)
words = st.text() | st.text(st.characters(categories=["Cs", "Cc", "L"]))
plain = st.none() | st.booleans() | numbers | words | st.floats(allow_nan=False)
values = plain | st.lists(plain, max_size=3) | st.dictionaries(words, plain, max_size=3)
parts = st.lists(
    words | st.fixed_dictionaries({"type": st.just("link") | values, "text": words | values}),
    max_size=3,
)
dates = st.datetimes().map(lambda date: date.isoformat()) | values
raw_messages = st.fixed_dictionaries(
    {"id": numbers, "type": st.sampled_from(["message", "service"]), "text": words | parts},
    optional={
        "date_unixtime": numbers | values,
        "date": dates,
        "from": words | values,
        "from_id": numbers.map(lambda number: f"user{number}") | values,
        "reply_to_message_id": numbers | values,
        "topic_id": numbers | values,
        "action": st.just("topic_created"),
        "via_bot": values,
        "inline_bot_buttons": values,
    },
)


@settings(max_examples=50)
@given(st.lists(raw_messages | values, max_size=6), values)
def test_whatever_stands_in_it_messages_come_out_that_can_be_kept(
    messages: list[Any], name: Any
) -> None:
    export = read_export(body(*messages, name=name), 0)

    for one in export.messages:
        assert one.text.strip()
        assert one.chat_id == export.chat_id
        assert 0 < one.message_id < 2**52
        assert 0 < one.at < 2**52
        assert one.thread_id is None or one.thread_id > 1
        for text in (one.text, one.author, *one.links):
            assert "\x00" not in text
            assert text.encode().decode() == text


@given(st.dictionaries(words, values) | values)
def test_other_json_is_refused(value: Any) -> None:
    with pytest.raises(NotAnExportError):
        read_export(json.dumps(value).encode(), 0)


@given(st.binary() | st.text().map(str.encode))
def test_anything_else_is_refused(given: bytes) -> None:
    with pytest.raises(NotAnExportError):
        read_export(given, 0)


@given(st.integers(0, 500))
def test_an_export_that_was_cut_is_refused(length: int) -> None:
    whole = body(message(1), message(2))
    with pytest.raises(NotAnExportError):
        read_export(whole[: min(length, len(whole) - 1)], 0)
