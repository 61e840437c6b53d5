"""Thousands of made-up links: none may reach a private address, or end in anything unforeseen.

``benchmarks/guard.py`` tries a hundred thousand.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any

import aiohappyeyeballs
import pytest

from bot.article.fetch import guard
from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.article.fetch.guard import check_address, check_url
from bot.article.links.urls import parse_link, read_url
from bot.core.errors import FetchError, Refusal
from tests.simulator.hostile_urls import UrlMaker, lookup_at_random, off_the_web, read_by_libc

JUDGED, FETCHED = 8_000, 400
LIMITS = FetchLimits(connect_s=0.3, read_s=0.3, total_s=1)


def test_every_link_is_refused_or_leads_to_the_public_web() -> None:
    make = UrlMaker(seed=4)
    passed = 0
    for _ in range(JUDGED):
        url = make()
        with suppress(Refusal):
            parse_link(url)
        with suppress(Refusal):
            check_url(url)
            literal = read_by_libc(read_url(url).raw_host or "")
            assert literal is None or not off_the_web(literal), url
            passed += 1
    assert passed > JUDGED // 50


@pytest.fixture
async def heard(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[int]]:
    """Yield the connections that a listener on loopback, at a web port, has got."""
    came: list[int] = []

    async def hear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(1)
        writer.close()

    async with await asyncio.start_server(hear, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setattr(guard, "WEB_PORTS", (80, 443, port))
        yield came


async def test_a_listener_on_loopback_hears_of_no_link(
    heard: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dialled: list[str] = []
    connect = aiohappyeyeballs.start_connection

    async def dial(addr_infos: Sequence[Any], **options: Any) -> socket.socket:
        for info in addr_infos:
            options["socket_factory"](info).close()
            dialled.append(info[4][0])
        if off_the_web(dialled[-1]):
            return await connect(addr_infos, **options)
        raise ConnectionRefusedError

    async def lookup(host: str) -> Sequence[str]:
        return lookup_at_random(host)

    monkeypatch.setattr("aiohttp.connector.aiohappyeyeballs.start_connection", dial)
    make = UrlMaker(seed=4, seeds=[f"http://127.0.0.1:{guard.WEB_PORTS[-1]}/"])
    for _ in range(FETCHED):
        async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, resolver=lookup) as made:
            with pytest.raises((Refusal, FetchError)):
                await made.fetch(make())

    assert dialled
    assert not any(off_the_web(ip) for ip in dialled)
    assert heard == []


def test_what_a_name_resolves_to_is_judged_as_others_judge_it() -> None:
    for number in range(200):
        for ip in lookup_at_random(f"{number}.kz"):
            assert check_address(ip) != off_the_web(ip)
