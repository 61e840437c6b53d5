"""Pages that hang, bloat or break what reads them."""

from collections.abc import Callable
from typing import Final

FILE_START: Final = "root:"  # of the file that one page wants read
LAUGH: Final = "haha"  # what another wants said 10^9 times
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def paragraph(number: object) -> str:
    """Return a paragraph that any extractor takes for text, and no other repeats."""
    return (
        f"<p>This is paragraph {number} of an ordinary article, long enough, with commas and "
        f"words, to be taken for text. Its second sentence says {number} once more.</p>"
    )


def article(inside: str = "", before: str = "") -> str:
    """Return an ordinary page; *before* stands ahead of its body."""
    text = "".join(map(paragraph, _NUMBERS))
    title = "<title>An ordinary article</title>"
    return (
        f"<html><head>{title}</head>{before}<body><article>{inside}{text}</article></body></html>"
    )


def _body(inside: str) -> str:
    return f"<html><body>{inside}</body></html>"


def _nested(tag: str, depth: int) -> str:
    inside = "".join(map(paragraph, _NUMBERS))
    return _body(f"<{tag}>" * depth + inside + f"</{tag}>" * depth)


def _paragraphs(number: int) -> str:
    words = "a word, " * 9
    texts = (f"<p>Paragraph {count}, {words}the end.</p>" for count in range(number))
    return _body(f"<article>{''.join(texts)}</article>")


def _million_laughs() -> str:
    levels = (f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10))
    entities = '<!ENTITY a0 "ha">' + "".join(levels)
    return f'<?xml version="1.0"?><!DOCTYPE html [{entities}]>{article("<p>&a9;</p>")}'


def _file_reader() -> str:
    entity = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    return f'<?xml version="1.0"?><!DOCTYPE html [{entity}]>{article("<p>&x;</p>")}'


PAGES: Final[dict[str, Callable[[], str]]] = {
    "100,000 attributes": lambda: _body(
        f"<p {' '.join(f'a{number}=1' for number in range(100_000))}>text</p>"
    ),
    "100,000 nested blocks": lambda: _nested("div", 100_000),
    "5,000 nested blocks": lambda: _nested("div", 5_000),
    "20,000 nested spans": lambda: _nested("span", 20_000),
    "a line of 5 MB": lambda: _body(f"<p>{'word ' * 1_000_000}</p>"),
    "a word of 5 MB": lambda: _body(f"<p>{'a' * 5_000_000}</p>"),
    "100,000 links": lambda: _body(
        "".join(f'<a href="/x{number}">link {number}</a>' for number in range(100_000))
    ),
    "50,000 paragraphs": lambda: _paragraphs(50_000),
    "20,000 tags left open": lambda: "<p><b><i><a>" * 20_000 + "text",
    "a million laughs": _million_laughs,
    "a file by entity": _file_reader,
    "a comment of 5 MB": lambda: "<!--" + "-" * 5_000_000,
    "2 MB of spaces": lambda: _body(f"<p>{' ' * 2_000_000}x</p>"),
    "zero bytes": lambda: article().replace(" ", "\0 "),
    "a table of 100,000 cells": lambda: _body(
        f"<table>{'<tr><td>cell one</td><td>cell two</td></tr>' * 50_000}</table>"
    ),
    "200,000 line breaks": lambda: _body("text<br>" * 200_000),
    "half a character": lambda: article(f"<p>\ud800 {'words ' * 20}.</p>"),
    "100,000 brackets in JSON-LD": lambda: article(
        before=f'<script type="application/ld+json">{"[" * 100_000}</script>'
    ),
    "nothing": lambda: "",
    "only spaces": lambda: "   \n ",
    "binary": lambda: bytes(range(256)).decode("latin-1") * 2_000,
}
"""What it is, and how it is made: up to 5 MB each."""
