"""What goes wrong with files and disks: each is told by its own error, and leaves nothing open."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.core.engines import Kept, Rank
from bot.core.errors import (
    DatabaseBusyError,
    DatabaseTooNewError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    StoreError,
)
from bot.core.languages import KK
from bot.core.models import ChatPreferences, Summary
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.queries import value_of
from bot.store.sentences import Sentences
from bot.store.summaries import Summaries

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "sqlite+aiosqlite:///"
BUSY_TIMEOUT_S = 0.05
PAGE_BYTES = 4096


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "qysqa.db"


@pytest.fixture
async def ready(file: Path) -> Path:
    """A database that has been used before."""
    async with Database(f"{URL}{file}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(KK), now=NOW)
    return file


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for left in set(threading.enumerate()) - before:
        left.join(timeout=5)
    assert {one.name for one in set(threading.enumerate()) - before} == set()


def _content(file: Path) -> bytes:
    return file.read_bytes()


async def _failure(path: Path) -> StoreError:
    """What opening the database at *path* raises."""
    database = Database(f"{URL}{path}", busy_timeout_s=BUSY_TIMEOUT_S)
    with pytest.raises(StoreError) as caught:
        await database.open()
    return caught.value


async def _pragma(database: Database, pragma: str) -> object:
    return await database.query(value_of(text(f"PRAGMA {pragma}")))


def _garbage(file: Path) -> None:
    file.write_bytes(b"This is no database. " * 1000)


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:PAGE_BYTES])


def _cut_within_the_header(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:50])


def _spoiled(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * (len(content) - 100))


def _another_programs(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (text)")


def _another_programs_by_its_id(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA application_id = 252006674")  # Fossil's


@pytest.mark.parametrize(
    "spoil",
    [
        _garbage,
        _truncated,
        _cut_within_the_header,
        _spoiled,
        _another_programs,
        _another_programs_by_its_id,
    ],
)
async def test_file_that_is_not_ours_is_refused_and_left_as_it_is(
    ready: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(ready)
    before = _content(ready)

    error = await _failure(ready)

    assert isinstance(error, DatabaseUnreadableError)
    assert error.path == str(ready)
    assert _content(ready) == before


async def test_empty_file_becomes_a_database(file: Path) -> None:
    file.touch()  # noqa: ASYNC240 - one call, in a test

    async with Database(f"{URL}{file}") as database:
        assert await Chats(database).preferences(7) == ChatPreferences()


async def test_database_of_a_newer_version_is_refused(ready: Path) -> None:
    with closing(sqlite3.connect(ready)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    assert isinstance(await _failure(ready), DatabaseTooNewError)


async def test_folder_that_cannot_be_made_is_told(ready: Path) -> None:
    error = await _failure(ready / "below a file" / "qysqa.db")

    assert isinstance(error, DataFolderNotWritableError)
    assert error.path == str(ready / "below a file")


async def test_folder_that_cannot_be_written_is_told() -> None:
    error = await _failure(Path("/proc/qysqa.db"))  # nobody, not even root, writes there

    assert isinstance(error, DataFolderNotWritableError)


async def test_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    assert isinstance(await _failure(tmp_path), DataFolderNotWritableError)


async def test_new_file_locked_by_another_process_is_busy(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert isinstance(await _failure(file), DatabaseBusyError)


@pytest.fixture
def reader(ready: Path) -> Iterator[sqlite3.Connection]:
    """Another process that reads the file before it has a write-ahead log."""
    with closing(sqlite3.connect(ready, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN")
        other.execute("SELECT * FROM chats").fetchall()
        yield other


async def test_log_is_begun_when_the_reader_has_gone(
    ready: Path, reader: sqlite3.Connection
) -> None:
    asyncio.get_running_loop().call_later(BUSY_TIMEOUT_S, reader.rollback)

    async with Database(f"{URL}{ready}", busy_timeout_s=BUSY_TIMEOUT_S) as database:
        assert await _pragma(database, "journal_mode") == "wal"


@pytest.mark.usefixtures("reader")
async def test_reader_that_stays_makes_the_database_busy(ready: Path) -> None:
    assert isinstance(await _failure(ready), DatabaseBusyError)


async def test_writer_waits_no_longer_than_told_for_another_process(ready: Path) -> None:
    async with Database(f"{URL}{ready}", busy_timeout_s=BUSY_TIMEOUT_S) as database:
        chats = Chats(database)
        with closing(sqlite3.connect(ready, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")

            with pytest.raises(DatabaseBusyError):
                await chats.forget_chat(7)

            assert await chats.preferences(7) == ChatPreferences(KK)
            other.execute("ROLLBACK")

        await chats.forget_chat(7)
        assert await chats.preferences(7) == ChatPreferences()


async def test_full_disk_fails_the_write_and_nothing_else(ready: Path) -> None:
    large = Summary("k", "Тақырып" * 20_000, None, None, None, None, (), 8, (), 0, 0)
    async with Database(f"{URL}{ready}") as database:
        pages = await _pragma(database, "page_count")
        await _pragma(database, f"max_page_count = {pages}")

        with pytest.raises(DataFolderNotWritableError):
            await Summaries(database).put_summary(large, now=NOW)

        assert await Chats(database).preferences(7) == ChatPreferences(KK)
        await _pragma(database, "max_page_count = 1000000")
        await Summaries(database).put_summary(large, now=NOW)


KEPT = tuple(Kept(f"{n}", "Сәлем.", "azure", "", Rank.KEYED, 2**31) for n in range(300))


async def test_what_engines_said_waits_while_another_process_writes(ready: Path) -> None:
    async with Database(f"{URL}{ready}", busy_timeout_s=BUSY_TIMEOUT_S) as database:
        with closing(sqlite3.connect(ready, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            async with Sentences(database, lambda: NOW, keep_days=1, delay_s=0) as sentences:
                sentences.remember(KEPT)
                await asyncio.sleep(2 * BUSY_TIMEOUT_S)
                assert await sentences.lookup(["0"]) == {"0": [KEPT[0]]}
                other.execute("ROLLBACK")

        written = await Sentences(database, lambda: NOW, keep_days=1).lookup(["0", "299"])
        assert written == {"0": [KEPT[0]], "299": [KEPT[299]]}


async def test_what_engines_said_is_lost_when_the_disk_stays_full_and_nothing_else(
    ready: Path,
) -> None:
    async with Database(f"{URL}{ready}") as database:
        pages = await _pragma(database, "page_count")
        await _pragma(database, f"max_page_count = {pages}")

        async with Sentences(database, lambda: NOW, keep_days=1, delay_s=0) as sentences:
            sentences.remember(KEPT)
            await asyncio.sleep(BUSY_TIMEOUT_S)
            assert await sentences.lookup(["0"]) == {"0": [KEPT[0]]}

        assert await Sentences(database, lambda: NOW, keep_days=1).lookup(["0"]) == {}
        assert await Chats(database).preferences(7) == ChatPreferences(KK)


async def test_cancelled_writer_of_what_engines_said_leaves_the_database_usable(
    ready: Path,
) -> None:
    async with Database(f"{URL}{ready}") as database:
        for pause_s in (0.0, 0.001, 0.002, 0.004, 0.008):
            sentences = Sentences(database, lambda: NOW, keep_days=1, delay_s=0)
            await sentences.__aenter__()
            sentences.remember(KEPT)
            closing_it = asyncio.create_task(sentences.close())
            await asyncio.sleep(pause_s)
            closing_it.cancel()
            await asyncio.gather(closing_it, return_exceptions=True)

        assert asyncio.all_tasks() == {asyncio.current_task()}
        await Chats(database).forget_chat(7)
        assert await Chats(database).preferences(7) == ChatPreferences()


async def test_opening_works_once_the_cause_is_gone(ready: Path) -> None:
    content = _content(ready)
    _garbage(ready)
    database = Database(f"{URL}{ready}")
    with pytest.raises(DatabaseUnreadableError):
        await database.open()
    ready.write_bytes(content)  # noqa: ASYNC240 - a few pages, in a test

    async with database:
        assert await Chats(database).preferences(7) == ChatPreferences(KK)
