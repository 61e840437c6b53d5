"""Messages that are to be sent."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Insert,
    Integer,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    null,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.jobs import MAX_UNCERTAIN, Choice, Due, Settled
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.moved import move
from bot.store.queries import value_of
from bot.store.queue_rows import (
    DEAD,
    FREE,
    READY,
    WORK,
    changed,
    is_forgotten,
    is_head,
    is_lost,
    is_mine,
)
from bot.store.receipts import write_receipts
from bot.store.tables import outbox as table
from bot.store.tables import receipts

LEASE_MS: Final = 60_000  # longer than Telegram is given to answer
OFFERED: Final = 50  # a step: more than Telegram takes in a second, 30
UNCERTAIN: Final = "uncertain"  # the error of what may have arrived twice already

_ZERO: Final = literal_column("0", Integer)

_head: Final = table.alias("head")
_DUE: Final = (
    select(
        _head.c.number,
        _head.c.chat_id,
        _head.c.body,
        _head.c.repeats,
        _head.c.attempts,
        _head.c.uncertain,
        _head.c.created,
        _head.c.tag,
        select(receipts.c.message_id)
        .where(receipts.c.chat_id == _head.c.chat_id, receipts.c.tag == _head.c.tag)
        .scalar_subquery(),
    )
    .where(is_head(_head), _head.c.not_before <= bindparam("now"))
    .order_by(_head.c.number)
    .limit(OFFERED)
)
_NEXT_AT: Final = select(func.min(_head.c.not_before)).where(is_head(_head))

_NAMED: Final = update(table).where(
    table.c.number == bindparam("of_number"), table.c.state == READY
)
_WAIT: Final = _NAMED.values(not_before=bindparam("at"))
_MARK: Final = _NAMED.values(
    state=WORK,
    attempts=table.c.attempts + 1,
    owner=bindparam("of_owner"),
    lease_until=bindparam("until"),
)

_MINE: Final = update(table).where(is_mine(table))
_GONE: Final = delete(table).where(is_mine(table))
_TAGS: Final = select(table.c.number, table.c.chat_id, table.c.tag).where(
    table.c.number.in_(bindparam("delivered", expanding=True)),
    table.c.state == WORK,
    table.c.owner == bindparam("of_owner"),
    table.c.tag.is_not(None),
)
_AGAIN: Final = _MINE.values(
    state=READY,
    not_before=bindparam("at"),
    uncertain=bindparam("doubts"),
    error=bindparam("why"),
    **FREE,
)
_GIVEN_UP: Final = _MINE.values(state=DEAD, error=bindparam("why"), otherwise=null(), **FREE)


def _say_otherwise(*which: ColumnElement[bool]) -> Insert:
    """Put what is to be said instead, at the end of the queue, better twice than never."""
    now = bindparam("now", type_=BigInteger)
    values = {
        "job": table.c.job,
        "chat_id": table.c.chat_id,
        "body": table.c.otherwise,
        "repeats": true(),
        "state": READY,
        "attempts": _ZERO,
        "uncertain": _ZERO,
        "not_before": now,
        "created": now,
    }
    wanted = select(*values.values()).where(*which, table.c.otherwise.is_not(None))
    return insert(table).from_select(list(values), wanted.order_by(table.c.number))


_INSTEAD: Final = _say_otherwise(
    table.c.number.in_(bindparam("lost", expanding=True)),
    table.c.state == WORK,
    table.c.owner == bindparam("of_owner"),
)

_UNMARK: Final = (
    update(table)
    .where(is_forgotten(table))
    .values(state=READY, attempts=table.c.attempts - 1, **FREE)
)
_LOST: Final = update(table).where(is_lost(table))
_MAY_REPEAT: Final = table.c.repeats & (table.c.uncertain < MAX_UNCERTAIN)
_INSTEAD_OF_LOST: Final = _say_otherwise(is_lost(table), ~_MAY_REPEAT)
_ONCE_MORE: Final = _LOST.where(_MAY_REPEAT).values(
    state=READY, uncertain=table.c.uncertain + 1, not_before=bindparam("now"), **FREE
)
_TOO_OFTEN: Final = _LOST.where(table.c.repeats, table.c.uncertain >= MAX_UNCERTAIN).values(
    state=DEAD, error=UNCERTAIN, otherwise=null(), **FREE
)
_NOT_AGAIN: Final = delete(table).where(is_lost(table), ~table.c.repeats)


class StoredOutbox:
    """Outbox over the database; *owner* names this process, no other ever had the name."""

    def __init__(self, database: Database, *, owner: str, lease_ms: int = LEASE_MS) -> None:
        self._database, self._owner, self._lease_ms = database, owner, lease_ms

    async def step(
        self,
        settled: Sequence[Settled],
        choose: Callable[[Sequence[Due]], Choice],
        *,
        now: int,
    ) -> Sequence[Due]:
        """See bot.core.queue_ports.Outbox; at most OFFERED are to choose from, the oldest.

        Those that are returned count this try. What is settled and not this process's any
        more is left alone.
        """

        def work(connection: Connection) -> Sequence[Due]:
            self._note_receipts(connection, settled, now)
            self._say_otherwise(connection, settled, now)
            self._settle(connection, settled)
            due = [Due(*row) for row in connection.execute(_DUE, {"now": now})]
            choice = choose(due)
            waits = [{"of_number": one, "at": until} for one, until in choice.wait.items()]
            _many(connection, _WAIT, waits)
            return self._mark(connection, due, set(choice.send), now)

        return await self._database.write_together(work)

    async def recover(self, *, now: int) -> int:
        """See bot.core.queue_ports.Outbox."""

        async def work(connection: AsyncConnection) -> int:
            named = {"of_owner": self._owner}
            await connection.execute(_INSTEAD_OF_LOST, named | {"now": now})
            lost = 0
            for statement in (_ONCE_MORE, _TOO_OFTEN, _NOT_AGAIN):
                values = named | {"now": now} if statement is _ONCE_MORE else named
                lost += (await connection.execute(statement, values)).rowcount
            return lost

        return await self._database.write(work)

    async def release(self, keep: Collection[int]) -> int:
        """See bot.core.queue_ports.Outbox."""
        named = {"of_owner": self._owner, "kept": sorted(keep)}
        return await self._database.write(changed(_UNMARK, named))

    async def next_at(self) -> int | None:
        """See bot.core.queue_ports.Outbox; what waits behind one being sent does not count."""
        found: int | None = await self._database.query(value_of(_NEXT_AT))
        return found

    async def move_chat(self, old: int, new: int) -> None:
        """See bot.core.queue_ports.Outbox and bot.store.moved."""

        async def work(connection: AsyncConnection) -> None:
            await move(connection, old, new)

        if old != new:
            await self._database.write(work)

    def _note_receipts(self, connection: Connection, settled: Sequence[Settled], now: int) -> None:
        """Remember the numbers of tagged messages that were delivered, while their rows last."""
        sent = {one.number: one.message_id for one in settled if one.message_id is not None}
        if not sent:
            return
        named = {"of_owner": self._owner, "delivered": sorted(sent)}
        rows = [
            {"chat_id": chat, "tag": tag, "message_id": sent[number], "created": now // 1000}
            for number, chat, tag in connection.execute(_TAGS, named)
        ]
        write_receipts(connection, rows)

    def _say_otherwise(self, connection: Connection, settled: Sequence[Settled], now: int) -> None:
        """Put what is to be said where a message was lost, while its row lasts."""
        lost = [one.number for one in settled if _is_over(one)]
        if lost:
            named = {"of_owner": self._owner, "lost": sorted(lost)}
            connection.execute(_INSTEAD, named | {"now": now})

    def _settle(self, connection: Connection, settled: Sequence[Settled]) -> None:
        gone, again, given_up = [], [], []
        for one in settled:
            named = {"of_number": one.number, "of_owner": self._owner}
            why = None if one.error is None else storable(one.error)
            if one.again_at is not None:
                again.append(named | {"at": one.again_at, "doubts": one.uncertain, "why": why})
            elif why is not None:
                given_up.append(named | {"why": why})
            else:
                gone.append(named)
        for statement, rows in ((_GONE, gone), (_AGAIN, again), (_GIVEN_UP, given_up)):
            _many(connection, statement, rows)

    def _mark(
        self, connection: Connection, due: Sequence[Due], picked: set[int], now: int
    ) -> Sequence[Due]:
        marked = [replace(one, attempts=one.attempts + 1) for one in due if one.number in picked]
        lease = {"of_owner": self._owner, "until": now + self._lease_ms}
        _many(connection, _MARK, [lease | {"of_number": one.number} for one in marked])
        return marked


def _is_over(one: Settled) -> bool:
    return one.again_at is None and (one.is_lost or one.error is not None)


def _many(connection: Connection, statement: Any, rows: Sequence[Any]) -> None:
    if rows:
        connection.execute(statement, rows)
