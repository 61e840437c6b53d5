"""A broadcast goes on while the bot runs, whatever fails meanwhile."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.broadcasts import Broadcast, Recipient, State, message_tag, report_tag
from bot.core.errors import DatabaseBusyError
from bot.core.jobs import Choice, Due, Parcel, Settled
from bot.service import broadcasts as module
from bot.service.broadcasts import Broadcasts
from tests.contract.people_stores import FakeBroadcastStore, FakePeopleStore, PeopleRows
from tests.contract.queues import FakeOutbox

OWNER = 8
NOW = datetime(2026, 11, 23, tzinfo=UTC)
SOON_S = 0.001


class Says:
    """An Announcer of few words."""

    def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
        tag = message_tag(broadcast.number)
        return Parcel(person.person_id, broadcast.body, repeats=False, tag=tag)

    def progress(self, broadcast: Broadcast) -> Parcel:
        return self._told(broadcast, f"{broadcast.sent}/{broadcast.total}")

    def summary(self, broadcast: Broadcast, delivered: int) -> Parcel:
        return self._told(broadcast, f"done: {delivered}")

    def _told(self, broadcast: Broadcast, said: str) -> Parcel:
        return Parcel(broadcast.chat_id, said, tag=report_tag(broadcast.number))


class Mailing:
    """Broadcasts over the fakes, and a sender that delivers whenever it is woken."""

    def __init__(self) -> None:
        self.rows = PeopleRows()
        self.store = FakeBroadcastStore(self.rows)
        self.outbox = FakeOutbox(self.rows.queues, "one")
        self.now = NOW
        self.broadcasts = Broadcasts(self.store, lambda: self.now)
        self.got: list[tuple[int, str]] = []
        self._settled: list[Settled] = []
        self._sending: list[asyncio.Task[None]] = []

    async def with_people(self, count: int) -> None:
        for number in range(100, 100 + count):
            await FakePeopleStore(self.rows).note(number, "kk", 0)

    def wake(self) -> None:
        self._sending.append(asyncio.create_task(self._send()))

    async def _send(self) -> None:
        dues = await self.outbox.step(self._settled, _every, now=0)
        self._settled = [Settled(due.number, message_id=1) for due in dues]
        self.got += [(due.chat_id, due.body) for due in dues]
        await self.outbox.step(self._settled, lambda _: Choice((), {}), now=0)
        self._settled = []

    async def run(self, until: Callable[[], bool], announcer: Any = None) -> None:
        going = asyncio.create_task(
            self.broadcasts.run(announcer or Says(), self.wake, lambda: 0, every_s=SOON_S)
        )
        async with asyncio.timeout(5):
            while not until():  # noqa: ASYNC110 - the fakes tell nobody of changes
                await asyncio.sleep(SOON_S)
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)
        await asyncio.gather(*self._sending)

    def is_over(self) -> bool:
        return all(one.state is State.DONE for one, _ in self.rows.broadcasts.values())


def _every(dues: Any) -> Choice:
    assert all(isinstance(due, Due) for due in dues)
    return Choice([due.number for due in dues], {})


@pytest.fixture
def mailing() -> Mailing:
    return Mailing()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_S", SOON_S)
    monkeypatch.setattr(module, "PAUSE_S", SOON_S)


async def test_everybody_gets_it_once_and_the_owner_hears_how_it_went(mailing: Mailing) -> None:
    await mailing.with_people(25)
    number = await mailing.broadcasts.draft(OWNER, "hello")
    begun = await mailing.broadcasts.begin(number)
    await mailing.run(mailing.is_over)

    assert begun is not None
    assert begun.total == await mailing.broadcasts.audience(OWNER) == 25
    people = [chat for chat, body in mailing.got if body == "hello"]
    assert people == list(range(100, 125))
    told = [body for chat, body in mailing.got if chat == OWNER]
    assert told == ["10/25", "done: 25"]


async def test_the_owner_is_told_every_few_seconds(mailing: Mailing) -> None:
    await mailing.with_people(20)
    number = await mailing.broadcasts.draft(OWNER, "hello")
    await mailing.broadcasts.begin(number)

    def later() -> bool:
        mailing.now += timedelta(seconds=module.TELL_EVERY_S)
        return mailing.is_over()

    await mailing.run(later)

    told = [body for chat, body in mailing.got if chat == OWNER]
    assert told[0] == "10/20"
    assert told[-1] == "done: 20"


async def test_a_draft_that_is_dropped_or_stopped_is_not_sent(mailing: Mailing) -> None:
    await mailing.with_people(3)
    first = await mailing.broadcasts.draft(OWNER, "one")
    assert await mailing.broadcasts.drop(first) is None
    second = await mailing.broadcasts.draft(OWNER, "two")
    await mailing.broadcasts.begin(second)
    kept = await mailing.broadcasts.drop(second)
    stopped = await mailing.broadcasts.stop(second)

    assert kept is not None
    assert stopped is not None
    assert (kept.state, stopped.state) == (State.SENDING, State.STOPPED)
    assert await mailing.broadcasts.begin(second) == stopped


async def test_it_goes_on_after_the_store_failed(mailing: Mailing) -> None:
    await mailing.with_people(2)
    await mailing.broadcasts.begin(await mailing.broadcasts.draft(OWNER, "hello"))
    real, fails = mailing.store.step, [True, True]

    async def step(*given: Any, **more: Any) -> Any:
        if fails:
            fails.pop()
            raise DatabaseBusyError("qysqa.db")
        return await real(*given, **more)

    mailing.store.step = step  # type: ignore[method-assign] # it fails twice
    with capture_logs() as logged:
        await mailing.run(mailing.is_over)

    assert [one["event"] for one in logged] == ["broadcast.paused"] * 2
    assert [chat for chat, body in mailing.got if body == "hello"] == [100, 101]


async def test_a_broadcast_that_cannot_be_read_does_not_end_the_bot(mailing: Mailing) -> None:
    await mailing.with_people(2)
    await mailing.broadcasts.begin(await mailing.broadcasts.draft(OWNER, "hello"))

    class Broken(Says):
        def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
            raise ValueError(broadcast.body)

    with capture_logs() as logged:
        await mailing.run(lambda: len(logged) > 2, Broken())

    assert {one["event"] for one in logged} == {"broadcast.broken"}
    assert "hello" not in str(logged)
    assert mailing.got == []


async def test_one_that_was_stopped_in_between_is_left(mailing: Mailing) -> None:
    await mailing.with_people(2)
    number = await mailing.broadcasts.draft(OWNER, "hello")
    await mailing.broadcasts.begin(number)
    real, asked = mailing.store.under_way, [0]

    async def under_way() -> int | None:
        found = await real()
        await mailing.store.stop(number)
        asked[0] += 1
        return found

    mailing.store.under_way = under_way  # type: ignore[method-assign] # stopped in between
    await mailing.run(lambda: asked[0] > 1)

    assert mailing.got == []
