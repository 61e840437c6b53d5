"""HTML is read as Telegram reads it."""

from typing import Any

import pytest

from tests.simulator.html import parse_html
from tests.simulator.refusal import Refusal


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("қ<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("<span>x</span>", 'Unsupported start tag "span" at byte offset 0'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_html(source)

    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (
            "1 &lt; 2 &amp;amp; &#x414;&#33; &copy; ?a=1&b=2 >",
            "1 < 2 &amp; Д! &copy; ?a=1&b=2 >",
            [],
        ),
        (
            "👋 <a href='https://e.kz/?a=1&amp;b=2'><i>x</i></a>",
            "👋 x",
            [
                {"type": "italic", "offset": 3, "length": 1},
                {"type": "text_link", "offset": 3, "length": 1, "url": "https://e.kz/?a=1&b=2"},
            ],
        ),
        (
            '<blockquote expandable>x</blockquote><span class="tg-spoiler">y</span><b></b>',
            "xy",
            [
                {"type": "expandable_blockquote", "offset": 0, "length": 1},
                {"type": "spoiler", "offset": 1, "length": 1},
            ],
        ),
        ('<a href="javascript:x">link to nowhere</a>', "link to nowhere", []),
    ],
)
def test_html_is_text_with_entities(source: str, text: str, entities: list[Any]) -> None:
    assert parse_html(source) == (text, entities)
