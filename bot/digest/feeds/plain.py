"""Markup inside feeds as plain text: a line a paragraph, nothing hidden. Pure."""

import html
import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

MAX_MARKUP_CHARS = 50_000
"""The lead of the longest article that is wanted, with room for the markup around it (chars)."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section", "table",
    "td", "th", "tr", "ul",
}  # fmt: skip
_HIDDEN = {
    "figcaption", "form", "iframe", "noscript", "script", "style", "svg", "template",
}  # fmt: skip
_FOOTER = re.compile(
    r"\s*(?:The post|Сообщение|Запись) [^\n]{1,400}"
    r" (?:(?:first )?appeared(?: first)? on|появил[аи]сь сначала на|впервые появилась)"
    r" [^\n]{1,200}\Z"
)
"""What WordPress adds to each entry of a feed."""


def plain(markup: str) -> str:
    """Return the words of a piece of HTML; what is no HTML stays as it is."""
    text = _UNSEEN.sub("", markup[:MAX_MARKUP_CHARS])
    if _MARKUP.search(text) is None:
        return text
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml_html.document_fromstring(f"<div>{text}</div>".encode(), parser=parser)
    return _FOOTER.sub("", text_of(tree))


def unescaped(text: str) -> str:
    """Return *text*, which is no HTML, without the entities that were escaped twice."""
    return html.unescape(text)


def text_of(element: Any) -> str:
    """Return the words of an element, a line for each of its paragraphs."""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        is_start, is_hidden = event == "start", node.tag in _HIDDEN
        if node.tag in _BLOCKS:
            pieces.append("\n")
        if is_start and is_hidden:
            walk.skip_subtree()
        elif is_start or node is not element:
            # a line break in the source is a space
            pieces.append(((node.text if is_start else node.tail) or "").replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))
