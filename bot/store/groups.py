"""Chats that digests or translations were set up in."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.groups import Group
from bot.core.ports import Clock
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.feeds import drop_unread
from bot.store.group_codec import (
    plan_from_json,
    plan_to_json,
    translation_from_json,
    translation_to_json,
)
from bot.store.queries import AnyRow, put, rows_of
from bot.store.queue_rows import WORK
from bot.store.receipts import DIGESTS, begins
from bot.store.tables import following, issued, messages, outbox, receipts, runs
from bot.store.tables import groups as table

_OF_CHAT: Final = (table, messages, runs, following, receipts)
"""What is kept of a chat beside its digests, but who opted out in it: that is their wish."""

_UNSENT: Final = delete(outbox).where(
    outbox.c.tag.is_not(None),  # else the index of tags would not be used
    begins(outbox.c.tag, DIGESTS),
    outbox.c.state != WORK,  # that one is on its way, and goes when it arrived
)


class Groups:
    """GroupStore over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def group(self, chat_id: int) -> Group | None:
        """See bot.core.digest_ports.GroupStore; a plan that cannot be read is off."""
        wanted = select(table).where(table.c.chat_id == chat_id)
        rows = await self._database.query(rows_of(wanted))
        return _group(rows[0]) if rows else None

    async def save_group(self, group: Group) -> None:
        """See bot.core.digest_ports.GroupStore."""
        row = _row(group, int(self._clock().timestamp()))
        await self._database.write(put(table, row, keep=["created"]))

    async def planned(self) -> Sequence[Group]:
        """See bot.core.digest_ports.GroupStore; by number."""
        wanted = select(table).where(table.c.plan_on).order_by(table.c.chat_id)
        found = map(_group, await self._database.query(rows_of(wanted)))
        return tuple(group for group in found if group.plan.is_on)

    async def by_secret(self, secret: str) -> Group | None:
        """See bot.core.digest_ports.GroupStore."""
        wanted = select(table).where(table.c.secret == storable(secret), table.c.secret != "")
        rows = await self._database.query(rows_of(wanted))
        return _group(rows[0]) if rows else None

    async def drop_group(self, chat_id: int) -> None:
        """See bot.core.digest_ports.GroupStore; who opted out there stays so."""

        async def drop(connection: AsyncConnection) -> None:
            await forget_group(connection, chat_id)

        await self._database.write(drop)


async def forget_group(connection: AsyncConnection, chat_id: int) -> None:
    """Delete all that is kept of the chat for digests, and feeds that nobody else reads."""
    for kept in _OF_CHAT:
        await connection.execute(delete(kept).where(kept.c.chat_id == chat_id))
    await forget_digests(connection, [chat_id])
    await drop_unread(connection)


async def forget_digests(
    connection: AsyncConnection, chat_ids: Sequence[int] | Select[tuple[int]]
) -> None:
    """Delete the chats' digests: those issued, and posts of them that wait or were given up."""
    await connection.execute(delete(issued).where(issued.c.chat_id.in_(chat_ids)))
    await connection.execute(_UNSENT.where(outbox.c.chat_id.in_(chat_ids)))


async def forget_author(connection: AsyncConnection, author_id: int) -> int:
    """Delete the person's messages in all groups, and what may quote them; say how many.

    A digest may quote messages that are not kept any more, so all go of chats that collect.
    """
    theirs = messages.c.author_id == author_id
    for chat_ids in (
        select(table.c.chat_id).where(table.c.collects),
        select(messages.c.chat_id).where(theirs),
    ):
        await forget_digests(connection, chat_ids)
    return (await connection.execute(delete(messages).where(theirs))).rowcount


def _row(group: Group, now: int) -> dict[str, str | int | bool | None]:
    return {
        "chat_id": group.chat_id,
        "title": storable(group.title),
        "username": group.username,
        "is_forum": group.is_forum,
        "collects": group.collects,
        "plan": plan_to_json(group.plan),
        "plan_on": group.plan.is_on,
        "translation": translation_to_json(group.translation),
        "secret": group.secret,
        "collects_since": group.since,
        "created": now,
        "updated": now,
    }


def _group(row: AnyRow) -> Group:
    return Group(
        chat_id=row.chat_id,
        title=row.title,
        username=row.username,
        is_forum=row.is_forum,
        collects=row.collects,
        plan=plan_from_json(row.plan),
        translation=translation_from_json(row.translation),
        secret=row.secret,
        since=row.collects_since,
    )
