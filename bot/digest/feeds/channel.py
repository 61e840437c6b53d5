"""The public preview of a Telegram channel as a feed: its last twenty posts. Pure."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from bot.core.models import Page
from bot.digest.feeds.entries import Entry, ParsedFeed, ordered
from bot.digest.feeds.plain import text_of

_NUMBERED = re.compile(r"\w{4,32}/\d{1,12}", re.ASCII)
_CLASS = ".//*[contains(concat(' ', @class, ' '), ' {} ')]"
_POST = _CLASS.format("tgme_widget_message")
# the text of the post that is answered has the same class
_TEXT = (
    _CLASS.format("tgme_widget_message_text")
    + "[not(ancestor-or-self::*[contains(@class, 'message_reply')])]"
)
_CHANNEL_NAME = _CLASS.format("tgme_channel_info_header_title")
_MAX_TITLE_CHARS = 150
_NO_TITLE_ENDS = (".", "…", ":", ",", ";")


def read_channel(page: Page) -> ParsedFeed | None:
    """Return the posts that have words; None where there is no preview, or no such channel."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree: Any = lxml_html.document_fromstring(page.body, parser=parser)
    except etree.LxmlError:
        return None
    name = next(iter(tree.xpath(_CHANNEL_NAME)), None)
    entries = list(_posts(tree))
    if name is None and not entries:
        return None
    return ordered("" if name is None else text_of(name), None, entries)


def _posts(tree: Any) -> Iterator[Entry]:
    """Yield the posts, the newest first: the page has them at its end."""
    for post in reversed(tree.xpath(_POST)):
        number = post.get("data-post", "")
        text = next(iter(post.xpath(_TEXT)), None)
        if text is None or _NUMBERED.fullmatch(number) is None:
            continue
        title, lead = _headed(text_of(text))
        yield Entry(number, f"https://t.me/{number}", title, lead, _posted(post))


def _headed(text: str) -> tuple[str, str]:
    """Part a headline from what follows; a first line that is a sentence is none."""
    first, _, rest = text.partition("\n")
    if rest and len(first) <= _MAX_TITLE_CHARS and not first.endswith(_NO_TITLE_ENDS):
        return first, rest
    return "", text


def _posted(post: Any) -> int | None:
    for moment in post.xpath(".//time/@datetime"):
        try:
            return int(datetime.fromisoformat(moment).timestamp())
        except (ValueError, OverflowError):
            continue
    return None
