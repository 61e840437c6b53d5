"""A backup and a database to be restored, which differ in what chat 7 chose."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest

from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences
from bot.store.backup import backup
from bot.store.chats import Chats
from bot.store.database import Database

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "sqlite+aiosqlite:///"
GARBAGE = b"no database" * 1000
PAGE_BYTES = 4096


def change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def rows(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(statement).fetchall()


def age(file: Path) -> None:
    """Take from *file* what later versions than the second have added."""
    later = (
        "feed_items", "following", "feeds", "issued", "runs", "opted_out", "messages", "groups",
        "receipts", "outbox", "inbox", "updates_seen",
        "people", "access", "counters", "broadcasts", "asked",
    )  # fmt: skip
    for table in later:
        change(file, f"DROP TABLE {table}")
    change(file, "ALTER TABLE chats DROP COLUMN script")
    change(file, "UPDATE alembic_version SET version_num = '0002'")


def spoil(file: Path, table: str = "terms") -> None:
    """Overwrite the first page of a table: in the middle, which opening does not read."""
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        connection.execute("PRAGMA journal_mode = DELETE")
    content = file.read_bytes()
    start, end = (page - 1) * PAGE_BYTES, page * PAGE_BYTES
    file.write_bytes(content[:start] + b"\xff" * PAGE_BYTES + content[end:])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def preferences(file: Path) -> ChatPreferences:
    async with Database(f"{URL}{file}") as database:
        return await Chats(database).preferences(7)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both: copying them takes a hundredth of the time that making them takes."""
    folder = tmp_path_factory.mktemp("made")

    async def make() -> None:
        async with Database(f"{URL}{folder / 'qysqa.db'}") as database:
            chats = Chats(database)
            await chats.save_preferences(7, ChatPreferences(KK), now=NOW)
            await backup(database, folder / "monday.db")
            await chats.save_preferences(7, ChatPreferences(RU), now=NOW)

    thread = Thread(target=asyncio.run, args=(make(),))  # a loop may be running in this one
    thread.start()
    thread.join()
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A backup in which chat 7 reads Kazakh."""
    return _copied(made / "monday.db", tmp_path / "copies")


@pytest.fixture
def target(made: Path, tmp_path: Path) -> Path:
    """A database in which chat 7 reads Russian."""
    return _copied(made / "qysqa.db", tmp_path / "data")


def _copied(file: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(file, folder))
