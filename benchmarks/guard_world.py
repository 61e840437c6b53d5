"""What one address attack shows a client of the internet, and what it sees of the client.

Names are asked over UDP of a real name server on loopback. Connections end in a socket pair
that answers from here; what was dialled is written down, and nothing leaves the machine.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from unittest.mock import patch

from tests.simulator.hostile_urls import off_the_web
from tests.simulator.names import DnsLookup, Zone, name_server

HONEST_SITES = "93.184."  # where the cases put them
PAGE = b"<html><body><p>page</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
TLS_GREETING = b"\x16"

LEAK = "leak"
AGAINST_POLICY = "policy"
WRONG = "wrong"
RIGHT = "right"

Case = Mapping[str, Any]
Client = Callable[["World"], Awaitable[object]]
"""Brings the page of the case, or raises."""


@dataclass
class World:
    """One case, played to one client."""

    case: Case
    lookup: Callable[[str], Coroutine[Any, Any, Sequence[str]]]
    dialled: list[str] = field(default_factory=list)
    greetings: list[bytes] = field(default_factory=list)
    served: int = 0
    serving: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        """What the client is given."""
        return str(self.case["url"]).strip()

    async def dial(self, addr_infos: Sequence[Any], **options: Any) -> socket.socket:
        """Stand in for aiohappyeyeballs.start_connection."""
        factory = options.get("socket_factory") or _open
        for info in addr_infos:
            factory(info).close()  # it may refuse
        return self.connect(str(addr_infos[0][4][0]))

    def connect(self, ip: str) -> socket.socket:
        """Write *ip* down and connect to this world instead; what is no address fails."""
        if not is_address(ip):
            raise OSError("no address")
        self.dialled.append(ip)
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
        start = f"HTTP/1.1 {status} -\r\nContent-Length: 0\r\nLocation: "
        return start.encode() + location.encode("utf-8", "surrogatepass") + b"\r\n\r\n"

    def _location(self) -> str | None:
        redirects = self.case.get("redirects", [])
        if isinstance(redirects, str):  # chain:200
            left = int(redirects.partition(":")[2]) - self.served
            return f"http://good.example.com/{left}" if left > 0 else None
        return redirects[self.served - 1] if self.served <= len(redirects) else None


async def play(client: Client, case: Case) -> str:
    """Play one case to a client and judge what happened."""
    async with _world(case) as world:
        try:
            brought = bool(await client(world))
        except Exception:  # noqa: BLE001 - whatever it raises, it brought nothing
            brought = False
        await asyncio.gather(*world.serving)
    return judge(case["expect"], world, brought=brought)


@asynccontextmanager
async def _world(case: Case) -> AsyncIterator[World]:
    zone = zone_of(case)
    async with name_server(zone, silent=zone if "dns_delay" in case else ()) as names:
        world = World(case, DnsLookup(names.address))
        with (
            patch("aiohttp.connector.aiohappyeyeballs.start_connection", world.dial),
            patch.dict("os.environ", case.get("env", {})),
        ):
            yield world


def zone_of(case: Case) -> Zone:
    """Return the zone of a case: what changes from query to query, and what does not."""
    still = {name: [answers] for name, answers in case.get("dns", {}).items()}
    return still | dict(case.get("dns_seq", {}))


def judge(expected: str, world: World, *, brought: bool) -> str:
    """Compare what happened with what the case expects."""
    kind, _, detail = expected.partition(":")
    if any(map(off_the_web, world.dialled)):
        return LEAK
    if kind in ("connect_only", "stay") and not all(map(_is_honest, world.dialled)):
        return AGAINST_POLICY
    if kind == "block":
        return AGAINST_POLICY if brought else RIGHT
    if kind == "sni":
        named = any(detail.encode() in greeting for greeting in world.greetings)
        return RIGHT if named else WRONG
    return RIGHT if brought or kind in ("any", "stay") else WRONG


def _open(info: Any) -> socket.socket:
    return socket.socket(*info[:3])


def is_address(ip: str) -> bool:
    """Tell an address from a name."""
    with suppress(ValueError):
        return bool(ip_address(ip))
    return False


def _is_honest(ip: str) -> bool:
    return ip.startswith(HONEST_SITES)
