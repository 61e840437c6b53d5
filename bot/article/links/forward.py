"""Pages whose only word is where to go: a shortener's, a doorway's. Pure."""

import re
from html import unescape
from urllib.parse import urljoin

from bot.article.links.urls import read_url
from bot.core.errors import BadLinkError
from bot.core.models import Page

MAX_BYTES = 64 * 1024  # a doorway is short; an article that reloads itself is not one
MAX_DELAY_S = 5
"""A page that waits longer is meant to be read meanwhile."""

_META = re.compile(rb"<meta\b[^>]{1,2000}>", re.IGNORECASE)
_REFRESH = re.compile(
    rb"content\s{0,9}=\s{0,9}[\"']?\s{0,9}(\d{1,4})[\d.]{0,9}\s{0,9}[;,]\s{0,9}"
    rb"(?:url\s{0,9}=\s{0,9})?[\"']?([^\"'>\s]{1,2000})",
    re.IGNORECASE,
)


def forwarded(page: Page) -> str | None:
    """Return the address that *page* sends its reader on to at once, if it does."""
    if len(page.body) > MAX_BYTES:
        return None
    metas = (tag for tag in _META.findall(page.body) if b"refresh" in tag.lower())
    found = next(filter(None, map(_REFRESH.search, metas)), None)
    if found is None or int(found[1]) > MAX_DELAY_S:
        return None
    try:
        address = urljoin(page.url, unescape(found[2].decode("ascii")))
        target = str(read_url(address).with_fragment(None))
    except (BadLinkError, ValueError):  # not ours to guess
        return None
    return None if target == page.url else target
