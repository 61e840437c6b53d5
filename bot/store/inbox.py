"""Updates that were taken in and are not done yet."""

from collections.abc import Collection, Sequence
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from bot.core.jobs import Backlog, Job, Limits, NewUpdate, Parcel, turned_away
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import rows_of
from bot.store.queue_rows import (
    DEAD,
    FREE,
    READY,
    WORK,
    Values,
    changed,
    is_forgotten,
    is_head,
    is_lost,
    is_mine,
    job_row,
    put_answers,
)
from bot.store.tables import inbox as table
from bot.store.tables import outbox, updates_seen
from bot.store.together import Gathered, Taken

LEASE_MS: Final = 60_000  # longer than a job may take, 45 s

_INSERT: Final = insert(table)
_LET_IN: Final = (
    select(table.c.chat_id, table.c.user_id, func.count())
    .where(table.c.state < DEAD, table.c.asks, ~table.c.turned_away)
    .group_by(table.c.chat_id, table.c.user_id)
)
_head: Final = table.alias("head")
_NEXT: Final = (
    select(_head.c.number)
    .where(is_head(_head), _head.c.not_before <= bindparam("now"))
    .order_by(_head.c.number)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)  # where several processes claim; not on SQLite
    .scalar_subquery()
)
_CLAIM: Final = (
    update(table)
    .where(table.c.number.in_(_NEXT))
    .values(
        state=WORK,
        attempts=table.c.attempts + 1,
        owner=bindparam("of_owner"),
        lease_until=bindparam("until"),
    )
    .returning(
        table.c.number,
        table.c.update_id,
        table.c.chat_id,
        table.c.user_id,
        table.c.body,
        table.c.attempts,
        table.c.created,
        table.c.turned_away,
    )
)
_MINE: Final = update(table).where(is_mine(table))
_GO_ON: Final = _MINE.values(state=WORK)
_FINISH: Final = (
    delete(table)
    .where(
        table.c.number.in_(bindparam("numbers", expanding=True)),
        table.c.state == WORK,
        table.c.owner == bindparam("of_owner"),
    )
    .returning(table.c.number)
)
_RETRY: Final = _MINE.values(
    state=READY, not_before=bindparam("at"), error=bindparam("why"), **FREE
)
_BURY: Final = _MINE.values(state=DEAD, error=bindparam("why"), **FREE)
_HAND_BACK: Final = _MINE.values(state=READY, attempts=table.c.attempts - 1, **FREE)
_RELEASE: Final = update(table).where(is_forgotten(table)).values(state=READY, **FREE)
_RECOVER: Final = update(table).where(is_lost(table)).values(state=READY, **FREE)


def _count(box: Any, *conditions: Any) -> Any:
    return select(func.count()).select_from(box).where(*conditions).scalar_subquery()


# Counted by indexes: the rows themselves hold bodies.
_BACKLOG: Final = select(
    _count(table, table.c.state < DEAD),
    _count(table, table.c.state == WORK),
    _count(table),
    _count(outbox, outbox.c.state < DEAD),
    _count(outbox),
    select(table.c.created)
    .where(table.c.state < DEAD)
    .order_by(table.c.created)
    .limit(1)
    .scalar_subquery(),
)


class _Done(NamedTuple):
    """A job that was done, and what it is answered with."""

    number: int
    parcels: Sequence[Parcel]
    now: int


class StoredInbox:
    """Inbox over the database; *owner* names this process, no other ever had the name.

    *lease_ms* is written beside a claim, for a time when several processes share a database:
    a single one recovers at its start, whatever the lease.
    """

    def __init__(
        self,
        database: Database,
        *,
        owner: str,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        lease_ms: int = LEASE_MS,
    ) -> None:
        self._database, self._owner = database, owner
        self._limits, self._lease_ms = limits, lease_ms
        self._finished = Gathered(self._finish)

    async def add(self, updates: Sequence[NewUpdate], *, now: int) -> int:
        """See bot.core.queue_ports.Inbox; of one number twice the first counts."""

        def work(connection: Connection) -> int:
            new = _unseen(connection, updates, now)
            if new:
                verdicts = self._verdicts(connection, new)
                rows = [_row(one, away, now) for one, away in zip(new, verdicts, strict=True)]
                connection.execute(_INSERT, rows)
            return len(new)

        return await self._database.write_together(work) if updates else 0

    async def claim(self, limit: int, *, now: int) -> Sequence[Job]:
        """See bot.core.queue_ports.Inbox; the oldest first."""
        wanted = {
            "now": now,
            "most": limit,
            "of_owner": self._owner,
            "until": now + self._lease_ms,
        }
        rows = await self._database.write_together(
            lambda connection: connection.execute(_CLAIM, wanted).all()
        )
        return sorted((Job(*row) for row in rows), key=attrgetter("number"))

    async def finish(self, job: Job, parcels: Sequence[Parcel], *, now: int) -> bool:
        """See bot.core.queue_ports.Inbox."""
        return await self._finished(_Done(job.number, parcels, now))

    async def say(self, job: Job, parcel: Parcel, *, now: int) -> bool:
        """See bot.core.queue_ports.Inbox."""
        return await self._end(_GO_ON, job, {}, (parcel,), now)

    async def bury(self, job: Job, parcels: Sequence[Parcel], *, error: str, now: int) -> None:
        """See bot.core.queue_ports.Inbox; nothing is done if it is not this process's any more."""
        await self._end(_BURY, job, {"why": storable(error)}, parcels, now)

    async def retry(self, job: Job, *, error: str, at: int) -> None:
        """See bot.core.queue_ports.Inbox; nothing is done if it is not this process's any more."""
        await self._end(_RETRY, job, {"at": at, "why": storable(error)}, (), at)

    async def hand_back(self, jobs: Sequence[Job]) -> None:
        """See bot.core.queue_ports.Inbox; those that are not this process's are left alone."""
        named = [self._named(job) for job in jobs]
        if named:
            await self._database.write(changed(_HAND_BACK, named))

    async def recover(self) -> int:
        """See bot.core.queue_ports.Inbox; their attempts stay counted."""
        return await self._database.write(changed(_RECOVER, {"of_owner": self._owner}))

    async def release(self, keep: Collection[int]) -> int:
        """See bot.core.queue_ports.Inbox."""
        named = {"of_owner": self._owner, "kept": sorted(keep)}
        return await self._database.write(changed(_RELEASE, named))

    async def backlog(self, *, now: int) -> Backlog:
        """See bot.core.queue_ports.Inbox."""
        [counts] = await self._database.query(rows_of(_BACKLOG))
        waiting, at_work, all_jobs, unsent, all_messages, oldest = counts
        return Backlog(
            ready=waiting - at_work,
            work=at_work,
            dead=all_jobs - waiting,
            unsent=unsent,
            unsent_dead=all_messages - unsent,
            oldest_ms=0 if oldest is None else max(0, now - oldest),
        )

    async def _end(
        self,
        statement: Any,
        job: Job,
        values: dict[str, str | int],
        parcels: Sequence[Parcel],
        now: int,
    ) -> bool:
        def work(connection: Connection) -> bool:
            ended = connection.execute(statement, self._named(job) | values)
            if ended.rowcount:
                put_answers(connection, [(job.number, parcels, now)])
            return bool(ended.rowcount)

        return await self._database.write_together(work)

    async def _finish(self, taken: Taken[_Done]) -> Sequence[bool]:
        def work(connection: Connection) -> Sequence[bool]:
            jobs = taken()
            named = {"of_owner": self._owner, "numbers": sorted({job.number for job in jobs})}
            ended = dict.fromkeys(connection.scalars(_FINISH, named))
            first = [ended.pop(job.number, job) is None for job in jobs]  # of one twice the first
            answers = [(*job,) for job, is_mine in zip(jobs, first, strict=True) if is_mine]
            put_answers(connection, answers)
            return first

        return await self._database.write_together(work)

    def _named(self, job: Job) -> dict[str, str | int]:
        return {"of_number": job.number, "of_owner": self._owner}

    def _verdicts(self, connection: Connection, new: Sequence[NewUpdate]) -> Sequence[bool]:
        if not any(one.asks for one in new):  # none is turned away, so none needs counting
            return [False] * len(new)
        rows = connection.execute(_LET_IN)
        waiting = {(chat, user): count for chat, user, count in rows}
        return turned_away(new, waiting, self._limits)


def _unseen(connection: Connection, updates: Sequence[NewUpdate], now: int) -> Sequence[NewUpdate]:
    """Note *updates* as seen; return those that were not, in their order."""
    first: dict[int, NewUpdate] = {}
    for one in updates:
        first.setdefault(one.update_id, one)
    rows = [{"update_id": number, "created": now} for number in first]
    noted = connection.scalars(_note_seen(connection.dialect.name), rows)
    new: set[int] = set(noted)
    return [one for number, one in first.items() if number in new]


@cache
def _note_seen(dialect: str) -> Any:
    """ON CONFLICT is no standard SQL, so it is the dialect's own insert."""
    statement = import_module(f"sqlalchemy.dialects.{dialect}").insert(updates_seen)
    return statement.on_conflict_do_nothing().returning(updates_seen.c.update_id)


def _row(one: NewUpdate, away: bool, now: int) -> Values:  # noqa: FBT001 - a verdict is a value
    return job_row(one.chat_id, one.body, now) | {
        "update_id": one.update_id,
        "user_id": one.user_id,
        "asks": one.asks,
        "turned_away": away,
    }
