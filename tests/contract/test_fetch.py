"""HttpFetcher against a web server on loopback: what PageFetcher promises."""

import gzip
import zlib
from collections.abc import AsyncIterator, Callable, Sequence
from io import BytesIO
from zipfile import ZipFile

import brotli
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from backports import zstd
from yarl import URL

from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.article.fetch.kinds import DOCX, EPUB, PDF
from bot.article.fetch.pace import PAUSE_S, Pace
from bot.article.fetch.turns import Turns
from bot.core.errors import (
    AccessDeniedError,
    AddressNotAllowedError,
    BadLinkError,
    BrokenPageError,
    EmptyPageError,
    NotHtmlError,
    PageNotFoundError,
    PageTooLargeError,
    RobotCheckError,
    SiteAnsweredError,
    SiteFailingError,
    TooManyRedirectsError,
    TooManyRequestsError,
)
from bot.core.models import Page, Validators

HTML = "<html><body><p>Қысқа мақала.</p></body></html>".encode()
WORDS = "Қысқа мақала.".encode()
DATE = "Sun, 22 Nov 2026 10:00:00 GMT"
LIMITS = FetchLimits(
    connect_s=1, read_s=1, total_s=3, redirects=2, body_bytes=1_000, document_bytes=3_000
)
CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "identity": bytes,
}


def office_file(part: str, size: int = 0) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" + " " * size)
        archive.writestr(part, "<document/>")
    return file.getvalue()


BODIES = {
    "pdf": b"%PDF-1.7 " + bytes(2_000),
    "long pdf": b"%PDF-1.7 " + bytes(4_000),
    "epub": b"PK\x03\x04" + bytes(22) + b"\x08\0\0\0mimetype" + EPUB.encode() + bytes(1_500),
    "docx": office_file("word/document.xml", 1_500),
    "sheet": office_file("xl/workbook.xml", 1_500),
    "photo": b"\xff\xd8\xff\xe0",
    "words": WORDS,
    "empty": b"",
}

seen: list[web.Request] = []


async def answer(request: web.Request) -> web.Response:
    """The query says what to answer with."""
    seen.append(request)
    asked = request.query
    if request.path == "/loop":
        raise web.HTTPFound("/loop")
    if request.path == "/welcome" and "Cookie" not in request.headers:
        raise web.HTTPFound("/welcome", headers={"Set-Cookie": "seen=1; Path=/"})
    headers = {"Set-Cookie": "id=1"} | {
        name: asked[key]
        for key, name in (
            ("type", "Content-Type"),
            ("to", "Location"),
            ("coding", "Content-Encoding"),
            ("etag", "ETag"),
            ("modified", "Last-Modified"),
            ("retry", "Retry-After"),
            ("mitigated", "cf-mitigated"),
        )
        if key in asked
    }
    body = BODIES.get(asked.get("body", ""), HTML)
    body = CODERS[asked.get("coding", "identity")](body)
    fresh = {'"old"', DATE} & {
        request.headers.get("If-None-Match"),
        request.headers.get("If-Modified-Since"),
    }
    status = 304 if fresh and "to" not in asked else int(asked.get("status", 200))
    response = web.Response(status=status, body=body, headers=headers)
    if "type" not in asked:
        response.headers["Content-Type"] = ""
    return response


@pytest.fixture
async def server() -> AsyncIterator[str]:
    seen.clear()
    app = web.Application()
    app.router.add_get("/{any:.*}", answer)
    async with TestServer(app) as running:
        yield str(running.make_url("")).rstrip("/")


@pytest.fixture
async def fetcher() -> AsyncIterator[HttpFetcher]:
    async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True) as made:
        yield made


async def test_a_page_comes_with_its_address_type_charset_and_bytes(
    server: str, fetcher: HttpFetcher
) -> None:
    url = f"{server}/ай?type=text/html;charset=%22Windows-1251%22"

    page = await fetcher.fetch(f"{url}#top")

    assert page == Page(
        url=url.replace("ай", "%D0%B0%D0%B9"),
        content_type="text/html",
        charset="Windows-1251",
        body=HTML,
    )


async def test_the_fetcher_says_who_it_is_and_nothing_else(
    server: str, fetcher: HttpFetcher
) -> None:
    await fetcher.fetch(f"{server}/?type=text/html")
    await fetcher.fetch(f"{server}/?type=text/html")

    first, second = (dict(request.headers) for request in seen)
    assert first["User-Agent"] == "Qysqa-test"
    assert first["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert set(second) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "kind", ["text/html", "TEXT/HTML", "application/xhtml+xml", "text/plain", "text/markdown"]
)
async def test_text_is_read(server: str, fetcher: HttpFetcher, kind: str) -> None:
    url = f"{server}/?body=words&type={kind.replace('+', '%2B')}"

    assert await fetcher.fetch(url) == Page(url, kind.lower(), None, WORDS)


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "application/pdf"])
async def test_html_is_html_under_another_name(
    server: str, fetcher: HttpFetcher, kind: str
) -> None:
    assert (await fetcher.fetch(f"{server}/?type={kind}")).content_type == "text/html"


async def test_an_empty_page_is_none(server: str, fetcher: HttpFetcher) -> None:
    with pytest.raises(EmptyPageError):
        await fetcher.fetch(f"{server}/?type=text/html&body=empty")


async def test_a_broken_type_header_is_forgiven(server: str, fetcher: HttpFetcher) -> None:
    page = await fetcher.fetch(f"{server}/?type=text/html;charset=%22utf-8;;=%20;")

    assert page.content_type == "text/html"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("type=application/pdf&body=pdf", PDF),
        ("type=text/html&body=pdf", PDF),
        ("body=pdf", PDF),
        ("type=application/octet-stream&body=epub", EPUB),
        ("type=application/zip&body=docx", DOCX),
        (f"type={DOCX}&body=docx&coding=gzip", DOCX),
    ],
)
async def test_a_document_is_known_by_its_bytes_and_may_be_larger_than_a_page(
    server: str, fetcher: HttpFetcher, query: str, kind: str
) -> None:
    page = await fetcher.fetch(f"{server}/?{query}")

    assert page.content_type == kind
    assert page.body == BODIES[URL(f"/?{query}").query["body"]]
    assert len(page.body) > LIMITS.body_bytes


async def test_a_document_has_its_limit_as_well(server: str, fetcher: HttpFetcher) -> None:
    for query in ("type=application/pdf&body=long%20pdf", "body=long%20pdf&coding=br"):
        with pytest.raises(PageTooLargeError) as failed:
            await fetcher.fetch(f"{server}/?{query}")

        assert failed.value.limit_bytes == LIMITS.document_bytes


async def test_html_without_a_type_is_recognised(server: str, fetcher: HttpFetcher) -> None:
    assert (await fetcher.fetch(f"{server}/")).content_type == "text/html"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("type=image/jpeg", "image/jpeg"),
        ("type=application/json", "application/json"),
        ("type=text/html&body=photo", "image/jpeg"),
        ("body=words", "application/octet-stream"),
        ("body=sheet", "application/zip"),
    ],
)
async def test_what_is_no_text_is_refused_by_its_type(
    server: str, fetcher: HttpFetcher, query: str, kind: str
) -> None:
    with pytest.raises(NotHtmlError) as refused:
        await fetcher.fetch(f"{server}/?{query}")

    assert (refused.value.site, refused.value.content_type) == ("127.0.0.1", kind)


@pytest.mark.parametrize("coding", CODERS)
async def test_a_compressed_page_is_unpacked(
    server: str, fetcher: HttpFetcher, coding: str
) -> None:
    page = await fetcher.fetch(f"{server}/?type=text/html&coding={coding}")

    assert page.body == HTML


@pytest.mark.parametrize(
    ("status", "leaf"),
    [
        (401, AccessDeniedError),
        (402, AccessDeniedError),
        (403, AccessDeniedError),
        (407, AccessDeniedError),
        (451, AccessDeniedError),
        (404, PageNotFoundError),
        (410, PageNotFoundError),
        (429, TooManyRequestsError),
        (202, SiteFailingError),
        (300, SiteFailingError),
        (302, SiteFailingError),  # without saying where to
        (418, SiteFailingError),
        (500, SiteFailingError),
        (503, SiteFailingError),
        (999, SiteFailingError),
    ],
)
async def test_an_http_error_is_told_by_its_status(
    server: str, fetcher: HttpFetcher, status: int, leaf: type[SiteAnsweredError]
) -> None:
    with pytest.raises(leaf) as failed:
        await fetcher.fetch(f"{server}/?type=text/html&status={status}")

    assert (failed.value.site, failed.value.status) == ("127.0.0.1", status)


async def test_a_challenge_is_a_robot_check(server: str, fetcher: HttpFetcher) -> None:
    with pytest.raises(RobotCheckError) as failed:
        await fetcher.fetch(f"{server}/?type=text/html&status=403&mitigated=challenge")

    assert failed.value.site == "127.0.0.1"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(server: str, fetcher: HttpFetcher, status: int) -> None:
    page = await fetcher.fetch(f"{server}/old/a?status={status}&to=../ай%20бет%23end")

    assert page.url == f"{server}/%D0%B0%D0%B9%20%D0%B1%D0%B5%D1%82"
    assert [request.method for request in seen] == ["GET", "GET"]


async def test_a_cookie_lives_as_long_as_one_fetch(server: str, fetcher: HttpFetcher) -> None:
    url = f"{server.replace('127.0.0.1', 'localhost')}/welcome"

    for _ in range(2):
        assert (await fetcher.fetch(url)).body == HTML

    cookies = [request.headers.get("Cookie") for request in seen]
    assert cookies == [None, "seen=1", None, "seen=1"]


async def test_a_cookie_does_not_go_to_another_site(server: str, fetcher: HttpFetcher) -> None:
    named = server.replace("127.0.0.1", "localhost")
    url = str(URL(f"{named}/").with_query(status="302", to=f"{server}/"))

    assert (await fetcher.fetch(url)).url == f"{server}/"
    assert "Cookie" not in seen[1].headers


async def test_redirects_end_at_the_limit(server: str, fetcher: HttpFetcher) -> None:
    with pytest.raises(TooManyRedirectsError) as failed:
        await fetcher.fetch(f"{server}/loop")

    assert failed.value.site == "127.0.0.1"
    assert len(seen) == LIMITS.redirects + 1


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "//192.168.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://printer.local/",
        "http://reader@egemen.kz/",
        "http://[::1",
        "http://xn--/",
        "file:///etc/passwd",
        "data:text/html,x",
        "\\\\10.0.0.1\\",
    ],
)
async def test_a_redirect_off_the_public_web_is_not_followed(
    server: str, fetcher: HttpFetcher, target: str
) -> None:
    with pytest.raises(AddressNotAllowedError):
        await fetcher.fetch(str(URL(server).with_query(status="302", to=target)))

    assert len(seen) == 1


@pytest.mark.parametrize("url", ["egemen.kz", "ftp://egemen.kz/", "http://a@egemen.kz/"])
async def test_what_is_no_link_is_refused(fetcher: HttpFetcher, url: str) -> None:
    with pytest.raises(BadLinkError):
        await fetcher.fetch(url)


async def test_loopback_is_refused_unless_a_test_allows_it(server: str) -> None:
    async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS) as fetcher:
        with pytest.raises(AddressNotAllowedError):
            await fetcher.fetch(f"{server}/")

    assert seen == []


async def test_a_page_within_the_limit_comes_whole_and_a_larger_one_not_at_all(
    server: str,
) -> None:
    exact = FetchLimits(body_bytes=len(HTML))
    small = FetchLimits(body_bytes=len(HTML) - 1)

    async with HttpFetcher(user_agent="Qysqa-test", limits=exact, allow_loopback=True) as fetcher:
        assert (await fetcher.fetch(f"{server}/")).body == HTML
    async with HttpFetcher(user_agent="Qysqa-test", limits=small, allow_loopback=True) as fetcher:
        with pytest.raises(PageTooLargeError) as failed:
            await fetcher.fetch(f"{server}/")
    assert failed.value.limit_bytes == len(HTML) - 1


async def test_a_name_is_looked_up_once_a_request_and_stays_in_the_host_header(
    server: str,
) -> None:
    asked: list[str] = []

    async def lookup(host: str) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = server.replace("127.0.0.1", "localhost")
    async with HttpFetcher(
        user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True, resolver=lookup
    ) as fetcher:
        page = await fetcher.fetch(f"{url}/a")
        await fetcher.fetch(f"{url}/b")

    assert page.url == f"{url}/a"
    assert seen[0].headers["Host"] == url.removeprefix("http://")
    assert asked == ["localhost", "localhost"]


async def test_the_proxy_of_the_environment_is_ignored(
    server: str, fetcher: HttpFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")

    assert (await fetcher.fetch(f"{server}/")).body == HTML


async def test_the_system_resolves_names_by_default(server: str, fetcher: HttpFetcher) -> None:
    page = await fetcher.fetch(f"{server.replace('127.0.0.1', 'localhost')}/")

    assert page.body == HTML


async def test_a_page_says_how_to_ask_for_it_again(server: str, fetcher: HttpFetcher) -> None:
    page = await fetcher.fetch(f"{server}/?etag=%22new%22&modified={DATE.replace(' ', '%20')}")

    assert page.validators == Validators('"new"', DATE)


@pytest.mark.parametrize("known", [Validators('"old"'), Validators(None, DATE)])
async def test_what_has_not_changed_does_not_come_again(
    server: str, fetcher: HttpFetcher, known: Validators
) -> None:
    assert await fetcher.refresh(f"{server}/", known) is None
    assert await fetcher.refresh(f"{server}/old?status=301&to=/new", known) is None


@pytest.mark.parametrize("known", [Validators('"older"'), Validators()])
async def test_what_has_changed_comes(
    server: str, fetcher: HttpFetcher, known: Validators
) -> None:
    page = await fetcher.refresh(f"{server}/?etag=%22new%22", known)

    assert page is not None
    assert (page.body, page.validators) == (HTML, Validators('"new"'))


async def test_an_unasked_nothing_new_is_a_broken_page(server: str, fetcher: HttpFetcher) -> None:
    with pytest.raises(BrokenPageError):
        await fetcher.fetch(f"{server}/?status=304")
    with pytest.raises(BrokenPageError):
        await fetcher.refresh(f"{server}/?status=304", Validators())


async def test_a_refreshed_error_is_an_error(server: str, fetcher: HttpFetcher) -> None:
    with pytest.raises(PageNotFoundError):
        await fetcher.refresh(f"{server}/?status=404", Validators('"older"'))


class Time:
    """Moves on by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def fetcher(self) -> HttpFetcher:
        turns = Turns(Pace(), clock=lambda: self.now, sleep=self.sleep)
        return HttpFetcher(
            user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True, turns=turns
        )


async def test_a_site_is_asked_at_its_pace_and_its_own_redirects_at_once(server: str) -> None:
    time = Time()

    async with time.fetcher() as fetcher:
        await fetcher.fetch(f"{server}/?status=302&to=/a")
        await fetcher.fetch(f"{server}/?status=302&to=/b")

    assert time.slept == [PAUSE_S]
    assert len(seen) == 4


async def test_each_site_on_the_way_is_asked_at_its_pace(server: str) -> None:
    time, named = Time(), server.replace("127.0.0.1", "localhost")

    async with time.fetcher() as fetcher:
        await fetcher.fetch(f"{named}/")
        await fetcher.fetch(str(URL(f"{server}/").with_query(status="302", to=f"{named}/")))

    assert time.slept == [PAUSE_S]


@pytest.mark.parametrize(
    ("status", "leaf"), [(429, TooManyRequestsError), (503, SiteFailingError)]
)
async def test_a_site_that_asks_for_silence_is_not_asked_until_then(
    server: str, status: int, leaf: type[SiteAnsweredError]
) -> None:
    time = Time()

    async with time.fetcher() as fetcher:
        with pytest.raises(leaf):
            await fetcher.fetch(f"{server}/?status={status}&retry=60")
        with pytest.raises(TooManyRequestsError) as refused:
            await fetcher.fetch(f"{server}/other")
        assert (refused.value.site, refused.value.status, len(seen)) == ("127.0.0.1", 429, 1)

        time.now = 60
        assert (await fetcher.fetch(f"{server}/")).body == HTML


async def test_politeness_is_the_default_beyond_this_machine() -> None:
    async def lookup(host: str) -> Sequence[str]:
        return ["10.0.0.1"]

    async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, resolver=lookup) as fetcher:
        with pytest.raises(AddressNotAllowedError):
            await fetcher.fetch("http://egemen.kz/")
        fetcher._turns.hold("egemen.kz", 60)
        with pytest.raises(TooManyRequestsError):
            await fetcher.fetch("http://www.egemen.kz/")
