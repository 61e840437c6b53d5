"""Brings the bytes behind a link: bounded in time, size and steps, from the public internet."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.article.fetch.answers import (
    CODINGS,
    check_answer,
    conditions,
    redirect,
    retry_after_s,
    validators,
)
from bot.article.fetch.connect import Lookup, Meter, SystemLookup, guarded_connector, metered
from bot.article.fetch.cookies import Cookies
from bot.article.fetch.guard import check_url
from bot.article.fetch.kinds import (
    ARTICLES,
    DOCUMENTS,
    HEAD_BYTES,
    Sought,
    confirmed,
    may_be_read,
    recognise,
)
from bot.article.fetch.pace import Pace
from bot.article.fetch.turns import Turns
from bot.article.links.urls import read_url, site
from bot.core.errors import (
    AddressNotAllowedError,
    BrokenPageError,
    CertificateError,
    ConnectionFailedError,
    EmptyPageError,
    FetchError,
    FetchTimeoutError,
    HostNotFoundError,
    NotHtmlError,
    PageTooLargeError,
    TooManyRedirectsError,
)
from bot.core.models import Page, Validators

_MAX_FIELD_BYTES = 32_768  # of one header: security policies of big sites exceed aiohttp's 8 KiB
_MAX_HEADERS = 200
_BUFFER_BYTES = 64 * 1024  # a quarter of aiohttp's own: a bomb is decoded in steps of this size

_FAILURES: tuple[tuple[type[Exception], type[FetchError]], ...] = (
    # the first that fits: aiohttp's timeouts are connection errors as well
    (TimeoutError, FetchTimeoutError),
    (aiohttp.ClientConnectorDNSError, HostNotFoundError),
    (aiohttp.ClientPayloadError, BrokenPageError),
    (aiohttp.ClientResponseError, BrokenPageError),  # what came was not HTTP
    (aiohttp.ClientConnectorCertificateError, CertificateError),
    (aiohttp.ClientError, ConnectionFailedError),
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one page may cost."""

    connect_s: float = 5.0
    """The name, and then each dial with its TLS handshake."""
    read_s: float = 5.0
    """Silence before the first piece and between two."""
    total_s: float = 15.0
    """Everything: redirects and waiting for a turn included."""
    redirects: int = 5
    body_bytes: int = 5 * 1024 * 1024
    """As sent, and again after decoding."""
    document_bytes: int = 20 * 1024 * 1024
    """The same for PDF and other files with text, as large as those that people send."""


_LIMITS = FetchLimits()


@dataclass(frozen=True, slots=True)
class _Errand:
    """What one fetch takes along from hop to hop."""

    conditions: Mapping[str, str]
    session: aiohttp.ClientSession
    cookies: Cookies
    sites: set[str] = field(default_factory=set)


class HttpFetcher:
    """PageFetcher over aiohttp; an async context manager that owns its connections.

    Says who it is, keeps cookies for the length of one fetch, ignores the proxies of the
    environment.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits = _LIMITS,
        allow_loopback: bool = False,
        resolver: Lookup | None = None,
        turns: Turns | None = None,
        sought: Sought = ARTICLES,
    ) -> None:
        """Make a fetcher; *allow_loopback* is for tests.

        Args:
            user_agent: Whom the logs of sites will name.
            limits: What one page may cost.
            allow_loopback: Reach this machine, and hurry: it owes no politeness to itself.
            resolver: In place of the system's.
            turns: In place of those that this class would make; fetchers that share them are
                one visitor to a site.
            sought: What it is sent for; anything else is refused.
        """
        self._user_agent = user_agent
        self._limits = limits
        self._allow_loopback = allow_loopback
        self._lookup = resolver
        self._sought = sought
        self._turns = turns or Turns(Pace(pause_s=0, max_hold_s=0) if allow_loopback else Pace())
        self._owned = AsyncExitStack()
        self._connector: aiohttp.TCPConnector | None = None

    async def __aenter__(self) -> Self:
        lookup = self._lookup
        if lookup is None:
            lookup = system = SystemLookup()
            self._owned.callback(system.close)
        self._connector = guarded_connector(
            lookup, timeout_s=self._limits.connect_s, allow_loopback=self._allow_loopback
        )
        self._owned.push_async_callback(self._connector.close)
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
        page = await self._bring(url, {})
        assert page is not None, "only a condition can leave a page where it is"
        return page

    async def refresh(self, url: str, known: Validators) -> Page | None:
        """See bot.core.ports.PageFetcher.

        Every hop is asked with *known*, as nobody can tell which will be the last: a
        redirect is none the less a redirect (RFC 9110 §13.2.1).
        """
        return await self._bring(url, conditions(known))

    async def _bring(self, url: str, asked: Mapping[str, str]) -> Page | None:
        address = str(read_url(url).with_fragment(None))
        cookies = Cookies()
        try:
            async with asyncio.timeout(self._limits.total_s), self._session(cookies) as session:
                return await self._follow(address, _Errand(asked, session, cookies))
        except TimeoutError as error:
            raise FetchTimeoutError(site(url)) from error

    async def _follow(self, url: str, errand: _Errand) -> Page | None:
        for _ in range(self._limits.redirects + 1):
            check_url(url, allow_loopback=self._allow_loopback)
            await self._take_turn(url, errand)
            found = await self._visit(url, errand)
            if not isinstance(found, str):
                return found
            errand.cookies.leave(url, found)
            url = found
        raise TooManyRedirectsError(site(url))

    async def _take_turn(self, url: str, errand: _Errand) -> None:
        """Wait once for each site: its own redirects belong to one visit, as in a browser."""
        where = site(url)
        if where not in errand.sites:
            errand.sites.add(where)
            await self._turns.wait(where)

    async def _visit(self, url: str, errand: _Errand) -> Page | str | None:
        """Return the page at *url*, the address it redirects to, or None if it is as known."""
        with metered() as meter:
            try:
                async with errand.session.get(
                    URL(url, encoded=True), allow_redirects=False, headers=errand.conditions
                ) as response:
                    meter.watch(response.content)
                    found = await self._understand(url, response, errand)
            except (aiohttp.ClientError, TimeoutError) as error:
                raise _failure(error, meter, site(url)) from error
            if meter.spent:  # a body without a length seems to end, and no error tells of it
                raise BrokenPageError(site(url))
        if isinstance(found, Page) and not found.body:
            raise EmptyPageError(site(url))
        return found

    async def _understand(
        self, url: str, response: aiohttp.ClientResponse, errand: _Errand
    ) -> Page | str | None:
        status, headers, where = response.status, response.headers, site(url)
        if target := redirect(url, status, headers):
            return target
        if status == HTTPStatus.NOT_MODIFIED and errand.conditions:
            return None
        if pause_s := retry_after_s(status, headers):
            self._turns.hold(where, pause_s)
        check_answer(status, headers, where)
        kind, body = await self._read(response, where)
        return Page(url, kind, response.charset, body, validators(headers))

    async def _read(self, response: aiohttp.ClientResponse, where: str) -> tuple[str, bytes]:
        """Return what comes, and what it is: its beginning sets its limit, not its label."""
        label = response.content_type if response.headers.get("Content-Type", "").strip() else None
        if label and not may_be_read(label, self._sought.kinds):
            raise NotHtmlError(where, label)
        announced, stream, body = response.content_length or 0, response.content, BytesIO()
        if announced > max(self._limits.body_bytes, self._limits.document_bytes):
            raise PageTooLargeError(where, self._limit(recognise(label, b"")))
        await _fill(body, stream, HEAD_BYTES)
        kind = recognise(label, body.getvalue()[:HEAD_BYTES])
        if kind not in self._sought.kinds:
            raise NotHtmlError(where, kind)
        limit = self._limit(kind)
        _check_size(announced, limit, where)
        await _fill(body, stream, limit + 1)
        _check_size(max(body.tell(), stream.total_raw_bytes), limit, where)
        return _confirmed(kind, body.getvalue(), where)

    def _limit(self, kind: str) -> int:
        return self._limits.document_bytes if kind in DOCUMENTS else self._limits.body_bytes

    def _session(self, cookies: Cookies) -> aiohttp.ClientSession:
        assert self._connector is not None, "enter the fetcher before fetching"
        return aiohttp.ClientSession(
            connector=self._connector,
            connector_owner=False,
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=self._limits.connect_s, sock_read=self._limits.read_s
            ),
            # No Accept-Language: an article is wanted as the link names it, not in a translation
            # of the site's, and a list of languages would tell of the reader.
            headers={
                "User-Agent": self._user_agent,
                "Accept": self._sought.accept,
                "Accept-Encoding": ", ".join(CODINGS),
            },
            cookie_jar=cookies,
            trust_env=False,
            read_bufsize=_BUFFER_BYTES,
            max_field_size=_MAX_FIELD_BYTES,
            max_headers=_MAX_HEADERS,
        )


def _check_size(size: int, limit: int, where: str) -> None:
    if size > limit:
        raise PageTooLargeError(where, limit)


def _confirmed(kind: str, body: bytes, where: str) -> tuple[str, bytes]:
    found = confirmed(kind, body)
    if found != kind:
        raise NotHtmlError(where, found)
    return kind, body


async def _fill(body: BytesIO, stream: aiohttp.StreamReader, size: int) -> None:
    """Read until *body* has *size* bytes, or to the end."""
    while body.tell() < size and (piece := await stream.readany()):
        body.write(piece)


def _failure(error: Exception, meter: Meter, where: str) -> FetchError | AddressNotAllowedError:
    if meter.spent:
        return BrokenPageError(where)
    cause = getattr(error, "os_error", None)
    if isinstance(cause, PermissionError):  # the socket factory refused, or a firewall did
        return AddressNotAllowedError()
    return next(leaf for kind, leaf in _FAILURES if isinstance(error, kind))(where)
