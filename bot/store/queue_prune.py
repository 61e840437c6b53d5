"""Deleting what the queues need no more."""

from typing import Final

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.queries import delete_in_steps
from bot.store.queue_rows import DEAD
from bot.store.tables import inbox, outbox, updates_seen

_DAY_MS: Final = 86_400_000
SEEN_MS: Final = 3 * _DAY_MS  # Telegram keeps an update for a day (core.telegram.org/bots/api)
DEAD_MS: Final = 7 * _DAY_MS  # the bodies are people's words: not for longer than groups' messages


async def prune_queues(database: Database, now_ms: int) -> int:
    """Delete numbers of old updates, and old dead rows; return how many rows.

    *now_ms* is unix time in milliseconds.
    """
    seen = updates_seen.c.created <= now_ms - SEEN_MS
    deleted = await delete_in_steps(database, updates_seen.c.update_id, seen)
    for box in (inbox, outbox):
        old = (box.c.created <= now_ms - DEAD_MS) & (box.c.state == DEAD)
        deleted += await delete_in_steps(database, box.c.number, old)
    return deleted


async def forget_in_queues(connection: AsyncConnection, chat_id: int) -> None:
    """Delete what was given up in the chat; what waits is about to be answered, and goes then."""
    for box in (inbox, outbox):
        await connection.execute(delete(box).where(box.c.chat_id == chat_id, box.c.state == DEAD))
