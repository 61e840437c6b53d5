"""What is noted is written in batches, and waits where it cannot be."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.errors import StoreError
from bot.core.statistics import Asked, asked, cached, took
from bot.service.statistics import Statistics
from tests.contract.counter_stores import FakeCounterStore

NOW = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
TODAY = 20_780
LINK, HIT = asked(Asked.LINK), cached(is_hit=True)


class Watch:
    """A clock that is set by hand."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store() -> FakeCounterStore:
    return FakeCounterStore()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def statistics(store: FakeCounterStore, watch: Watch) -> Statistics:
    return Statistics(store, watch)


async def test_what_is_noted_is_written_in_one_go(
    statistics: Statistics, store: FakeCounterStore
) -> None:
    for _ in range(1000):
        statistics.note(LINK, HIT)
    await statistics.flush()
    await statistics.flush()

    assert store.counts == {(TODAY, LINK): 1000, (TODAY, HIT): 1000}
    assert store.writes == 1


async def test_midnight_begins_a_new_day(
    statistics: Statistics, store: FakeCounterStore, watch: Watch
) -> None:
    statistics.note(LINK)
    watch.now += timedelta(minutes=1)
    statistics.note(LINK)
    await statistics.flush()

    assert store.counts == {(TODAY, LINK): 1, (TODAY + 1, LINK): 1}


async def test_a_report_tells_what_was_noted_just_now(
    statistics: Statistics, store: FakeCounterStore
) -> None:
    store.counts[TODAY - 29, LINK] = 4
    store.counts[TODAY - 30, LINK] = 100
    store.seen[7] = (TODAY, TODAY, False)
    statistics.note(LINK, took(1.0))

    report = await statistics.report()

    assert report.requests == 5
    assert [day.asked[Asked.LINK] for day in (report.days[0], report.days[-1])] == [4, 1]
    assert report.times.p50 == pytest.approx(1.0, rel=0.1)
    assert report.people.today == 1


async def test_a_report_says_that_the_store_fails(
    statistics: Statistics, store: FakeCounterStore
) -> None:
    store.is_down = True
    statistics.note(LINK)

    with pytest.raises(StoreError):
        await statistics.report()


async def test_what_the_store_refuses_waits(
    statistics: Statistics, store: FakeCounterStore
) -> None:
    statistics.note(LINK)
    store.is_down = True
    with pytest.raises(StoreError):
        await statistics.flush()
    statistics.note(LINK)
    store.is_down = False
    await statistics.flush()

    assert store.counts == {(TODAY, LINK): 2}


async def test_it_is_written_now_and_then_and_at_the_end(
    store: FakeCounterStore, watch: Watch
) -> None:
    statistics = Statistics(store, watch, flush_s=0.01)
    async with statistics.counting():
        statistics.note(LINK)
        async with asyncio.timeout(5):
            await store.written.wait()
        assert store.counts == {(TODAY, LINK): 1}
        statistics.note(HIT)

    assert store.counts == {(TODAY, LINK): 1, (TODAY, HIT): 1}


async def test_a_store_that_is_down_ends_nothing(store: FakeCounterStore, watch: Watch) -> None:
    statistics = Statistics(store, watch, flush_s=0.01)
    store.is_down = True
    with capture_logs() as logs:
        async with statistics.counting():
            statistics.note(LINK)
            await asyncio.sleep(0.05)
            store.is_down = False

    assert store.counts == {(TODAY, LINK): 1}
    assert {one["event"] for one in logs} == {"statistics.not_written"}


async def test_what_is_noted_is_written_where_the_block_is_broken_off(
    statistics: Statistics, store: FakeCounterStore
) -> None:
    async def broken_off() -> None:
        async with statistics.counting():
            statistics.note(LINK)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await broken_off()

    assert store.counts == {(TODAY, LINK): 1}
