"""Connections to the public internet only: one lookup each, every answer checked, then dialled.

The resolver alone is no guard: aiohttp does not ask it about IP literals. The socket
factory sees every address that is about to be dialled, whatever led to it.
"""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.article.guard import check_address
from bot.core.errors import AddressNotAllowedError

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""From a host name to its IP addresses; raises OSError when there are none."""

MAX_ADDRESSES = 2
"""Of a name, one of each family if it has both. aiohttp dials two at most three times."""

CONNECTIONS = 8  # at once, in all
CONNECTIONS_PER_SITE = 2  # what a polite browser-like client opened before HTTP/2
_LOOKUPS = 4  # at once; a silent name server must not take the threads of others

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


def guarded_connector(
    lookup: Lookup, *, timeout_s: float, allow_loopback: bool = False
) -> TCPConnector:
    """Make a connector that dials nothing but the public internet.

    Certificates and SNI stay with the name, and no connection serves two requests:
    what one reader's page was sent over tells nothing to another's.
    """

    def open_socket(info: _AddressInfo) -> socket.socket:
        family, kind, protocol, _, sockaddr = info
        if not check_address(str(sockaddr[0]), allow_loopback=allow_loopback):
            raise PermissionError(errno.EACCES, "address not allowed")  # the dialler wants OSError
        return socket.socket(family, kind, protocol)

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
