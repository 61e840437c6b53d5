"""A lock beside the database's file; the system frees it with the process, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import structlog

from bot.core.errors import DatabaseOwnedError
from bot.store.files import FILE_MODE, make_folder, writing

_NUMBER_BYTES = 20  # any process's number fits

_log = structlog.get_logger(__name__)


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold the lock of the file *database*, which need not exist.

    Raises:
        DatabaseOwnedError: Another process holds it; the log says its number.
        DataFolderNotWritableError: No lock can be made beside the file.
    """
    with writing(database):
        file = database.resolve()  # the same file under another name has the same lock
    path = file.with_name(f"{file.name}.lock")
    make_folder(file.parent)
    with writing(path):
        handle = _locked(path)
    if handle is None:
        raise DatabaseOwnedError(str(database))
    try:
        yield
    finally:
        with suppress(OSError):  # left where nothing can be written any more it does no harm
            path.unlink()
        os.close(handle)


def _locked(path: Path) -> int | None:
    """Open and lock the file at *path*; None if another process has it.

    Its last owner may remove it between our opening and our locking: then anew.
    """
    while True:
        with ExitStack() as opened:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
            opened.callback(os.close, handle)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                number = os.pread(handle, _NUMBER_BYTES, 0).decode("ascii", "replace")
                _log.warning("database.owned", process=number)
                return None
            if _is_at(path, handle):
                os.ftruncate(handle, 0)
                os.pwrite(handle, str(os.getpid()).encode(), 0)
                opened.pop_all()
                return handle


def _is_at(path: Path, handle: int) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(path.stat(), os.fstat(handle))
    return False
