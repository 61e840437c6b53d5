"""One bot process a database: two would answer twice, and together exceed Telegram's pace.

Commands and the local page ask for no ownership: what they do beside a bot is short.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from zlib import crc32

import structlog
from sqlalchemy import URL, NullPool, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.core.errors import DatabaseOwnedError
from bot.store.faults import translated
from bot.store.lockfile import held
from bot.store.postgres import shown

ALL = "all"  # a process that does everything; several may share a server later
BEAT_S = 5.0  # how often the connection is tried, and how long its answer may take

_PROGRAM = 0x51797371  # "Qysq": tells our locks from those of other programs on the server
_LOCK = text("SELECT pg_try_advisory_lock(:program, :role)")
_BEAT = text("SELECT 1")

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def owning(
    url: str, *, on_lost: Callable[[], object], role: str = ALL, beat_s: float = BEAT_S
) -> AsyncIterator[None]:
    """Be the only process that works as *role* on the database at *url*, while the block lasts.

    To be entered before the database is opened. A file has one owner, whatever the role.
    *on_lost* is called when the server's connection has broken: from then on another
    process may begin, so this one is to end.

    Raises:
        DatabaseOwnedError: Another process is.
        DataFolderNotWritableError: No lock can be made beside the file.
        StoreError: Any other leaf of it: the server does not answer.
    """
    location = make_url(url)
    async with AsyncExitStack() as owned:
        if location.get_backend_name() == "sqlite":
            owned.enter_context(held(Path(location.database or "")))
        else:
            beating = _beating(location, role, on_lost, beat_s)
            await owned.enter_async_context(beating)
        yield


@asynccontextmanager
async def _beating(
    location: URL, role: str, on_lost: Callable[[], object], beat_s: float
) -> AsyncIterator[None]:
    """Hold the lock on a connection of its own: it goes with the connection."""
    name = shown(location)
    engine = create_async_engine(location, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with AsyncExitStack() as owned:
        with translated(name):
            connection = await owned.enter_async_context(engine.connect())
            keys = {"program": _PROGRAM, "role": crc32(role.encode()) >> 1}  # signed, 32 bits
            if not await connection.scalar(_LOCK, keys):
                raise DatabaseOwnedError(name)
        beats = asyncio.create_task(_beat(connection, on_lost, beat_s))
        owned.push_async_callback(_end, beats)
        yield


async def _beat(connection: AsyncConnection, on_lost: Callable[[], object], beat_s: float) -> None:
    """Try the connection again and again: one that is silently cut reports nothing by itself."""
    with suppress(SQLAlchemyError, OSError, TimeoutError):
        while True:
            await asyncio.sleep(beat_s)
            async with asyncio.timeout(beat_s):
                await connection.execute(_BEAT)
    _log.error("database.ownership_lost")
    on_lost()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
