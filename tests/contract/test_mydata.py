"""What the ports of people's own data promise, on the fakes, SQLite and PostgreSQL alike."""

from collections.abc import AsyncIterator

import pytest

from bot.core.mydata_ports import AskedStore, Held, MyDataStore, Part, Stays
from bot.store.asked import Asked
from bot.store.database import Database
from bot.store.mydata import MyData
from tests.contract.mydata_rows import DAY, GROUP, ME, NOW, SHE, fill_all
from tests.contract.stores import FakeAskedStore, FakeMyDataStore

HELD = Held(
    has_settings=True, has_plan=True, summaries=2, terms=1, sources=1, messages=2, waiting=5
)


@pytest.fixture
async def noting(kind: str, database: Database) -> AsyncIterator[AskedStore]:
    if kind == "fake":
        yield FakeAskedStore()
        return
    async with Asked(database, delay_s=0.0) as opened:
        yield opened


async def test_what_is_noted_is_found_for_each_chat(noting: AskedStore) -> None:
    await noting.note([ME, GROUP], ["a", "b"], now=NOW)
    await noting.note([ME], ["b", "c"], now=NOW + DAY)
    await noting.note([], ["d"], now=NOW)
    await noting.note([ME], [], now=NOW)

    assert await noting.noted(ME) == {"a", "b", "c"}
    assert await noting.noted(GROUP) == {"a", "b"}
    assert await noting.noted(SHE) == frozenset()


async def test_what_is_noted_soon_is_there_once_it_is_settled(noting: AskedStore) -> None:
    noting.note_soon([ME], ["a"], now=NOW)
    noting.note_soon([], ["b"], now=NOW)
    if isinstance(noting, Asked):
        await noting.settle()

    assert await noting.noted(ME) == {"a"}


@pytest.fixture
async def data(kind: str, database: Database) -> MyDataStore:
    """Of a database that is full."""
    if kind == "fake":
        return FakeMyDataStore({ME: HELD}, {ME: Stays(wishes=True, access=True)})
    await fill_all(database)
    return MyData(database)


async def test_all_that_would_go_is_counted(data: MyDataStore) -> None:
    assert await data.held(ME) == HELD
    assert await data.held(1) == Held()


async def test_what_stays_is_known(data: MyDataStore) -> None:
    assert await data.stays(ME) == Stays(wishes=True, access=True)
    assert await data.stays(1) == Stays()


async def test_rows_have_a_place_for_each_part(data: MyDataStore) -> None:
    assert set(await data.rows(ME)) == set(Part)
