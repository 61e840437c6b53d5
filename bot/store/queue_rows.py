"""What both queues' tables share: who is next, whose a row is, and putting messages out."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    Integer,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    null,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.jobs import Parcel, State
from bot.store.codec import storable
from bot.store.engine import Work
from bot.store.tables import inbox, outbox

Values = dict[str, str | int | bool | None]


def _written_out(state: State) -> ColumnElement[int]:
    """A partial index is used only where its condition stands in the statement, not bound."""
    return literal_column(str(int(state)), Integer)


READY: Final = _written_out(State.READY)
WORK: Final = _written_out(State.WORK)
DEAD: Final = _written_out(State.DEAD)

FREE: Final[dict[str, Any]] = {"owner": null(), "lease_until": null()}
"""What an update sets where a row is nobody's any more."""

_PUT: Final = insert(outbox)
_PUT_JOB: Final = insert(inbox)

_REPLACED: Final = ("job", "body", "otherwise", "created")  # tries count on, they pace the chat
_waiting: Final = outbox.alias()
_LAST: Final = (
    select(func.max(_waiting.c.number))
    .where(
        _waiting.c.chat_id == bindparam("of_chat"),
        _waiting.c.tag == bindparam("of_tag"),
        _waiting.c.state == READY,
        _waiting.c.repeats,
    )
    .scalar_subquery()
)
_REPLACE: Final = (
    update(outbox)
    .where(outbox.c.number == _LAST, outbox.c.state == READY)
    .values({name: bindparam(f"new_{name}") for name in _REPLACED})
)


def is_head(box: FromClause) -> ColumnElement[bool]:
    """The row is the oldest that waits in its chat, and the chat has none in work.

    The second does not follow from the first: a row that is older than the one in work may
    come back from the dead, or with another number of the chat. One way through the partial
    index finds all heads: 1 ms for 10,000 rows of one chat or of 1,000, where a question
    for each row takes 10 ms.
    """
    waiting, busy = box.alias(), box.alias()
    oldest = (
        select(func.min(waiting.c.number))
        .where(waiting.c.state < DEAD)
        .group_by(waiting.c.chat_id)
        .scalar_subquery()
    )
    others = exists().where(busy.c.state == WORK, busy.c.chat_id == box.c.chat_id)
    return box.c.number.in_(oldest) & (box.c.state == READY) & ~others


def is_mine(box: FromClause) -> ColumnElement[bool]:
    """The row is ``of_number`` and ``of_owner`` has it in work."""
    return (
        (box.c.number == bindparam("of_number"))
        & (box.c.state == WORK)
        & (box.c.owner == bindparam("of_owner"))
    )


def is_lost(box: FromClause) -> ColumnElement[bool]:
    """Another than ``of_owner`` has the row in work: a process that ended, as one runs."""
    return (box.c.state == WORK) & box.c.owner.is_distinct_from(bindparam("of_owner"))


def is_forgotten(box: FromClause) -> ColumnElement[bool]:
    """``of_owner`` has the row in work, but it is none of those it ``kept`` in sight."""
    return (
        (box.c.state == WORK)
        & (box.c.owner == bindparam("of_owner"))
        & box.c.number.not_in(bindparam("kept", expanding=True))
    )


def changed(
    statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]]
) -> Work[int]:
    """Work that returns how many rows *statement* changed."""

    async def work(connection: AsyncConnection) -> int:
        return (await connection.execute(statement, values)).rowcount

    return work


async def put_out(
    connection: AsyncConnection, parcels: Sequence[Parcel], *, job: int, now: int
) -> None:
    """Insert *parcels*, which answer the inbox's row *job*; see put_answers."""
    await connection.run_sync(put_answers, [(job, parcels, now)])


def put_answers(
    connection: Connection, answers: Sequence[tuple[int, Sequence[Parcel], int]]
) -> None:
    """Insert parcels in their order, each beside the inbox's row that they answer, and when.

    One that has a tag, and repeats, takes the place of one that waits under the same tag: who
    edits a message ten times is answered with the last.
    """
    new: list[Values] = []
    for row in (_row(one, job, now) for job, parcels, now in answers for one in parcels):
        if not (_takes_a_place(row) and _replaced(connection, new, row)):
            new.append(row)
    if new:
        connection.execute(_PUT, new)


async def put_job(connection: AsyncConnection, chat_id: int, body: str, *, now: int) -> None:
    """Insert a job that this program gives itself; nobody waits for its answer."""
    await connection.execute(_PUT_JOB, job_row(chat_id, body, now))


def job_row(chat_id: int, body: str, now: int) -> Values:
    """A job that nobody gave, or has tried yet."""
    return {
        "update_id": None,
        "chat_id": chat_id,
        "user_id": None,
        "body": storable(body),
        "asks": False,
        "turned_away": False,
        "state": State.READY.value,
        "attempts": 0,
        "not_before": 0,
        "created": now,
    }


def _takes_a_place(row: Values) -> bool:
    return row["tag"] is not None and bool(row["repeats"])


def _replaced(connection: Connection, new: Sequence[Values], row: Values) -> bool:
    """Put *row* in place of the last under its tag, among those *new* or waiting; if there is."""
    for other in reversed(new):
        if _takes_a_place(other) and all(other[of] == row[of] for of in ("chat_id", "tag")):
            other.update(row)
            return True
    named = {"of_chat": row["chat_id"], "of_tag": row["tag"]}
    values = {f"new_{name}": row[name] for name in _REPLACED}
    return bool(connection.execute(_REPLACE, named | values).rowcount)


def _row(parcel: Parcel, job: int, now: int) -> Values:
    return {
        "job": job,
        "chat_id": parcel.chat_id,
        "body": storable(parcel.body),
        "repeats": parcel.repeats,
        "tag": None if parcel.tag is None else storable(parcel.tag),
        "otherwise": None if parcel.otherwise is None else storable(parcel.otherwise),
        "state": State.READY.value,
        "attempts": 0,
        "uncertain": 0,
        "not_before": 0,
        "created": now,
    }
