"""Posts of Telegram: who may post, what is stored, and when Telegram hears 200."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import aiohttp
import pytest
from aiohttp.test_utils import TestServer

from bot.core.errors import DatabaseBusyError
from bot.web.health import HOST
from bot.web.webhook import (
    MAX_BODY_BYTES,
    serving_webhook,
    webhook_address,
    webhook_application,
    webhook_secret,
)

TOKEN = "42:TEST"
SECRET = webhook_secret(TOKEN)
PATH = "/hook"
UPDATE = '{"update_id": 1, "message": {"text": "Сәлем!"}}'.encode()


@dataclass
class Store:
    """Remembers transactions; *error* is raised by the next ones, *hold* delays them."""

    batches: list[list[bytes]] = field(default_factory=list)
    full: bool = False
    error: Exception | None = None
    hold: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, bodies: Sequence[bytes]) -> None:
        self.begun.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        self.batches.append(list(bodies))

    async def is_full(self) -> bool:
        return self.full


@dataclass
class Poster:
    """Telegram's side."""

    url: str
    session: aiohttp.ClientSession

    async def post(
        self, body: bytes = UPDATE, secret: str | None = SECRET
    ) -> tuple[int, str, str]:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        async with self.session.post(self.url, data=BytesIO(body), headers=headers) as answer:
            return answer.status, answer.headers.get("Retry-After", ""), await answer.text()


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
async def telegram(store: Store) -> AsyncIterator[Poster]:
    app = webhook_application(store.take, secret=SECRET, path=PATH, is_full=store.is_full)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        yield Poster(str(server.make_url(PATH)), session)


async def test_an_update_is_stored_as_it_came_and_200_says_so(
    telegram: Poster, store: Store
) -> None:
    assert await telegram.post() == (200, "", "")
    assert store.batches == [[UPDATE]]


async def test_200_waits_for_the_end_of_the_transaction(telegram: Poster, store: Store) -> None:
    store.hold = asyncio.Event()
    posting = asyncio.create_task(telegram.post())
    await store.begun.wait()
    await asyncio.sleep(0.02)

    assert not posting.done()
    store.hold.set()
    assert (await posting)[0] == 200


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET.upper(), "құпия", "\udcff"])
async def test_whoever_does_not_know_the_secret_is_told_nothing(
    telegram: Poster, store: Store, secret: str | None
) -> None:
    if secret == "\udcff":  # a byte that is no UTF-8, as no client of ours would send it
        reader, writer = await asyncio.open_connection(HOST, int(telegram.url.split(":")[2][:-5]))
        head = b"POST /hook HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 2\r\n"
        writer.write(head + b"X-Telegram-Bot-Api-Secret-Token: \xff\r\n\r\n{}")
        assert (await reader.read()).startswith(b"HTTP/1.1 403 ")
        writer.close()
        await writer.wait_closed()
    else:
        assert await telegram.post(secret=secret) == (403, "", "")
    assert store.batches == []


@pytest.mark.parametrize("body", [b"", b"no JSON", b"[]", b"\xff\x00", b"[" * 10_000])
async def test_what_nobody_can_read_is_handed_on_or_it_would_come_again_for_a_day(
    telegram: Poster, store: Store, body: bytes
) -> None:
    assert (await telegram.post(body))[0] == 200
    assert store.batches == [[body]]


async def test_a_body_beyond_the_limit_is_refused(telegram: Poster, store: Store) -> None:
    assert (await telegram.post(b" " * (MAX_BODY_BYTES + 1)))[0] == 413
    assert (await telegram.post(b" " * (MAX_BODY_BYTES - 1)))[0] == 200
    assert len(store.batches) == 1


async def test_only_posts_to_the_path_are_taken(telegram: Poster) -> None:
    async with telegram.session.get(telegram.url) as answer:
        assert answer.status == 405
    async with telegram.session.post(f"{telegram.url}/other") as answer:
        assert answer.status == 404


async def test_what_cannot_be_stored_is_to_come_again(telegram: Poster, store: Store) -> None:
    store.error = DatabaseBusyError("qysqa.db")
    assert await telegram.post() == (503, "30", "")

    store.error = None
    assert await telegram.post() == (200, "", "")
    assert store.batches == [[UPDATE]]


async def test_what_there_is_no_room_for_is_to_come_again(telegram: Poster, store: Store) -> None:
    store.full = True

    assert await telegram.post() == (503, "30", "")
    assert store.batches == []


async def test_a_bug_is_no_200(telegram: Poster, store: Store) -> None:
    store.error = ValueError("a bug")

    assert (await telegram.post())[0] == 500


async def test_posts_that_come_meanwhile_share_the_next_transaction(
    telegram: Poster, store: Store
) -> None:
    store.hold = asyncio.Event()
    first = asyncio.create_task(telegram.post(b"0"))
    await store.begun.wait()
    others = [asyncio.create_task(telegram.post(str(n).encode())) for n in range(1, 50)]
    await asyncio.sleep(0.2)
    store.hold.set()

    statuses = [(await one)[0] for one in (first, *others)]
    assert statuses == [200] * 50
    assert store.batches[0] == [b"0"]
    assert len(store.batches) <= 3
    assert sorted(int(body) for batch in store.batches for body in batch) == list(range(50))


async def test_one_who_hangs_up_stops_nothing(telegram: Poster, store: Store) -> None:
    store.hold = asyncio.Event()
    leaving = asyncio.create_task(telegram.post(b"1"))
    await store.begun.wait()
    leaving.cancel()
    staying = asyncio.create_task(telegram.post(b"2"))
    await asyncio.sleep(0.02)
    store.hold.set()

    assert (await staying)[0] == 200
    assert store.batches == [[b"1"], [b"2"]]


async def test_it_is_served_where_the_owner_says(store: Store) -> None:
    app = webhook_application(store.take, secret=SECRET, path=PATH, is_full=store.is_full)
    async with (
        serving_webhook(app, "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as session,
    ):
        assert (await Poster(address + PATH, session).post())[0] == 200


def test_secret_and_path_are_the_same_at_each_start_and_differ_by_token() -> None:
    assert len(SECRET) == 64
    assert int(SECRET, 16)
    assert webhook_secret(TOKEN) == SECRET != webhook_secret("42:OTHER")
    address = webhook_address("https://bot.example.org", TOKEN)
    assert address == webhook_address("https://bot.example.org/", TOKEN)
    assert address.removeprefix("https://bot.example.org/") not in ("", SECRET[:32])
    assert len(address.rpartition("/")[2]) == 32


def test_a_path_that_the_owner_chose_is_kept() -> None:
    assert webhook_address("https://a.example/b/c", TOKEN) == "https://a.example/b/c"
