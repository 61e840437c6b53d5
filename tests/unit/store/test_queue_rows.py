from collections.abc import Sequence

import pytest
from sqlalchemy import ClauseElement, select, text
from sqlalchemy.dialects import sqlite

from bot.core.jobs import Choice, Due, Limits, NewUpdate, Parcel
from bot.store import inbox, outbox
from bot.store.database import Database
from bot.store.inbox import StoredInbox
from bot.store.outbox import StoredOutbox
from bot.store.queries import rows_of
from bot.store.tables import inbox as inbox_table
from bot.store.tables import outbox as outbox_table

NOW = 1_789_000_000_000


def choose_all(due: Sequence[Due]) -> Choice:
    return Choice([one.number for one in due], {})


async def plan_of(database: Database, statement: ClauseElement) -> str:
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    explained = text(f"EXPLAIN QUERY PLAN {compiled}")
    rows = await database.query(rows_of(explained, dict.fromkeys(compiled.params, 1)))
    return "\n".join(row.detail for row in rows)


@pytest.mark.parametrize(
    ("box", "statement"),
    [("inbox", inbox._CLAIM), ("outbox", outbox._DUE), ("outbox", outbox._NEXT_AT)],
)
async def test_the_next_in_turn_are_found_by_the_partial_indexes(
    database: Database, box: str, statement: ClauseElement
) -> None:
    plan = await plan_of(database, statement)

    assert f"INDEX ix_{box}_waiting" in plan
    assert f"INDEX ix_{box}_work" in plan
    assert "TEMP B-TREE" not in plan


async def test_what_is_begun_is_leased_to_its_owner_for_a_time(database: Database) -> None:
    jobs = StoredInbox(database, owner="one", limits=Limits(), lease_ms=700)
    messages = StoredOutbox(database, owner="one", lease_ms=800)
    await jobs.add([NewUpdate(1, 7, 7, "{}"), NewUpdate(2, 8, 8, "{}")], now=NOW)
    job, _ = await jobs.claim(2, now=NOW)
    await jobs.finish(job, [Parcel(7, "answer")], now=NOW)
    await messages.step([], choose_all, now=NOW)

    leases = [
        await database.query(rows_of(select(table.c.owner, table.c.lease_until)))
        for table in (inbox_table, outbox_table)
    ]

    assert leases == [[("one", NOW + 700)], [("one", NOW + 800)]]


async def test_what_is_let_go_is_leased_to_nobody(database: Database) -> None:
    jobs = StoredInbox(database, owner="one")
    await jobs.add([NewUpdate(1, 7, 7, "{}")], now=NOW)
    await jobs.hand_back(await jobs.claim(1, now=NOW))

    columns = select(inbox_table.c.owner, inbox_table.c.lease_until)
    assert await database.query(rows_of(columns)) == [(None, None)]


async def test_a_message_names_the_job_that_it_answers(database: Database) -> None:
    jobs = StoredInbox(database, owner="one")
    await jobs.add([NewUpdate(1, 7, 7, "{}"), NewUpdate(2, 8, 8, "{}")], now=NOW)
    first, second = await jobs.claim(2, now=NOW)
    await jobs.finish(second, [Parcel(8, "answer")], now=NOW)
    await jobs.bury(first, [Parcel(7, "sorry")], error="Boom", now=NOW)

    rows = await database.query(rows_of(select(outbox_table.c.body, outbox_table.c.job)))

    assert set(rows) == {("answer", second.number), ("sorry", first.number)}
