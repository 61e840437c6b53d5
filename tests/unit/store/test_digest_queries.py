"""How what groups say is written and found: in few transactions, by indexes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from bot.core.groups import Group, GroupMessage, Plan
from bot.core.jobs import Choice, NewUpdate, Parcel, Settled
from bot.store.database import Database
from bot.store.feeds import Feeds
from bot.store.groups import Groups
from bot.store.inbox import StoredInbox
from bot.store.messages import Messages
from bot.store.outbox import StoredOutbox
from bot.store.queries import KEYS_A_QUERY, count_of, rows_of
from bot.store.receipts import Receipts

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AT = int(NOW.timestamp())
GROUP = -1_001_234_567_890
MANY = 10_000


def said(number: int) -> GroupMessage:
    return GroupMessage(GROUP, number, "Сәлем", "Аида", number % 50 + 1, AT + number)


class Watched:
    """What is executed on a database from now on, with its parameters."""

    def __init__(self, database: Database) -> None:
        self.statements: list[tuple[str, Any]] = []
        self._listen(database._engine.sync_engine)

    async def shared_too(self, database: Database) -> None:
        """Also what is executed in the driver's thread, which has an engine of its own."""
        await database.write_together(lambda connection: self._listen(connection.engine))

    def _listen(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", lambda *c: self._note(c[2], c[3]))

    def _note(self, statement: str, values: Any) -> None:
        self.statements.append((statement, values))

    def count(self, words: str) -> int:
        return sum(words in statement for statement, _ in self.statements)


async def plans(database: Database, watched: Watched) -> str:
    """How SQLite goes about what was selected or deleted."""
    kinds = ("SELECT", "DELETE")
    noted = [one for one in watched.statements if one[0].lstrip().startswith(kinds)]
    found = []
    for statement, values in noted:

        async def explain(
            connection: Any, statement: str = statement, values: Any = values
        ) -> Sequence[Any]:
            rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            return list(rows.all())

        found += [row.detail for row in await database.query(explain)]
    return "\n".join(found)


async def test_import_of_many_messages_takes_few_transactions(database: Database) -> None:
    watched = Watched(database)

    assert await Messages(database).keep([said(number) for number in range(MANY)]) == MANY

    assert watched.count("BEGIN") == MANY // KEYS_A_QUERY
    assert watched.count("INSERT") == MANY // KEYS_A_QUERY


async def test_messages_are_found_by_indexes_without_sorting(database: Database) -> None:
    messages = Messages(database)
    watched = Watched(database)
    await messages.between(GROUP, AT, AT + 9, limit=9)
    await messages.latest(GROUP, 9)
    await messages.last_of(GROUP, 7)
    await messages.drop_chat(GROUP)
    await messages.opt_out(0, 7)
    await messages.is_out(GROUP, 7)

    plan = await plans(database, watched)

    assert plan.count("SEARCH") == 14
    scans = [line for line in plan.splitlines() if "SCAN" in line]
    assert scans == ["SCAN groups"] * 2  # short rows, of which there are few
    assert "TEMP B-TREE" not in plan
    assert plan.count("INDEX ix_outbox_tag (chat_id=?") == 3
    assert "INDEX ix_messages_chat (chat_id=? AND at>? AND at<?)" in plan


async def test_groups_and_feeds_are_found_by_indexes(database: Database) -> None:
    watched = Watched(database)
    await Groups(database, lambda: NOW).planned()
    await Groups(database, lambda: NOW).by_secret("x")
    await Feeds(database).to_poll(AT, 9)
    await Feeds(database).without_sentence(9)
    await Feeds(database).items(GROUP, AT, AT + 9)
    await Receipts(database).tags(GROUP, "digest")

    plan = await plans(database, watched)

    for name in (
        "ix_groups_plan_on", "ix_groups_secret", "ix_feeds_next_poll", "ix_feed_items_bare",
        "ix_feed_items_feed", "sqlite_autoindex_receipts_1", "ix_outbox_tag",
    ):  # fmt: skip
        assert f"INDEX {name}" in plan


async def test_receipts_cost_a_search_by_number_and_nothing_where_none_is_due(
    database: Database,
) -> None:
    inbox = StoredInbox(database, owner="one")
    outbox = StoredOutbox(database, owner="one")
    await inbox.add([NewUpdate(1, 7, 7, "{}")], now=0)
    [job] = await inbox.claim(1, now=0)
    await inbox.finish(job, [Parcel(7, "a"), Parcel(8, "b")], now=0)
    due = await outbox.step([], lambda due: Choice([one.number for one in due], {}), now=0)
    settled = [Settled(one.number, message_id=5) for one in due]

    watched = Watched(database)
    await watched.shared_too(database)
    await outbox.step(settled, lambda _: Choice((), {}), now=0)
    await outbox.step([replace(settled[0], message_id=None)], lambda _: Choice((), {}), now=0)

    assert watched.count("receipts") == 2  # what is due asks for them
    [(asked, values)] = [one for one in watched.statements if "tag IS NOT NULL" in one[0]]
    watched.statements = [(asked, values)]
    assert "USING INTEGER PRIMARY KEY" in await plans(database, watched)


@pytest.mark.parametrize("plan", ["{", '{"is_on": false}'])
async def test_plan_that_cannot_be_read_is_not_planned(database: Database, plan: str) -> None:
    groups = Groups(database, lambda: NOW)
    await groups.save_group(Group(GROUP, title="Үй", plan=Plan(is_on=True)))
    await database.write(count_of(text("UPDATE groups SET plan = :plan").bindparams(plan=plan)))

    assert list(await groups.planned()) == []
    assert await groups.group(GROUP) == Group(GROUP, title="Үй")


async def test_group_remembers_when_it_was_first_saved(database: Database) -> None:
    for seconds in (100, 200):
        clock = partial(datetime.fromtimestamp, seconds, UTC)
        await Groups(database, clock).save_group(Group(GROUP))

    [row] = await database.query(rows_of(text("SELECT created, updated FROM groups")))
    assert tuple(row) == (100, 200)
