"""A fetched page to what its feed says: RSS and Atom by feedparser, JSON Feed, channels. Pure.

Run in a worker: a feed may be made to take long. feedparser is given bytes, as it opens
addresses and files by itself.
"""

import re
from calendar import timegm
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from bot.core.errors import NoFeedError
from bot.core.languages import find_language
from bot.core.models import Page
from bot.digest.feeds.channel import read_channel
from bot.digest.feeds.discover import is_channel
from bot.digest.feeds.entries import Entry, ParsedFeed, ordered
from bot.digest.feeds.json_feed import read_json
from bot.digest.feeds.plain import plain, unescaped

MIN_LEAD_CHARS = 200
"""A summary that is shorter yields to the text, if the feed has that as well (chars)."""

_HEAD_BYTES = 8_192  # comments and style sheets may stand before the root
_ROOT = re.compile(
    rb"(?:(?!<(?:html|head|body|!doctype html)\b).)*?<(?:rss|rdf:rdf|(?:\w{1,20}:)?feed)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_CUT_OFF = ("…", "...", "[…]", "[...]")
_MAX_READ = 1_000  # entries; more are no news


def read_feed(page: Page) -> ParsedFeed:
    """Read the feed that *page* is; one without entries is one as well.

    Raises:
        NoFeedError: It is none.
    """
    where = urlsplit(page.url).hostname or ""
    if is_channel(page.url):
        found = read_channel(page)
    elif page.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        found = read_json(page)
    else:
        found = _read_xml(page)
    if found is None:
        raise NoFeedError(where)
    return found


def _read_xml(page: Page) -> ParsedFeed | None:
    """Read what feedparser understands; broken XML too, as far as it has entries."""
    if _ROOT.match(page.body[:_HEAD_BYTES].replace(b"\0", b"")) is None:
        return None
    parsed = _parsed(page)
    if parsed is None or not (parsed.version or parsed.entries):
        return None
    head: Mapping[str, Any] = parsed.feed
    declared = find_language(_text(head, "language") or _title_language(head))
    return ordered(_title(head), declared, map(_entry, parsed.entries[:_MAX_READ]))


def _parsed(page: Page) -> Any:
    import feedparser  # noqa: PLC0415 - 30 ms that only workers need

    try:
        return feedparser.parse(
            BytesIO(page.body),
            response_headers=_headers(page),
            sanitize_html=False,  # all markup goes anyhow
            resolve_relative_uris=False,  # those within the markup
        )
    except Exception:  # noqa: BLE001 - on garbage it breaks in many ways; none is told apart
        return None


def _headers(page: Page) -> dict[str, str]:
    """What decides of encoding and relative links.

    The label says nothing of the encoding without a charset, whatever RFC 3023 wanted.
    """
    charset = f"; charset={page.charset}" if page.charset else ""
    return {"content-type": f"application/xml{charset}", "content-location": page.url}


def _entry(entry: Mapping[str, Any]) -> Entry:
    guid = _text(entry, "id")
    return Entry(
        guid=guid,
        url=_text(entry, "link") or guid,
        title=_title(entry),
        lead=_lead(entry),
        published=_published(entry),
    )


def _title(holder: Mapping[str, Any]) -> str:
    detail = holder.get("title_detail") or {}
    title = _text(holder, "title")
    return unescaped(title) if _text(detail, "type") == "text/plain" else plain(title)


def _title_language(head: Mapping[str, Any]) -> str:
    return _text(head.get("title_detail") or {}, "language")


def _lead(entry: Mapping[str, Any]) -> str:
    """The summary, as an editor wrote it; the text itself if that is too short or cut off."""
    summary = plain(_text(entry, "summary"))
    if len(summary) >= MIN_LEAD_CHARS and not summary.endswith(_CUT_OFF):
        return summary
    return max((summary, *_contents(entry)), key=len)


def _contents(entry: Mapping[str, Any]) -> Iterator[str]:
    contents: Sequence[Mapping[str, Any]] = entry.get("content") or ()
    return (plain(_text(content, "value")) for content in contents)


def _published(entry: Mapping[str, Any]) -> int | None:
    # never asked for an update that is not there: feedparser would warn, and give another date
    dates = (entry[name] for name in ("published_parsed", "updated_parsed") if name in entry)
    moment = next(filter(None, dates), None)
    return timegm(moment) if moment else None


def _text(holder: Mapping[str, Any], name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""
