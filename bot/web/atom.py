"""The Atom feed of a chat's digests, under a path that cannot be guessed."""

import hmac
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import structlog
from aiohttp import web
from lxml import etree

from bot.core.digests import Issued
from bot.core.errors import StoreError
from bot.core.groups import Group
from bot.web.health import serving

PATH = "/feeds/{secret}.atom"
MAX_AGE_S = 300  # readers of feeds ask every few minutes at most; digests come once a day
RETRY_AFTER_S = 30

_ATOM = "http://www.w3.org/2005/Atom"
_DEFAULT: dict[Any, str] = {None: _ATOM}  # the stubs know no namespace without a prefix
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = "Qysqa"
_SECRET = re.compile(r"[A-Za-z0-9_-]{22,86}")
# XML 1.0 §2.2: what may not stand in a document, whatever it is escaped to
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_log = structlog.get_logger(__name__)

Find = Callable[[str], Awaitable[tuple[Group, Sequence[Issued]] | None]]
"""The chat of a secret, and its digests, newest first; raises StoreError."""
Handler = Callable[[web.Request], Awaitable[web.Response]]


def atom_feed(title: str, self_url: str, issues: Sequence[Issued], updated: int) -> bytes:
    """Write the feed, RFC 4287; *updated* is in unix seconds.

    Its id, and those of its entries, stay the same wherever it is served and however often.
    """
    feed = etree.Element(_tag("feed"), nsmap=_DEFAULT)
    if issues:
        feed.set(_LANG, issues[0].language)
    _add(feed, "id", _id(f"feed {urlsplit(self_url).path.rpartition('/')[2]}"))
    _add(feed, "title", title or _NAME)
    _add(feed, "updated", _moment(updated))
    _add(feed, "link", rel="self", type="application/atom+xml", href=self_url)
    _add(_add(feed, "author"), "name", _NAME)
    _add(feed, "generator", _NAME)
    for issued in issues:
        _add_entry(feed, issued)
    made: bytes = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def feed_handler(find: Find, *, public_url: str | None = None) -> Handler:
    """Make the handler of ``GET PATH``.

    A secret of 128 bits or more is looked up by an index: what that takes tells too little of
    near misses to find one by. The one found is compared once more in constant time, as
    databases may take letters of another case for the same. Whatever is wrong, the answer is
    the same 404.

    Args:
        find: Brings the chat and its digests.
        public_url: Where readers find this server, if not where they say they asked.
    """

    async def show(request: web.Request) -> web.Response:
        secret = request.match_info["secret"]
        try:
            found = await find(secret) if _SECRET.fullmatch(secret) else None
        except StoreError as error:
            _log.warning("feed.not_shown", error=error.code)
            return web.Response(status=503, headers={"Retry-After": str(RETRY_AFTER_S)})
        if found is None or not hmac.compare_digest(found[0].secret, secret):
            return web.Response(status=404, headers=_headers())
        origin = (public_url or str(request.url.origin())).rstrip("/")
        return _answer(request, *found, f"{origin}{request.rel_url.raw_path}")

    return show


@asynccontextmanager
async def serving_feeds(
    find: Find, host: str, port: int, *, public_url: str | None = None
) -> AsyncIterator[str]:
    """Serve the feeds, and nothing else, while the block lasts; gives the address."""
    app = web.Application()
    app.router.add_get(PATH, feed_handler(find, public_url=public_url))
    async with serving(app, port, host=host) as address:
        yield address


def _answer(
    request: web.Request, group: Group, issues: Sequence[Issued], url: str
) -> web.Response:
    updated = max((issued.at for issued in issues), default=group.plan.since)
    body = atom_feed(group.title, url, issues, updated)
    tag = sha256(body).hexdigest()
    response = web.Response(body=body, headers=_headers())
    response.content_type, response.charset = "application/atom+xml", "utf-8"
    if _is_known(request, tag, updated):
        response = web.Response(status=304, headers=_headers())
    response.etag = tag
    response.last_modified = updated
    return response


def _is_known(request: web.Request, tag: str, updated: int) -> bool:
    """Whether the reader has it already: RFC 9110 §13.2.2, the tag goes before the date."""
    if (known := request.if_none_match) is not None:
        return any(one.value in {tag, "*"} for one in known)
    since = request.if_modified_since
    return since is not None and updated <= since.timestamp()


def _add_entry(feed: etree._Element, issued: Issued) -> None:
    entry = _add(feed, "entry")
    entry.set(_LANG, issued.language)
    _add(entry, "id", _id(f"digest {issued.chat_id} {issued.slot}"))
    _add(entry, "title", issued.title)
    _add(entry, "published", _moment(issued.at))
    _add(entry, "updated", _moment(issued.at))
    _add(entry, "content", issued.html, type="html")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _tag(name), attributes)
    element.text = _NO_XML.sub("", text) or None
    return element


def _tag(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _id(name: str) -> str:
    """A name that tells nothing of what it was made from."""
    return uuid5(NAMESPACE_URL, f"qysqa {name}").urn


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _headers() -> dict[str, str]:
    return {
        "Cache-Control": f"private, max-age={MAX_AGE_S}",
        "Referrer-Policy": "no-referrer",  # the address is the key
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
