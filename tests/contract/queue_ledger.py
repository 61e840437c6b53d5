"""What random lives of the queues are measured by, and the database they are spent in."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from sqlalchemy import delete, select

from bot.core.jobs import MAX_UNCERTAIN, Due, Limits, State
from bot.store.database import Database
from bot.store.dead import StoredDeadLetters
from bot.store.inbox import StoredInbox
from bot.store.outbox import StoredOutbox
from bot.store.queries import rows_of
from bot.store.tables import inbox, outbox, receipts, updates_seen
from tests.contract.queues import Box, Queues, Row

LIMITS = Limits(of_user=3, of_chat=4, of_all=7)  # few, so that they are met

_SHOWN = ("chat_id", "body", "state", "attempts", "not_before", "owner", "created")


class Fate(Enum):
    """What becomes of a message that is being sent."""

    DELIVERED = auto()
    REFUSED = auto()  # surely not delivered, tried again
    GIVEN_UP = auto()
    UNHEARD = auto()  # it has arrived, but the answer was lost
    UNSURE = auto()  # it has not, but who knows
    ON_ITS_WAY = auto()


@dataclass
class Ledger:
    """What was done, by the bodies: each is of one update or message only."""

    jobs: list[str] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    tries: Counter[str] = field(default_factory=Counter)
    messages: list[str] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    arrived: Counter[str] = field(default_factory=Counter)
    unsure: Counter[str] = field(default_factory=Counter)
    revived: Counter[str] = field(default_factory=Counter)

    def check(self, kept_jobs: Sequence[Any], kept_messages: Sequence[Any]) -> None:
        """Say that what is kept, in the order of numbers, is what has not ended."""
        assert [row.body for row in kept_jobs] == [b for b in self.jobs if b not in self.ended]
        unsent = [body for body in self.messages if body not in self.settled]
        assert [row.body for row in kept_messages] == unsent
        for rows in (kept_jobs, kept_messages):
            assert {row.body: row.attempts for row in rows} == {
                row.body: self.tries[row.body] for row in rows
            }
            working = Counter(row.chat_id for row in rows if row.state == State.WORK)
            assert max(working.values(), default=0) <= 1
        for body, times in self.arrived.items():
            assert times - 1 <= self.unsure[body]
            assert times - 1 <= MAX_UNCERTAIN + self.revived[body] * (1 + MAX_UNCERTAIN)


@dataclass
class Store:
    """The database and the loop it lives in; *totals* count what all lives had."""

    database: Database
    runner: asyncio.Runner
    make_inbox: Callable[..., StoredInbox] = StoredInbox
    totals: Counter[str] = field(default_factory=Counter)

    def queues(self, owner: str) -> Queues:
        return Queues(
            self.make_inbox(self.database, owner=owner, limits=LIMITS),
            StoredOutbox(self.database, owner=owner),
            StoredDeadLetters(self.database),
        )

    def empty(self) -> None:
        async def work(connection: Any) -> None:
            for table in (inbox, outbox, updates_seen, receipts):
                await connection.execute(delete(table))

        self.runner.run(self.database.write(work))

    def rows(self, table: Any) -> Sequence[Any]:
        wanted = select(table).order_by(table.c.number)
        return self.runner.run(self.database.query(rows_of(wanted)))

    def receipts(self) -> dict[tuple[int, str], int]:
        wanted = rows_of(select(receipts.c.chat_id, receipts.c.tag, receipts.c.message_id))
        rows = self.runner.run(self.database.query(wanted))
        return {(row.chat_id, row.tag): row.message_id for row in rows}


def of_table(row: Any) -> tuple[Any, ...]:
    shown = row._mapping
    of_outbox = shown.get("uncertain", 0), shown.get("tag")
    return (*(shown[name] for name in _SHOWN), shown["error"] or "", *of_outbox)


def of_box(box: Box) -> list[tuple[Any, ...]]:
    return [_of_memory(row) for _, row in sorted(box.rows.items())]


def _of_memory(row: Row) -> tuple[Any, ...]:
    value = row.value
    of_outbox = (value.uncertain, value.tag) if isinstance(value, Due) else (0, None)
    about = (value.chat_id, value.body, row.state, value.attempts, row.not_before, row.owner)
    return (*about, value.created, row.error, *of_outbox)
