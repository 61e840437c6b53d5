"""Calls that share a way to the database."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, text

from bot.core.errors import DatabaseBusyError
from bot.store.database import Database
from bot.store.together import MOST_CALLS, MOST_WORKS, Gathered, SharedTransactions, Taken

ADD = text("INSERT INTO updates_seen (update_id, created) VALUES (:number, 0)")
COUNT = text("SELECT count(*) FROM updates_seen")
CONNECTION: Any = None


def put(number: int) -> Callable[[Connection], int]:
    def work(connection: Connection) -> int:
        connection.execute(ADD, {"number": number})
        return number

    return work


def count(connection: Connection) -> int:
    return int(connection.execute(COUNT).scalar_one())


class Transactions:
    """Runs works on nothing; notes how many transactions there were and which failed."""

    def __init__(self) -> None:
        self.begun = 0
        self.refuse_commit = self.refuse_begin = False

    async def __call__(self, work: Callable[[Connection], Any]) -> Any:
        self.begun += 1
        await asyncio.sleep(0)
        if self.refuse_begin:
            raise DatabaseBusyError("x")
        done = work(CONNECTION)
        if self.refuse_commit:
            raise DatabaseBusyError("x")
        return done


async def test_calls_at_the_same_time_are_done_at_once() -> None:
    asked: list[Sequence[int]] = []

    async def double(taken: Taken[int]) -> Sequence[int]:
        await asyncio.sleep(0)
        asked.append([*taken()])
        return [2 * one for one in taken()]

    gathered = Gathered(double)

    assert await asyncio.gather(*map(gathered, range(3))) == [0, 2, 4]
    assert await gathered(5) == 10
    assert asked == [[0, 1, 2], [5]]


async def test_more_calls_than_a_statement_takes_are_several() -> None:
    sizes: list[int] = []

    async def same(taken: Taken[int]) -> Sequence[int]:
        sizes.append(len(taken()))
        return taken()

    gathered = Gathered(same)
    found = await asyncio.gather(*map(gathered, range(MOST_CALLS + 1)))

    assert found == [*range(MOST_CALLS + 1)]
    assert sizes == [MOST_CALLS, 1]


async def test_nobody_pays_for_anothers_mistake() -> None:
    async def inverse(taken: Taken[int]) -> Sequence[float]:
        return [1 / one for one in taken()]

    gathered = Gathered(inverse)
    found = await asyncio.gather(*map(gathered, (1, 0, 2)), return_exceptions=True)

    assert (found[0], type(found[1]), found[2]) == (1, ZeroDivisionError, 0.5)
    with pytest.raises(ZeroDivisionError):
        await gathered(0)


async def test_a_store_that_fails_is_told_to_all_and_not_asked_again() -> None:
    asked = 0

    async def refuse(_: Taken[int]) -> Sequence[int]:
        nonlocal asked
        asked += 1
        raise DatabaseBusyError("x")

    found = await asyncio.gather(*map(Gathered(refuse), range(3)), return_exceptions=True)

    assert [type(one) for one in found] == [DatabaseBusyError] * 3
    assert asked == 1


async def test_a_call_after_one_that_could_not_even_begin_is_done() -> None:
    is_shut = True

    async def double(taken: Taken[int]) -> Sequence[int]:
        if is_shut:
            raise DatabaseBusyError("x")
        return [2 * one for one in taken()]

    gathered = Gathered(double)
    with pytest.raises(DatabaseBusyError):
        await gathered(1)
    is_shut = False

    assert await gathered(2) == 4


async def test_works_that_wait_share_a_transaction_in_their_order() -> None:
    transactions, done = Transactions(), list[int]()
    shared = SharedTransactions(transactions)

    def note(one: int) -> Callable[[Connection], None]:
        return lambda _: done.append(one)

    ends = [shared.add(note(one)) for one in range(MOST_WORKS + 1)]
    await asyncio.gather(*ends)

    assert done == [*range(MOST_WORKS + 1)]
    assert transactions.begun == 2


async def test_a_commit_that_fails_is_told_to_all_and_not_repeated() -> None:
    transactions = Transactions()
    transactions.refuse_commit = True
    shared = SharedTransactions(transactions)

    ends = [shared.add(lambda _: None) for _ in range(3)]
    found = await asyncio.gather(*ends, return_exceptions=True)

    assert [type(one) for one in found] == [DatabaseBusyError] * 3
    assert transactions.begun == 1


async def test_where_none_can_begin_each_is_told() -> None:
    transactions = Transactions()
    transactions.refuse_begin = True
    shared = SharedTransactions(transactions)

    found = await asyncio.gather(*(shared.add(lambda _: 1) for _ in "ab"), return_exceptions=True)

    assert [type(one) for one in found] == [DatabaseBusyError] * 2


async def test_when_the_program_ends_nobody_waits_on() -> None:
    shared = SharedTransactions(lambda _: asyncio.sleep(9))
    ends = [shared.add(lambda _: 1) for _ in "ab"]
    await asyncio.sleep(0)
    assert shared._task is not None
    shared._task.cancel()

    found = await asyncio.gather(*ends, return_exceptions=True)

    assert [type(one) for one in found] == [asyncio.CancelledError] * 2


async def test_of_works_together_each_sees_what_those_before_it_did(database: Database) -> None:
    found = await asyncio.gather(
        database.write_together(put(1)), database.write_together(count), database.look(count)
    )

    assert (found[0], found[1]) == (1, 1)
    assert await database.look(count) == 1


async def test_where_one_fails_the_others_are_done(database: Database) -> None:
    works = [put(1), put(2), put(1), put(3)]  # the third is there already

    ends = (database.write_together(work) for work in works)
    found = await asyncio.gather(*ends, return_exceptions=True)

    assert [found[0], found[1], found[3]] == [1, 2, 3]
    assert isinstance(found[2], Exception)
    assert await database.look(count) == 3


async def test_a_caller_that_is_cancelled_goes_when_its_work_has_ended(database: Database) -> None:
    task = asyncio.create_task(database.write_together(put(7)))
    await asyncio.sleep(0)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert await database.look(count) == 1
