"""Deleting what the queues need no more."""

from typing import Final

from sqlalchemy import delete, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.mydata_ports import DEAD_DAYS
from bot.store.database import Database
from bot.store.queries import delete_in_steps
from bot.store.queue_rows import DEAD, WORK
from bot.store.tables import inbox, outbox, updates_seen

_DAY_MS: Final = 86_400_000
SEEN_MS: Final = 3 * _DAY_MS  # Telegram keeps an update for a day (core.telegram.org/bots/api)
DEAD_MS: Final = DEAD_DAYS * _DAY_MS


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
    """Delete what was given up in the chat, and of a person all that waits, wherever they wrote.

    What others wait for in a group is about to be answered, and goes then; so does what is in
    work.
    """
    is_person = chat_id > 0
    state = inbox.c.state != WORK if is_person else inbox.c.state == DEAD
    theirs = or_(inbox.c.chat_id == chat_id, inbox.c.user_id == chat_id)
    await connection.execute(delete(inbox).where(theirs, state))
    state = outbox.c.state != WORK if is_person else outbox.c.state == DEAD
    await connection.execute(delete(outbox).where(outbox.c.chat_id == chat_id, state))
