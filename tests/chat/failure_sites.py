"""Sites on loopback with all that goes wrong with a link; each kind of failure has its page.

They go by names: what resolves a name is the only thing that is not real.
"""

import asyncio
import gzip
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from html import escape
from typing import Any, Final

import aiohttp.connector
import pytest
import trustme

from bot.article.fetch import connect
from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from tests.chat.sites import article_html
from tests.simulator.hostile import Behaviour, redirects, repeats, says, serving, whole
from tests.simulator.loopback import free_port
from tests.simulator.newsstand import RSS_TYPE, Story, rss

SITE, CLOSED, EXPIRED, UNKNOWN_SIGNER, OTHER_NAME = (
    f"{name}.example.com" for name in ("site", "closed", "expired", "unknown-signer", "other-name")
)
PLAIN: Final = f"http://{SITE}"
VIDEO: Final = "www.youtube.com"
QUICK: Final = FetchLimits(read_s=0.5)


def _page(body: str, title: str = "A page", head: str = "") -> Behaviour:
    html = f"<html><head><title>{escape(title)}</title>{head}</head><body>{body}</body></html>"
    return says(lambda: whole(html.encode()))


def _status(status: int, *headers: str) -> Behaviour:
    return says(lambda: whole(b"", "text/html", *headers, status=f"{status} Said"))


async def _reset(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


_HEADLINES = "".join(
    f"<li><a href='/news/{number}'>Headline {number}: what happened in town today</a></li>"
    for number in range(60)
)
_NOT_FREE = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
_COOKIES = (
    "<p>We use cookies and similar technologies. We and our partners store and/or access"
    " information on a device.</p><p>Manage your choices about cookies at any time.</p>"
)
_GZIP = gzip.compress(article_html().encode())
_UNENDED = "words that go on and on and never come to an end " * 60


class _Pages(dict[str, Behaviour]):
    """What is not there is answered as sites do."""

    def __missing__(self, name: str) -> Behaviour:
        return _status(404)


_PAGES: Final = _Pages(
    {
        "fine": says(lambda: whole(article_html().encode())),
        "plain": _page("<p>There is no feed here.</p>"),
        "hangs": repeats(b"", pause_s=0.05),
        "reset": _reset,
        "not-http": says(lambda: b"SSH-2.0-OpenSSH_9.9\r\n\r\n"),
        "empty": says(lambda: whole(b"")),
        "cut": says(lambda: whole(article_html().encode())[:-500]),
        "half-gzip": says(lambda: whole(_GZIP, "text/html", "Content-Encoding: gzip")[:-900]),
        "endless": repeats(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>x" * 25_000
        ),
        "announced": says(
            lambda: (
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999\r\n\r\n"
            )
        ),
        "circle": redirects("/circle"),
        "picture": says(lambda: whole(b"\x89PNG\r\n\x1a\n", "image/png")),
        "inside": redirects("http://10.0.0.1/secret"),
        "front": _page(f"<ul>{_HEADLINES}</ul>", "Site"),
        "nothing": _page(""),
        "no-sentence": _page(f"<article><p>{_UNENDED}</p></article>"),
        "short": _page("<article><p>It rained in town today. It will rain again.</p></article>"),
        "paywall": _page(
            "<article><h1>The dam</h1><p>The town has waited for nine years.</p>"
            "<p>This article is for subscribers.</p></article>",
            "The dam",
            _NOT_FREE,
        ),
        "consent": _page(f"{_COOKIES}<button>Accept all</button>"),
        "script": _page("<div id='root'></div><script src='/a.js'></script>"),
        "robot": _page("<p>Checking your browser before you go on.</p>", "Just a moment..."),
        "challenge": _status(403, "cf-mitigated: challenge"),
        "gone": _page("<p>Try the search.</p>", "Page not found"),
        "pause": _status(429, "Retry-After: 90"),
        "long-pause": _status(429, "Retry-After: 999999"),
        "watch?v=abcdefghijk": _page(
            "", head="<meta property='og:title' content='A short video'>"
        ),
        **dict.fromkeys(
            (f"city-{number}" for number in range(9)),
            says(lambda: whole(rss(Story("/a", "Трамвай")), RSS_TYPE)),
        ),
        **{str(status): _status(status) for status in range(400, 600)},
    }
)


@asynccontextmanager
async def failing_sites(patch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Serve them, and have the bot find them by their names and trust their authority."""
    ours, strange = trustme.CA(), trustme.CA()
    tls = _by_name(
        {
            EXPIRED: ours.issue_cert(EXPIRED, not_after=datetime(2024, 1, 1, tzinfo=UTC)),
            UNKNOWN_SIGNER: strange.issue_cert(UNKNOWN_SIGNER),
            OTHER_NAME: ours.issue_cert("another.example.com"),
            VIDEO: ours.issue_cert(VIDEO),
        }
    )
    async with serving(_PAGES) as plain, serving(_PAGES, tls) as secure:
        ports = {80: _port(plain), 443: _port(secure)}
        _lead_names_here(patch, ports)
        trust = ssl.create_default_context()
        ours.configure_trust(trust)
        patch.setattr(aiohttp.connector, "_SSL_CONTEXT_VERIFIED", trust)
        patch.setitem(_defaults(HttpFetcher), "limits", QUICK)
        yield


def _port(address: str) -> int:
    return int(address.rpartition(":")[2])


_RESULT: Final = connect._result


def _lead_names_here(patch: pytest.MonkeyPatch, ports: Mapping[int, int]) -> None:
    """These names are this machine, where other ports stand for the web's; no others are known."""
    known = {SITE, CLOSED, EXPIRED, UNKNOWN_SIGNER, OTHER_NAME, VIDEO}
    closed = free_port()

    def ask(host: str) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(None, None, None, "", ("127.0.0.1", 0))]

    def result(host: str, ip: str, port: int) -> Any:
        return _RESULT(host, ip, closed if host == CLOSED else ports[port])

    patch.setattr(connect, "_ask_system", ask)
    patch.setattr(connect, "_result", result)


def _by_name(certificates: Mapping[str, trustme.LeafCert]) -> ssl.SSLContext:
    contexts = {}
    for name, certificate in certificates.items():
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(contexts[name])

    def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        connection.context = contexts[name or ""]

    first = contexts[VIDEO]
    first.sni_callback = choose
    return first


def _defaults(made: type) -> dict[str, Any]:
    """What the constructor takes where it is given nothing."""
    return made.__init__.__kwdefaults__  # type: ignore[misc,no-any-return] # of keywords
