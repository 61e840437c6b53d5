"""From what was typed to where feeds may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Page
from bot.digest.feeds.discover import (
    MAX_GUESSES,
    MAX_LINKS,
    feed_links,
    guesses,
    is_channel,
    typed_address,
)

RSS = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'


def links(*head: str, url: str = "https://kala.kz/") -> tuple[str, ...]:
    html = f"<!doctype html><html><head>{''.join(head)}</head><body>Бет</body></html>"
    return feed_links(Page(url, "text/html", "utf-8", html.encode()))


@pytest.mark.parametrize(
    "typed",
    ["@kala_news", " t.me/kala_news ", "https://t.me/kala_news", "http://www.t.me/s/kala_news/",
     "telegram.me/kala_news", "https://t.me/kala_news/123?single", "T.me/kala_news"],
)  # fmt: skip
def test_a_channel_is_read_by_its_preview(typed: str) -> None:
    assert typed_address(typed) == "https://t.me/s/kala_news"


@pytest.mark.parametrize(
    "typed",
    ["kala.kz", "https://kala.kz/rss.xml", "t.me/joinchat/AAAA", "https://t.me/+AbCdEf",
     "https://t.me/c/123/4", "t.me/proxy?server=x", "@1x", "me@kala.kz", "сөз"],
)  # fmt: skip
def test_anything_else_stays_as_it_is(typed: str) -> None:
    assert typed_address(typed) == typed


@pytest.mark.parametrize("typed", ["feed://kala.kz/rss", "feed:kala.kz/rss"])
def test_the_scheme_of_feed_readers_is_none(typed: str) -> None:
    assert typed_address(typed) == "kala.kz/rss"


def test_previews_are_told_from_other_pages() -> None:
    assert is_channel("https://t.me/s/kala_news")
    assert not is_channel("https://t.me/kala_news")
    assert not is_channel("https://t.me/s/kala_news?before=5")


def test_a_page_names_its_feeds() -> None:
    found = links(
        RSS.format("Қала", "/rss.xml"),
        '<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="https://a.kz/f">',
        '<link rel="alternate" type="application/feed+json" href="news.json">',
    )

    assert found == ("https://kala.kz/rss.xml", "https://a.kz/f", "https://kala.kz/news.json")


def test_feeds_of_comments_are_left_out() -> None:
    found = links(
        RSS.format("Comments Feed", "/all/"),
        RSS.format("", "/comments/feed/"),
        RSS.format("Қала", "/feed/"),
        RSS.format("Қала: пікірлер", "/2"),
    )

    assert found == ("https://kala.kz/feed/",)


def test_what_is_no_feed_or_no_address_is_left_out() -> None:
    found = links(
        '<link rel="alternate" type="text/html" href="/kk" hreflang="kk">',
        '<link rel="stylesheet" type="application/rss+xml" href="/a">',
        RSS.format("", "javascript:1"),
        RSS.format("", "https://[x"),
        RSS.format("", "/rss.xml"),
        RSS.format("", "/rss.xml"),
    )

    assert found == ("https://kala.kz/rss.xml",)


def test_links_are_relative_to_the_base_that_the_page_sets() -> None:
    assert links('<base href="https://cdn.kala.kz/x/">', RSS.format("", "rss.xml")) == (
        "https://cdn.kala.kz/x/rss.xml",
    )
    assert links('<base href="https://[x">', RSS.format("", "rss.xml")) == (
        "https://kala.kz/rss.xml",
    )


def test_the_feed_of_the_section_that_was_typed_goes_first() -> None:
    found = links(
        RSS.format("", "/ru/rss"),
        RSS.format("", "https://other.kz/kk/rss"),
        RSS.format("", "/kk/rss"),
        RSS.format("", "/kk"),
        url="https://kala.kz/kk/",
    )

    assert found[0] == "https://kala.kz/kk/rss"
    assert len(found) == MAX_LINKS


def test_a_page_without_elements_names_none() -> None:
    assert feed_links(Page("https://kala.kz/", "text/html", None, b"")) == ()


def test_guesses_are_the_sites_own_and_few() -> None:
    front, section = guesses("https://kala.kz/?a=1"), guesses("http://kala.kz:81/kz/")
    article = guesses("https://kala.kz/2026/11/23/mektep")

    assert front[:2] == ("https://kala.kz/rss", "https://kala.kz/feed")
    assert section[:3] == ("http://kala.kz:81/kz/rss", "http://kala.kz:81/kz/feed",
                           "http://kala.kz:81/rss")  # fmt: skip
    assert article == front
    assert "https://kala.kz/rss/all.xml" in front
    assert len(front) == len(section) == MAX_GUESSES


@given(st.text(max_size=50))
def test_whatever_is_typed_is_taken(typed: str) -> None:
    assert typed_address(typed) is not None


@given(st.text(max_size=50))
def test_whatever_a_page_names_is_an_address(href: str) -> None:
    for link in links(RSS.format("", href.replace('"', ""))):
        assert link.startswith(("http://", "https://"))
