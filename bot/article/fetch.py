"""Brings the bytes behind a link: bounded in time, size and steps, from the public internet."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from http import HTTPStatus
from importlib.util import find_spec
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from bot.article.connect import Lookup, SystemLookup, guarded_connector
from bot.article.guard import check_url
from bot.article.urls import read_url, site
from bot.core.errors import (
    AccessDeniedError,
    AddressNotAllowedError,
    BadLinkError,
    BrokenPageError,
    ConnectionFailedError,
    FetchError,
    FetchTimeoutError,
    HostNotFoundError,
    NotHtmlError,
    PageNotFoundError,
    PageTooLargeError,
    SiteAnsweredError,
    SiteFailingError,
    TooManyRedirectsError,
    TooManyRequestsError,
)
from bot.core.models import Page

_MAX_FIELD_BYTES = 32_768  # of one header: security policies of big sites exceed aiohttp's 8 KiB
_MAX_HEADERS = 200

_HTML = "text/html"
_PDF = "application/pdf"
_READABLE = (_HTML, "application/xhtml+xml", "text/plain", "text/markdown")
_UNKNOWN = "application/octet-stream"

_DECODERS = ("br",) if find_spec("brotli") or find_spec("brotlicffi") else ()
_CODINGS = ("gzip", "deflate", *_DECODERS)  # aiohttp decodes these as they come, in bounded steps

_PAGES = (HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION)
_REDIRECTS = (301, 302, 303, 307, 308)  # 300 leaves the choice to a person
_ANSWERS: dict[int, type[SiteAnsweredError]] = {
    401: AccessDeniedError,
    402: AccessDeniedError,
    403: AccessDeniedError,
    407: AccessDeniedError,
    451: AccessDeniedError,
    404: PageNotFoundError,
    410: PageNotFoundError,
    429: TooManyRequestsError,
}
_FAILURES: tuple[tuple[type[Exception], type[FetchError]], ...] = (
    # the first that fits: aiohttp's timeouts are connection errors as well
    (TimeoutError, FetchTimeoutError),
    (aiohttp.ClientConnectorDNSError, HostNotFoundError),
    (aiohttp.ClientPayloadError, BrokenPageError),
    (aiohttp.ClientResponseError, BrokenPageError),  # what came was not HTTP
    (aiohttp.ClientError, ConnectionFailedError),
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one page may cost."""

    connect_s: float = 5.0
    """The name, and then each dial with its TLS handshake."""
    read_s: float = 5.0
    """Silence between two pieces."""
    total_s: float = 15.0
    """Everything, redirects included."""
    redirects: int = 5
    body_bytes: int = 5 * 1024 * 1024
    """As sent, and again after decoding."""


_LIMITS = FetchLimits()


class HttpFetcher:
    """PageFetcher over aiohttp; an async context manager that owns its connections.

    Says who it is, keeps no cookies, ignores the proxies of the environment.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits = _LIMITS,
        allow_loopback: bool = False,
        resolver: Lookup | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._allow_loopback = allow_loopback
        self._lookup = resolver
        self._owned = AsyncExitStack()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        lookup = self._lookup
        if lookup is None:
            lookup = system = SystemLookup()
            self._owned.callback(system.close)
        session = self._new_session(lookup)
        self._session = await self._owned.enter_async_context(session)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._owned.aclose()

    async def fetch(self, url: str) -> Page:
        """See bot.core.ports.PageFetcher."""
        check_url(url, allow_loopback=self._allow_loopback)
        address = str(read_url(url).with_fragment(None))
        try:
            async with asyncio.timeout(self._limits.total_s):
                return await self._follow(address)
        except TimeoutError as error:
            raise FetchTimeoutError(site(url)) from error

    async def _follow(self, url: str) -> Page:
        for _ in range(self._limits.redirects + 1):
            check_url(url, allow_loopback=self._allow_loopback)
            found = await self._visit(url)
            if isinstance(found, Page):
                return found
            url = found
        raise TooManyRedirectsError(site(url))

    async def _visit(self, url: str) -> Page | str:
        """Return the page at *url*, or the address it redirects to."""
        assert self._session is not None, "enter the fetcher before fetching"
        try:
            async with self._session.get(
                URL(url, encoded=True), allow_redirects=False
            ) as response:
                location = response.headers.get("Location")
                if response.status in _REDIRECTS and location:
                    return _next_address(url, location)
                return await self._read(url, response)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise _failure(error, site(url)) from error

    async def _read(self, url: str, response: aiohttp.ClientResponse) -> Page:
        _check_answer(response, site(url))
        declared = _declared_type(response)
        if declared not in (None, *_READABLE):
            raise NotHtmlError(site(url), declared)
        body = await self._body(response, site(url))
        found = _PDF if body.startswith(b"%PDF-") else declared or _sniff(body)
        if found not in _READABLE:
            raise NotHtmlError(site(url), found)
        return Page(url=url, content_type=found, charset=response.charset, body=body)

    async def _body(self, response: aiohttp.ClientResponse, where: str) -> bytes:
        limit = self._limits.body_bytes
        if (response.content_length or 0) > limit:
            raise PageTooLargeError(where, limit)
        body = bytearray()
        async for piece in response.content.iter_any():
            body += piece
            if len(body) > limit:
                raise PageTooLargeError(where, limit)
        return bytes(body)

    def _new_session(self, lookup: Lookup) -> aiohttp.ClientSession:
        limits = self._limits
        return aiohttp.ClientSession(
            connector=guarded_connector(
                lookup, timeout_s=limits.connect_s, allow_loopback=self._allow_loopback
            ),
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=limits.connect_s, sock_read=limits.read_s
            ),
            headers={
                "User-Agent": self._user_agent,
                "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,text/markdown;q=0.9",
                "Accept-Encoding": ", ".join(_CODINGS),
            },
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            max_field_size=_MAX_FIELD_BYTES,
            max_headers=_MAX_HEADERS,
        )


def _next_address(url: str, location: str) -> str:
    """Where a redirect leads; what cannot be read as an address is off the web as well."""
    try:
        joined = urljoin(url, location.replace(" ", "%20"))  # browsers forgive sites the spaces
        return str(read_url(joined).with_fragment(None))
    except (BadLinkError, ValueError) as error:
        raise AddressNotAllowedError from error


def _check_answer(response: aiohttp.ClientResponse, where: str) -> None:
    """Raise unless the headers promise a page that can be decoded."""
    if response.status not in _PAGES:
        raise _ANSWERS.get(response.status, SiteFailingError)(where, response.status)
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity", *_CODINGS):  # a chain of codings among others
        raise BrokenPageError(where)


def _declared_type(response: aiohttp.ClientResponse) -> str | None:
    header = response.headers.get("Content-Type", "")
    return response.content_type if header.strip() else None


def _sniff(body: bytes) -> str:
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _HTML if start.startswith(b"<") else _UNKNOWN


def _failure(error: Exception, where: str) -> FetchError | AddressNotAllowedError:
    cause = getattr(error, "os_error", None)
    if isinstance(cause, PermissionError):  # the socket factory refused, or a firewall did
        return AddressNotAllowedError()
    return next(leaf for kind, leaf in _FAILURES if isinstance(error, kind))(where)
