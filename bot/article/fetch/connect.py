"""Connections to the public internet only: one lookup each, every answer checked, then dialled.

The resolver alone is no guard: aiohttp does not ask it about IP literals. The socket
factory sees every address that is about to be dialled, whatever led to it.

The sockets count what comes in. aiohttp shows bodies only, and a server may send little
of that in much wrapping: chunks of one byte, each behind kilobytes of chunk extensions,
or interim answers without end, all of them read and parsed at our cost.
"""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from aiohttp import StreamReader, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.article.fetch.guard import check_address
from bot.core.errors import AddressNotAllowedError

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""From a host name to its IP addresses; raises OSError when there are none."""

MAX_ADDRESSES = 2
"""Of a name, one of each family if it has both. aiohttp dials two at most three times."""

CONNECTIONS = 8  # at once, in all
CONNECTIONS_PER_SITE = 2  # what a polite browser-like client opened before HTTP/2
_LOOKUPS = 4  # at once; a silent name server must not take the threads of others

MAX_WRAPPING_BYTES = 512 * 1024
"""Of handshake, headers, chunk sizes and TLS records, beside a quarter of the body.

Large sites send under 20 KB of headers. What the parser has not seen yet counts as well;
it holds one read, of 256 KiB at most.
"""
_WRAPPING_SHARE = 4
_READ_BYTES = 64  # what each read counts on top: a segment of one byte costs as much to handle

_AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]


class SystemLookup:
    """Asks the operating system, in threads of its own: a hung lookup cannot be cancelled."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="lookup")

    async def __call__(self, host: str) -> list[str]:
        """Return the addresses of *host* in the order the system prefers."""
        loop = asyncio.get_running_loop()
        answers = await loop.run_in_executor(self._threads, _ask_system, host)
        return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in answers))

    def close(self) -> None:
        """Let go of the threads without waiting for their answers."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class GuardedResolver(AbstractResolver):
    """Resolves a name once; one forbidden address among the answers refuses the name."""

    def __init__(self, lookup: Lookup, *, timeout_s: float, allow_loopback: bool) -> None:
        self._lookup = lookup
        self._timeout_s = timeout_s
        self._allow_loopback = allow_loopback

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - aiohttp passes it
    ) -> list[ResolveResult]:
        """Return at most MAX_ADDRESSES; *family* is ignored, both are wanted.

        Raises:
            AddressNotAllowedError: An answer is not on the public internet.
            TimeoutError: There was no answer in time.
            OSError: The name does not resolve.
        """
        async with asyncio.timeout(self._timeout_s):
            addresses = await self._lookup(host)
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        if not all(check_address(ip, allow_loopback=self._allow_loopback) for ip in addresses):
            raise AddressNotAllowedError
        return [_result(host, ip, port) for ip in _one_of_each_family(addresses)]

    async def close(self) -> None:
        """Nothing to let go of: the lookup belongs to its maker."""


class Meter:
    """Counts what comes over one connection, and ends it when too little of that is body."""

    def __init__(self) -> None:
        self.spent = False
        self._taken = 0
        self._body: StreamReader | None = None

    def watch(self, body: StreamReader) -> None:
        """Let the wrapping grow with *body* from now on."""
        self._body = body

    def take(self, size: int) -> None:
        """Count a read of *size* bytes.

        Raises:
            OSError: It was one too many; aiohttp closes the connection on it.
        """
        self._taken += size + _READ_BYTES
        body = self._body.total_raw_bytes if self._body else 0
        if self._taken - body > MAX_WRAPPING_BYTES + body // _WRAPPING_SHARE:
            self.spent = True
            raise OSError(errno.EMSGSIZE, "too much around the body")


_METER: ContextVar[Meter] = ContextVar("meter")


@contextmanager
def metered() -> Iterator[Meter]:
    """Count what comes over the connections that are opened inside."""
    meter = Meter()
    token = _METER.set(meter)
    try:
        yield meter
    finally:
        _METER.reset(token)


class _MeteredSocket(socket.socket):
    """Reads as event loops on selectors do, and counts.

    The loops that read by other means, uvloop's and that of Windows, go uncounted: bodies
    and the time have their limits there as well.
    """

    __slots__ = ("meter",)
    meter: Meter

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """See socket.socket; connections without TLS read so."""
        data = super().recv(bufsize, flags)
        self.meter.take(len(data))
        return data

    def recv_into(self, buffer: Any, nbytes: int = 0, flags: int = 0, /) -> int:
        """See socket.socket; connections with TLS read so."""
        size = super().recv_into(buffer, nbytes, flags)
        self.meter.take(size)
        return size


def guarded_connector(
    lookup: Lookup, *, timeout_s: float, allow_loopback: bool = False
) -> TCPConnector:
    """Make a connector that dials nothing but the public internet.

    It must be used within ``metered``. Certificates and SNI stay with the name, and no
    connection serves two requests: what one reader's page came over tells nothing to another's.
    """

    def open_socket(info: _AddressInfo) -> socket.socket:
        family, kind, protocol, _, sockaddr = info
        if not check_address(str(sockaddr[0]), allow_loopback=allow_loopback):
            raise PermissionError(errno.EACCES, "address not allowed")  # the dialler wants OSError
        opened = _MeteredSocket(family, kind, protocol)
        opened.meter = _METER.get()
        return opened

    return TCPConnector(
        resolver=GuardedResolver(lookup, timeout_s=timeout_s, allow_loopback=allow_loopback),
        socket_factory=open_socket,
        use_dns_cache=False,
        force_close=True,
        limit=CONNECTIONS,
        limit_per_host=CONNECTIONS_PER_SITE,
    )


def _ask_system(host: str) -> list[Any]:
    return socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)


def _one_of_each_family(addresses: Sequence[str]) -> list[str]:
    first = addresses[0]
    others = [ip for ip in addresses[1:] if (":" in ip) != (":" in first)]
    return [first, *(others or addresses[1:])[: MAX_ADDRESSES - 1]]


def _result(host: str, ip: str, port: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=ip,
        port=port,
        family=socket.AF_INET6 if ":" in ip else socket.AF_INET,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )
