"""300 transactions of two rows, a third of them cancelled: none may be half done.

The same cancellations are given to the plain way of aiosqlite in the same run, and break it.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiosqlite
import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.queries import count_of, rows_of, value_of
from bot.store.tables import chats
from tests.simulator.postgres import Cluster

TRANSACTIONS = 300
CANCELLED_OF = 3  # one of so many
APART_S, PATIENCE_S = 0.003, 0.004  # up to; a transaction takes one to three milliseconds
MIDST_S = 0.001  # up to, after it has begun
SEED = 7

Begun = Callable[[], object]
TwoRows = Callable[[int, Begun], Awaitable[None]]
"""Writes the rows 2n and 2n + 1 in one transaction, and tells when it has begun."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of the transactions; *kept_of_cancelled* ended although cancelled."""

    whole: int
    half: int
    missing: int  # said to be done, but not there
    refused: int  # failed by an error of their own
    kept_of_cancelled: int


async def _cancelling(two_rows: TwoRows) -> Sequence[BaseException | None]:
    """Begin the transactions, cancel some at chance moments; return what each raised.

    Of those one half is cancelled soon after it was asked for, the other in its midst.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time, nothing secret
    later = asyncio.get_running_loop().call_later
    tasks: list[asyncio.Future[None]] = []

    def begun(number: int) -> None:
        if number % (2 * CANCELLED_OF) == CANCELLED_OF:
            later(chance.uniform(0, MIDST_S), tasks[number].cancel)

    for number in range(TRANSACTIONS):
        tasks.append(asyncio.ensure_future(two_rows(number, partial(begun, number))))
        if number % (2 * CANCELLED_OF) == 0:
            later(chance.uniform(0, PATIENCE_S), tasks[number].cancel)
        await asyncio.sleep(chance.uniform(0, APART_S))
    return await asyncio.gather(*tasks, return_exceptions=True)


def _seen(raised: Sequence[BaseException | None], rows: Sequence[int]) -> Seen:
    count = Counter(row // 2 for row in rows)
    whole = {number for number, found in count.items() if found == 2}
    kinds = [(number, type(error)) for number, error in enumerate(raised)]
    return Seen(
        whole=len(whole),
        half=len(count) - len(whole),
        missing=len({number for number, kind in kinds if kind is type(None)} - whole),
        refused=sum(isinstance(error, Exception) for error in raised),
        kept_of_cancelled=len(
            {number for number, kind in kinds if kind is asyncio.CancelledError} & whole
        ),
    )


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'qysqa.db'}"
    else:
        cluster = request.getfixturevalue("postgres")
        assert isinstance(cluster, Cluster)
        url = await cluster.emptied()
    async with Database(url) as opened:
        yield opened


async def test_cancelled_transactions_are_whole_or_not_there(database: Database) -> None:
    async def two_rows(number: int, begun: Begun) -> None:
        async def work(connection: AsyncConnection) -> None:
            begun()
            for chat in (2 * number, 2 * number + 1):
                await connection.execute(insert(chats).values(_row(chat)))

        await database.write(work)

    raised = await _cancelling(two_rows)

    rows = await database.query(rows_of(select(chats.c.chat_id)))
    seen = _seen(raised, [row.chat_id for row in rows])
    assert (seen.half, seen.missing, seen.refused) == (0, 0, 0)
    assert seen.kept_of_cancelled > 0  # else no cancellation came in the middle
    assert await database.write(count_of(insert(chats).values(_row(-1)))) == 1
    assert await database.query(value_of(select(chats.c.chat_id).order_by(chats.c.chat_id))) == -1


async def test_the_same_cancellations_break_a_shared_connection_of_aiosqlite(
    tmp_path: Path,
) -> None:
    lock = asyncio.Lock()
    async with aiosqlite.connect(tmp_path / "plain.db", isolation_level=None) as connection:
        await connection.execute("CREATE TABLE pairs (number INTEGER PRIMARY KEY)")

        async def two_rows(number: int, begun: Begun) -> None:
            async with lock:
                begun()
                await connection.execute("BEGIN IMMEDIATE")
                try:
                    for row in (2 * number, 2 * number + 1):
                        await connection.execute("INSERT INTO pairs VALUES (?)", (row,))
                    await connection.execute("COMMIT")
                except sqlite3.Error:
                    await connection.execute("ROLLBACK")
                    raise

        raised = await _cancelling(two_rows)
        rows = await connection.execute_fetchall("SELECT number FROM pairs")
        seen = _seen(raised, [row[0] for row in rows])
        left_in_transaction = connection.in_transaction

    assert left_in_transaction  # for ever: nobody can begin another
    assert seen.refused > TRANSACTIONS / CANCELLED_OF


def _row(chat: int) -> dict[str, int]:
    return {"chat_id": chat, "created": 0, "updated": 0}
