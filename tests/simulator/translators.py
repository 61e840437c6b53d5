"""Translation services on loopback, with all that goes wrong with them.

How each is spoken to is its Wire's; how it misbehaves is a Mode, the same for all.
A server in threads: it also answers programs that a test has started.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from threading import Event, Thread
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import parse_qsl, urlsplit

from tests.simulator.modes import Mode, reply
from tests.simulator.wire import Heard, Request, Said, Wire
from tests.simulator.wires import HTML, KEYLESS_WIRES

__all__ = ["Mode", "Translators"]

_NOT_FOUND: Final = Said(404, "Not Found", "text/plain")

PAUSE_S: Final = 0.02  # between the bytes of a slow service: less than any client's patience
POLL_S: Final = 0.002  # how soon it hears that it is over
_KEYLESS_HOSTS: Final = {
    "translate.google.com": "google",
    "api.mymemory.translated.net": "mymemory",
}


@dataclass
class Translators:
    """The keyless services and *wires* at addresses of one server; used as a context manager.

    A text is answered from *answers* (by text and target), or else with a mark before it:
    ``[kk] Hello.`` (which bot.translation.check.answer rightly takes for an echo if it is long).
    One without letters or digits comes back as it is. The first requests are answered as
    *script* says, one mode each, all others in *mode*. A request for a name in *hosts*
    goes to that service, any other to the one that its path begins with.
    """

    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    mode: Mode = Mode.OK
    script: list[Mode] = field(default_factory=list)
    wires: Sequence[Wire] = ()
    hosts: Mapping[str, str] = field(default_factory=lambda: _KEYLESS_HOSTS)
    heard: list[Heard] = field(default_factory=list)
    refused: list[Said] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        known: tuple[Wire, ...] = (*KEYLESS_WIRES, *self.wires)
        self._wires = {wire.engine: wire for wire in known}
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, self))
        self._thread = Thread(target=self._server.serve_forever, args=(POLL_S,))
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens, on 127.0.0.1."""
        return self._server.server_port

    @property
    def connections(self) -> int:
        """How many were made so far."""
        return self._server.accepted

    @property
    def google_url(self) -> str:
        """Where Google's page is."""
        return f"{self.url_of('google')}/m"

    @property
    def mymemory_url(self) -> str:
        """Where MyMemory is."""
        return f"{self.url_of('mymemory')}/get"

    def url_of(self, engine: str) -> str:
        """Where the service with the wire of that name is."""
        return f"http://127.0.0.1:{self.port}/{engine}"

    def wire(self, request: Request) -> Wire | None:
        """Return the service that *request* is for."""
        first = urlsplit(request.path).path.lstrip("/").partition("/")[0]
        host = request.headers.get("host", "").partition(":")[0]
        return self._wires.get(self.hosts.get(host, first))

    def next_mode(self) -> Mode:
        """Return how the next request is answered."""
        try:
            return self.script.pop(0)
        except IndexError:
            return self.mode

    def translation(self, text: str, target: str) -> str:
        """Return the answer of a service in good health; *target* is a code of ours."""
        if not any(map(str.isalnum, text)):
            return text
        return self.answers.get((text, target), f"[{target}] {text}")


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for them, so no socket outlives the test
    request_queue_size = 128

    def __init__(self, *arguments: Any) -> None:
        self.open: set[socket] = set()
        self.accepted = 0
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        self.accepted += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End connections that clients keep for later."""
        for connection in list(self.open):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections are kept
    disable_nagle_algorithm = True

    def __init__(self, translators: Translators, *connection: Any) -> None:
        self.translators = translators
        super().__init__(*connection)

    def do_GET(self) -> None:
        with suppress(OSError):  # the client may leave before the end
            self._take(self._request())

    do_POST = do_GET  # noqa: N815 - the base's name

    def _request(self) -> Request:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = parse_qsl(urlsplit(self.path).query, keep_blank_values=True)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, self.path, query, headers, body)

    def _take(self, request: Request) -> None:
        wire = self.translators.wire(request)
        heard = wire.read(request) if wire else _NOT_FOUND
        if wire and isinstance(heard, Heard):
            self.translators.heard.append(heard)
            self._answer(wire, heard)
        elif isinstance(heard, Said):
            self.translators.refused.append(heard)
            self.say(heard)

    def _answer(self, wire: Wire, heard: Heard) -> None:
        mode = self.translators.next_mode()
        if mode in _MISBEHAVIOURS:
            self.close_connection = True
            _MISBEHAVIOURS[mode](self)
        else:
            self.say(reply(mode, wire, heard, self.translators.translation))

    def say(self, said: Said, length: int | None = None) -> None:
        body = said.body.encode()
        self.send_response(said.status)
        self.send_header("Content-Type", said.kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in (said.headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def hang(self) -> None:
        self.translators.over.wait()

    def end_silently(self) -> None:
        """Close without a byte."""

    def cut(self) -> None:
        self.say(Said(200, "<html><body><div class='resu", HTML), length=9_000)

    def slow_head(self) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a")

    def slow_body(self) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b" ")

    def _drip(self, start: bytes, drop: bytes) -> None:
        self.wfile.write(start)
        while not self.translators.over.wait(PAUSE_S):
            self.wfile.write(drop)

    def endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not self.translators.over.is_set():
            self.wfile.write(b" " * 100_000)

    def redirect(self) -> None:
        self.say(Said(302, "", HTML, {"Location": self.path}))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Print nothing: what was said is in Translators.heard."""


_MISBEHAVIOURS: Final[Mapping[Mode, Callable[[_Handler], None]]] = {
    Mode.HANG: _Handler.hang,
    Mode.SLOW_HEAD: _Handler.slow_head,
    Mode.SLOW_BODY: _Handler.slow_body,
    Mode.CUT: _Handler.cut,
    Mode.SILENT_END: _Handler.end_silently,
    Mode.ENDLESS: _Handler.endless,
    Mode.REDIRECTS: _Handler.redirect,
}
