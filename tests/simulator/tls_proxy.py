"""A proxy on loopback that ends TLS itself: programs reach a stand-in by the real addresses.

It answers CONNECT to any name with a certificate of its own authority, and passes on what
it deciphers; a request in the clear is passed on as it is.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import trustme

_HEAD_END: Final = b"\r\n\r\n"
_CHUNK_BYTES: Final = 65_536


@dataclass
class TlsProxy:
    """Passes everything on to *port* of loopback; *asked* holds the first lines of requests."""

    port: int
    authority: trustme.CA = field(default_factory=trustme.CA)
    asked: list[str] = field(default_factory=list)
    url: str = ""
    passing: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a connection."""
        self.passing.add(asyncio.ensure_future(self._pass(reader, writer)))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(_HEAD_END)
        first = head.partition(b"\r\n")[0].decode()
        self.asked.append(first)
        served, server = await asyncio.open_connection("127.0.0.1", self.port)
        if first.startswith("CONNECT "):
            await self._decipher(writer, first.split()[1].partition(":")[0])
        else:
            server.write(head)
        await asyncio.gather(_pump(reader, server), _pump(served, writer))

    async def _decipher(self, writer: asyncio.StreamWriter, host: str) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(host).configure_cert(context)
        writer.write(b"HTTP/1.1 200 OK" + _HEAD_END)
        await writer.start_tls(context)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(_CHUNK_BYTES):
        writer.write(chunk)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def tls_proxy(port: int) -> AsyncIterator[TlsProxy]:
    """Run a proxy on a free port; its clients are gone by the end."""
    proxy = TlsProxy(port)
    server = await asyncio.start_server(proxy.take, "127.0.0.1", 0)
    proxy.url = "http://127.0.0.1:{1}".format(*server.sockets[0].getsockname())
    try:
        yield proxy
    finally:
        server.close()
        await asyncio.gather(*proxy.passing)
