"""The preview of a channel as a feed."""

from bot.core.languages import KK
from bot.core.models import Page
from bot.digest.feeds.channel import read_channel
from bot.digest.feeds.entries import ParsedFeed
from bot.digest.feeds.parse import read_feed
from tests.simulator.newsstand import NOON

URL = "https://t.me/s/kala_news"
HEAD = '<div class="tgme_channel_info_header_title"><span>Қала жаңалықтары</span></div>'


def post(number: int, text: str, *, at: str = "2026-11-23T10:00:00+00:00", more: str = "") -> str:
    return (
        f'<div class="tgme_widget_message js-widget_message" data-post="kala_news/{number}">{more}'
        f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
        f'<a class="tgme_widget_message_date"><time datetime="{at}">15:00</time></a></div>'
    )


def read(*parts: str) -> ParsedFeed | None:
    html = f"<!DOCTYPE html><html><body>{''.join(parts)}</body></html>"
    return read_channel(Page(URL, "text/html", "utf-8", html.encode()))


def test_posts_become_entries_the_newest_first() -> None:
    page = f"<!DOCTYPE html><html><body>{HEAD}{post(1, 'Бірінші хабар.')}{post(2, 'Екінші.')}"

    feed = read_feed(Page(URL, "text/html", "utf-8", page.encode()))

    first, second = feed.entries
    assert feed.title == "Қала жаңалықтары"
    assert (first.url, second.url) == ("https://t.me/kala_news/2", "https://t.me/kala_news/1")
    assert (second.title, second.lead) == ("Бірінші хабар.", "Бірінші хабар.")
    assert (first.guid, first.published, second.language) == ("kala_news/2", NOON, KK)


def test_a_first_line_that_is_no_sentence_is_the_title() -> None:
    feed = read(post(1, "<b>Мектеп ашылды</b><br/><br/>Оны екі жыл салды."))

    assert feed is not None
    assert [(one.title, one.lead) for one in feed.entries] == [
        ("Мектеп ашылды", "Оны екі жыл салды.")
    ]


def test_the_post_that_is_answered_is_not_the_post() -> None:
    reply = (
        '<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text'
        ' js-message_reply_text">Ескі хабар</div></a>'
    )

    feed = read(post(1, "Жаңа хабар", more=reply))

    assert feed is not None
    assert [one.lead for one in feed.entries] == ["Жаңа хабар"]


def test_posts_without_words_number_or_date_are_understood() -> None:
    picture = '<div class="tgme_widget_message" data-post="kala_news/3"></div>'
    strange = post(4, "Хабар").replace("kala_news/4", "../4")

    feed = read(HEAD, picture, strange, post(5, "Хабар", at="бүгін"))

    assert feed is not None
    assert [(one.guid, one.published) for one in feed.entries] == [("kala_news/5", None)]


def test_a_page_without_posts_and_name_is_no_channel() -> None:
    assert read("<p>If you have Telegram, you can contact</p>") is None
    assert read_channel(Page(URL, "text/html", "utf-8", b"<!-- -->")) is None


def test_a_channel_may_have_a_name_only() -> None:
    feed = read(HEAD)

    assert feed is not None
    assert feed.entries == ()


def test_a_channel_may_have_posts_only() -> None:
    feed = read(post(1, "Хабар"))

    assert feed is not None
    assert feed.title == ""
