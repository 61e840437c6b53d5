"""A server that says what it is told to, for tests of the HTTP transport."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

from tests.canary import CANARY

TOKEN: Final = CANARY
MESSAGE: Final = {
    "message_id": 1,
    "date": 0,
    "chat": {"id": 7, "type": "private"},
    "text": "ok",
}


def read(value: object) -> object:
    if isinstance(value, web.FileField):
        return value.filename, value.content_type, value.file.read()
    return value


async def given(request: web.Request) -> dict[str, Any]:
    """All parameters as text, however they were written; files as they are."""
    if request.content_type != "application/json":
        return {name: read(value) for name, value in (await request.post()).items()}
    fields = json.loads(await request.read()).items()
    return {name: one if isinstance(one, str) else json.dumps(one) for name, one in fields}


@dataclass
class Server:
    """A Bot API that says what it is told to and remembers what it heard."""

    url: str = ""
    status: int = 200
    body: bytes = json.dumps({"ok": True, "result": MESSAGE}).encode()
    heard: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    peers: set[object] = field(default_factory=set)
    silent: bool = False
    spoken: asyncio.Event = field(default_factory=asyncio.Event)
    hang_up: bool = False
    busy: int = 0
    busiest: int = 0

    def answer(self, status: int, **body: Any) -> None:
        self.status, self.body = status, json.dumps({"ok": status == 200, **body}).encode()

    async def handle(self, request: web.Request) -> web.Response:
        self.peers.add(request.transport and request.transport.get_extra_info("peername"))
        self.headers.append(dict(request.headers))
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            self.heard.append({"path": request.path, **await given(request)})
            await (self.spoken.wait() if self.silent else asyncio.sleep(0.002))
        finally:
            self.busy -= 1
        if self.hang_up and request.transport:
            request.transport.close()
        return web.Response(status=self.status, body=self.body)


@asynccontextmanager
async def serving() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application(client_max_size=1 << 24)
    app.router.add_route("*", "/{tail:.*}", server.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@asynccontextmanager
async def silent_port() -> AsyncIterator[int]:
    """Takes connections, and never reads or writes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]
    await asyncio.sleep(0.05)  # what was being written is dropped now, not in another test


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@asynccontextmanager
async def bot_on(transport: BaseRequest, url: str) -> AsyncIterator[Bot]:
    async with transport:
        yield Bot(
            TOKEN,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=transport,
            get_updates_request=transport,
        )


async def failure(transport: BaseRequest, url: str, **timeouts: Any) -> TelegramError:
    async with bot_on(transport, url) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "hello", **timeouts)
    return caught.value
