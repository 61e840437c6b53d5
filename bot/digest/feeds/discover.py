"""From what a person typed to the addresses where a feed may be. Pure."""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from bot.core.models import Page
from bot.digest.feeds.entries import is_address

MAX_LINKS = 3
"""Of those that a page names; the main one is among the first."""
MAX_GUESSES = 9

_FEED_TYPES = {
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
}
_COMMENTS = re.compile(r"comment|коммент|пікір|/replies|отзыв", re.IGNORECASE)
_GUESSES = (
    # paths that news sites have, the usual ones first
    "/rss", "/feed", "/rss.xml", "/feed.xml", "/news.rss", "/rss/news.xml", "/rss/all.xml",
    "/atom.xml", "/index.xml",
)  # fmt: skip
_OWN_GUESSES = ("/rss", "/feed")  # below the address that was typed
_MAX_OWN_PATH = 2  # parts of a path that may be a section's, /kz/news; more are an article's

_NAME = r"[a-z]\w{3,31}"
_CHANNEL = re.compile(
    rf"(?:@|(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?:s/)?)({_NAME})/?(?:\d{{1,12}}/?)?(?:\?.*)?",
    re.ASCII | re.IGNORECASE,
)
_NO_CHANNELS = {
    # first parts of links that do something in the app: https://core.telegram.org/api/links
    "addemoji", "addlist", "addstickers", "addtheme", "boost", "confirmphone", "contact",
    "giftcode", "invoice", "joinchat", "login", "proxy", "setlanguage", "share", "socks",
}  # fmt: skip
_PREVIEW = re.compile(r"https://t\.me/s/\w{4,32}/?", re.ASCII)
_SCHEME = re.compile(r"feed:(?://)?(?=\S)", re.IGNORECASE)


def typed_address(typed: str) -> str:
    """Return the address that is meant: of a channel its public preview, else as it was typed.

    Whether it is an address at all is not looked at.
    """
    text = typed.strip()
    channel = _CHANNEL.fullmatch(text)
    if channel is not None and channel[1].lower() not in _NO_CHANNELS:
        return f"https://t.me/s/{channel[1]}"
    return _SCHEME.sub("", text, count=1)


def is_channel(url: str) -> bool:
    """Whether *url* is the public preview of a channel."""
    return _PREVIEW.fullmatch(url) is not None


def feed_links(page: Page) -> tuple[str, ...]:
    """Return the feeds that a page of HTML names, the main one first; none of comments.

    Run in a worker.
    """
    tree = _tree(page)
    if tree is None:
        return ()
    base = next(iter(tree.xpath("//base/@href")), "")
    start = _joined(page.url, base) or page.url
    found = [
        _joined(start, link.get("href", "").strip())
        for link in tree.xpath("//link[@href][@rel][@type]")
        if _names_feed(link)
    ]
    links = dict.fromkeys(filter(is_address, found))
    # of a section, that of the section, else as the page orders them
    return tuple(sorted(links, key=lambda link: -_shared(page.url, link))[:MAX_LINKS])


def guesses(url: str) -> tuple[str, ...]:
    """Return addresses of the same site where feeds usually are; at most MAX_GUESSES."""
    path = [part for part in urlsplit(url).path.split("/") if part]
    own = "/" + "/".join(path) if 0 < len(path) <= _MAX_OWN_PATH else ""
    paths = [own + guess for guess in _OWN_GUESSES if own] + list(_GUESSES)
    return tuple(urljoin(url, path) for path in paths[:MAX_GUESSES])


def _tree(page: Page) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:  # links are ASCII in nearly any encoding
        return lxml_html.document_fromstring(page.body, parser=parser)
    except etree.LxmlError:
        return None


def _names_feed(link: Any) -> bool:
    relations = link.get("rel", "").lower().split()
    kind = link.get("type", "").partition(";")[0].strip().lower()
    about = f"{link.get('title', '')} {link.get('href', '')}"
    return "alternate" in relations and kind in _FEED_TYPES and not _COMMENTS.search(about)


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:  # brackets that hold no address
        return ""


def _shared(url: str, link: str) -> int:
    """How many first parts of their paths are the same; 0 on different hosts."""
    here, there = urlsplit(url), urlsplit(link)
    if here.hostname != there.hostname:
        return 0
    pairs = zip(here.path.split("/")[1:], there.path.split("/")[1:], strict=False)
    count = 0
    for ours, theirs in pairs:
        if not ours or ours != theirs:
            break
        count += 1
    return count
