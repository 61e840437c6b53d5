"""What is wrong with a bot's entities is said, though Telegram would mend or drop them."""

from typing import Any

import pytest

from tests.simulator.entities import mistakes
from tests.simulator.html import Entity, parse_html, written


def entity(kind: str, offset: int, length: int, **more: Any) -> Entity:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("entities", "wrong"),
    [
        ([entity("bold", 0, 9)], ["an entity of '😀қысқа' from 0 to 9"]),
        ([entity("bold", 2, 0)], ["an entity of '😀қысқа' from 2 to 2"]),
        ([entity("bold", 1, 2)], ["an entity of '😀қысқа' splits a character"]),
        ([entity("url", 0, 2)], ["an entity that is none"]),
        ([entity("text_link", 0, 2, url="javascript:x")], ["an entity that is none"]),
        ([entity("text_mention", 0, 2, user={})], ["an entity that is none"]),
        ([entity("custom_emoji", 0, 2)], ["an entity that is none"]),
        ([entity("bold", 3, 1), entity("italic", 0, 2)], ["entities out of order"]),
        ([entity("bold", 0, 3), entity("italic", 2, 3)], ["entities cross"]),
        ([entity("blockquote", 0, 5), entity("expandable_blockquote", 2, 1)], ["{'type'"]),
        ([entity("code", 0, 5), entity("text_link", 2, 1, url="https://e.kz")], ["{'type'"]),
        ([entity("blockquote", 0, 7), entity("bold", 0, 7), entity("code", 2, 1)], []),
    ],
)
def test_a_mistake_is_named(entities: list[Entity], wrong: list[str]) -> None:
    found = mistakes("😀қысқа", entities)

    assert len(found) == len(wrong)
    assert all(one.startswith(start) for one, start in zip(found, wrong, strict=True))


@pytest.mark.parametrize(
    "source",
    [
        "a &lt; 😀 &amp; <b><i>б</i>в</b>",
        '<a href="https://e.kz/?a=1&amp;b=2">б</a><blockquote expandable>в</blockquote>',
        "<pre>a</pre><code>b</code><u>c</u><s>d</s><tg-spoiler>e</tg-spoiler>",
    ],
)
def test_what_is_written_reads_as_it_was(source: str) -> None:
    assert written(*parse_html(source)) == source


def test_what_a_client_marks_by_itself_has_no_tags() -> None:
    assert written("#су", [entity("hashtag", 0, 3)]) == "#су"
