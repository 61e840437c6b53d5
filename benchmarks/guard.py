"""Does a link ever reach an address it must not? Replays address attacks without a network.

Each case says what its names resolve to and where its server redirects. Connections end
in a socket pair that answers from here and records what was dialled. A leak is a forbidden
address dialled, or a page brought from a link that policy refuses; a wrong refusal is an
honest link that brought no page.

    python benchmarks/guard.py --data DATA [--gate]      DATA holds security/ssrf_cases.json
"""

import argparse
import asyncio
import json
import socket
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.article.fetch import FetchLimits, HttpFetcher

LIMITS = FetchLimits(connect_s=0.3, read_s=0.3, total_s=1.0)
HONEST_SITES = "93.184."  # where the cases put them
PAGE = b"<html><body><p>page</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
TLS_GREETING = b"\x16"

Case = Mapping[str, Any]


@dataclass
class World:
    """What one case shows a client of the internet, and what it sees of the client."""

    case: Case
    lookups: Counter[str] = field(default_factory=Counter)
    dialled: list[str] = field(default_factory=list)
    greetings: list[bytes] = field(default_factory=list)
    served: int = 0
    serving: set[asyncio.Task[None]] = field(default_factory=set)

    async def lookup(self, host: str) -> Sequence[str]:
        """Answer as the name server of the case does."""
        self.lookups[host] += 1
        await asyncio.sleep(self.case.get("dns_delay", 0))
        answers = self.case.get("dns_seq", {}).get(host)
        if answers:
            return list(answers[min(self.lookups[host], len(answers)) - 1])
        if host not in self.case.get("dns", {}):
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return list(self.case["dns"][host])

    async def dial(
        self, addresses: Sequence[Any], socket_factory: Callable[[Any], socket.socket] | None
    ) -> socket.socket:
        """Connect to this world instead of the first of *addresses*."""
        if socket_factory is not None:
            socket_factory(addresses[0]).close()
        self.dialled.append(str(addresses[0][4][0]))
        ours, theirs = socket.socketpair()
        ours.settimeout(0)
        task = asyncio.ensure_future(self._serve(theirs))
        self.serving.add(task)
        return ours

    async def _serve(self, end: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=end)
        with suppress(OSError):
            start = await reader.read(4_096)
            if start.startswith(TLS_GREETING):  # holds the name in the clear
                self.greetings.append(start)
            else:
                writer.write(self._answer())
                await writer.drain()
        writer.close()

    def _answer(self) -> bytes:
        self.served += 1
        location = self._location()
        if location is None:
            return OK + PAGE
        status = self.case.get("status", 302)
        return f"HTTP/1.1 {status} -\r\nContent-Length: 0\r\nLocation: {location}\r\n\r\n".encode()

    def _location(self) -> str | None:
        redirects = self.case.get("redirects", [])
        if isinstance(redirects, str):  # chain:200
            left = int(redirects.partition(":")[2]) - self.served
            return f"http://good.example.com/{left}" if left > 0 else None
        return redirects[self.served - 1] if self.served <= len(redirects) else None


Client = Callable[[World], Awaitable[object]]
"""Brings the page of the case, or raises."""


async def ours(world: World) -> object:
    """Fetch as the bot does."""
    async with HttpFetcher(user_agent="bench", limits=LIMITS, resolver=world.lookup) as fetcher:
        return await fetcher.fetch(world.case["url"].strip())


async def plain(world: World, *, checked: bool = False) -> object:
    """Fetch with aiohttp as it comes, and optionally the common recipe: a checking resolver."""
    timeout = aiohttp.ClientTimeout(total=LIMITS.total_s)
    connector = aiohttp.TCPConnector(resolver=_Resolver(world, checked=checked))
    async with (
        aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
        session.get(world.case["url"].strip()) as response,
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


async def outcome(client: Client, case: Case) -> str:
    """Play one case: ``leak``, ``wrong`` or ``right``."""
    world = World(case)

    async def dial(addr_infos: Sequence[Any], **options: Any) -> socket.socket:
        return await world.dial(addr_infos, options.get("socket_factory"))

    with (
        patch("aiohttp.connector.aiohappyeyeballs.start_connection", dial),
        patch.dict("os.environ", case.get("env", {})),
    ):
        try:
            brought = bool(await client(world))
        except Exception:  # noqa: BLE001 - whatever it raises, it brought nothing
            brought = False
        await asyncio.gather(*world.serving)
    return judge(case["expect"], world, brought=brought)


def judge(expected: str, world: World, *, brought: bool) -> str:
    """Compare what happened with what the case expects."""
    kind, _, detail = expected.partition(":")
    if any(not _may_dial(ip, kind) for ip in world.dialled):
        return "leak"
    if kind == "block":
        return "leak" if brought else "right"
    if kind == "sni":
        named = any(detail.encode() in greeting for greeting in world.greetings)
        return "right" if named else "wrong"
    return "right" if brought or kind == "any" else "wrong"


def _may_dial(ip: str, kind: str) -> bool:
    if kind in ("allow", "any"):
        return not ip_address(ip).is_loopback  # all that their servers redirect to
    return ip.startswith(HONEST_SITES)


async def run(client: Client, cases: Sequence[Case]) -> dict[str, list[str]]:
    """Play all cases; the identifiers by outcome."""
    outcomes: dict[str, list[str]] = {"leak": [], "wrong": [], "right": []}
    for case in cases:
        outcomes[await outcome(client, case)].append(case["id"])
    return outcomes


def main() -> int:
    """Print a row per client; with ``--gate`` fail unless ours has 0 leaks and 0 refusals."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds security/")
    parser.add_argument("--gate", action="store_true", help="exit 1 unless 0 and 0")
    options = parser.parse_args()
    path = options.data / "security" / "ssrf_cases.json"
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    clients = {"qysqa": ours, "aiohttp": plain, "aiohttp, checking resolver": recipe}
    print(f"{len(cases)} cases{'':19} leaks  wrong refusals")
    failed = False
    for name, client in clients.items():
        outcomes = asyncio.run(run(client, cases))
        leaks, wrong = outcomes["leak"], outcomes["wrong"]
        print(f"{name:28} {len(leaks):6} {len(wrong):15}")
        if client is ours and (leaks or wrong):
            print(f"  leaks {leaks}, wrong {wrong}")
            failed = options.gate
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
