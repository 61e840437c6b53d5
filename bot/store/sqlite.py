"""What is particular to SQLite: its settings, and telling our file from another's."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import (
    URL,
    AsyncAdaptedQueuePool,
    Connection,
    Engine,
    StaticPool,
    create_engine,
    event,
)
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.errors import DatabaseUnreadableError
from bot.store.ways import Ways

APPLICATION_ID = 0x51797371  # "Qysq" in the file's header, bytes 68 to 71
WAL_LIMIT_BYTES = 4 * 2**20  # what a burst of writing may leave on the disk

BEGIN_READ = "BEGIN"
BEGIN_WRITE = "BEGIN IMMEDIATE"  # a deferred one fails at once when another process wrote
NO_BEGIN = ""  # one statement needs none, and VACUUM refuses to run inside one

_KNOWN = "in_thread"  # where a connection's own engine is kept
_IDENTITY = "SELECT * FROM pragma_application_id, pragma_schema_version"
_NEW_FILE = (0, 0)
_CLAIM = f"PRAGMA application_id = {APPLICATION_ID}"
_WAL = "PRAGMA journal_mode = WAL"
_PAUSES_S = (0.01, 0.03, 0.1, 0.3)  # making a new file takes some 30 ms
_SETTINGS = f"""
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA journal_size_limit = {WAL_LIMIT_BYTES};
"""

logging.getLogger("aiosqlite").setLevel(logging.INFO)  # at DEBUG it writes out people's texts


def sqlite_ways(url: URL, *, busy_timeout_s: float, beside: bool) -> Ways:
    """Make an engine with exactly one connection.

    Two connections to a file may lose commits before SQLite 3.51.3
    (sqlite.org/wal.html#walresetbug), and writers would only wait for each other. That takes
    two that move the log into the file: an engine *beside* the owner's leaves that to it.
    """
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,  # errors reach the log, texts must not
        connect_args={"timeout": busy_timeout_s, "isolation_level": None},
    )
    event.listen(engine.sync_engine, "connect", _prepare, insert=True)
    if beside:
        event.listen(engine.sync_engine, "connect", _leave_the_log)
    event.listen(engine.sync_engine, "begin", _begin)
    return Ways(
        file=url.database or "",
        engine=engine,
        reader=engine.execution_options(begin=BEGIN_READ),
        writer=engine.execution_options(begin=BEGIN_WRITE),
        single=engine.execution_options(begin=NO_BEGIN),
        whole=partial(_whole, engine.execution_options(begin=NO_BEGIN)),
    )


async def _whole(
    way_in: AsyncEngine, engine: AsyncEngine, work: Callable[[Connection], Any]
) -> Any:
    """One way to the driver's thread and back, where each statement would be one."""
    begin = engine.get_execution_options()["begin"]
    async with way_in.connect() as connection:
        way = await connection.get_raw_connection()
        driver: Any = way.driver_connection

        def run() -> Any:
            with _in_thread(way.info, driver._conn)[begin].begin() as own:  # noqa: SLF001 - see below
                return work(own)

        # The driver has no public way to run a function in its thread.
        return await driver._execute(run)  # noqa: SLF001


def _in_thread(known: dict[Any, Any], file: sqlite3.Connection) -> Mapping[str, Engine]:
    """Engines for use in the driver's thread, over the same connection; they close nothing."""
    engines: Mapping[str, Engine] | None = known.get(_KNOWN)
    if engines is None:
        engine = create_engine(
            "sqlite://",
            creator=lambda: file,
            poolclass=StaticPool,
            pool_reset_on_return=None,
            hide_parameters=True,
        )
        event.listen(engine, "begin", _begin)
        engines = known[_KNOWN] = {
            begin: engine.execution_options(begin=begin) for begin in (BEGIN_WRITE, NO_BEGIN)
        }
    return engines


def _prepare(connection: Any, _: object) -> None:
    connection.run_async(_settle)


def _leave_the_log(connection: Any, _: object) -> None:
    """Who closes the file last still moves the log into it: then nobody else is there."""
    connection.run_async(lambda driver: driver.execute_fetchall("PRAGMA wal_autocheckpoint = 0"))


async def _settle(driver: aiosqlite.Connection) -> None:
    """Look before changing anything: the file may be another program's."""
    [identity] = await driver.execute_fetchall(_IDENTITY)
    if identity == _NEW_FILE:
        await driver.execute_fetchall(_CLAIM)
    elif identity[0] != APPLICATION_ID:
        [(_, _, path)] = await driver.execute_fetchall("PRAGMA database_list")
        raise DatabaseUnreadableError(path)
    await _use_wal(driver)
    await driver.executescript(_SETTINGS)


async def _use_wal(driver: aiosqlite.Connection) -> None:
    """Going over to WAL does not wait for others by itself: two first starts may meet."""
    for pause_s in _PAUSES_S:
        with suppress(sqlite3.OperationalError):
            await driver.execute_fetchall(_WAL)
            return
        await asyncio.sleep(pause_s)
    await driver.execute_fetchall(_WAL)


def _begin(connection: Connection) -> None:
    """The driver is told to begin nothing by itself, so this is where it begins."""
    statement = connection.get_execution_options()["begin"]
    if statement:
        connection.exec_driver_sql(statement)
