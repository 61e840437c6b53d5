"""The clients whose guards are compared: ours, and what others use."""

import asyncio
import socket
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from ipaddress import ip_address
from typing import Any
from unittest.mock import patch

import aiohttp
import anyio.abc
from aiohttp.abc import AbstractResolver, ResolveResult
from guard_world import Client, World, is_address

from bot.article.fetch.fetcher import FetchLimits, HttpFetcher

LIMITS = FetchLimits(connect_s=0.3, read_s=0.3, total_s=1.0)


async def ours(world: World) -> object:
    """Fetch as the bot does."""
    async with HttpFetcher(user_agent="bench", limits=LIMITS, resolver=world.lookup) as fetcher:
        return await fetcher.fetch(world.url)


async def plain(world: World, *, checked: bool = False) -> object:
    """Fetch with aiohttp as it comes, and optionally the common recipe: a checking resolver."""
    timeout = aiohttp.ClientTimeout(total=LIMITS.total_s)
    connector = aiohttp.TCPConnector(resolver=_Resolver(world, checked=checked))
    async with (
        aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
        session.get(world.url) as response,
    ):
        return await response.read()


async def recipe(world: World) -> object:
    """See plain."""
    return await plain(world, checked=True)


class _Resolver(AbstractResolver):
    def __init__(self, world: World, *, checked: bool) -> None:
        self._world = world
        self._checked = checked

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        addresses = await self._world.lookup(host)
        if self._checked and not all(ip_address(ip).is_global for ip in addresses):
            raise OSError("not global")
        return [
            ResolveResult(hostname=host, host=ip, port=port, family=family, proto=0, flags=0)
            for ip in addresses
        ]

    async def close(self) -> None:
        pass


async def ssrfguard(world: World) -> object:
    """Fetch with the best known library; only its check of the peer after dialling is left out."""
    peer, adapter = import_module("ssrfguard"), import_module("ssrfguard.httpx")
    loop = asyncio.get_running_loop()

    def resolve(host: str, port: int, *_: object, **__: object) -> Sequence[Any]:
        addresses: Sequence[str] = [host]
        if not is_address(host):
            addresses = asyncio.run_coroutine_threadsafe(world.lookup(host), loop).result()
        return [(_family(ip), socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]

    async def dial(remote_host: str, **_: object) -> anyio.abc.SocketStream:
        return await anyio.abc.SocketStream.from_socket(world.connect(str(remote_host)))

    with (
        patch("ssrfguard.httpx.anyio.connect_tcp", dial),
        patch("ssrfguard.httpx._verify_peer"),
    ):
        async with (
            adapter.AsyncClient(
                policy=peer.Policy(),
                resolver=resolve,
                timeout=LIMITS.connect_s,
                follow_redirects=True,
            ) as client,
            asyncio.timeout(LIMITS.total_s),
        ):
            return (await client.get(world.url)).content


def _family(ip: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in ip else socket.AF_INET


CLIENTS: dict[str, Client | None] = {
    "qysqa": ours,
    "aiohttp": plain,
    "aiohttp, checking resolver": recipe,
    "ssrfguard": ssrfguard if find_spec("ssrfguard") and find_spec("httpx") else None,
}
"""None: not installed."""
