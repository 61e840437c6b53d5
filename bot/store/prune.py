"""Deleting what has been kept for long enough, and the oldest answers where there are too many."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Table, delete, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.engines import Rank
from bot.core.mydata_ports import PEOPLE_DAYS
from bot.store.asked import GONE
from bot.store.database import Database
from bot.store.group_prune import prune_groups
from bot.store.queries import delete_in_steps
from bot.store.sentences import oldest_kept
from bot.store.tables import asked, engine_states, people, summaries, translations

ROWS_A_STEP: Final = {summaries: 20, translations: 100}  # some 10 and 0.5 KB each: 6 ms
PAUSE_S: Final = 0.05  # others have the database most of the time
GOAL: Final = 0.9  # of the limit: not every evening anew
STEPS_A_LOOK: Final = 25  # where measuring reads all answers, 0.3 s for 100 MB
MEGABYTE: Final = 1_000_000

_STATE_DAYS = 2  # what an engine did before says nothing of today

_USED_IN_FILE: Final = text(
    "SELECT (page_count - freelist_count) * page_size"
    " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
)
# A row's key stands in the table and in its index; 200 bytes with all that goes with a row.
_USED_ON_SERVER: Final = text(
    "SELECT (SELECT coalesce(sum(pg_column_size(body) + 200), 0) FROM summaries)"
    " + (SELECT coalesce(sum(pg_column_size(text) + 200), 0) FROM translations)"
)

_log = structlog.get_logger(__name__)


async def prune(database: Database, *, now: datetime, keep_days: int) -> int:
    """Delete what is older than *keep_days*, or than its kind is served; return how many rows.

    What is kept of groups has days of its own, see bot.store.group_prune.
    """
    oldest = int((now - timedelta(days=keep_days)).timestamp())
    old = summaries.c.created <= oldest
    deleted = await delete_in_steps(database, summaries.c.key, old)
    deleted += await _prune_translations(database, now, keep_days)
    deleted += await _prune_states(database, now)
    noted = (asked.c.at <= oldest) & GONE  # after what it was noted of
    deleted += await delete_in_steps(database, asked.c.key, noted)
    away = people.c.last <= int((now - timedelta(days=PEOPLE_DAYS)).timestamp())
    deleted += await delete_in_steps(database, people.c.person_id, away)
    return deleted + await prune_groups(database, now)


async def shrink(database: Database, *, limit_mb: int, pause_s: float = PAUSE_S) -> int:
    """Delete the oldest summaries and translations if the database takes over *limit_mb*.

    Until it takes GOAL of that; return how many rows. In a file the pages in use count: those
    that become free are filled again, the file itself does not get smaller (a backup is
    compact). On a server the answers alone count. May be cancelled at any time.
    """
    limit = limit_mb * MEGABYTE
    deleted, used = 0, await _used(database)
    if used <= limit:
        return 0
    while used > GOAL * limit:
        gone = await _let_go(database, pause_s)
        if not gone:
            _log.warning("store.too_large", megabytes=used // MEGABYTE, limit=limit_mb)
            break
        deleted, used = deleted + gone, await _used(database)
    return deleted


async def _used(database: Database) -> int:
    """Bytes in use."""
    statement = _USED_IN_FILE if database.is_file else _USED_ON_SERVER
    return int(await database.query(lambda connection: connection.scalar(statement)) or 0)


async def _let_go(database: Database, pause_s: float) -> int:
    """Delete some of the oldest answers, as many as may go unmeasured; return how many."""
    deleted = 0
    for _ in range(1 if database.is_file else STEPS_A_LOOK):
        deleted += await database.write(_drop_oldest)
        await asyncio.sleep(pause_s)
    return deleted


async def _drop_oldest(connection: AsyncConnection) -> int:
    """Delete some of the oldest rows of the table that has the oldest of all."""
    ages = {table: await _oldest(connection, table) for table in ROWS_A_STEP}
    table = min(ages, key=lambda table: ages[table])
    some = select(table.c.key).order_by(table.c.created).limit(ROWS_A_STEP[table])
    return (await connection.execute(delete(table).where(table.c.key.in_(some)))).rowcount


async def _oldest(connection: AsyncConnection, table: Table) -> float:
    found = await connection.scalar(select(func.min(table.c.created)))
    return float("inf") if found is None else found


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
