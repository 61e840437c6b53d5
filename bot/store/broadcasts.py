"""Broadcasts, and how far they have got."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    String,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.access import Verdict
from bot.core.broadcasts import (
    Broadcast,
    Pace,
    Pressure,
    Recipient,
    State,
    Step,
    message_tag,
    room,
)
from bot.core.people_ports import Announcer
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import count_of, value_of
from bot.store.queue_rows import DEAD, READY, put_out
from bot.store.tables import access, chats, outbox, people, receipts
from bot.store.tables import broadcasts as table

KEEP_S: Final = 30 * 86_400  # of those that are over: their text is the owner's own
NO_JOB: Final = 0  # in place of a job's number: nobody asked for these messages

_NUMBER: Final[BindParameter[int]] = bindparam("of_number")
_IS_BANNED: Final = exists().where(
    access.c.chat_id == people.c.person_id, access.c.verdict == Verdict.BANNED.value
)
_REACHED: Final = (
    (people.c.person_id != bindparam("of_owner"))
    & ~people.c.is_gone
    & people.c.no_news.is_(None)
    & ~_IS_BANNED
)
_AUDIENCE: Final = select(func.count()).select_from(people).where(_REACHED)


def _language(of: FromClause) -> ColumnElement[str]:
    """What the person chose, or the language of their app."""
    return func.coalesce(chats.c.language, of.c.language, "").cast(String)


_NEXT: Final = (
    select(people.c.person_id, _language(people))
    .select_from(people.outerjoin(chats, chats.c.chat_id == people.c.person_id))
    .where(_REACHED, people.c.person_id > bindparam("after"))
    .order_by(people.c.person_id)
    .limit(bindparam("at_most"))
)
_FIND: Final = (
    select(
        table.c.number,
        table.c.chat_id,
        _language(people),
        table.c.body,
        table.c.state,
        table.c.last_person,
        table.c.total,
        table.c.sent,
    )
    .select_from(
        table.outerjoin(people, people.c.person_id == table.c.chat_id).outerjoin(
            chats, chats.c.chat_id == table.c.chat_id
        )
    )
    .where(table.c.number == _NUMBER)
)
_UNDER_WAY: Final = select(func.min(table.c.number)).where(table.c.state == State.SENDING.value)
_OWN: Final = outbox.c.tag == bindparam("of_tag")
_PRESSURE: Final = select(func.count(case((_OWN, 1))), func.count()).where(outbox.c.state < DEAD)
_DELIVERED: Final = select(func.count()).where(receipts.c.tag == bindparam("of_tag"))
_TAKE_BACK: Final = delete(outbox).where(_OWN, outbox.c.state == READY)
_CHANGE: Final = update(table).where(table.c.number == _NUMBER)


class StoredBroadcasts:
    """BroadcastStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def audience(self, chat_id: int) -> int:
        """See bot.core.people_ports.BroadcastStore."""
        wanted = _AUDIENCE.params(of_owner=chat_id)
        return int(await self._database.query(value_of(wanted)))

    async def draft(self, chat_id: int, body: str, *, at: int) -> int:
        """See bot.core.people_ports.BroadcastStore; those long over go as well."""
        row = {
            "chat_id": chat_id,
            "body": storable(body),
            "state": State.DRAFT.value,
            "last_person": 0,
            "total": 0,
            "sent": 0,
            "created": at,
        }
        is_draft = (table.c.chat_id == chat_id) & (table.c.state == State.DRAFT.value)
        is_old = (table.c.created <= at - KEEP_S) & (table.c.state != State.SENDING.value)

        async def work(connection: AsyncConnection) -> int:
            await connection.execute(delete(table).where(is_draft | is_old))
            made = await connection.scalar(insert(table).values(row).returning(table.c.number))
            return int(made or 0)

        return await self._database.write(work)

    async def find(self, number: int) -> Broadcast | None:
        """See bot.core.people_ports.BroadcastStore."""

        async def work(connection: AsyncConnection) -> Broadcast | None:
            return await _found(connection, number)

        return await self._database.query(work)

    async def begin(self, number: int) -> bool:
        """See bot.core.people_ports.BroadcastStore."""

        async def work(connection: AsyncConnection) -> bool:
            known = await _found(connection, number)
            if known is None or known.state is not State.DRAFT:
                return False
            total = await connection.scalar(_AUDIENCE, {"of_owner": known.chat_id})
            await _change(connection, number, state=State.SENDING.value, total=int(total or 0))
            return True

        return await self._database.write(work)

    async def drop(self, number: int) -> bool:
        """See bot.core.people_ports.BroadcastStore."""
        draft = (table.c.number == number) & (table.c.state == State.DRAFT.value)
        return await self._database.write(count_of(delete(table).where(draft))) > 0

    async def stop(self, number: int) -> bool:
        """See bot.core.people_ports.BroadcastStore; what is on its way arrives."""

        async def work(connection: AsyncConnection) -> bool:
            known = await _found(connection, number)
            if known is None or known.state is not State.SENDING:
                return False
            named = {"of_tag": message_tag(number)}
            back = (await connection.execute(_TAKE_BACK, named)).rowcount
            await _change(connection, number, state=State.STOPPED.value, sent=known.sent - back)
            return True

        return await self._database.write(work)

    async def under_way(self) -> int | None:
        """See bot.core.people_ports.BroadcastStore."""
        found: int | None = await self._database.query(value_of(_UNDER_WAY))
        return found

    async def step(
        self, number: int, announcer: Announcer, pace: Pace, *, tells: bool, now_ms: int
    ) -> Step | None:
        """See bot.core.people_ports.BroadcastStore.

        There is one transaction at a time, so nobody is put twice whoever asks meanwhile.
        """

        async def work(connection: AsyncConnection) -> Step | None:
            known = await _found(connection, number)
            if known is None or known.state is not State.SENDING:
                return None
            pressure = await _pressure(connection, number)
            free = room(pressure, pace)
            chosen = await _next(connection, known, free) if free else ()
            if free and not chosen:
                is_over = pressure.own == 0
                return (
                    await _finish(connection, known, announcer, now_ms) if is_over else Step(known)
                )
            return await _put(connection, known, chosen, announcer, tells=tells, now_ms=now_ms)

        return await self._database.write(work)


async def _found(connection: AsyncConnection, number: int) -> Broadcast | None:
    row = (await connection.execute(_FIND, {"of_number": number})).one_or_none()
    if row is None:
        return None
    number, chat_id, language, body, state, last_person, total, sent = row
    return Broadcast(number, chat_id, language, body, State(state), last_person, total, sent)


async def _change(connection: AsyncConnection, number: int, **values: int | str) -> None:
    await connection.execute(_CHANGE.values(**values), {"of_number": number})


async def _pressure(connection: AsyncConnection, number: int) -> Pressure:
    """What the owner is told of this broadcast counts as everybody's."""
    named = {"of_tag": message_tag(number)}
    own, every = (await connection.execute(_PRESSURE, named)).one()
    return Pressure(own, every - own)


async def _next(
    connection: AsyncConnection, broadcast: Broadcast, limit: int
) -> Sequence[Recipient]:
    named = {
        "of_owner": broadcast.chat_id,
        "after": broadcast.last_person,
        "at_most": limit,
    }
    return [Recipient(*row) for row in await connection.execute(_NEXT, named)]


async def _put(
    connection: AsyncConnection,
    broadcast: Broadcast,
    chosen: Sequence[Recipient],
    announcer: Announcer,
    *,
    tells: bool,
    now_ms: int,
) -> Step:
    if chosen:
        last, sent = chosen[-1].person_id, broadcast.sent + len(chosen)
        total = max(broadcast.total, sent)  # some came after it began
        broadcast = replace(broadcast, last_person=last, sent=sent, total=total)
        await _change(connection, broadcast.number, last_person=last, sent=sent, total=total)
    parcels = [announcer.message(broadcast, one) for one in chosen]
    if tells:
        parcels.append(announcer.progress(broadcast))
    if parcels:
        await put_out(connection, parcels, job=NO_JOB, now=now_ms)
    return Step(broadcast, len(chosen))


async def _finish(
    connection: AsyncConnection, broadcast: Broadcast, announcer: Announcer, now_ms: int
) -> Step:
    await _change(connection, broadcast.number, state=State.DONE.value)
    named = {"of_tag": message_tag(broadcast.number)}
    delivered = int(await connection.scalar(_DELIVERED, named) or 0)
    over = replace(broadcast, state=State.DONE)
    await put_out(connection, [announcer.summary(over, delivered)], job=NO_JOB, now=now_ms)
    return Step(over)
