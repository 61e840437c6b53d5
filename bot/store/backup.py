"""Copies of the database, made while it is in use."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import (
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    NoSuchFileError,
    NotAFileError,
)
from bot.store.engine import Engine
from bot.store.faults import translated
from bot.store.files import FILE_MODE, sync, writing
from bot.store.sqlite import APPLICATION_ID

BUSY_TIMEOUT_S = 5.0  # as of the bot itself; it writes for milliseconds

_VACUUM = "VACUUM INTO ?"


def database_file(url: str) -> Path:
    """The file of the database at *url*.

    Raises:
        NotAFileError: A server has it.
    """
    location = make_url(url)
    if location.get_backend_name() != "sqlite":
        raise NotAFileError
    return Path(location.database or "")


async def backup(engine: Engine, path: Path) -> None:
    """Write a whole, compact copy of the open database to *path*, replacing what is there.

    It appears under its name only when complete. 100 MB take about a second,
    during which other transactions of this process wait.

    Raises:
        NotAFileError: The database is on a server.
        DataFolderNotWritableError: *path* cannot be written, or is the database itself.
        StoreError: Any other leaf of it, from reading the database.
    """
    if not engine.is_file:
        raise NotAFileError
    part = await asyncio.to_thread(_start_copy, path, Path(engine.file))
    try:
        await engine.query(lambda connection: _vacuum_into(connection, part))
        await asyncio.to_thread(_finish_copy, part, path)
    finally:
        part.unlink(missing_ok=True)


def backup_beside(database: Path, path: Path) -> None:
    """Like backup, of a file that another process may have open: it goes on meanwhile.

    Blocks the thread.

    Raises:
        NoSuchFileError: There is no *database*.
        DatabaseUnreadableError: It is damaged, or another program's.
        DataFolderNotWritableError: *path* cannot be written, or is the database itself.
        DatabaseBusyError: It could not be read for longer than the timeout.
    """
    part = _start_copy(path, database)
    try:
        if not database.is_file():
            raise NoSuchFileError(str(database))
        with open_beside(database) as connection:
            connection.execute(_VACUUM, (str(part),))
        _finish_copy(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def open_beside(database: Path) -> Iterator[sqlite3.Connection]:
    """Open our *database* beside the process that owns it; failures are StoreError leaves.

    That process alone moves the log into the file: two that do it at the same instant may
    lose commits before SQLite 3.51.3 (sqlite.org/wal.html#walresetbug).
    """
    with (
        translated(str(database)),
        closing(_connect(database)) as connection,
    ):
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise DatabaseUnreadableError(str(database))
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")  # as the bot does
        yield connection


def _connect(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(database, timeout=BUSY_TIMEOUT_S, isolation_level=None)


def part_of(path: Path) -> Path:
    """Where a file is written until it is complete."""
    return path.with_name(f"{path.name}.part")


async def _vacuum_into(connection: AsyncConnection, part: Path) -> None:
    await connection.exec_driver_sql(_VACUUM, (str(part),))


def _start_copy(path: Path, database: Path) -> Path:
    """Make the empty file that VACUUM INTO fills, so that a bad path is told as such."""
    part = part_of(path)
    with writing(path):
        if path.exists() and database.exists() and path.samefile(database):
            raise DataFolderNotWritableError(str(path))
        part.unlink(missing_ok=True)
        part.touch(FILE_MODE)
    return part


def _finish_copy(part: Path, path: Path) -> None:
    with writing(path):
        sync(part)
        part.replace(path)
