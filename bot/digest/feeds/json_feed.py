"""JSON Feed, https://www.jsonfeed.org/version/1.1/. Pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from bot.core.languages import find_language
from bot.core.models import Page
from bot.digest.feeds.entries import Entry, ParsedFeed, ordered
from bot.digest.feeds.plain import plain

_VERSION = "jsonfeed.org/version/"  # with http or https, and a number


def read_json(page: Page) -> ParsedFeed | None:
    """Return what the feed says; None if *page* is none."""
    try:
        found = json.loads(page.body)
    except (ValueError, RecursionError):  # no JSON, no text, or nested to hurt
        return None
    if not isinstance(found, dict) or _VERSION not in _text(found, "version"):
        return None
    items = found.get("items")
    entries = [
        _entry(item, page.url)
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    ]
    return ordered(_text(found, "title"), find_language(_text(found, "language")), entries)


def _entry(item: Mapping[str, Any], base: str) -> Entry:
    url = _text(item, "url") or _text(item, "external_url")
    texts = ("summary", "content_text", "content_html")
    leads = {name: _text(item, name) for name in texts}
    leads["content_html"] = plain(leads["content_html"])
    identifier = item.get("id")
    return Entry(
        guid=str(identifier) if isinstance(identifier, str | int) else "",
        url=_joined(base, url),
        title=_text(item, "title"),
        lead=next(filter(None, leads.values()), ""),
        published=_moment(_text(item, "date_published") or _text(item, "date_modified")),
    )


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url) if url else ""
    except ValueError:  # brackets that hold no address
        return ""


def _moment(text: str) -> int | None:
    """Read a date of RFC 3339; one without a zone is taken for UTC."""
    try:
        read = datetime.fromisoformat(text)
        return int((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return None


def _text(holder: Mapping[str, Any], name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""
