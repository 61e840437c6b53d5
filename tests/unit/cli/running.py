"""The commands in this process, and web servers beside them."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, TypeVar

from typer.testing import CliRunner

from bot.article.samples import sample
from bot.cli.app import app
from bot.core.languages import KK

T = TypeVar("T")
Json = dict[str, Any]

_TITLE, _, _TEXT = sample(KK).content.decode().partition("\n")
PAGE = (
    f"<!doctype html><html lang=kk><head><meta charset=utf-8><title>{_TITLE}</title></head><body>"
    f"<article><h1>{_TITLE}</h1>"
    + "".join(f"<p>{line}</p>" for line in _TEXT.splitlines() if len(line) > 90)
    + "</article></body></html>"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Json:
        """The one JSON object on stdout."""
        value: Json = json.loads(self.out)
        return value

    @property
    def lines(self) -> list[Json]:
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def reason(self) -> str:
        """What stderr says last; nothing may follow it, and no traceback go before."""
        assert "Traceback" not in self.err
        assert "Something broke" not in self.err
        return self.err.splitlines()[-1]


def qysqa(*words: object, given: bytes | str = b"") -> Outcome:
    """Run a command with *given* on stdin."""
    data = given.encode() if isinstance(given, str) else given
    result = CliRunner().invoke(app, [str(word) for word in words], input=data)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)


_ANSWERS = {
    "/article": (200, "text/html; charset=utf-8", PAGE),
    "/empty": (200, "text/html", "<html><body><p>123.</p></body></html>"),
    "/pdf": (200, "application/pdf", "%PDF-1.7"),
    "/png": (200, "image/png", "PNG"),
}


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, kind, body = _ANSWERS.get(self.path, (404, "text/html", "no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def site() -> Iterator[str]:
    """Serve ``/article``, ``/empty``, ``/pdf`` and ``/png`` on loopback; all else is 404."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def beside(part: AbstractAsyncContextManager[T]) -> Iterator[T]:
    """Keep *part* entered on an event loop of its own while the block lasts."""
    entered: list[T] = []
    ready, done = Event(), Event()

    async def live() -> None:
        async with part as value:
            entered.append(value)
            ready.set()
            await asyncio.to_thread(done.wait)

    thread = Thread(target=asyncio.run, args=(live(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield entered[0]
    finally:
        done.set()
        thread.join()
