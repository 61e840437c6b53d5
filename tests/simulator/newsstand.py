"""A loopback site with feeds: what it answers is set out by path, what it hears is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from aiohttp import web
from aiohttp.test_utils import TestServer

RSS_TYPE = "application/rss+xml"
NOON = 1_795_428_000  # 2026-11-23T10:00:00Z


@dataclass(frozen=True, slots=True)
class Story:
    """An article as a feed of the stand announces it."""

    path: str
    title: str
    lead: str = ""
    at: int | None = NOON


@dataclass
class Shelf:
    """What one path answers; with an *etag* it is given once to who asks with it."""

    body: bytes = b""
    kind: str = RSS_TYPE
    status: int = 200
    etag: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Newsstand:
    """Shelves by path; *heard* holds the paths that were asked for, with their headers."""

    url: str = ""
    shelves: dict[str, Shelf] = field(default_factory=dict)
    heard: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.heard]

    async def answer(self, request: web.Request) -> web.Response:
        self.heard.append((request.path, dict(request.headers)))
        shelf = self.shelves.get(request.path, Shelf(b"Nothing here.", "text/html", 404))
        headers = dict(shelf.headers)
        if shelf.etag:
            headers["ETag"] = shelf.etag
            if request.headers.get("If-None-Match") == shelf.etag:
                return web.Response(status=304, headers=headers)
        headers["Content-Type"] = shelf.kind
        return web.Response(body=shelf.body, status=shelf.status, headers=headers)


@asynccontextmanager
async def newsstand(**shelves: Shelf) -> AsyncIterator[Newsstand]:
    stand = Newsstand(shelves={f"/{name}": shelf for name, shelf in shelves.items()})
    app = web.Application()
    app.router.add_get("/{any:.*}", stand.answer)
    async with TestServer(app) as server:
        stand.url = str(server.make_url("")).rstrip("/")
        yield stand


def rss(*stories: Story, title: str = "Қала жаңалықтары", language: str = "kk") -> bytes:
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{escape(story.path)}</link>"
        f"<description>{escape(story.lead)}</description>{_date(story.at)}</item>"
        for story in stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><language>{language}</language>{items}</channel></rss>"
    ).encode()


def front_page(*links: str) -> bytes:
    """A page that names feeds, each as a link element or as its attributes say."""
    return f"<!doctype html><html><head>{''.join(links)}</head><body>Бет</body></html>".encode()


def _date(at: int | None) -> str:
    if at is None:
        return ""
    return f"<pubDate>{format_datetime(datetime.fromtimestamp(at, UTC))}</pubDate>"
