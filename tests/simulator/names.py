"""A name server on loopback that changes its mind, and a lookup that asks it over UDP.

As much of RFC 1035 as addresses need. Nothing is cached on the way: how long an answer
may be kept is zero seconds.
"""

import asyncio
import socket
import struct
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address
from itertools import count
from typing import Final, cast

A: Final = 1  # RFC 1035 §3.2.2
AAAA: Final = 28  # RFC 3596 §2.1
_VERSIONS: Final = {A: 4, AAAA: 6}

_INTERNET: Final = 1
_RECURSION_DESIRED: Final = 0x0100
_ANSWER: Final = 0x8580  # authoritative, and recursion is to be had
_UNKNOWN_NAME: Final = 3
_HEADER: Final = struct.Struct("!6H")  # number, flags, and how many of four kinds of records
_RECORD: Final = struct.Struct("!2sHHIH")  # the name, then type, class, TTL, length of the data
_SAME_NAME: Final = b"\xc0\x0c"  # a pointer to where every question has its name
_MAX_DATAGRAM_BYTES: Final = 65_535
_MAX_LABEL_BYTES: Final = 63

Zone = Mapping[str, Sequence[Collection[str]]]
"""What a name has at the first query of a kind, at the second …; the last stays."""


class NameServer(asyncio.DatagramProtocol):
    """Answers from a zone; *silent* names get no answer at all."""

    def __init__(self, zone: Zone, silent: Collection[str] = ()) -> None:
        self.zone = zone
        self.silent = silent
        self.asked: Counter[tuple[str, int]] = Counter()
        self.address = ("127.0.0.1", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio."""
        self._transport = cast("asyncio.DatagramTransport", transport)
        self.address = transport.get_extra_info("sockname")

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """See asyncio."""
        name, kind = _read_question(data)
        self.asked[name, kind] += 1
        if name not in self.silent:
            self._transport.sendto(self._answer(data, name, kind), addr)

    def _answer(self, question: bytes, name: str, kind: int) -> bytes:
        number = _HEADER.unpack_from(question)[0]
        turns = self.zone.get(name)
        if turns is None:
            return _HEADER.pack(number, _ANSWER | _UNKNOWN_NAME, 1, 0, 0, 0) + question[12:]
        addresses = turns[min(self.asked[name, kind], len(turns)) - 1]
        records = _records(addresses, kind)
        start = _HEADER.pack(number, _ANSWER, 1, len(records), 0, 0)
        return start + question[12:] + b"".join(records)


@asynccontextmanager
async def name_server(zone: Zone, silent: Collection[str] = ()) -> AsyncIterator[NameServer]:
    """Run a name server on a free port of loopback."""
    loop = asyncio.get_running_loop()
    transport, server = await loop.create_datagram_endpoint(
        lambda: NameServer(zone, silent), local_addr=("127.0.0.1", 0)
    )
    try:
        yield server
    finally:
        transport.close()


class DnsLookup:
    """bot.article.fetch.connect.Lookup by asking one server; waits for it without end."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._server = server
        self._numbers = count(1)

    async def __call__(self, host: str) -> list[str]:
        """Return the addresses of *host*, IPv4 first.

        Raises:
            socket.gaierror: The name is not known, or none.
        """
        answers = [await self._ask(host, kind) for kind in (A, AAAA)]
        addresses = [ip for answer in answers for ip in answer]
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "unknown name")
        return addresses

    async def _ask(self, host: str, kind: int) -> list[str]:
        number = next(self._numbers) % 0x10000
        loop = asyncio.get_running_loop()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(0)
            client.connect(self._server)
            client.send(_question(number, host, kind))
            return _read_answer(await loop.sock_recv(client, _MAX_DATAGRAM_BYTES))


def _question(number: int, name: str, kind: int) -> bytes:
    labels = [label.encode("ascii") for label in name.split(".")]
    if not all(0 < len(label) <= _MAX_LABEL_BYTES for label in labels):
        raise socket.gaierror(socket.EAI_NONAME, "no name")
    written = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    header = _HEADER.pack(number, _RECURSION_DESIRED, 1, 0, 0, 0)
    return header + written + struct.pack("!HH", kind, _INTERNET)


def _read_question(message: bytes) -> tuple[str, int]:
    labels: list[str] = []
    at = _HEADER.size
    while length := message[at]:
        labels.append(message[at + 1 : at + 1 + length].decode("ascii").lower())
        at += 1 + length
    return ".".join(labels), int(struct.unpack_from("!H", message, at + 1)[0])


def _records(addresses: Collection[str], kind: int) -> list[bytes]:
    plain = [ip_address(address.partition("%")[0]) for address in addresses]  # DNS has no scopes
    packed = [ip.packed for ip in plain if ip.version == _VERSIONS.get(kind)]
    return [_RECORD.pack(_SAME_NAME, kind, _INTERNET, 0, len(data)) + data for data in packed]


def _read_answer(message: bytes) -> list[str]:
    number_of_answers = _HEADER.unpack_from(message)[3]
    at = message.index(b"\0", _HEADER.size) + 5  # the name's end, type and class
    found: list[str] = []
    for _ in range(number_of_answers):
        length = _RECORD.unpack_from(message, at)[-1]
        at += _RECORD.size + length
        found.append(str(ip_address(message[at - length : at])))
    return found
