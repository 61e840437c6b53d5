"""Google's keyless page and MyMemory on loopback, with all that goes wrong with them.

Wire formats as deep-translator 1.11.4 reads them, notices as the services word them.
A server in a thread: it also answers programs that a test has started.
"""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import parse_qsl, urlsplit

PAUSE_S: Final = 0.02  # between the bytes of a slow service: less than any client's patience

BLOCK_PAGE: Final = (
    "<html><head><title>Sorry...</title></head><body>Our systems have detected unusual traffic"
    " from your computer network.</body></html>"
)
ERROR_TEXT: Final = (
    "Error 500 (Server Error)!!1500.That’s an error.There was an error. Please try again later."
    "That’s all we know."
)
QUOTA_TEXT: Final = (
    "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN"
    "  13 HOURS 31 MINUTES 45 SECONDS VISIT"
    " HTTPS://MYMEMORY.TRANSLATED.NET/DOC/USAGELIMITS.PHP TO TRANSLATE MORE"
)
FOREIGN_TEXT: Final = "Cette phrase est écrite en français, et personne ne l’avait demandée ici."

_JSON, _HTML = "application/json; charset=utf-8", "text/html; charset=utf-8"


class Mode(Enum):
    """How a service answers."""

    OK = auto()
    ECHO = auto()
    ENTITIES = auto()
    BREAKS = auto()
    NO_CHARSET = auto()
    WRONG_LANGUAGE = auto()
    ERROR_AS_TEXT = auto()
    QUOTA = auto()
    QUOTA_AS_STRING = auto()
    TOO_MANY = auto()
    BLOCKED = auto()
    FAILING = auto()
    BARE = auto()
    BLOCK_PAGE_AS_OK = auto()
    NO_MATCH = auto()
    ODD_TYPES = auto()
    HANG = auto()
    SLOW_HEAD = auto()
    SLOW_BODY = auto()
    CUT = auto()
    SILENT_END = auto()
    ENDLESS = auto()
    REDIRECTS = auto()


@dataclass(frozen=True, slots=True)
class Heard:
    """A request: *engine* is ``google`` or ``mymemory``, *pair* as sent: ``kk|zh-CN``."""

    engine: str
    text: str
    pair: str
    user_agent: str
    email: str | None

    @property
    def target(self) -> str:
        """The language asked for, without a country."""
        return self.pair.partition("|")[2].partition("-")[0]


@dataclass
class Translators:
    """Both services at two addresses of one server; used as a context manager.

    A text is answered from *answers* (by text and target), or else with a mark before it:
    ``[kk] Hello.`` (which bot.translation.check rightly takes for an echo if it is long).
    One without letters or digits comes back as it is.
    """

    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    mode: Mode = Mode.OK
    heard: list[Heard] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, self))
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))
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
        self._server.server_close()
        self._thread.join()

    @property
    def google_url(self) -> str:
        """Where Google's page is."""
        return f"http://127.0.0.1:{self._server.server_port}/m"

    @property
    def mymemory_url(self) -> str:
        """Where MyMemory is."""
        return f"http://127.0.0.1:{self._server.server_port}/get"

    def translation(self, heard: Heard) -> str:
        """Return the answer of a service in good health."""
        if not any(map(str.isalnum, heard.text)):
            return heard.text
        marked = f"[{heard.target}] {heard.text}"
        return self.answers.get((heard.text, heard.target), marked)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing waits for them, so no socket outlives the test
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, translators: Translators, *connection: Any) -> None:
        self.translators = translators
        super().__init__(*connection)

    def do_GET(self) -> None:
        heard = _read(self.path, self.headers.get("User-Agent", ""))
        self.translators.heard.append(heard)
        with suppress(OSError):  # the client may leave before the end
            mode = self.translators.mode
            _MISBEHAVIOURS.get(mode, _Handler.answer)(self, heard)

    def answer(self, heard: Heard) -> None:
        status, kind, body = _reply(self.translators, heard)
        if self.translators.mode is Mode.NO_CHARSET:
            kind = kind.partition(";")[0]
        self.say(status, kind, body.encode())

    def say(self, status: int, kind: str, body: bytes, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def hang(self, heard: Heard) -> None:
        self.translators.over.wait()

    def end_silently(self, heard: Heard) -> None:
        """Close without a byte."""

    def cut(self, heard: Heard) -> None:
        self.say(200, _HTML, b"<html><body><div class='resu", length=9_000)

    def slow_head(self, heard: Heard) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a")

    def slow_body(self, heard: Heard) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b" ")

    def _drip(self, start: bytes, drop: bytes) -> None:
        self.wfile.write(start)
        while not self.translators.over.wait(PAUSE_S):
            self.wfile.write(drop)

    def endless(self, heard: Heard) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not self.translators.over.is_set():
            self.wfile.write(b" " * 100_000)

    def redirect(self, heard: Heard) -> None:
        self.send_response(302)
        self.send_header("Location", self.path)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Print nothing: what was said is in Translators.heard."""


_MISBEHAVIOURS: Final[dict[Mode, Callable[[_Handler, Heard], None]]] = {
    Mode.HANG: _Handler.hang,
    Mode.SLOW_HEAD: _Handler.slow_head,
    Mode.SLOW_BODY: _Handler.slow_body,
    Mode.CUT: _Handler.cut,
    Mode.SILENT_END: _Handler.end_silently,
    Mode.ENDLESS: _Handler.endless,
    Mode.REDIRECTS: _Handler.redirect,
}


def _read(path: str, user_agent: str) -> Heard:
    address = urlsplit(path)
    asked = dict(parse_qsl(address.query, keep_blank_values=True))
    if address.path == "/m":
        return Heard("google", asked["q"], f"{asked['sl']}|{asked['tl']}", user_agent, None)
    return Heard("mymemory", asked["q"], asked["langpair"], user_agent, asked.get("de"))


def _reply(translators: Translators, heard: Heard) -> tuple[int, str, str]:
    """Status, content type and body."""
    refusals = {
        Mode.TOO_MANY: (429, "text/plain", "Too Many Requests"),
        Mode.BLOCKED: (429, _HTML, BLOCK_PAGE),
        Mode.FAILING: (500, _HTML, ERROR_TEXT),
        Mode.BLOCK_PAGE_AS_OK: (200, _HTML, BLOCK_PAGE),
    }
    if translators.mode in refusals:
        return refusals[translators.mode]
    text = _text(translators, heard)
    if heard.engine == "google":
        return 200, _HTML, _page(translators.mode, text)
    return 200, _JSON, json.dumps(_record(translators.mode, text), ensure_ascii=False)


def _text(translators: Translators, heard: Heard) -> str:
    fixed = {
        Mode.ECHO: heard.text,
        Mode.WRONG_LANGUAGE: FOREIGN_TEXT,
        Mode.ERROR_AS_TEXT: ERROR_TEXT,
        Mode.QUOTA: QUOTA_TEXT,
        Mode.QUOTA_AS_STRING: QUOTA_TEXT,
    }
    return fixed.get(translators.mode) or translators.translation(heard)


def _page(mode: Mode, text: str) -> str:
    if mode is Mode.BARE:
        return "<html><body><p>Google</p></body></html>"
    inside = escape(text)
    if mode is Mode.BREAKS:  # a line break for the first space, the last word in bold
        inside = re.sub(r" (\S+)$", r" <b>\1</b>", inside.replace(" ", "<br>", 1))
    return f'<html><body><div class="result-container">{inside}</div></body></html>'


def _record(mode: Mode, text: str) -> dict[str, object]:
    """What MyMemory says; a refusal comes with its own status, a number or its digits."""
    if mode is Mode.BARE:
        return {"matches": []}
    shown: object = {Mode.NO_MATCH: "", Mode.ODD_TYPES: [text]}.get(mode, text)
    if mode is Mode.ENTITIES:
        shown = escape(text).replace("&#x27;", "&#39;")
    status = {Mode.QUOTA: 429, Mode.QUOTA_AS_STRING: "429"}.get(mode, 200)
    return {
        "responseData": {"translatedText": shown, "match": 0.85},
        "quotaFinished": status != 200,
        "responseDetails": "",
        "responseStatus": status,
        "matches": [],
    }
