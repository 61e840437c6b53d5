"""Messages of groups, and who does not want theirs kept."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.digest_ports import EVERYWHERE
from bot.core.groups import GroupMessage
from bot.core.models import LanguageCode
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.group_codec import links_from_json, links_to_json
from bot.store.groups import forget_author, forget_digests
from bot.store.queries import (
    AnyRow,
    chunks,
    count_of,
    insert_new,
    rows_of,
    upsert,
    value_of,
)
from bot.store.tables import groups, opted_out
from bot.store.tables import messages as table

_ONE: Final = delete(table).where(
    table.c.chat_id == bindparam("of_chat"), table.c.message_id == bindparam("of_number")
)
_NEWEST_FIRST: Final = (table.c.at.desc(), table.c.message_id.desc())


class Messages:
    """MessageStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, messages: Sequence[GroupMessage], *, overwrite: bool = True) -> int:
        """See bot.core.digest_ports.MessageStore; of one number twice the last counts.

        Many are kept in several transactions, so that others are not held up. Without
        *overwrite* nothing is kept of chats that do not collect.
        """
        last = {(one.chat_id, one.message_id): one for one in messages}
        kept = 0
        for some in chunks(tuple(last.values())):
            work = partial(_keep, messages=some, overwrite=overwrite)
            kept += await self._database.write(work)
        return kept

    async def between(
        self, chat_id: int, since: int, until: int, *, thread_id: int | None = None, limit: int
    ) -> Sequence[GroupMessage]:
        """See bot.core.digest_ports.MessageStore."""
        wanted = select(table).where(
            table.c.chat_id == chat_id, table.c.at > since, table.c.at <= until
        )
        if thread_id is not None:
            wanted = wanted.where(table.c.thread_id == thread_id)
        return await self._newest(wanted, limit)

    async def latest(self, chat_id: int, count: int) -> Sequence[GroupMessage]:
        """See bot.core.digest_ports.MessageStore."""
        return await self._newest(select(table).where(table.c.chat_id == chat_id), count)

    async def last_of(self, chat_id: int, author_id: int) -> int | None:
        """See bot.core.digest_ports.MessageStore."""
        wanted = select(func.max(table.c.at)).where(
            table.c.author_id == author_id, table.c.chat_id == chat_id
        )
        found: int | None = await self._database.query(value_of(wanted))
        return found

    async def drop_message(self, chat_id: int, message_id: int) -> None:
        """See bot.core.digest_ports.MessageStore."""
        one = delete(table).where(table.c.chat_id == chat_id, table.c.message_id == message_id)
        await self._database.write(count_of(one))

    async def drop_chat(self, chat_id: int) -> int:
        """See bot.core.digest_ports.MessageStore; 20,000 take 60 ms."""

        async def work(connection: AsyncConnection) -> int:
            await forget_digests(connection, [chat_id])
            theirs = delete(table).where(table.c.chat_id == chat_id)
            return (await connection.execute(theirs)).rowcount

        return await self._database.write(work)

    async def opt_out(self, chat_id: int, author_id: int) -> int:
        """See bot.core.digest_ports.MessageStore."""

        async def work(connection: AsyncConnection) -> int:
            row = {"author_id": author_id, "chat_id": chat_id}
            await connection.execute(insert_new(connection, opted_out), row)
            if chat_id == EVERYWHERE:
                return await forget_author(connection, author_id)
            await forget_digests(connection, [chat_id])
            theirs = (table.c.author_id == author_id) & (table.c.chat_id == chat_id)
            return (await connection.execute(delete(table).where(theirs))).rowcount

        return await self._database.write(work)

    async def opt_in(self, chat_id: int, author_id: int) -> bool:
        """See bot.core.digest_ports.MessageStore."""
        theirs = delete(opted_out).where(
            opted_out.c.author_id == author_id, opted_out.c.chat_id == chat_id
        )
        return await self._database.write(count_of(theirs)) > 0

    async def is_out(self, chat_id: int, author_id: int) -> bool:
        """See bot.core.digest_ports.MessageStore."""
        wanted = select(opted_out.c.chat_id).where(
            opted_out.c.author_id == author_id, opted_out.c.chat_id.in_((chat_id, EVERYWHERE))
        )
        return await self._database.query(value_of(wanted)) is not None

    async def _newest(self, wanted: Any, limit: int) -> Sequence[GroupMessage]:
        """The newest *limit* of those *wanted*, oldest first."""
        newest = wanted.order_by(*_NEWEST_FIRST).limit(limit)
        rows = await self._database.query(rows_of(newest))
        return tuple(map(_message, reversed(rows)))


async def _keep(
    connection: AsyncConnection, *, messages: Sequence[GroupMessage], overwrite: bool
) -> int:
    out = await _opted_out(connection, messages)
    unwanted = [one for one in messages if _is_out(one, out)]
    wanted = [one for one in messages if not _is_out(one, out)]
    if unwanted:
        names = [{"of_chat": one.chat_id, "of_number": one.message_id} for one in unwanted]
        await connection.execute(_ONE, names)
    if not overwrite:
        return await _add(connection, wanted)
    if wanted:
        await connection.execute(upsert(connection, table), list(map(_row, wanted)))
    return len(wanted)


async def _add(connection: AsyncConnection, messages: Sequence[GroupMessage]) -> int:
    """Keep those of an import that are new; its group may stop collecting between two steps."""
    named = groups.c.chat_id.in_({one.chat_id for one in messages})
    wanted = select(groups.c.chat_id).where(groups.c.collects, named)
    collecting = set(await connection.scalars(wanted))
    rows = [_row(one) for one in messages if one.chat_id in collecting]
    if not rows:
        return 0
    new = insert_new(connection, table).returning(table.c.message_id)
    return len((await connection.execute(new, rows)).all())


async def _opted_out(
    connection: AsyncConnection, messages: Sequence[GroupMessage]
) -> set[tuple[int, int]]:
    """Chats, or EVERYWHERE, and authors."""
    authors = {one.author_id for one in messages if one.author_id is not None}
    wanted = select(opted_out.c.chat_id, opted_out.c.author_id).where(
        opted_out.c.author_id.in_(authors)
    )
    return {(chat, author) for chat, author in await connection.execute(wanted)}


def _is_out(one: GroupMessage, out: set[tuple[int, int]]) -> bool:
    return one.author_id is not None and (
        (one.chat_id, one.author_id) in out or (EVERYWHERE, one.author_id) in out
    )


def _row(one: GroupMessage) -> dict[str, str | int | bool | None]:
    return {
        "chat_id": one.chat_id,
        "message_id": one.message_id,
        "text": storable(one.text),
        "author": storable(one.author),
        "author_id": one.author_id,
        "at": one.at,
        "thread_id": one.thread_id,
        "reply_to": one.reply_to,
        "links": links_to_json(one.links),
        "language": one.language,
        "is_bot": one.is_bot,
    }


def _message(row: AnyRow) -> GroupMessage:
    return GroupMessage(
        chat_id=row.chat_id,
        message_id=row.message_id,
        text=row.text,
        author=row.author,
        author_id=row.author_id,
        at=row.at,
        thread_id=row.thread_id,
        reply_to=row.reply_to,
        links=links_from_json(row.links),
        language=None if row.language is None else LanguageCode(row.language),
        is_bot=row.is_bot,
    )
