"""Posts of Telegram channels and descriptions of YouTube videos. Pure: page in, words out."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.article.extract.tree import parse
from bot.article.links.urls import site
from bot.core.errors import (
    ConsentWallError,
    PrivatePostError,
    RobotCheckError,
    SoftNotFoundError,
    VideoOnlyError,
)

MIN_DESCRIPTION_CHARS = 300
MIN_DESCRIPTION_SENTENCES = 3
"""With less of either, a description says no more than the title of its video."""

_MAX_PAGE_CHARS = 2_000_000  # a watch page has 1.5 million, an album of posts 100,000
_MAX_PLAYER_CHARS = 1_000_000  # the player's data: 50,000 to 300,000
_MAX_TITLE_CHARS = 150

# An embedded post; the text of the post it answers stands in the reply, in the same class.
_IN_POST = "//*[contains(concat(' ', @class, ' '), ' {} ')][not(ancestor-or-self::*[{}])]"
_REPLY = "contains(@class, 'tgme_widget_message_reply') or contains(@class, 'js-message_reply')"
_TEXT = "tgme_widget_message_text"
_OWNERS = ("tgme_widget_message_owner_name", "tgme_widget_message_author_name")
_ERROR = "tgme_widget_message_error"
_MESSAGE = "tgme_widget_message"
_BLOCKED = "message_media_not_supported_label"
_BLOCKED_SAYS = "open telegram"  # the label stands in place of a video that plays as well
_BLOCKS = {"blockquote", "pre", "div", "p"}

_PLAYER = re.compile(r"ytInitialPlayerResponse[\"'\]]{0,3}\s{0,9}[=:]\s{0,9}(?=\{)")
_PLAYER_TRIES = 5  # the name also stands in scripts that only ask for it
_DETAILS = ("videoDetails",)
_MICROFORMAT = ("microformat", "playerMicroformatRenderer")
_ROBOT_MARKS = ('class="g-recaptcha"', "not a bot", "не бот", "бот емес")
_CONSENT = "consent.youtube.com"
_META = "//*[@property='{0}' or @itemprop='{0}' or @name='{0}']/@content"
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")
_MARK = re.compile(r"(?:https?://|www\.|#|@)\S*|\d{1,2}:\d\d(?::\d\d)?")
_WORDS_BESIDE = (
    6  # «Подробнее на нашем сайте: …» leads away, a sentence that names a site does not
)


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a post or of a video; each line of *text* is a paragraph."""

    text: str
    title: str | None
    author: str | None
    published: date | None


def read_post(html: str, url: str) -> Found | None:
    """Return the post that an embedding page of Telegram shows; None where it has no words.

    The author is the channel, or who wrote in a group. The title is a first line in bold
    that is no sentence: channels mark their headlines so.

    Raises:
        SoftNotFoundError: There is no such post or channel.
        PrivatePostError: The channel is closed, or shows the post in Telegram only.
    """
    tree: Any = parse(html[:_MAX_PAGE_CHARS])
    _check_shown(tree, site(url))
    element = next(iter(_inside(tree, _TEXT)), None)
    lines = [] if element is None else _lines(element)
    if not lines:
        return None
    title = lines[0] if _is_headline(element, lines) else None
    author = next((name for owner in _OWNERS for name in _texts(tree, owner)), None)
    days = tree.xpath("//time/@datetime")
    posted = next(filter(None, map(_day, days)), None)
    return Found("\n".join(lines[1:] if title else lines), title, author, posted)


def read_video(html: str, url: str) -> Found:
    """Return the title and the description of a YouTube video: its sound is not read.

    Raises:
        ConsentWallError: YouTube asks about cookies first.
        RobotCheckError: It asks who is reading.
        SoftNotFoundError: There is no such video, or it is private.
        VideoOnlyError: The description is too short to be shortened.
    """
    where = site(url)
    if where == _CONSENT or f'action="https://{_CONSENT}' in html:
        raise ConsentWallError(where)
    found = _from_player(html) or _from_meta(html)
    if found is None:
        robot = any(mark in html for mark in _ROBOT_MARKS)
        raise RobotCheckError(where) if robot else SoftNotFoundError(where)
    sentences = len(_SENTENCE_END.findall(found.text))
    if len(found.text) < MIN_DESCRIPTION_CHARS or sentences < MIN_DESCRIPTION_SENTENCES:
        raise VideoOnlyError(where)
    return found


def _check_shown(tree: Any, where: str) -> None:
    """Tell the pages that Telegram shows instead of a post."""
    said = " ".join(_texts(tree, _ERROR)).lower()
    if "not found" in said:
        raise SoftNotFoundError(where)
    blocked = any(_BLOCKED_SAYS in label.lower() for label in _texts(tree, _BLOCKED))
    if said or not _inside(tree, _MESSAGE) or (blocked and not _inside(tree, _TEXT)):
        raise PrivatePostError(where)


def _inside(tree: Any, name: str) -> list[Any]:
    found: list[Any] = [] if tree is None else tree.xpath(_IN_POST.format(name, _REPLY))
    return found


def _texts(tree: Any, name: str) -> list[str]:
    texts = (" ".join(element.text_content().split()) for element in _inside(tree, name))
    return list(filter(None, texts))


def _lines(element: Any) -> list[str]:
    lines = "".join(_pieces(element)).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _pieces(element: Any) -> Iterator[str]:
    """Yield the words of an element; links, spoilers and emoji are words like others."""
    events = _walk(element)
    for node, is_start in events:
        if node.tag == "br" or node.tag in _BLOCKS:
            yield "\n"
        # a line break in the source is a space
        text = node.text if is_start else node.tail if node is not element else None
        yield (text or "").replace("\n", " ")


def _walk(element: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each element twice, on entering and on leaving it, without recursion."""
    stack = [(element, True)]
    while stack:
        node, is_start = stack.pop()
        yield node, is_start
        if is_start:
            stack.append((node, False))
            stack += [(child, True) for child in reversed(node)]


def _is_headline(element: Any, lines: list[str]) -> bool:
    """Whether the first of several lines is all in bold, and neither a sentence nor long."""
    first = lines[0]
    bold = {
        " ".join(found.text_content().split())
        for found in element.xpath(".//b[not(parent::i[@class])]")
    }
    short = len(lines) > 1 and len(first) <= _MAX_TITLE_CHARS
    return short and not first.endswith((".", "…", ":", ",")) and first in bold


def _from_player(html: str) -> Found | None:
    """Read the data that the player starts with: a JSON object inside a script."""
    for place, _ in zip(
        _PLAYER.finditer(html, 0, _MAX_PAGE_CHARS), range(_PLAYER_TRIES), strict=False
    ):
        data = _object_at(html[place.end() : place.end() + _MAX_PLAYER_CHARS])
        details, microformat = _dig(data, _DETAILS), _dig(data, _MICROFORMAT)
        title = _text(details, "title")
        if title:
            text = _prose(_text(details, "shortDescription"))
            day = _day(_text(microformat, "publishDate") or _text(microformat, "uploadDate"))
            return Found(text, title, _text(details, "author") or None, day)
    return None


def _object_at(text: str) -> object:
    try:
        found: object = json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError):  # cut off, or nested to hurt
        return None
    return found


def _dig(data: object, keys: tuple[str, ...]) -> Mapping[str, object]:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _text(data: Mapping[str, object], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""


def _from_meta(html: str) -> Found | None:
    """Read what the page tells search engines: the description is cut at some 160 characters."""
    tree: Any = parse(html[:_MAX_PAGE_CHARS])
    title = _meta(tree, "og:title")
    if not title:
        return None
    text = _prose(_meta(tree, "og:description") or _meta(tree, "description"))
    day = _day(_meta(tree, "datePublished") or _meta(tree, "uploadDate"))
    names = tree.xpath("//*[@itemprop='author']//*[@itemprop='name']/@content")
    return Found(text, title, next(iter(names), None), day)


def _meta(tree: Any, name: str) -> str:
    values = [] if tree is None else tree.xpath(_META.format(name))
    return next((value.strip() for value in values if value.strip()), "")


def _prose(description: str) -> str:
    """Leave out what a description has besides prose: lines of links, tags and timestamps."""
    return "\n".join(line for line in description.splitlines() if not _leads_away(line))


def _leads_away(line: str) -> bool:
    rest, marks = _MARK.subn("", line)
    return not rest.strip() or (marks > 0 and len(rest.split()) < _WORDS_BESIDE)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
