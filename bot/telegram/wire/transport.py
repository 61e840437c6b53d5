"""Bot API calls over aiohttp, through python-telegram-bot's own extension point.

The stock httpx transport costs several times the CPU per call, and its connection pool slows
down as calls run side by side (encode/httpcore#1035).

A failed call says whether Telegram can have seen it, so that a sender knows whether repeating
it may post a message twice: see ``delivered`` of the two errors.
"""

import asyncio
import errno
import io
import json
import os
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import aiohttp

# The type of BaseRequest's timeouts has no public name; python-telegram-bot is pinned.
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

_JSON: Final = MappingProxyType({"Content-Type": "application/json"})

# Raised before the first byte of a request: name lookup, connecting, TLS, the proxy's refusal.
_BEFORE_SENDING: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)

_RESETS: Final = frozenset({errno.ECONNRESET, errno.EPIPE})


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections, and how many seconds for each part of a call.

    None waits for ever. The defaults are HTTPXRequest's.

    Attributes:
        connections: Calls in flight at a time; more wait for their turn.
        connect_s: From the name lookup to the end of the TLS handshake.
        read_s: Between two pieces of an answer, and before its first.
        write_s: For sending a request without files.
        media_write_s: For sending a request with files.
        pool_s: For a call's turn to come.
    """

    connections: int = 256
    connect_s: float | None = 5
    read_s: float | None = 5
    write_s: float | None = 5
    media_write_s: float | None = 20
    pool_s: float | None = 1


class NoAnswerError(NetworkError):
    """The connection could not be made, or broke.

    Attributes:
        delivered: False when the request never left or was not read; None when Telegram may
            have acted.
    """

    def __init__(self, message: str, *, delivered: Literal[False] | None = None) -> None:
        super().__init__(message)
        self.delivered = delivered


class ThrownAwayError(NoAnswerError):
    """The connection was reset: the request was most likely not read, but nobody knows."""


class NoAnswerInTimeError(TimedOut):
    """A part of the call took longer than its limit.

    Attributes:
        delivered: False when the request never left or was not read; None when Telegram may
            have acted.
    """

    def __init__(self, message: str, *, delivered: Literal[False] | None = None) -> None:
        super().__init__(message)
        self.delivered = delivered


class AiohttpRequest(BaseRequest):
    """Makes the HTTP calls of a ``telegram.Bot`` on one pool of kept-alive connections.

    Reads no proxy or credentials from the environment: *proxy* (http or https, with a user and
    a password if need be) is the only one.

    Raises:
        ValueError: *proxy* is of another kind.
    """

    def __init__(self, limits: Limits | None = None, *, proxy: str | None = None) -> None:
        if proxy is not None and URL(proxy).scheme not in {"http", "https"}:
            raise ValueError("the proxy must be an http or https address")
        self._limits = limits or Limits()
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None
        # aiohttp's own limit cannot tell waiting for a turn from connecting.
        self._turns = asyncio.Semaphore(self._limits.connections)

    @property
    def read_timeout(self) -> float | None:
        """The default, in seconds."""
        return self._limits.read_s

    async def initialize(self) -> None:
        """Open the pool, unless it is open."""
        if self._session is not None:
            return
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),  # _turns is the limit
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )

    async def shutdown(self) -> None:
        """Close the pool, unless it is closed; initialize() opens it again."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - BaseRequest's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return the status and the body of the answer, whatever the status.

        Raises:
            NoAnswerInTimeError: A limit was exceeded.
            NoAnswerError: There was no answer for any other reason.
            RuntimeError: Not initialized, or shut down.
        """
        limits = self._limits
        has_files = request_data is not None and request_data.contains_files
        call = _Call(
            url,
            method,
            request_data,
            connect_s=_chosen(connect_timeout, limits.connect_s),
            read_s=_chosen(read_timeout, limits.read_s),
            write_s=_chosen(write_timeout, limits.media_write_s if has_files else limits.write_s),
        )
        await self._take_turn(_chosen(pool_timeout, limits.pool_s))
        is_answered = False
        try:
            async with await self._response(call) as response:
                is_answered = True
                return response.status, await response.read()
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            failure = _failure(error, is_answered=is_answered)
        finally:
            self._turns.release()
        # Not in the except block, and without a cause: aiohttp's errors quote the URL, which
        # holds the token, and would be printed with every traceback as cause or context.
        raise failure

    async def _take_turn(self, pool_s: float | None) -> None:
        try:
            async with asyncio.timeout(pool_s):
                await self._turns.acquire()
        except TimeoutError:
            message = f"All {self._limits.connections} connections are in use; nothing was sent"
            raise NoAnswerInTimeError(message, delivered=False) from None

    async def _response(self, call: "_Call") -> aiohttp.ClientResponse:
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        body = _body(call.data)
        async with asyncio.timeout(call.head_s):
            return await self._session.request(
                call.method,
                call.url,
                data=body,
                headers=_JSON if isinstance(body, bytes) else None,
                timeout=aiohttp.ClientTimeout(connect=call.connect_s, sock_read=call.read_s),
                allow_redirects=False,  # Telegram sends none; another host must not see the token
            )


@dataclass(frozen=True, slots=True)
class _Call:
    url: str
    method: str
    data: RequestData | None
    connect_s: float | None
    read_s: float | None
    write_s: float | None

    @property
    def head_s(self) -> float | None:
        """Seconds until the answer begins.

        aiohttp has no limit for writing, and counts reading from the end of writing: the sum
        is what bounds an upload that is stuck.
        """
        if self.connect_s is None or self.read_s is None or self.write_s is None:
            return None
        return self.connect_s + self.write_s + self.read_s


def _chosen(given: ODVInput[float], default: float | None) -> float | None:
    """None is a choice: no limit."""
    return default if isinstance(given, DefaultValue) else given


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        # As JSON a letter of Kazakh takes two bytes and no time; %-coded it takes six, and half
        # of what making the call costs. The Bot API takes either (core.telegram.org/bots/api).
        return json.dumps(data.parameters, ensure_ascii=False).encode(errors="surrogatepass")
    form = aiohttp.FormData(quote_fields=False)  # Telegram takes file names as UTF-8, not %-coded
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, content_type) in data.multipart_data.items():
        # BytesIO is sent piece by piece; bytes would go out in one.
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, source, filename=file_name, content_type=content_type)
    return form


def _failure(
    error: aiohttp.ClientError | OSError, *, is_answered: bool
) -> NoAnswerError | NoAnswerInTimeError:
    """Name the error by its class and errno only: any other text of it may quote the URL."""
    number = getattr(error, "errno", None)
    reason = f": {os.strerror(number)}" if number and number > 0 else ""
    message = f"{type(error).__name__}{reason}"
    is_unread = isinstance(error, _BEFORE_SENDING) or _is_reset(error)
    delivered: Literal[False] | None = False if is_unread and not is_answered else None
    if isinstance(error, TimeoutError):
        return NoAnswerInTimeError(message, delivered=delivered)
    is_reset = delivered is False and not isinstance(error, _BEFORE_SENDING)
    return (ThrownAwayError if is_reset else NoAnswerError)(message, delivered=delivered)


def _is_reset(error: BaseException) -> bool:
    """Whether the connection broke because the request was thrown away.

    Linux resets a connection that is closed while data in it wait unread, and one that it does
    not know any more; a server that has read all and goes away ends it with FIN. aiohttp's own
    reset, «Cannot write to closing transport», says that the other end closed it before all
    of the request was written. What can't be told apart, and is taken for the same: a reset
    made by something in between after the request was read, and one within the answer's head.
    """
    is_closing = isinstance(error.__cause__ or error, aiohttp.ClientConnectionResetError)
    return is_closing or getattr(error, "errno", None) in _RESETS
