"""Deleting what has been kept for long enough."""

from datetime import datetime, timedelta

from bot.store.database import Database
from bot.store.queries import delete_in_steps
from bot.store.tables import summaries, translations


async def prune(database: Database, *, now: datetime, keep_days: int) -> int:
    """Delete summaries and kept translations older than *keep_days*; return how many rows."""
    oldest = int((now - timedelta(days=keep_days)).timestamp())
    deleted = 0
    for table in (summaries, translations):
        deleted += await delete_in_steps(database, table.c.key, table.c.created <= oldest)
    return deleted
