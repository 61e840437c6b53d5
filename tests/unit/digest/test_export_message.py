"""What is read of one exported message."""

from datetime import UTC, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.groups import GroupMessage
from bot.digest.export_message import (
    MAX_LINKS,
    MAX_TEXT_CHARS,
    has_keyboard,
    is_opening,
    message_number,
    named_topic,
    number_of,
    read_message,
    reply_of,
)

PLAIN = {
    "id": 12,
    "type": "message",
    "date": "2026-11-01T10:00:00",
    "date_unixtime": "1793505600",
    "from": "Аян",
    "from_id": "user5",
    "text": "Сәлем",
}


def read(**given: Any) -> GroupMessage:
    message = read_message(PLAIN | given, UTC)
    assert message
    return message


def test_a_message_is_read() -> None:
    assert read() == GroupMessage(0, 12, "Сәлем", "Аян", 5, 1_793_505_600)


def test_text_is_joined_of_its_parts_and_links_are_kept_in_order() -> None:
    message = read(
        text=[
            {"type": "bold", "text": "Мынаны "},
            "оқы: ",
            {"type": "link", "text": "e.kz/a"},
            {"type": "text_link", "text": ", осында", "href": "https://e.kz/b"},
            {"type": "link", "text": "e.kz/a"},
            {"type": "text_link", "text": "!", "href": ""},
            {"type": "link", "text": None},
            7,
        ]
    )

    assert message.text == "Мынаны оқы: e.kz/a, осындаe.kz/a!"
    assert message.links == ("e.kz/a", "https://e.kz/b")


def test_what_no_telegram_writes_is_cut() -> None:
    many = [{"type": "link", "text": f"e.kz/{number}"} for number in range(MAX_LINKS + 1)]

    assert len(read(text=many).links) == MAX_LINKS
    assert read(text="ә" * 5000).text == "ә" * MAX_TEXT_CHARS
    assert read(text="а\x00\ud800ә").text == "аә"


@pytest.mark.parametrize(
    "given",
    [
        {"type": "service"},
        {"text": ""},
        {"text": " \n"},
        {"text": None},
        {"text": {"type": "link"}},
        {"id": None},
        {"id": -999_999_995},  # of the basic group that the supergroup was
        {"id": 2**53},
        {"date": None, "date_unixtime": None},
        {"date": "yesterday", "date_unixtime": ""},
        {"date": "0001-01-01T00:00:00", "date_unixtime": "x"},
        {"date": "1969-12-31T23:59:59", "date_unixtime": None},
    ],
)
def test_a_message_without_words_number_or_time_is_none(given: dict[str, Any]) -> None:
    assert read_message(PLAIN | given, timezone(timedelta(hours=5))) is None


def test_a_time_without_a_zone_is_of_the_given_one() -> None:
    raw = PLAIN | {"date_unixtime": None}

    def at(zone: Any, date: str = "2026-11-01T10:00:00") -> int | None:
        message = read_message(raw | {"date": date}, zone)
        return message.at if message else None

    assert at(UTC) == 1_793_527_200
    assert at(ZoneInfo("Asia/Almaty")) == 1_793_527_200 - 5 * 3600
    assert at(ZoneInfo("Asia/Almaty"), "2024-02-29T12:00:00") == 1_709_186_400  # still UTC+6
    assert at(UTC, "2026-11-01T10:00:00+05:00") == 1_793_527_200 - 5 * 3600


@pytest.mark.parametrize(
    ("given", "author", "author_id"),
    [
        ({"from_id": 5}, "Аян", 5),
        ({"from_id": "5"}, "Аян", 5),
        ({"from": None}, "", 5),
        ({"from": "Топ", "from_id": "channel77"}, "Топ", None),
        ({"from": "Топ", "from_id": (1 << 33) + 77}, "Топ", None),
        ({"from_id": None}, "Аян", None),
        ({"from_id": "user0"}, "Аян", None),
        ({"from": "ә" * 300}, "ә" * 255, 5),
        ({"forwarded_from": "Арна", "forwarded_from_id": "channel9"}, "Арна", 5),
    ],
)
def test_the_author_is_who_sent_it(
    given: dict[str, Any], author: str, author_id: int | None
) -> None:
    message = read(**given)

    assert (message.author, message.author_id, message.is_bot) == (author, author_id, False)


@pytest.mark.parametrize("origin", [{}, {"forwarded_from_id": "user7"}])
def test_what_another_person_wrote_elsewhere_is_left_out(origin: dict[str, Any]) -> None:
    assert read_message(PLAIN | {"forwarded_from": "Марат"} | origin, UTC) is None


def test_a_bot_shows_by_its_buttons_or_by_name() -> None:
    buttons = {"inline_bot_buttons": [[{"type": "callback", "text": "x"}]]}

    assert read(via_bot="@gif").is_bot
    assert has_keyboard(buttons)
    assert not has_keyboard(buttons | {"via_bot": "@gif"})
    assert not has_keyboard(buttons | {"forwarded_from": None})
    assert not has_keyboard({"inline_bot_buttons": []})


def test_replies_are_of_the_same_chat() -> None:
    assert reply_of({"reply_to_message_id": 9}) == 9
    assert reply_of({"reply_to_message_id": -9}) is None
    assert reply_of({"reply_to_message_id": 9, "reply_to_peer_id": "channel7"}) is None
    assert read(reply_to_message_id="9").reply_to == 9


def test_topics_are_told_by_the_notice_that_opened_them_or_by_number() -> None:
    assert is_opening({"type": "service", "action": "topic_created"})
    assert not is_opening({"type": "service", "action": "topic_edit"})
    assert not is_opening({"type": "message", "action": "topic_created"})
    assert [named_topic({"topic_id": topic}) for topic in (9, 1, None)] == [9, None, None]


def test_a_number_may_be_written_as_a_string() -> None:
    assert [number_of(value) for value in (7, -7, "7", "-7")] == [7, -7, 7, -7]
    assert [message_number(value) for value in (7, -7, "7", "-7", 0)] == [7, None, 7, None, None]


@pytest.mark.parametrize("value", [True, 7.0, "8.0", "٧", "9" * 17, 2**52, None, []])
def test_other_values_are_no_numbers(value: object) -> None:
    assert number_of(value) is None
    assert message_number(value) is None
