"""Made-up links by the hundred thousand: none may reach a private address, or break anything.

All are judged by the guard, and what it lets pass by a judge that shares no code with it.
A sample goes through the whole fetcher, from sites that redirect to further made-up links,
while a listener waits on loopback.
"""

import asyncio
import random
import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from itertools import islice
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from aiohappyeyeballs import start_connection
from guard_clients import LIMITS
from guard_world import World
from yarl import URL

from bot.article.fetch.fetcher import HttpFetcher
from bot.article.fetch.guard import check_address, check_url
from bot.article.links.urls import read_url
from bot.core.errors import FetchError, Refusal
from tests.simulator.hostile_urls import UrlMaker, lookup_at_random, off_the_web, read_by_libc

PORTS = (80, 443, 22, 6379, 0)  # of the listener, as far as they are to be had; 0 is any
MAX_REDIRECTS = 4  # that a site of the sample sends on
REFUSED, PASSED = "refused", "passed"
HEARD = "heard by the listener"


@dataclass
class Report:
    """What became of the links."""

    judged: Counter[str] = field(default_factory=Counter)
    fetched: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Return it as the lines of a table."""
        rows = [f"\n{self.judged.total()} made-up links"]
        rows += [f"  {name:26}{number:8}" for name, number in self.judged.most_common()]
        rows.append(f"{sum(self.fetched.values()) - self.fetched[HEARD]} of them fetched")
        rows += [f"  {name:26}{number:8}" for name, number in sorted(self.fetched.items())]
        return "\n".join([*rows, f"{'leaks and surprises':28}{len(self.failures):8}"])


async def fuzz(number: int, sample: int, seed: int, seeds: Sequence[str]) -> Report:
    """Try *number* different links, *sample* of them all the way."""
    report = Report(fetched=Counter({HEARD: 0}))
    async with _listener(report) as ports:
        known = [*seeds, *(f"http://127.0.0.1:{port}/" for port in ports)]
        make = UrlMaker(seed, known)
        urls = list(islice(_different(make), number))
        passed = [url for url in urls if _judge(url, report) == PASSED]
        chosen = [*_spread(passed, sample // 2), *_spread(urls, sample - sample // 2)]
        chance = random.Random(seed)  # noqa: S311 - a fuzz wants a seed, not secrecy
        for url in chosen:
            redirects = [make() for _ in range(chance.randrange(MAX_REDIRECTS + 1))]
            await _fetch({"url": url, "redirects": redirects}, report)
        await _check_the_listener(ports[-1], report)
    return report


def _different(make: UrlMaker) -> Iterator[str]:
    known: set[str] = set()
    while True:
        url = make()
        if url not in known:
            known.add(url)
            yield url


def _spread(urls: Sequence[str], number: int) -> Sequence[str]:
    return urls[:: max(1, len(urls) // number)][:number]


def _judge(url: str, report: Report) -> str:
    try:
        check_url(url)
        verdict = PASSED
    except Refusal:
        verdict = REFUSED
    except Exception as error:  # noqa: BLE001 - that there is none is what is tested
        verdict = "surprise"
        report.failures.append(f"{error!r}: {url!a}")
    report.judged[verdict] += 1
    if verdict == PASSED:
        report.failures += _leaks(url)
    return verdict


def _leaks(url: str) -> Iterator[str]:
    """Say what is wrong with a link that passed: where it leads, or that parsers differ on it."""
    read = read_url(url)
    host = read.raw_host or ""
    if not URL(str(read), encoded=True).raw_host == urlsplit(str(read)).hostname == host:
        yield f"read in two ways: {url!a}"
    literal = read_by_libc(host)
    for ip in [literal] if literal else lookup_at_random(host):
        passes = literal is not None or check_address(ip)
        if passes and off_the_web(ip):
            yield f"leads to {ip}: {url!a}"


class _Trap(World):
    """Lets through to loopback what is dialled there, for the listener to hear."""

    async def dial(self, addr_infos: Sequence[Any], **options: Any) -> socket.socket:
        stand_in = await super().dial(addr_infos, **options)
        if not ip_address(self.dialled[-1]).is_loopback:
            return stand_in
        stand_in.close()
        return await start_connection(addr_infos, **options)


async def _fetch(case: dict[str, Any], report: Report, *, allow_loopback: bool = False) -> None:
    async def lookup(host: str) -> Sequence[str]:
        return lookup_at_random(host)

    world = _Trap(case, lookup)
    made = HttpFetcher(
        user_agent="bench", limits=LIMITS, resolver=lookup, allow_loopback=allow_loopback
    )
    with patch("aiohttp.connector.aiohappyeyeballs.start_connection", world.dial):
        try:
            async with made as fetcher:
                await fetcher.fetch(world.url)
            outcome = "page"
        except (Refusal, FetchError) as error:
            outcome = error.code
        except Exception as error:  # noqa: BLE001 - that there is none is what is tested
            outcome = "surprise"
            report.failures.append(f"{error!r}: {case!a}")
        await asyncio.gather(*world.serving)
    report.fetched[outcome] += 1
    if not allow_loopback:
        report.failures += [f"{ip}: {case!a}" for ip in world.dialled if off_the_web(ip)]


@asynccontextmanager
async def _listener(report: Report) -> AsyncIterator[list[int]]:
    async def hear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        report.fetched[HEARD] += 1
        writer.close()

    async with AsyncExitStack() as open_servers:
        ports: list[int] = []
        for port in PORTS:
            with suppress(OSError):  # taken, or for the machine's owner only
                server = await asyncio.start_server(hear, "127.0.0.1", port)
                await open_servers.enter_async_context(server)
                ports.append(server.sockets[0].getsockname()[1])
        yield ports


async def _check_the_listener(port: int, report: Report) -> None:
    """Nothing may have come; but it does hear what comes."""
    if report.fetched[HEARD]:
        report.failures.append(f"{report.fetched[HEARD]} connections to loopback")
    control = Report()
    control.fetched = Counter()
    async with _listener(control) as ports:
        await _fetch({"url": f"http://127.0.0.1:{ports[-1]}/"}, control, allow_loopback=True)
    if not control.fetched[HEARD]:
        report.failures.append(f"the listener on {port} is deaf")
