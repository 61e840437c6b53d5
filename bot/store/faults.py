"""What the database reports, as the errors a person may be told about."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseUnreachableError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    QysqaError,
    StoreError,
)

_PRIMARY_CODE = 0xFF  # the low byte of an extended code, sqlite.org/rescode.html

_OF_SQLITE: dict[int, type[StoreError]] = {
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

# By code, else by class: postgresql.org/docs/current/errcodes-appendix.html
_OF_SERVERS: dict[str, type[StoreError]] = {
    "08": DatabaseUnreachableError,  # the connection was refused or lost
    "22P05": DatabaseUnreadableError,  # its encoding lacks our letters
    "25006": DataFolderNotWritableError,  # a standby, which only reads
    "25P03": DatabaseBusyError,  # this machine was silent for too long
    "28": DatabaseUnreachableError,  # no such role, or another password
    "3D000": DatabaseUnreachableError,  # no such database
    "3F000": DataFolderNotWritableError,  # no schema to make tables in
    "40": DatabaseBusyError,  # two that waited for each other
    "42501": DataFolderNotWritableError,  # the role may not do that
    "42P07": DatabaseUnreadableError,  # another program's tables go by these names
    "53": DatabaseBusyError,  # too many connections, too little memory
    "53100": DataFolderNotWritableError,  # the disk is full
    "55P03": DatabaseBusyError,  # a lock was not to be had in time
    "57": DatabaseUnreachableError,  # it is being shut down or started, or took too long
    "58": DataFolderNotWritableError,  # its disk fails
    "XX001": DatabaseUnreadableError,
    "XX002": DatabaseUnreadableError,
}


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Raise what the database at *path* reports as a StoreError; a bug passes unchanged."""
    try:
        yield
    except QysqaError:
        raise
    except Exception as error:
        leaf = _leaf(error)
        if leaf is None:
            raise
        raise leaf(path) from error


def _leaf(error: Exception) -> type[StoreError] | None:
    if isinstance(error, exc.TimeoutError):  # all connections stayed in use for too long
        return DatabaseBusyError
    if isinstance(error, OSError):  # no connection, or no answer in time
        return DatabaseUnreachableError
    if isinstance(error, exc.DBAPIError) and error.connection_invalidated:
        return DatabaseUnreachableError
    reported = error.orig if isinstance(error, exc.DBAPIError) else error
    number = int(getattr(reported, "sqlite_errorcode", 0)) & _PRIMARY_CODE
    state = str(getattr(reported, "sqlstate", None) or "")
    return _OF_SQLITE.get(number) or _OF_SERVERS.get(state) or _OF_SERVERS.get(state[:2])
