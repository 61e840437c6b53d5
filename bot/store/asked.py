"""Whose words cached answers were made of, and forgetting these."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, TypedDict

from sqlalchemy import ColumnElement, Select, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.behind import DELAY_S, WriteBehind
from bot.store.database import Database
from bot.store.lifetime import OpenAndClose
from bot.store.queries import insert_new, rows_of
from bot.store.tables import asked as table
from bot.store.tables import groups, messages, summaries, translations

_others: Final = table.alias("others")

GONE: Final[ColumnElement[bool]] = (
    ~exists().where(summaries.c.key == table.c.key)
    & ~exists().where(translations.c.key == table.c.key)
)  # fmt: skip
"""Nothing is kept any more under the key that was noted."""


class _Note(TypedDict):
    chat_id: int
    key: str
    at: int


class Asked(OpenAndClose):
    """AskedStore over the database; ``async with`` writes what may wait while it is open."""

    def __init__(self, database: Database, *, delay_s: float = DELAY_S) -> None:
        self._database = database
        self._behind = WriteBehind[tuple[int, str], _Note](self._write, delay_s=delay_s)

    async def note(
        self, chat_ids: Collection[int], keys: Collection[str], *, now: datetime
    ) -> None:
        """See bot.core.mydata_ports.AskedStore."""
        rows = _rows(chat_ids, keys, now)
        if rows:
            await self._write(rows)

    def note_soon(
        self, chat_ids: Collection[int], keys: Collection[str], *, now: datetime
    ) -> None:
        """See bot.core.mydata_ports.AskedStore."""
        for row in _rows(chat_ids, keys, now):
            self._behind.put((row["chat_id"], row["key"]), row)

    async def noted(self, chat_id: int) -> frozenset[str]:
        """See bot.core.mydata_ports.AskedStore."""
        rows = await self._database.query(rows_of(keys_of(chat_id)))
        return frozenset(row.key for row in rows)

    async def settle(self) -> None:
        """Write what waits, so that it can be forgotten."""
        await self._behind.flush()

    async def open(self) -> None:
        """Begin to write."""
        await self._behind.open()

    async def close(self) -> None:
        """Write what waits."""
        await self._behind.close()

    async def _write(self, rows: Sequence[_Note]) -> None:
        async def work(connection: AsyncConnection) -> None:
            await connection.execute(insert_new(connection, table), list(rows))

        await self._database.write(work)


def _rows(chat_ids: Collection[int], keys: Collection[str], now: datetime) -> list[_Note]:
    at = int(now.timestamp())
    return [_Note(chat_id=chat, key=key, at=at) for chat in chat_ids for key in set(keys)]


def keys_of(chat_id: int) -> Select[tuple[str]]:
    """Select what is noted for the chat."""
    return select(table.c.key).where(table.c.chat_id == chat_id)


async def forget_answers(connection: AsyncConnection, chat_id: int) -> None:
    """Delete answers made of the chat's words, but summaries that another person asked for too.

    A translation is made anew where another wants it; a summary would have to be sent anew.
    Of the groups where a person is known all translations go: nobody can tell any more which
    were of their words.
    """
    whose = keys_of(chat_id)
    others = exists().where(
        _others.c.key == summaries.c.key, _others.c.chat_id > 0, _others.c.chat_id != chat_id
    )
    known = _groups_of(chat_id) if chat_id > 0 else [chat_id]
    of_groups = select(table.c.key).where(table.c.chat_id.in_(known))
    for one in (
        delete(summaries).where(summaries.c.key.in_(whose), ~others),
        delete(translations).where(
            or_(translations.c.key.in_(whose), translations.c.key.in_(of_groups))
        ),
        delete(table).where(table.c.chat_id == chat_id),
    ):
        await connection.execute(one)


def _groups_of(person_id: int) -> Any:
    """Groups that may have the person's words: those that collect messages, or share a note."""
    theirs = select(_others.c.key).where(_others.c.chat_id == person_id)
    return (
        select(groups.c.chat_id)
        .where(groups.c.collects)
        .union(
            select(messages.c.chat_id).where(messages.c.author_id == person_id),
            select(table.c.chat_id).where(table.c.chat_id < 0, table.c.key.in_(theirs)),
        )
    )
