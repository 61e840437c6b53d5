"""Copies of the database: made while it is in use, checked before they are put back."""

import asyncio
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.core.errors import (
    DatabaseTooNewError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    NoSuchFileError,
)
from bot.store.engine import Engine
from bot.store.faults import translated
from bot.store.files import FILE_MODE, make_folder, sync, writing
from bot.store.sqlite import APPLICATION_ID
from bot.store.tables import REVISIONS

_COMPANIONS = ("-wal", "-shm")  # SQLite's own files beside the database


async def backup(engine: Engine, path: Path) -> None:
    """Write a whole, compact copy of the open database to *path*, replacing what is there.

    It appears under its name only when complete. 100 MB take about a second,
    during which other transactions wait.

    Raises:
        DataFolderNotWritableError: *path* cannot be written, or is the database itself.
        StoreError: Any other leaf of it, from reading the database.
    """
    part = await asyncio.to_thread(_start_copy, path, Path(engine.file))
    try:
        async with engine.bare() as connection:
            await connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
        await asyncio.to_thread(_finish_copy, part, path)
    finally:
        part.unlink(missing_ok=True)


async def restore(path: Path, target: Path) -> None:
    """Put the backup at *path* in place of the database *target*, which must not be in use.

    The file it replaces stays beside it with ``.before-restore`` after its name.

    Raises:
        NoSuchFileError: *path* cannot be read.
        DatabaseUnreadableError: *path* is no backup, or is damaged.
        DatabaseTooNewError: A newer version of this program made it.
        DatabaseBusyError: *target* is in use.
        DataFolderNotWritableError: The folder of *target* cannot be written.
    """
    await asyncio.to_thread(_restore, path, target)


def _start_copy(path: Path, database: Path) -> Path:
    """Make the empty file that VACUUM INTO fills, so that a bad path is told as such."""
    part = _part(path)
    with writing(path):
        if path.exists() and path.samefile(database):
            raise DataFolderNotWritableError(str(path))
        part.unlink(missing_ok=True)
        part.touch(FILE_MODE)
    return part


def _finish_copy(part: Path, path: Path) -> None:
    with writing(path):
        sync(part)
        part.replace(path)


def _restore(path: Path, target: Path) -> None:
    make_folder(target.parent)
    part = _part(target)
    try:
        _copy(path, part)
        _check(part, name=str(path))
        _fold_in_wal(target)
        with writing(target):
            _set_aside(target)
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    try:
        source = path.open("rb")
    except OSError as error:
        raise NoSuchFileError(str(path)) from error
    with source, writing(part):
        part.touch(FILE_MODE)
        with part.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        sync(part)


def _check(part: Path, *, name: str) -> None:
    """Refuse what is not whole, not ours or too new; *name* is what the error tells."""
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            identity = connection.execute("PRAGMA application_id").fetchone()
            damage = connection.execute("PRAGMA quick_check(1)").fetchone()
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            connection.execute("PRAGMA journal_mode = DELETE")  # leaves nothing beside it
    except sqlite3.Error as error:
        raise DatabaseUnreadableError(name) from error
    if (identity, damage) != ((APPLICATION_ID,), ("ok",)) or revision is None:
        raise DatabaseUnreadableError(name)
    if revision[0] not in REVISIONS:
        raise DatabaseTooNewError(name)


def _fold_in_wal(target: Path) -> None:
    """Bring the last commits into the file itself; SQLite refuses while another has it open."""
    if not target.exists():
        return
    with (
        suppress(DatabaseUnreadableError),  # a damaged file is what one restores over
        translated(str(target)),
        closing(sqlite3.connect(target, isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = DELETE")


def _set_aside(target: Path) -> None:
    kept = f"{target}.before-restore"
    with suppress(FileNotFoundError):
        target.replace(kept)
    for suffix in _COMPANIONS:
        Path(f"{kept}{suffix}").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            Path(f"{target}{suffix}").replace(f"{kept}{suffix}")


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
