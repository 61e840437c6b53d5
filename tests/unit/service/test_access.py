"""The owner's decisions hold at once, and outlast a store that fails for a moment."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.access import Asker, Entry, Mode, Ruling, Verdict
from bot.core.errors import DatabaseBusyError
from bot.service.access import FRESH_S, Access
from tests.contract.people_stores import FakeAccessStore

AIDA, BOLAT, OWNER = 11, 12, 8
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = int(NOW.timestamp())


class Store(FakeAccessStore):
    """Counts how often it was read; fails while it is *broken*, and waits for *gate*."""

    def __init__(self) -> None:
        super().__init__()
        self.reads = 0
        self.broken = False
        self.gate: asyncio.Event | None = None

    async def rulings(self) -> Sequence[Ruling]:
        self.reads += 1
        self._check()
        found = await super().rulings()
        if self.gate is not None:
            await self.gate.wait()
        return found

    async def owner(self, name: str) -> int | None:
        self._check()
        return await super().owner(name)

    def _check(self) -> None:
        if self.broken:
            raise DatabaseBusyError("qysqa.db")


class Time:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def access(store: Store, time: Time) -> Access:
    return Access(store, time, Mode.CLOSED, "@aliya")


async def test_what_is_decided_holds_at_once(access: Access) -> None:
    assert await access.entry(Asker(AIDA)) is Entry.STRANGER
    await access.allow(AIDA)
    assert await access.entry(Asker(AIDA)) is Entry.GRANTED
    await access.ban(AIDA)
    assert await access.entry(Asker(AIDA)) is Entry.BANNED
    assert await access.lift(AIDA, Verdict.BANNED)
    assert await access.entry(Asker(AIDA)) is Entry.STRANGER
    assert not await access.lift(AIDA, Verdict.BANNED)


async def test_the_store_is_asked_once_a_minute(access: Access, store: Store, time: Time) -> None:
    for _ in range(50):
        await access.entry(Asker(AIDA))
    assert store.reads == 1

    store.rows.rulings[AIDA] = Ruling(AIDA, Verdict.ALLOWED, AT)  # as another process does
    time.now += timedelta(seconds=FRESH_S)
    assert await access.entry(Asker(AIDA)) is Entry.GRANTED
    time.now -= timedelta(days=1)  # the clock was set back
    await access.entry(Asker(AIDA))
    assert store.reads == 3


async def test_what_was_read_before_a_decision_does_not_outlast_it(
    access: Access, store: Store
) -> None:
    store.gate = asyncio.Event()
    reading = asyncio.create_task(access.entry(Asker(AIDA)))
    await asyncio.sleep(0)
    await access.allow(AIDA)
    store.gate.set()
    await reading

    assert await access.entry(Asker(AIDA)) is Entry.GRANTED


async def test_a_closed_bot_lets_nobody_in_while_its_list_cannot_be_read(
    access: Access, store: Store
) -> None:
    store.broken = True

    with pytest.raises(DatabaseBusyError):
        await access.entry(Asker(AIDA))
    assert await access.entry(Asker(OWNER, is_owner=True)) is Entry.GRANTED


async def test_an_open_bot_lets_all_in_while_its_list_cannot_be_read_and_says_so(
    store: Store,
) -> None:
    store.broken = True
    access = Access(store, lambda: NOW)
    with capture_logs() as logged:
        entry = await access.entry(Asker(AIDA))

    assert entry is Entry.GRANTED
    assert [one["event"] for one in logged] == ["access.not_read"]


async def test_a_list_that_was_read_once_counts_until_it_can_be_read_again(
    access: Access, store: Store, time: Time
) -> None:
    await access.allow(AIDA)
    await access.entry(Asker(AIDA))
    store.broken = True
    time.now += timedelta(hours=1)

    assert await access.entry(Asker(AIDA)) is Entry.GRANTED


async def test_each_list_has_its_own(access: Access) -> None:
    await access.allow(AIDA)
    await access.ban(BOLAT)

    assert await access.listed(Verdict.ALLOWED) == [Ruling(AIDA, Verdict.ALLOWED, AT)]
    assert await access.listed(Verdict.BANNED) == [Ruling(BOLAT, Verdict.BANNED, AT)]


async def test_the_owners_number_is_learned_when_they_write(
    access: Access, store: Store, time: Time
) -> None:
    assert await access.is_owner(OWNER, "Aliya")
    assert await access.owner_chat() is None
    waiting = asyncio.create_task(access.owner_met())
    for _ in range(2):
        await access.meet_owner(OWNER)
    await waiting

    assert await access.owner_chat() == OWNER
    assert store.rows.owner == ("aliya", OWNER)
    after_restart = Access(store, time, Mode.CLOSED, "t.me/Aliya")
    assert await after_restart.owner_chat() == OWNER
    assert await Access(store, time, Mode.CLOSED, "@bolat").owner_chat() is None


async def test_a_name_that_passed_to_another_person_does_not_make_them_the_owner(
    access: Access, store: Store, time: Time
) -> None:
    await access.meet_owner(OWNER)
    after_restart = Access(store, time, Mode.CLOSED, "@Aliya")

    for one in (access, after_restart):
        assert not await one.is_owner(AIDA, "Aliya")
        assert await one.is_owner(OWNER, "aliya_anew")
    assert await Access(store, time, Mode.CLOSED, "11").is_owner(AIDA, "Aliya")


async def test_nobody_is_the_owner_while_the_store_cannot_tell_who_it_is(
    access: Access, store: Store
) -> None:
    store.broken = True
    with capture_logs() as logged:
        assert not await access.is_owner(AIDA, "Aliya")
    store.broken = False

    assert [one["event"] for one in logged] == ["access.owner_not_read"]
    assert await access.is_owner(AIDA, "Aliya")


async def test_who_the_owner_is_is_asked_once(access: Access, store: Store) -> None:
    assert not await access.is_owner(BOLAT, None)
    store.broken = True

    assert not await access.is_owner(BOLAT, None)
    assert await access.is_owner(OWNER, "Aliya")


async def test_an_owner_named_by_number_is_known_and_not_kept(store: Store, time: Time) -> None:
    access = Access(store, time, Mode.CLOSED, "8")
    assert await access.owner_chat() == OWNER
    await access.meet_owner(OWNER)
    await Access(store, time, Mode.CLOSED, "8").meet_owner(OWNER)

    assert store.rows.owner is None


async def test_an_owner_is_learned_when_they_are_met(access: Access) -> None:
    """Who waits for that asks for the number at once."""

    async def waiting() -> int | None:
        await access.owner_met()
        return await access.owner_chat()

    number = asyncio.create_task(waiting())
    await asyncio.sleep(0)
    await access.meet_owner(OWNER)

    assert await number == OWNER


async def test_an_owner_is_met_though_the_store_fails(access: Access, store: Store) -> None:
    store.broken = True
    with capture_logs() as logged:
        await access.meet_owner(OWNER)

    assert [one["event"] for one in logged] == ["access.owner_not_kept"]
    assert await access.owner_chat() == OWNER


async def test_a_bot_without_an_owner_has_no_owner(store: Store) -> None:
    access = Access(store, lambda: NOW)

    assert await access.owner_chat() is None
    assert not await access.is_owner(OWNER, None)
