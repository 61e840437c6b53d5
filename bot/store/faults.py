"""What the database reports, as the errors a person may be told about."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    StoreError,
)

_PRIMARY_CODE = 0xFF  # the low byte of an extended code, sqlite.org/rescode.html

_LEAVES: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_NOTADB: DatabaseUnreadableError,
    sqlite3.SQLITE_CORRUPT: DatabaseUnreadableError,
    sqlite3.SQLITE_BUSY: DatabaseBusyError,
    sqlite3.SQLITE_LOCKED: DatabaseBusyError,
    sqlite3.SQLITE_CANTOPEN: DataFolderNotWritableError,
    sqlite3.SQLITE_READONLY: DataFolderNotWritableError,
    sqlite3.SQLITE_PERM: DataFolderNotWritableError,
    sqlite3.SQLITE_IOERR: DataFolderNotWritableError,
    sqlite3.SQLITE_FULL: DataFolderNotWritableError,
}


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Raise what the database at *path* reports as a StoreError; a bug passes unchanged."""
    try:
        yield
    except exc.TimeoutError as error:  # the one connection stayed in use for too long
        raise DatabaseBusyError(path) from error
    except (exc.DBAPIError, sqlite3.Error) as error:
        leaf = _LEAVES.get(_code(error))
        if leaf is None:
            raise
        raise leaf(path) from error


def _code(error: Exception) -> int:
    reported = error.orig if isinstance(error, exc.DBAPIError) else error
    return int(getattr(reported, "sqlite_errorcode", 0)) & _PRIMARY_CODE
