"""A Bot API on loopback that costs little: what a bot takes for an answer is the bot's own.

Each token has its own chats. Commands come as JSON, one a line, on standard input; each is
answered with one line. Bots are asked in private chats, by a link that stands in the message.
"""

import asyncio
import json
import os
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final
from urllib.parse import parse_qs

CORE: Final = 1
CHATS: Final = 1_000
LANGUAGES: Final = ("kk", "ru", "en")
ARTICLES: Final = 300
MOST: Final = 100  # updates of one poll; Bot API
ASK_TIMEOUT_S: Final = 30.0
FIRST_CHAT: Final = 1_000_000

Json = dict[str, Any]

_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
_ME: Final = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "qysqa_bot"}
_RESULTS: Final[dict[str, Any]] = {
    "getMe": _ME,
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}


def address(article: int) -> str:
    """The link of a made-up article."""
    return f"https://news.example/2026/{article:04d}-article-of-the-day.html"


def language_of(article: int) -> str:
    """What the article is written in, and what its readers read."""
    return LANGUAGES[article % len(LANGUAGES)]


def question(update_id: int, chat: int) -> Json:
    """Somebody sends the bot a link."""
    article = chat % ARTICLES
    url, name = address(article), f"Reader {chat}"
    person = {"id": chat, "is_bot": False, "first_name": name, "username": f"reader_{chat}"}
    message = {
        "message_id": update_id,
        "from": {**person, "language_code": language_of(article)},
        "chat": {"id": chat, "first_name": name, "username": f"reader_{chat}", "type": "private"},
        "date": int(time.time()),
        "text": url,
        "entities": [{"offset": 0, "length": len(url), "type": "url"}],
        "link_preview_options": {"url": url},
    }
    return {"update_id": update_id, "message": message}


@dataclass
class Talk:
    """What one bot is asked and says.

    Attributes:
        waiting: Updates that are not acknowledged yet.
        handed: When an update was first handed out, by chat, in order.
        lags: Seconds from there to the message.
        bare: Messages without buttons: of ours, none that was asked for.
    """

    waiting: deque[Json] = field(default_factory=deque)
    handed: dict[int, deque[float]] = field(default_factory=dict)
    new: int = 0
    lags: list[float] = field(default_factory=list)
    bare: int = 0
    first: float = 0.0
    last: float = 0.0
    calls: Counter[str] = field(default_factory=Counter)
    next_id: int = 1
    change: asyncio.Event = field(default_factory=asyncio.Event)
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: int = 0

    def ask(self) -> None:
        """One more link, in another chat than the one before."""
        self.waiting.append(question(self.next_id, FIRST_CHAT + self.next_id % CHATS))
        self.next_id += 1
        self._ring()

    def _ring(self) -> None:
        self.change.set()
        self.change = asyncio.Event()

    async def poll(self, given: Json) -> bytes:
        """Acknowledge and hand out."""
        offset, timeout_s = int(given.get("offset", 0)), float(given.get("timeout", 0))
        while self.waiting and self.waiting[0]["update_id"] < offset:
            self.waiting.popleft()
        self.polled.set()
        if not self.waiting and timeout_s:
            try:
                async with asyncio.timeout(timeout_s):
                    await self.change.wait()
            except TimeoutError:
                pass
        return self._handed_out()

    def _handed_out(self) -> bytes:
        batch = [self.waiting[n] for n in range(min(MOST, len(self.waiting)))]
        now = time.monotonic()
        for one in batch:
            if one["update_id"] > self._seen:
                self._seen = one["update_id"]
                self.first = self.first or now
                self.handed.setdefault(one["message"]["chat"]["id"], deque()).append(now)
        return json.dumps({"ok": True, "result": batch}, ensure_ascii=False).encode()

    def said(self, given: Json) -> bytes:
        """A message of the bot: what it shows comes back, as from Telegram."""
        chat, now = int(given["chat_id"]), time.monotonic()
        self.last = now
        self.bare += "reply_markup" not in given
        if self.handed.get(chat):
            self.lags.append(now - self.handed[chat].popleft())
        self._ring()
        message = {
            "message_id": 10_000_000 + len(self.lags),
            "from": _ME,
            "chat": {"id": chat, "first_name": "R", "type": "private"},
            "date": int(time.time()),
            "text": given["text"],
        }
        for name in ("entities", "reply_markup", "link_preview_options"):
            if name in given:
                message[name] = _value(given[name])
        return json.dumps({"ok": True, "result": message}, ensure_ascii=False).encode()

    def begin(self) -> None:
        """Forget what was measured."""
        self.lags, self.first, self.last, self.bare = [], 0.0, 0.0, 0
        self.calls.clear()

    async def answered(self, count: int) -> Json:
        """Wait until so many were answered; what it took."""
        async with asyncio.timeout(ASK_TIMEOUT_S):
            while len(self.lags) < count:
                await self.change.wait()
        lags_ms = [round(1000 * lag, 3) for lag in self.lags]
        took_s = self.last - self.first
        return {"took_s": took_s, "lags_ms": lags_ms, "bare": self.bare, **dict(self.calls)}


class Bots:
    """All bots by their tokens."""

    def __init__(self) -> None:
        self.talks: dict[str, Talk] = {}

    def talk(self, token: str) -> Talk:
        """What was said with the bot of *token*."""
        return self.talks.setdefault(token, Talk())

    async def do(self, command: Json) -> Json:
        """Carry out a command of the benchmark."""
        talk, count = self.talk(command["token"]), int(command.get("count", 0))
        match command["do"]:
            case "ready":
                async with asyncio.timeout(ASK_TIMEOUT_S):
                    await talk.polled.wait()
                return {}
            case "burst":
                talk.begin()
                for _ in range(count):
                    talk.ask()
                return await talk.answered(count)
            case "trickle":
                talk.begin()
                return await self._trickle(talk, count, float(command["every_s"]))
        raise ValueError(command)

    @staticmethod
    async def _trickle(talk: Talk, count: int, every_s: float) -> Json:
        """As people come: at random, so many a second on average."""
        random, at = Random(1), time.monotonic()  # noqa: S311 - the same each time
        for _ in range(count):
            at += random.expovariate(1 / every_s)
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            talk.ask()
        return await talk.answered(count)


class Connection(asyncio.Protocol):
    """One kept-alive connection; requests come one after another."""

    def __init__(self, bots: Bots) -> None:
        self.bots, self.buffer = bots, b""
        self.transport: asyncio.Transport | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Take whole requests."""
        self.buffer += data
        while True:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            length = _length(head)
            if not found or len(rest) < length:
                return
            self.buffer = rest[length:]
            self._take(head.split(b" ", 2)[1].decode(), rest[:length])

    def _take(self, path: str, body: bytes) -> None:
        _, token, method = path.split("/")
        talk, given = self.bots.talk(token.removeprefix("bot")), _fields(body)
        talk.calls[method] += 1
        if method == "getUpdates":
            task = asyncio.ensure_future(self._poll(talk, given))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        elif method == "sendMessage":
            self._say(talk.said(given))
        else:
            result = {"ok": True, "result": _RESULTS.get(method, True)}
            self._say(json.dumps(result).encode())

    async def _poll(self, talk: Talk, given: Json) -> None:
        self._say(await talk.poll(given))

    def _say(self, body: bytes) -> None:
        if self.transport is not None:
            self.transport.write(_HEAD % (len(body), body))


def _length(head: bytes) -> int:
    _, _, value = head.lower().partition(b"\r\ncontent-length:")
    return int(value.split(b"\r\n", 1)[0]) if value else 0


def _value(given: Any) -> Any:
    """Within a form JSON stands as text."""
    return json.loads(given) if isinstance(given, str) else given


def _fields(body: bytes) -> Json:
    if body.startswith(b"{"):
        return dict(json.loads(body))
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}


async def serve(say: Callable[[Json], None]) -> None:
    """Serve until standard input ends."""
    loop, bots = asyncio.get_running_loop(), Bots()
    server = await loop.create_server(lambda: Connection(bots), "127.0.0.1", 0)
    say({"port": server.sockets[0].getsockname()[1]})
    reader = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        say(await bots.do(json.loads(line)))
    server.close()


def pinned(cores: Sequence[int]) -> None:
    """Keep this process on *cores*, of those that the machine has."""
    os.sched_setaffinity(0, set(cores) & os.sched_getaffinity(0) or os.sched_getaffinity(0))


def _say(value: Json) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    pinned([CORE])
    asyncio.run(serve(_say))
