"""The Atom feed of a chat's digests."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import feedparser
import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bot.core.digests import Issued
from bot.core.errors import DatabaseBusyError
from bot.core.groups import Group, Plan
from bot.core.languages import KK
from bot.web.atom import PATH, atom_feed, feed_handler, serving_feeds

NS = {"a": "http://www.w3.org/2005/Atom"}
SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
URL = f"https://bot.kala.kz/feeds/{SECRET}.atom"
AT = 1_795_428_000  # 2026-11-23T10:00:00Z
DATE = "Mon, 23 Nov 2026 10:00:00 GMT"
GROUP = Group(-1_001, "Көршілер & достар", secret=SECRET, plan=Plan(since=AT - 5))


def issued(day: int = 23, html: str = "<p>су & <b>кесте</b> — 34</p>") -> Issued:
    slot = f"2026-11-{day}T09:00"
    return Issued(GROUP.chat_id, slot, AT - (23 - day) * 86_400, f"Дайджест {day}", html, KK)


def read(feed: bytes) -> Any:
    parsed: Any = feedparser.parse(
        BytesIO(feed), response_headers={"content-type": "application/atom+xml"}
    )
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def found(feed: bytes, path: str) -> list[str]:
    values: Any = etree.fromstring(feed).xpath(path, namespaces=NS)
    return [str(value) for value in values]


def test_readers_of_feeds_understand_it() -> None:
    parsed = read(atom_feed("Көршілер & достар", URL, [issued(23), issued(22)], AT))

    first, second = parsed.entries
    assert (parsed.version, parsed.feed.title) == ("atom10", "Көршілер & достар")
    assert (first.title, second.title) == ("Дайджест 23", "Дайджест 22")
    assert first.content[0].type == "text/html"
    assert "<b>кесте</b>" in first.content[0].value
    assert first.published == first.updated == "2026-11-23T10:00:00Z"


def test_what_the_standard_asks_for_is_there() -> None:
    feed = atom_feed("", URL, [issued()], AT)

    assert found(feed, "/a:feed/a:title/text()") == ["Qysqa"]
    assert found(feed, "/a:feed/a:updated/text()") == ["2026-11-23T10:00:00Z"]
    assert found(feed, "/a:feed/a:author/a:name/text()") == ["Qysqa"]
    assert found(feed, "/a:feed/a:link[@rel='self']/@href") == [URL]
    assert found(feed, "/a:feed/@xml:lang") == ["kk"]
    assert found(feed, "/a:feed/a:entry/@xml:lang") == ["kk"]
    assert found(feed, "//a:content/@type") == ["html"]
    assert found(feed, "//a:content/text()") == [issued().html]
    assert len(found(feed, "/a:feed/a:id/text()")) == 1


def test_ids_stay_and_tell_nothing() -> None:
    here = atom_feed("", URL, [issued(23), issued(22)], AT)
    moved = URL.replace("bot.kala.kz", "kala.kz/qysqa")
    there = atom_feed("Басқа", moved, [issued(22, "<p>x</p>")], AT + 9)

    ids, others = found(here, "//a:id/text()"), found(there, "//a:id/text()")
    assert [ids[0], ids[2]] == others
    assert len(set(ids)) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
    assert str(GROUP.chat_id) not in "".join(ids)


def test_a_feed_without_digests_is_one_as_well() -> None:
    feed = atom_feed("Көршілер", URL, [], AT)

    assert read(feed).entries == []
    assert found(feed, "/a:feed/@xml:lang") == []


@given(st.text(), st.text())
def test_whatever_is_in_a_digest_is_well_formed(title: str, html: str) -> None:
    feed = atom_feed(title, URL, [replace(issued(), title=title, html=html)], AT)

    assert len(found(feed, "//a:entry")) == 1


class Shelf:
    """The chats with a feed, as a database might find them: letters of any case."""

    def __init__(self) -> None:
        self.issues: Sequence[Issued] = [issued(23), issued(22)]
        self.asked: list[str] = []
        self.broken = False

    async def find(self, secret: str) -> tuple[Group, Sequence[Issued]] | None:
        self.asked.append(secret)
        if self.broken:
            raise DatabaseBusyError("qysqa.db")
        return (GROUP, self.issues) if secret.lower() == SECRET.lower() else None


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def server(shelf: Shelf) -> AsyncIterator[TestServer]:
    app = web.Application()
    app.router.add_get(PATH, feed_handler(shelf.find))
    app.router.add_get("/proxied" + PATH, feed_handler(shelf.find, public_url="https://kala.kz/"))
    running = TestServer(app)
    async with running:
        yield running


async def get(
    server: TestServer, path: str, **headers: str
) -> tuple[int, Mapping[str, str], bytes]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        ClientSession() as session,
        session.get(server.make_url(path), headers=sent) as response,
    ):
        return response.status, response.headers, await response.read()


PLACE = f"/feeds/{SECRET}.atom"


async def test_who_has_the_secret_gets_the_feed(server: TestServer) -> None:
    status, headers, body = await get(server, PLACE)

    assert status == 200
    assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert headers["Last-Modified"] == DATE
    assert headers["Cache-Control"].startswith("private")
    assert headers["Referrer-Policy"] == "no-referrer"
    assert read(body).feed.title == GROUP.title
    assert found(body, "//a:link/@href") == [str(server.make_url(PLACE))]


async def test_feeds_are_served_alone(shelf: Shelf) -> None:
    async with (
        serving_feeds(shelf.find, "127.0.0.1", 0, public_url="https://kala.kz") as address,
        ClientSession() as session,
    ):
        async with session.get(f"{address}{PLACE}") as feed:
            assert found(await feed.read(), "//a:link/@href") == [f"https://kala.kz{PLACE}"]
        async with session.get(f"{address}/healthz") as other:
            assert other.status == 404


async def test_behind_a_proxy_it_names_the_public_address(server: TestServer) -> None:
    _, _, body = await get(server, f"/proxied{PLACE}")

    assert found(body, "//a:link/@href") == [f"https://kala.kz/proxied{PLACE}"]


async def test_who_has_it_already_is_told_so(server: TestServer) -> None:
    _, headers, _ = await get(server, PLACE)

    by_tag = await get(server, PLACE, If_None_Match=headers["ETag"])
    by_date = await get(server, PLACE, If_Modified_Since=DATE)
    both = await get(server, PLACE, If_None_Match='"old"', If_Modified_Since=DATE)

    assert (by_tag[0], by_tag[2], by_tag[1]["ETag"]) == (304, b"", headers["ETag"])
    assert (by_date[0], by_date[1]["Last-Modified"]) == (304, DATE)
    assert both[0] == 200


async def test_a_new_digest_changes_the_tag(server: TestServer, shelf: Shelf) -> None:
    _, headers, _ = await get(server, PLACE)
    shelf.issues = [issued(24), *shelf.issues]

    status, later, _ = await get(
        server, PLACE, If_None_Match=headers["ETag"], If_Modified_Since=DATE
    )

    assert status == 200
    assert later["ETag"] != headers["ETag"]
    assert (await get(server, PLACE, If_Modified_Since=DATE))[0] == 200


async def test_before_the_first_digest_the_feed_is_as_old_as_the_plan(
    server: TestServer, shelf: Shelf
) -> None:
    shelf.issues = []

    _, headers, _ = await get(server, PLACE)

    assert headers["Last-Modified"] == "Mon, 23 Nov 2026 09:59:55 GMT"


async def test_all_that_is_wrong_is_answered_alike(server: TestServer, shelf: Shelf) -> None:
    wrong = (SECRET[:-1] + "A", SECRET.swapcase(), SECRET[:-4], "x", "a" * 200, "%00" * 30, "ә")

    answers = [await get(server, f"/feeds/{secret}.atom") for secret in wrong]

    assert {(status, body) for status, _, body in answers} == {(404, b"")}
    assert {tuple(sorted(set(headers) - {"Date"})) for _, headers, _ in answers} == {
        tuple(sorted(set(answers[0][1]) - {"Date"}))
    }
    assert shelf.asked == [SECRET[:-1] + "A", SECRET.swapcase(), SECRET[:-4]]


async def test_while_the_database_is_busy_readers_are_asked_to_wait(
    server: TestServer, shelf: Shelf
) -> None:
    shelf.broken = True

    status, headers, _ = await get(server, PLACE)

    assert (status, headers["Retry-After"]) == (503, "30")
