"""What the port of counters promises, checked on the fake, SQLite and PostgreSQL alike."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.models import LinkRequest
from bot.core.statistics import Counted, CounterName, People, asked, cached, took
from bot.core.statistics_ports import CounterStore
from bot.store.counters import Counters
from bot.store.database import Database
from bot.store.tables import people
from tests.contract.counter_stores import FakeCounterStore

TODAY, DAY_S = 20_780, 86_400
LINK, HIT, TIME = asked(LinkRequest("")), cached(is_hit=True), took(1.0)

Visit = tuple[int, int, bool]
"""The days of a person's first and last visit, and whether they blocked the bot."""

AddPeople = Callable[[Sequence[Visit]], Awaitable[None]]


@pytest.fixture
def store(kind: str, database: Database) -> CounterStore:
    return FakeCounterStore() if kind == "fake" else Counters(database)


@pytest.fixture
def add_people(store: CounterStore, database: Database) -> AddPeople:
    async def add(visits: Sequence[Visit]) -> None:
        if isinstance(store, FakeCounterStore):
            store.seen = dict(enumerate(visits))
            return
        rows = [
            {
                "person_id": number,
                "language": "kk",
                "since": since * DAY_S,
                "last": last * DAY_S,
                "is_gone": is_gone,
            }
            for number, (since, last, is_gone) in enumerate(visits)
        ]

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(insert(people), rows)

        await database.write(work)

    return add


async def test_counts_add_up(store: CounterStore) -> None:
    await store.add({(TODAY, LINK): 2, (TODAY, HIT): 1})
    await store.add({(TODAY, LINK): 3, (TODAY, TIME): 4})

    assert await store.between(TODAY, TODAY) == [
        Counted(TODAY, LINK, 5),
        Counted(TODAY, HIT, 1),
        Counted(TODAY, TIME, 4),
    ]


async def test_days_are_kept_apart_and_told_in_their_order(store: CounterStore) -> None:
    await store.add({(TODAY, LINK): 1, (TODAY - 9, LINK): 9, (TODAY - 10, LINK): 10})
    await store.add({(TODAY + 1, LINK): 3})

    told = await store.between(TODAY - 9, TODAY)

    assert told == [Counted(TODAY - 9, LINK, 9), Counted(TODAY, LINK, 1)]


async def test_nothing_is_added_to_nothing(store: CounterStore) -> None:
    await store.add({})

    assert await store.between(0, TODAY) == []


async def test_numbers_may_be_larger_than_32_bits(store: CounterStore) -> None:
    await store.add({(TODAY, LINK): 2**31})
    await store.add({(TODAY, LINK): 2**31})

    assert await store.between(TODAY, TODAY) == [Counted(TODAY, LINK, 2**32)]


async def test_none_is_lost_that_is_added_at_the_same_time(store: CounterStore) -> None:
    names = [CounterName(f"took.{n:02}") for n in range(20)]
    await asyncio.gather(*(store.add({(TODAY, name): 1, (TODAY, LINK): 1}) for name in names))

    told = {one.name: one.count for one in await store.between(TODAY, TODAY)}

    assert told == {LINK: 20} | dict.fromkeys(names, 1)


async def test_people_are_counted_by_when_they_came(
    store: CounterStore, add_people: AddPeople
) -> None:
    await add_people(
        [
            (TODAY, TODAY, False),
            (TODAY - 29, TODAY - 6, False),
            (TODAY - 30, TODAY - 7, False),
            (TODAY - 400, TODAY - 29, True),
            (TODAY - 400, TODAY - 30, False),
        ]
    )

    assert await store.people(TODAY) == People(total=4, new=2, today=1, week=2, month=4)


async def test_before_the_first_person_there_is_none(store: CounterStore) -> None:
    assert await store.people(TODAY) == People()
