"""What is kept of a chat: counted, and row by row."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Select, Table, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.mydata_ports import Held, Part, Row, Stays
from bot.store.asked import keys_of
from bot.store.database import Database
from bot.store.forgetting import OF_PEOPLE
from bot.store.queries import rows_of
from bot.store.queue_rows import WORK
from bot.store.schema import SECONDS
from bot.store.tables import (
    access,
    broadcasts,
    chats,
    following,
    groups,
    inbox,
    messages,
    opted_out,
    outbox,
    people,
    summaries,
    terms,
    translations,
)

_MILLISECONDS: Final = {
    box.c[name] for box in (inbox, outbox) for name in ("not_before", "created", "lease_until")
}
_JSON: Final = {
    *(table.c.body for table in (summaries, inbox, outbox)),
    *(groups.c.plan, groups.c.translation, messages.c.links, outbox.c.otherwise),
}
_BY_PERSON: Final[Mapping[Table, Column[Any]]] = {
    people: people.c.person_id,
    messages: messages.c.author_id,
    opted_out: opted_out.c.author_id,
}


class MyData:
    """MyDataStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def held(self, chat_id: int) -> Held:
        """See bot.core.mydata_ports.MyDataStore; what is in work just now is not counted."""
        [row] = await self._database.query(rows_of(_counts(chat_id)))
        return Held(
            has_settings=bool(row.settings),
            has_plan=bool(row.plans),
            summaries=row.summaries,
            terms=row.terms,
            sources=row.sources,
            messages=row.messages,
            waiting=row.jobs + row.parcels,
        )

    async def stays(self, chat_id: int) -> Stays:
        """See bot.core.mydata_ports.MyDataStore."""
        found = select(
            exists().where(_whose(opted_out, chat_id)).label("wishes"),
            exists().where(_whose(access, chat_id)).label("access"),
        )
        [row] = await self._database.query(rows_of(found))
        return Stays(bool(row.wishes), bool(row.access))

    async def rows(self, chat_id: int) -> Mapping[Part, Mapping[str, Sequence[Row]]]:
        """See bot.core.mydata_ports.MyDataStore; times are aware, what is JSON is read."""

        async def work(
            connection: AsyncConnection,
        ) -> Mapping[Part, Mapping[str, Sequence[Row]]]:
            return {
                part: {table.name: await _read(connection, table, chat_id) for table in tables}
                for part, tables in OF_PEOPLE.items()
            }

        return await self._database.read(work)


def _counts(chat_id: int) -> Select[Any]:
    talk = messages.c.author_id if chat_id > 0 else messages.c.chat_id
    return select(
        _count(_whose(chats, chat_id)).label("settings"),
        _count(_whose(groups, chat_id)).label("plans"),
        _count(_whose(summaries, chat_id)).label("summaries"),
        _count(_whose(terms, chat_id)).label("terms"),
        _count(_whose(following, chat_id)).label("sources"),
        _count(talk == chat_id).label("messages"),
        _count(_whose(inbox, chat_id) & (inbox.c.state != WORK)).label("jobs"),
        _count(_whose(outbox, chat_id) & (outbox.c.state != WORK)).label("parcels"),
    )


def _count(condition: ColumnElement[bool]) -> Any:
    return select(func.count()).where(condition).scalar_subquery()


def _whose(table: Table, chat_id: int) -> ColumnElement[bool]:
    """The rows of *table* that are the chat's, or are of the person who has that number."""
    if table in (summaries, translations):
        return table.c.key.in_(keys_of(chat_id))
    if table is inbox:
        return or_(inbox.c.chat_id == chat_id, inbox.c.user_id == chat_id)
    if table is broadcasts:
        return or_(broadcasts.c.chat_id == chat_id, broadcasts.c.last_person == chat_id)
    return _BY_PERSON[table] == chat_id if table in _BY_PERSON else table.c.chat_id == chat_id


async def _read(connection: AsyncConnection, table: Table, chat_id: int) -> Sequence[Row]:
    """Who got a broadcast last is nobody's but theirs to know; it came to them as a message."""
    columns = list(table.c)
    if table is broadcasts:
        columns = [table.c.number, table.c.state, table.c.created]
    wanted = select(*columns).where(_whose(table, chat_id)).order_by(*table.primary_key.columns)
    found = await connection.execute(wanted)
    return [
        {column.name: _shown(column, row[place]) for place, column in enumerate(columns)}
        for row in found
    ]


def _shown(column: Column[Any], value: Any) -> object:
    if value is None:
        return None
    if column.type is SECONDS or column in _MILLISECONDS:
        return _moment(value / (1000 if column in _MILLISECONDS else 1))
    return _read_json(value) if column in _JSON else value


def _moment(seconds: float) -> datetime | None:
    """0 stands for never."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _read_json(text: str) -> object:
    """An update may have come as anything."""
    try:
        return json.loads(text)
    except ValueError:
        return text
