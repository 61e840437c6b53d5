"""JSON Feed."""

import json
from typing import Any

import pytest

from bot.core.languages import KK
from bot.core.models import Page
from bot.digest.feeds.entries import ParsedFeed
from bot.digest.feeds.json_feed import read_json
from bot.digest.feeds.parse import read_feed
from tests.simulator.newsstand import NOON

VERSION = "https://jsonfeed.org/version/1.1"


def read(found: Any) -> ParsedFeed | None:
    body = json.dumps(found).encode()
    return read_json(Page("https://kala.kz/feed.json", "application/feed+json", None, body))


def read_item(**item: Any) -> ParsedFeed:
    feed = read({"version": VERSION, "items": [{"url": "/1", "title": "Хабар"} | item]})
    assert feed is not None
    return feed


def test_a_feed_is_read() -> None:
    feed = {
        "version": VERSION,
        "title": "Қала",
        "language": "kk-KZ",
        "items": [
            {
                "id": 7,
                "url": "/7",
                "title": "Қалада жаңа мектеп ашылды",
                "content_html": "<p>Оны екі жыл салды.</p>",
                "date_published": "2026-11-23T15:00:00+05:00",
            }
        ],
    }

    made = read_feed(
        Page("https://kala.kz/feed.json", "application/json", None, json.dumps(feed).encode())
    )

    (entry,) = made.entries
    assert (made.title, made.language) == ("Қала", KK)
    assert (entry.guid, entry.url, entry.published) == ("7", "https://kala.kz/7", NOON)
    assert entry.lead == "Оны екі жыл салды."


@pytest.mark.parametrize("found", [[], {}, {"version": 1}, {"version": "2"}, "x", None])
def test_other_json_is_none(found: Any) -> None:
    assert read(found) is None


@pytest.mark.parametrize("body", [b"{", b"\xff{}", b'{"a":' * 100_000])
def test_broken_json_is_none(body: bytes) -> None:
    assert read_json(Page("https://kala.kz/", "application/json", None, body)) is None


@pytest.mark.parametrize("items", [None, {}, [1, "x", None], [{}], [{"url": "https://[x"}]])
def test_items_that_are_none_are_left_out(items: Any) -> None:
    feed = read({"version": VERSION, "items": items})

    assert feed is not None
    assert feed.entries == ()


@pytest.mark.parametrize(
    ("item", "moment"),
    [
        ({"date_published": "2026-11-23T10:00:00"}, NOON),
        ({"date_modified": "2026-11-23T10:00:00Z"}, NOON),
        ({"date_published": "кеше"}, None),
        ({"date_published": 5}, None),
        ({"date_published": "0001-01-01T00:00:00+23:59"}, None),
    ],
)
def test_dates_are_those_of_the_standard(item: dict[str, Any], moment: int | None) -> None:
    assert read_item(**item).entries[0].published == moment


def test_the_summary_goes_before_the_text_and_text_before_markup() -> None:
    assert read_item(summary="а", content_text="б").entries[0].lead == "а"
    assert read_item(content_text="б", content_html="<p>в</p>").entries[0].lead == "б"


def test_lone_surrogates_do_not_come_through() -> None:
    feed = read_json(
        Page(
            "https://kala.kz/",
            "application/json",
            None,
            b'{"version":"jsonfeed.org/version/1","items":[{"url":"/1","title":"a\\ud800b"}]}',
        )
    )

    assert feed is not None
    assert feed.entries[0].title == "ab"


def test_without_an_id_the_link_is_it() -> None:
    assert read_item(id=None).entries[0].guid == "https://kala.kz/1"
