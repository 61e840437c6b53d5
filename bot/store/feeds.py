"""Feeds, who reads them, and what was in them."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.digests import Feed, FeedItem
from bot.core.errors import TooManySourcesError
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.feed_rows import feed_of, feed_row, item_of, item_row
from bot.store.queries import count_of, insert_new, rows_of
from bot.store.tables import feed_items as items_table
from bot.store.tables import feeds as table
from bot.store.tables import following

MAX_SOURCES: Final = 30  # a chat: more than a person reads the news of in a day

_UNREAD: Final = delete(table).where(~exists().where(following.c.url == table.c.url))
_NEWEST_FIRST: Final = (
    items_table.c.seen.desc(),
    items_table.c.published.desc(),
    items_table.c.feed,
    items_table.c.guid,
)
_NOT_EMPTIED: Final = func.coalesce(items_table.c.sentence, "none") != ""


class Feeds:
    """FeedStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(self, chat_id: int, feed: Feed) -> bool:
        """See bot.core.digest_ports.FeedStore; a feed that is known stays as it is."""
        row = feed_row(feed) | {"listed": 0}

        async def work(connection: AsyncConnection) -> bool:
            place = await _next_place(connection, chat_id, row["url"])
            if place is None:
                return False
            await connection.execute(insert_new(connection, table), row)
            reader = {"chat_id": chat_id, "url": row["url"], "position": place}
            await connection.execute(insert_new(connection, following), reader)
            return True

        return await self._database.write(work)

    async def unfollow(self, chat_id: int, url: str) -> bool:
        """See bot.core.digest_ports.FeedStore."""
        reader = delete(following).where(
            following.c.chat_id == chat_id, following.c.url == storable(url)
        )

        async def work(connection: AsyncConnection) -> bool:
            gone = (await connection.execute(reader)).rowcount
            if gone:
                await drop_unread(connection)
            return bool(gone)

        return await self._database.write(work)

    async def followed(self, chat_id: int) -> Sequence[Feed]:
        """See bot.core.digest_ports.FeedStore."""
        wanted = (
            select(table)
            .join(following, following.c.url == table.c.url)
            .where(following.c.chat_id == chat_id)
            .order_by(following.c.position, following.c.url)
        )
        return tuple(map(feed_of, await self._database.query(rows_of(wanted))))

    async def to_poll(self, now: int, limit: int) -> Sequence[Feed]:
        """See bot.core.digest_ports.FeedStore."""
        due = select(table).where(table.c.next_poll <= now)
        first = due.order_by(table.c.next_poll, table.c.url).limit(limit)
        return tuple(map(feed_of, await self._database.query(rows_of(first))))

    async def polled(self, feed: Feed, items: Sequence[FeedItem]) -> int:
        """See bot.core.digest_ports.FeedStore; of a feed that nobody reads any more, nothing is.

        An item that is known stays as it is. Of two with the same guid the first counts.
        """
        state: dict[str, Any] = feed_row(feed)
        if items:
            state["listed"] = feed.checked
        known = update(table).where(table.c.url == state["url"]).values(state)
        rows = [item_row(one) | {"listed": feed.checked} for one in items]

        async def work(connection: AsyncConnection) -> int:
            found = (await connection.execute(known)).rowcount
            return await _add_items(connection, rows) if found and rows else 0

        return await self._database.write(work)

    async def without_sentence(self, limit: int) -> Sequence[FeedItem]:
        """See bot.core.digest_ports.FeedStore."""
        bare = select(items_table).where(items_table.c.sentence.is_(None))
        return await self._items(bare.limit(limit))

    async def put_sentence(self, item: FeedItem) -> None:
        """See bot.core.digest_ports.FeedStore."""
        row = item_row(item)
        chosen = {name: row[name] for name in ("sentence", "language", "lead")}
        known = update(items_table).where(
            items_table.c.feed == row["feed"], items_table.c.guid == row["guid"]
        )
        await self._database.write(count_of(known.values(chosen)))

    async def items(self, chat_id: int, since: int, until: int) -> Sequence[FeedItem]:
        """See bot.core.digest_ports.FeedStore."""
        read = (
            select(items_table)
            .join(following, following.c.url == items_table.c.feed)
            .where(following.c.chat_id == chat_id)
        )
        return await self._items(
            read.where(items_table.c.seen > since, items_table.c.seen <= until, _NOT_EMPTIED)
        )

    async def _items(self, wanted: Any) -> Sequence[FeedItem]:
        rows = await self._database.query(rows_of(wanted.order_by(*_NEWEST_FIRST)))
        return tuple(map(item_of, rows))


async def drop_unread(connection: AsyncConnection) -> None:
    """Delete feeds that nobody reads, with their items."""
    await connection.execute(_UNREAD)


async def _next_place(connection: AsyncConnection, chat_id: int, url: str) -> int | None:
    """The place in the chat's list that *url* gets; None if it is there already."""
    wanted = select(following.c.url, following.c.position).where(following.c.chat_id == chat_id)
    places = {row.url: row.position for row in await connection.execute(wanted)}
    if url in places:
        return None
    if len(places) >= MAX_SOURCES:
        raise TooManySourcesError(MAX_SOURCES)
    return max(places.values(), default=0) + 1


async def _add_items(connection: AsyncConnection, rows: Sequence[dict[str, Any]]) -> int:
    """Insert those that are new, and note that the others are still listed; count the new."""
    insert = insert_new(connection, items_table).returning(items_table.c.guid)
    new = (await connection.scalars(insert, rows)).all()
    if len(new) < len(rows):
        guids = [row["guid"] for row in rows]
        listed = update(items_table).where(
            items_table.c.feed == rows[0]["feed"], items_table.c.guid.in_(guids)
        )
        await connection.execute(listed.values(listed=rows[0]["listed"]))
    return len(new)
