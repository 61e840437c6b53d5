"""What the hostile server does, and how reading it must end.

python -m tests.simulator.hostile_cases    prints its address, and serves until it is ended
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from tests.simulator.hostile import (
    HTML,
    Behaviour,
    bomb,
    drips,
    head,
    packed,
    redirects,
    repeats,
    says,
    serving,
    whole,
)
from tests.simulator.hostile_pages import FILE_START, LAUGH, PAGES, article

_XHTML: Final = "application/xhtml+xml"

ARTICLE: Final = "article"
OK: Final = "ok"
TEXT: Final = "paragraph three of an ordinary article"
RUSSIAN: Final = "Обычный абзац обычной статьи номер три"

_TOO_LARGE: Final = {"page_too_large"}
_BROKEN: Final = {"broken_page"}
_LATE: Final = {"fetch_timeout"}
_LATE_OR_BROKEN: Final = _LATE | _BROKEN
_READ: Final = {ARTICLE}
_READ_OR_BROKEN: Final = _READ | _BROKEN
_NO_TEXT: Final = {"no_article"}
_READ_OR_NOT: Final = {ARTICLE, "no_article"}
_READ_OR_KILLED: Final = {ARTICLE, "no_article", "work_too_long"}
_READ_OR_TOO_MUCH: Final = _READ_OR_KILLED | {"page_too_large", "file_too_large"}
_NOT_HTML: Final = {"not_html"}


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that the server does.

    Attributes:
        behave: How it answers.
        ends: The codes of the errors it may end with; ARTICLE when it is read.
        says: What the text of the article must hold.
        hides: What it must not hold.
        waits: It takes time, not work.
    """

    behave: Behaviour
    ends: set[str]
    says: str = ""
    hides: str = "\ufffe"  # no text has it
    waits: bool = False


def _page(make: Callable[[], bytes], kind: str | None = HTML, *headers: str) -> Behaviour:
    return says(lambda: whole(make(), kind, *headers))


def _english() -> bytes:
    return article().encode()


def _coded(coding: str, make: Callable[[], bytes]) -> Behaviour:
    return _page(make, HTML, f"Content-Encoding: {coding}")


def _russian(before: str = "") -> str:
    text = "".join(
        f"<p>Обычный абзац обычной статьи номер {number}, достаточно длинный, чтобы его сочли "
        f"текстом. Второе предложение говорит: {number}.</p>"
        for number in _NUMBERS
    )
    title = "<title>Обычная статья</title>"
    return f"<html><head>{before}{title}</head><body><article>{text}</article></body></html>"


def _in(encoding: str, kind: str = "text/html", before: str = "") -> Case:
    made = _page(lambda: _russian(before).encode(encoding), kind)
    return Case(made, _READ, RUSSIAN)


def _mixed() -> bytes:
    return _russian().encode() + _russian().encode("cp1251") + b"\xff\xfe\x00\x80"


def _hostile(name: str, ends: set[str], text: str = "") -> Case:
    return Case(_page(lambda: PAGES[name]().encode()), ends, text)


def _xhtml(name: str, hides: str) -> Case:
    made = _page(lambda: PAGES[name]().encode(), _XHTML)
    return Case(made, _READ_OR_NOT, hides=hides)


_NUMBERS: Final = (
    "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
)  # fmt: skip
_META: Final = '<meta charset="{}">'
_LATE_META: Final = (
    f"<!--{'x' * 3_000}-->"
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
)
_SOFT_404: Final = (
    b"<html><head><title>404 Not Found</title></head><body><h1>Page not found</h1>"
    b"<p>Sorry, the page that you asked for does not exist.</p></body></html>"
)
_SCRIPT_ONLY: Final = (
    b'<html><body><div id="root"></div><noscript>You need to enable JavaScript to run this '
    b'app.</noscript><script src="/app.js"></script></body></html>'
)
_CHUNKED: Final = head(HTML, "Transfer-Encoding: chunked") + b"\r\n"
_LINK_HINT: Final = b"HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"

BOMBS: Final = ("gzip", "deflate", "br", "zstd")

CASES: Final[dict[str, Case]] = {
    # bombs
    **{
        f"{coding}-bomb": Case(_coded(coding, partial(bomb, coding)), _TOO_LARGE)
        for coding in BOMBS
    },
    "gzip-twice": Case(_coded("gzip, gzip", lambda: packed(bomb("gzip"), 1)), _BROKEN),
    "gzip-20-times": Case(
        _coded(", ".join(["gzip"] * 20), lambda: packed(_english(), 20)), _BROKEN
    ),
    # no end
    "endless": Case(repeats(head() + b"\r\n", b"<p>more and more text </p>" * 2_000), _TOO_LARGE),
    "endless-chunks": Case(
        repeats(_CHUNKED, b"ffff\r\n" + b"x" * 0xFFFF + b"\r\n"), _TOO_LARGE
    ),
    # slow
    "drip": Case(
        repeats(head(HTML, "Content-Length: 1000000") + b"\r\n", b"x", pause_s=1),
        _LATE,
        waits=True,
    ),
    "slow-headers": Case(drips(whole(_english()), pause_s=0.5), _LATE, waits=True),
    "silent": Case(repeats(b"", pause_s=1), _LATE, waits=True),
    "early-hints": Case(repeats(b"", _LINK_HINT, pause_s=0.001), _LATE_OR_BROKEN, waits=True),
    "chunk-extensions": Case(
        repeats(_CHUNKED, b"1;" + b"e" * 4_000 + b"\r\nx\r\n"),
        _LATE_OR_BROKEN | _TOO_LARGE,
        waits=True,
    ),
    "gzip-chunk-extensions": Case(
        repeats(
            head(HTML, "Transfer-Encoding: chunked", "Content-Encoding: gzip")
            + b"\r\na\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03\r\n",
            b"5;" + b"e" * 8_000 + b"\r\n\0\0\0\xff\xff\r\n",  # a block of nothing
        ),
        _LATE_OR_BROKEN | _TOO_LARGE,
        waits=True,
    ),
    # lengths that lie
    "announced-terabyte": Case(
        repeats(head(HTML, f"Content-Length: {10**12}") + b"\r\n" + _english(), pause_s=1),
        _TOO_LARGE,
    ),
    "cut-body": Case(
        says(lambda: head(HTML, "Content-Length: 50000") + b"\r\n" + _english()), _READ_OR_BROKEN
    ),
    "long-body": Case(
        says(lambda: head(HTML, "Content-Length: 100") + b"\r\n" + _english()),
        _READ_OR_NOT | _BROKEN,
    ),
    "two-lengths": Case(
        says(lambda: whole(_english(), HTML, "Content-Length: 5")), _BROKEN
    ),
    # headers
    "header-of-1-MB": Case(_page(_english, HTML, f"X-A: {'a' * 1_000_000}"), _BROKEN),
    "5000-headers": Case(
        _page(_english, HTML, *(f"X-{number}: 1" for number in range(5_000))), _BROKEN
    ),
    "5000-cookies": Case(
        _page(_english, HTML, *(f"Set-Cookie: c{n}={'v' * 200}" for n in range(5_000))), _BROKEN
    ),
    # codings that lie
    "damaged-gzip": Case(
        _coded("gzip", lambda: packed(_english(), 1)[:-60] + bytes(range(60, 120))), _BROKEN
    ),
    "cut-gzip": Case(_coded("gzip", lambda: packed(_english(), 1)[:-20]), _READ_OR_BROKEN),
    "not-gzip": Case(_coded("gzip", _english), _READ_OR_BROKEN),
    "unknown-coding": Case(_coded("x-weird", _english), _BROKEN),
    # not HTTP
    "bad-chunk": Case(says(lambda: _CHUNKED + b"zz\r\nabc\r\n0\r\n\r\n"), _BROKEN),
    "bad-status-line": Case(says(lambda: b"GARBAGE\r\n\r\n" + _english()), _BROKEN),
    "no-status-line": Case(says(_english), _BROKEN),
    # statuses
    "status-999": Case(says(lambda: whole(b"no", status="999 Denied")), {"site_failing"}),
    "status-429": Case(
        says(lambda: whole(b"", HTML, "Retry-After: 86400", status="429 Too Many Requests")),
        {"too_many_requests"},
    ),
    "loop": Case(redirects("/loop"), {"too_many_redirects"}),
    "chain": Case(redirects("/chain-1"), {"too_many_redirects"}),
    # encodings
    "cp1251-unlabelled": _in("cp1251"),
    "cp1251-in-meta": _in("cp1251", before=_META.format("windows-1251")),
    "cp1251-in-late-meta": _in("cp1251", before=_LATE_META),
    "cp1251-called-utf-8": _in("cp1251", "text/html; charset=utf-8"),
    "cp1251-with-false-meta": _in(
        "cp1251", "text/html; charset=windows-1251", _META.format("utf-8")
    ),
    "koi8-r-unlabelled": _in("koi8-r"),
    "utf-16-with-mark": _in("utf-16"),
    "utf-8-unlabelled": _in("utf-8"),
    "utf-8-called-latin-1": _in("utf-8", "text/html; charset=iso-8859-1"),
    "utf-8-called-wat": _in("utf-8", "text/html; charset=wat"),
    "two-encodings": Case(_page(_mixed), _READ, RUSSIAN),
    # pages
    "zero-bytes": _hostile("zero bytes", _READ, TEXT),
    "nested-blocks": _hostile("100,000 nested blocks", _READ_OR_KILLED),
    "long-line": _hostile("a line of 5 MB", _READ_OR_TOO_MUCH),
    "long-word": _hostile("a word of 5 MB", _READ_OR_TOO_MUCH),
    "links": _hostile("100,000 links", _READ_OR_KILLED),
    "attributes": _hostile("100,000 attributes", _NO_TEXT),
    "open-tags": _hostile("20,000 tags left open", _READ_OR_KILLED),
    "laughs": _xhtml("a million laughs", hides=LAUGH),
    "file-by-entity": _xhtml("a file by entity", hides=FILE_START),
    "comment": _hostile("a comment of 5 MB", _NO_TEXT),
    "spaces": _hostile("2 MB of spaces", _READ_OR_NOT),
    "brackets": _hostile("100,000 brackets in JSON-LD", _READ, TEXT),
    "paragraphs": _hostile("50,000 paragraphs", _READ_OR_TOO_MUCH),
    # content types
    "called-image": Case(_page(_english, "image/jpeg"), _NOT_HTML),
    "called-binary": Case(_page(_english, "application/octet-stream"), _READ | _NOT_HTML, TEXT),
    "called-pdf": Case(_page(_english, "application/pdf"), _READ | _NOT_HTML | _BROKEN, TEXT),
    "called-nothing": Case(_page(_english, None), _READ, TEXT),
    "called-text": Case(_page(_english, "text/plain"), _READ, TEXT),
    "called-json": Case(_page(_english, "application/json"), _NOT_HTML),
    "called-video": Case(_page(_english, "video/mp4"), _NOT_HTML),
    "called-xhtml": Case(_page(_english, _XHTML), _READ, TEXT),
    # pages without an article
    "soft-404": Case(_page(lambda: _SOFT_404), {"soft_not_found", "no_article"}),
    "script-only": Case(_page(lambda: _SCRIPT_ONLY), {"script_only", "no_article"}),
    "robot-check": Case(
        says(
            lambda: whole(
                b"<title>Just a moment...</title>Checking your browser before accessing",
                HTML,
                "cf-mitigated: challenge",
                status="403 Forbidden",
            )
        ),
        {"robot_check", "access_denied"},
    ),
}  # fmt: skip

BEHAVIOURS: Final[dict[str, Behaviour]] = {
    OK: _page(_english),
    **{name: case.behave for name, case in CASES.items()},
    **{f"chain-{step}": redirects(f"/chain-{step + 1}") for step in range(1, 200)},
}


async def main() -> None:
    """Serve all cases; what takes long to make is made before the first request."""
    for coding in BOMBS:
        bomb(coding)
    async with serving(BEHAVIOURS) as url:
        print(url, flush=True)  # noqa: T201 - its parent waits for it
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
