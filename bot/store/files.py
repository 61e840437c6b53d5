"""Folders and files of the store, with their failures as a person is told them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.core.errors import DataFolderNotWritableError

FOLDER_MODE = 0o700  # chats' choices and summaries are nobody else's
FILE_MODE = 0o600  # a copy may lie in a folder that others read


def make_folder(folder: Path) -> None:
    """Make *folder* and those above it, unless they are there."""
    with writing(folder):
        folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)


def sync(path: Path) -> None:
    """Have the bytes on the disk before a name points at them."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise what the system refuses as DataFolderNotWritableError."""
    try:
        yield
    except OSError as error:
        raise DataFolderNotWritableError(str(path)) from error
