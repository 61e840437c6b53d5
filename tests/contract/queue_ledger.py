"""What random lives of the queues are measured by, and the database they are spent in."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from sqlalchemy import delete, select

from bot.core.jobs import MAX_UNCERTAIN, Due, Limits, Parcel, Settled, State
from bot.store.database import Database
from bot.store.dead import StoredDeadLetters
from bot.store.inbox import StoredInbox
from bot.store.outbox import StoredOutbox
from bot.store.queries import rows_of
from bot.store.tables import inbox, outbox, receipts, updates_seen
from tests.contract.queues import Box, Queues, Row

LIMITS = Limits(of_user=3, of_chat=4, of_all=7)  # few, so that they are met

_SHOWN = ("chat_id", "body", "state", "attempts", "not_before", "owner", "created")
_OF_OUTBOX = ("tag", "otherwise")


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
    instead: dict[str, str] = field(default_factory=dict)
    delivered: set[str] = field(default_factory=set)

    def put(self, parcels: Sequence[Parcel], kept: Sequence[Any]) -> None:
        """Note what is about to be put beside the rows *kept*, and which of them it replaces."""
        last = {
            (row.chat_id, row.tag): row.body
            for row in kept
            if row.tag and row.repeats and row.state == State.READY
        }
        for one in parcels:
            if one.otherwise:
                self.instead[one.body] = one.otherwise
            name = one.chat_id, one.tag
            if one.tag and one.repeats and name in last:
                self._replace(last[name], one.body)
            else:
                self.messages.append(one.body)
            if one.tag and one.repeats:
                last[name] = one.body

    def _replace(self, old: str, new: str) -> None:
        self.messages[self.messages.index(old)] = new
        self.tries[new] = self.tries.pop(old, 0)
        self.instead.pop(old, None)

    def settle(self, due: Due, fate: Fate, again_at: int, message_id: int) -> Settled:
        """Settle as the sender does; the number is put in later."""
        self.arrived[due.body] += fate in {Fate.DELIVERED, Fate.UNHEARD}
        self.unsure[due.body] += fate in {Fate.UNHEARD, Fate.UNSURE}
        if fate is Fate.REFUSED:
            return Settled(0, again_at=again_at, uncertain=due.uncertain, error="Net")
        if fate is Fate.GIVEN_UP:
            return Settled(0, error="Forbidden")
        if fate is Fate.DELIVERED:
            self.settled.add(due.body)
            self.delivered.add(due.body)
            return Settled(0, message_id=message_id)
        if may_repeat(due):
            return Settled(0, again_at=again_at, uncertain=due.uncertain + 1)
        if not due.repeats:
            self.settled.add(due.body)
        return Settled(0, error="uncertain" if due.repeats else None, is_lost=True)

    def lose(self, bodies: Iterable[str]) -> None:
        """Note that messages were given up or may not have arrived; what is said instead."""
        for body in sorted(bodies, key=self.messages.index):
            other = self.instead.get(body)
            if other is not None and other not in self.messages:
                self.messages.append(other)

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
        for body in self.settled & set(self.instead):
            assert body in self.delivered or self.instead[body] in self.messages
        for body, times in self.arrived.items():
            assert times - 1 <= self.unsure[body]
            assert times - 1 <= MAX_UNCERTAIN + self.revived[body] * (1 + MAX_UNCERTAIN)


def may_repeat(due: Due) -> bool:
    """Whether it is sent again though it may have arrived."""
    return due.repeats and due.uncertain < MAX_UNCERTAIN


def is_over(one: Settled) -> bool:
    """Whether nobody knows that it arrived, and it is not sent again."""
    return one.again_at is None and one.message_id is None


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
    of_outbox = shown.get("uncertain", 0), *(shown.get(name) for name in _OF_OUTBOX)
    return (*(shown[name] for name in _SHOWN), shown["error"] or "", *of_outbox)


def of_box(box: Box) -> list[tuple[Any, ...]]:
    return [_of_memory(row) for _, row in sorted(box.rows.items())]


def _of_memory(row: Row) -> tuple[Any, ...]:
    value = row.value
    of_outbox = (value.uncertain, value.tag) if isinstance(value, Due) else (0, None)
    about = (value.chat_id, value.body, row.state, value.attempts, row.not_before, row.owner)
    return (*about, value.created, row.error, *of_outbox, row.otherwise)
