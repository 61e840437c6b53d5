"""Pages that send their reader on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.links.forward import MAX_BYTES, forwarded
from bot.core.models import Page

HERE = "https://short.kz/x"


def target(html: str) -> str | None:
    return forwarded(Page(HERE, "text/html", "utf-8", html.encode()))


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="refresh" content="0; url=https://a.kz/1?x=1&amp;y=2#top">',
        "<META content='0;URL=\"https://a.kz/1?x=1&y=2\"' http-equiv=refresh />",
        '<noscript><META http-equiv="refresh" content="0;URL=https://a.kz/1?x=1&y=2"></noscript>',
        '<meta http-equiv="Refresh" content="1.5, https://a.kz/1?x=1&y=2">',
    ],
)
def test_an_address_to_go_to_at_once_is_found(meta: str) -> None:
    assert target(f"<html><head><meta charset=utf-8>{meta}</head></html>") == (
        "https://a.kz/1?x=1&y=2"
    )


def test_it_may_be_written_from_here() -> None:
    assert target('<meta http-equiv=refresh content="0;url=/y">') == "https://short.kz/y"


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<meta http-equiv="refresh" content="600; url=https://a.kz/1">',  # a page that reloads
        '<meta http-equiv="refresh" content="0">',
        '<meta http-equiv="refresh" content="0; url=https://short.kz/x">',
        '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
        '<meta http-equiv="refresh" content="0; url=//[">',
        '<meta http-equiv="refresh" content="0; url=https://қ.kz/">',  # not written as it should
        '<meta name="a" content="0; url=https://a.kz/1">',
        '<meta http-equiv="refresh" content="0; url=https://a.kz/1">' + " " * MAX_BYTES,
    ],
)
def test_others_stay_where_they_are(html: str) -> None:
    assert target(html) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page(body: bytes) -> None:
    forwarded(Page(HERE, "text/html", None, b"<meta http-equiv=refresh content=0;" + body))
