"""A web server on loopback that does everything a server must not do.

python -m tests.simulator.hostile    prints its port, and serves until it is ended
"""

import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import cache
from importlib import import_module
from itertools import repeat
from typing import Final

HTML: Final = "text/html; charset=utf-8"
_MIB: Final = 1 << 20

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What comes after the request has been read."""


def head(kind: str | None = HTML, *headers: str, status: str = "200 OK") -> bytes:
    """Return the head of an answer of that content type, without the empty line at its end."""
    labels = [f"Content-Type: {kind}"] if kind else []
    return "".join(f"{line}\r\n" for line in [f"HTTP/1.1 {status}", *labels, *headers]).encode()


def whole(body: bytes, kind: str | None = HTML, *headers: str, status: str = "200 OK") -> bytes:
    """Return a complete answer."""
    return head(kind, *headers, f"Content-Length: {len(body)}", status=status) + b"\r\n" + body


def says(make: Callable[[], bytes]) -> Behaviour:
    """Send what *make* returns; it is made once, at the first request."""
    made = cache(make)

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(made())
        await writer.drain()

    return behave


def redirects(location: str) -> Behaviour:
    """Send the reader on."""
    return says(lambda: whole(b"", HTML, f"Location: {location}", status="302 Found"))


def repeats(start: bytes, piece: bytes = b"", *, pause_s: float = 0) -> Behaviour:
    """Send *start*, and then *piece* until the reader leaves."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        for _ in repeat(None):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return behave


def drips(message: bytes, *, pause_s: float) -> Behaviour:
    """Send byte after byte."""

    async def behave(writer: asyncio.StreamWriter) -> None:
        for byte in message:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(pause_s)

    return behave


@cache
def bomb(coding: str, mebibytes: int = 1024) -> bytes:
    """Return that many zeros in a content coding: a thousandth of their size, or far less."""
    if coding in ("gzip", "deflate"):
        return _deflated(31 if coding == "gzip" else 15, mebibytes)
    return _PACKERS[coding](mebibytes)


def _deflated(window: int, mebibytes: int) -> bytes:
    """Pack one block, which stands on its own after a full flush, and repeat it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    first = packer.compress(bytes(_MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(_MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (mebibytes - 2) + packer.flush()


def _brotli(mebibytes: int) -> bytes:
    packer = import_module("brotli").Compressor(quality=3, lgwin=24)
    pieces = [packer.process(bytes(_MIB)) for _ in range(mebibytes)]
    return b"".join([*pieces, packer.finish()])


def _zstd(mebibytes: int) -> bytes:
    packer = import_module("backports.zstd").ZstdCompressor(level=3)
    pieces = [packer.compress(bytes(_MIB)) for _ in range(mebibytes)]
    return b"".join([*pieces, packer.flush()])


_PACKERS: Final = {"br": _brotli, "zstd": _zstd}


def packed(body: bytes, times: int) -> bytes:
    """Return *body* gzipped that many times."""
    for _ in range(times):
        body = gzip.compress(body, mtime=0)
    return body


@asynccontextmanager
async def serving(
    behaviours: Mapping[str, Behaviour], tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """Serve each behaviour under its name as the path; yield the address of the server."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            name = request.split(b" ", 2)[1].decode("ascii").removeprefix("/")
            await behaviours[name](writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the reader left, as it should, or the test is over
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
