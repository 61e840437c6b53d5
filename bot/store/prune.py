"""Deleting what has been kept for long enough."""

from datetime import datetime, timedelta

from sqlalchemy import or_

from bot.core.engines import Rank
from bot.store.database import Database
from bot.store.queries import delete_in_steps
from bot.store.sentences import oldest_kept
from bot.store.tables import engine_states, summaries, translations

_STATE_DAYS = 2  # what an engine did before says nothing of today


async def prune(database: Database, *, now: datetime, keep_days: int) -> int:
    """Delete what is older than *keep_days*, or than its kind is served; return how many rows."""
    oldest = int((now - timedelta(days=keep_days)).timestamp())
    old = summaries.c.created <= oldest
    deleted = await delete_in_steps(database, summaries.c.key, old)
    deleted += await _prune_translations(database, now, keep_days)
    return deleted + await _prune_states(database, now)


async def _prune_translations(database: Database, now: datetime, keep_days: int) -> int:
    rank, created = translations.c.rank, translations.c.created
    condition = (created <= oldest_kept(Rank.KEYLESS, now, keep_days)) & or_(
        rank <= Rank.KEYLESS, created <= oldest_kept(Rank.KEYED, now, keep_days)
    )
    return await delete_in_steps(database, translations.c.key, condition)


async def _prune_states(database: Database, now: datetime) -> int:
    """Delete the states of days long gone whose circuits have been closed since then."""
    last = now - timedelta(days=_STATE_DAYS)
    condition = (engine_states.c.day < int(last.timestamp()) // 86_400) & (
        engine_states.c.open_until < int(last.timestamp())
    )
    return await delete_in_steps(database, engine_states.c.engine, condition)
