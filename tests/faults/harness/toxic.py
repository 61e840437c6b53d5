"""A way to the Bot API on which requests are cut off, delayed, or their answers lost."""

import asyncio
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from random import Random
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

DELAY_S: Final = (0.1, 0.5)
_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)  # SO_LINGER: on, 0 s


@dataclass(frozen=True)
class Toxicity:
    """The share of requests that meet with each."""

    reset: float = 0.0
    delay: float = 0.0
    lose_answer: float = 0.0


@dataclass
class Harm:
    """What was done so far; *lost_sends* are lost answers to sendMessage."""

    resets: int = 0
    delays: int = 0
    lost_answers: int = 0
    lost_sends: int = 0


@dataclass
class ToxicProxy:
    """Stands before *target* on a loopback port while it is entered; harmless until *on*.

    A reset request was read and not passed on: Telegram did nothing. One whose answer is lost
    was done.
    """

    target: str
    toxicity: Toxicity
    random: Random
    on: bool = False
    harm: Harm = field(default_factory=Harm)
    _open: dict[asyncio.Task[None], tuple[asyncio.StreamWriter, ...]] = field(default_factory=dict)
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for writer in chain.from_iterable(self._open.values()):
            writer.transport.abort()  # a cancelled task would be told of as a failure
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    @property
    def url(self) -> str:
        """What a bot is given in place of *target*."""
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task, address = asyncio.current_task(), urlsplit(self.target)
        assert task is not None
        upstream, sink = await asyncio.open_connection(address.hostname, address.port)
        self._open[task] = writer, sink
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._pass_one(reader, writer, upstream, sink):
                    pass
        finally:
            del self._open[task]
            sink.close()
            writer.close()

    async def _pass_one(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        upstream: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
    ) -> bool:
        """Pass a request and its answer; False if the connection is to be closed."""
        request = await _read_message(reader)
        fate, limits = self.random.random() if self.on else 1.0, self.toxicity
        if fate < limits.reset:
            self.harm.resets += 1
            _reset(writer)
            return False
        if fate < limits.reset + limits.delay:
            self.harm.delays += 1
            await asyncio.sleep(self.random.uniform(*DELAY_S))
        sink.write(request)
        answer = await _read_message(upstream)
        if 1 - fate < limits.lose_answer and self.on:
            self.harm.lost_answers += 1
            self.harm.lost_sends += b"/sendMessage " in request
            return False
        writer.write(answer)
        return True


async def _read_message(reader: asyncio.StreamReader) -> bytes:
    """Read a request or an answer with a Content-Length, or without a body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
    return head + await reader.readexactly(int(length or 0))


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST instead of FIN."""
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    writer.transport.abort()
