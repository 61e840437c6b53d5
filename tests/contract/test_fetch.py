"""HttpFetcher against a web server on loopback: what PageFetcher promises."""

import gzip
import zlib
from collections.abc import AsyncIterator, Sequence

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.article.fetch import FetchLimits, HttpFetcher
from bot.core.errors import (
    AccessDeniedError,
    AddressNotAllowedError,
    BadLinkError,
    NotHtmlError,
    PageNotFoundError,
    PageTooLargeError,
    SiteAnsweredError,
    SiteFailingError,
    TooManyRedirectsError,
    TooManyRequestsError,
)
from bot.core.models import Page

HTML = "<html><body><p>Қысқа мақала.</p></body></html>".encode()
LIMITS = FetchLimits(connect_s=1, read_s=1, total_s=3, redirects=2, body_bytes=1_000)

seen: list[web.Request] = []


async def answer(request: web.Request) -> web.Response:
    """The query says what to answer with."""
    seen.append(request)
    asked = request.query
    if request.path == "/loop":
        raise web.HTTPFound("/loop")
    headers = {"Set-Cookie": "id=1"} | {
        name: asked[key]
        for key, name in (
            ("type", "Content-Type"),
            ("to", "Location"),
            ("coding", "Content-Encoding"),
        )
        if key in asked
    }
    body = {"pdf": b"%PDF-1.7 ...", "words": b"\n words"}.get(asked.get("body", ""), HTML)
    if asked.get("coding") in {"gzip", "deflate"}:
        body = gzip.compress(body) if asked["coding"] == "gzip" else zlib.compress(body)
    response = web.Response(status=int(asked.get("status", 200)), body=body, headers=headers)
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
    assert first["Accept-Encoding"].startswith("gzip, deflate")
    assert set(second) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "kind", ["text/html", "TEXT/HTML", "application/xhtml+xml", "text/plain", "text/markdown"]
)
async def test_text_is_read(server: str, fetcher: HttpFetcher, kind: str) -> None:
    page = await fetcher.fetch(f"{server}/?type={kind.replace('+', '%2B')}")

    assert page.content_type == kind.lower()
    assert page.charset is None


async def test_html_without_a_type_is_recognised(server: str, fetcher: HttpFetcher) -> None:
    assert (await fetcher.fetch(f"{server}/")).content_type == "text/html"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("type=image/jpeg", "image/jpeg"),
        ("type=application/json", "application/json"),
        ("type=application/pdf&body=pdf", "application/pdf"),
        ("type=text/html&body=pdf", "application/pdf"),
        ("body=pdf", "application/pdf"),
        ("body=words", "application/octet-stream"),
    ],
)
async def test_what_is_no_text_is_refused_by_its_type(
    server: str, fetcher: HttpFetcher, query: str, kind: str
) -> None:
    with pytest.raises(NotHtmlError) as refused:
        await fetcher.fetch(f"{server}/?{query}")

    assert (refused.value.site, refused.value.content_type) == ("127.0.0.1", kind)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "identity"])
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


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_without_cookies(
    server: str, fetcher: HttpFetcher, status: int
) -> None:
    page = await fetcher.fetch(f"{server}/old/a?status={status}&to=../ай%20бет%23end")

    assert page.url == f"{server}/%D0%B0%D0%B9%20%D0%B1%D0%B5%D1%82"
    assert [request.method for request in seen] == ["GET", "GET"]
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
