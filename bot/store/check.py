"""What is looked at when the bot starts: is the database whole, and which engine holds it."""

import sqlite3
from pathlib import Path

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import DatabaseUnreadableError
from bot.store.engine import Engine
from bot.store.files import writing

_FIXED = (3, 51, 3)  # sqlite.org/wal.html#walresetbug
_BACKPORTS = ((3, 44, 6), (3, 50, 7))  # of these lines, from these releases on
_SINCE = (3, 7, 0)

_Version = tuple[int, int, int]

_log = structlog.get_logger(__name__)


async def check(engine: Engine) -> None:
    """Read the whole database, 0.15 s for 100 MB, and log which version of SQLite does.

    A server looks after its files itself.

    Raises:
        DatabaseUnreadableError: It is damaged, though it could be opened.
    """
    if not engine.is_file:
        return
    _tell_version(sqlite3.sqlite_version_info[:3])
    if await engine.query(_damage) != "ok":
        raise DatabaseUnreadableError(engine.file)


def has_reset_bug(version: _Version) -> bool:
    """Whether two connections that write at the same instant may lose commits.

    The bot keeps to one; commands beside it write seldom.
    """
    backported = any(version[:2] == fix[:2] and version >= fix for fix in _BACKPORTS)
    return _SINCE <= version < _FIXED and not backported


def refuse_emptied(file: Path) -> None:
    """Refuse an empty *file* where a database has been; any other empty file becomes a new one.

    SQLite takes it for new and deletes the log beside it, with the last commits in it.

    Raises:
        DatabaseUnreadableError: The log or a copy of a database lies beside it.
        DataFolderNotWritableError: The folder cannot be read.
    """
    with writing(file.parent):
        if _is_empty(file) and _was_database(file):
            raise DatabaseUnreadableError(str(file))


def _was_database(file: Path) -> bool:
    log = file.with_name(f"{file.name}-wal")
    copies = f"{file.name}.before-"
    return (log.exists() and not _is_empty(log)) or any(
        one.name.startswith(copies) for one in file.parent.iterdir()
    )


def _is_empty(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


async def _damage(connection: AsyncConnection) -> str:
    found = await connection.exec_driver_sql("PRAGMA quick_check(1)")
    return str(found.scalar_one())


def _tell_version(version: _Version) -> None:
    name = ".".join(map(str, version))
    if has_reset_bug(version):
        _log.warning("sqlite.old", version=name, better=".".join(map(str, _FIXED)))
    else:
        _log.info("sqlite.version", version=name)
