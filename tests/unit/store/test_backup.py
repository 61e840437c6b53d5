import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseTooNewError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    NoSuchFileError,
)
from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences
from bot.store.backup import backup, restore
from bot.store.chats import Chats
from bot.store.database import Database

NOW = datetime(2026, 11, 22, tzinfo=UTC)
URL = "sqlite+aiosqlite:///"
PAGE_BYTES = 4096
GARBAGE = b"no database" * 1000


def _change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def _spoil(file: Path) -> None:
    """Overwrite the last two pages: a table and its index, which a copy does not read."""
    content = file.read_bytes()
    file.write_bytes(content[: -2 * PAGE_BYTES] + b"\xff" * 2 * PAGE_BYTES)


def _cut(file: Path) -> None:
    """Lose the last page."""
    file.write_bytes(file.read_bytes()[:-PAGE_BYTES])


def _lose(file: Path) -> None:
    """Leave no database, but a log of it."""
    file.unlink()
    file.with_name(f"{file.name}-wal").write_bytes(GARBAGE)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def _preferences(file: Path) -> ChatPreferences:
    async with Database(f"{URL}{file}") as database:
        return await Chats(database).preferences(7)


@pytest.fixture
async def copy(tmp_path: Path) -> Path:
    """A backup in which chat 7 reads Kazakh."""
    path = tmp_path / "copies" / "monday.db"
    path.parent.mkdir()
    async with Database(f"{URL}{tmp_path / 'source.db'}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(KK), now=NOW)
        await backup(database, path)
    return path


@pytest.fixture
async def target(tmp_path: Path) -> Path:
    """A database in which chat 7 reads Russian."""
    path = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{path}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(RU), now=NOW)
    return path


async def test_backup_holds_the_last_commit_and_stands_alone(copy: Path) -> None:
    assert _names(copy.parent) == ["monday.db"]
    assert await _preferences(copy) == ChatPreferences(KK)


def test_backup_is_for_the_owner_alone(copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600


async def test_backup_replaces_an_older_one(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("older")
    path.with_name("copy.db.part").write_text("of a copy that was cut off")

    await backup(database, path)

    assert await _preferences(path) == ChatPreferences()
    assert not path.with_name("copy.db.part").exists()


async def test_backup_onto_the_database_itself_is_refused(database: Database, file: Path) -> None:
    with pytest.raises(DataFolderNotWritableError):
        await backup(database, file)


async def test_backup_into_a_missing_folder_is_refused(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "missing" / "copy.db"

    with pytest.raises(DataFolderNotWritableError) as caught:
        await backup(database, path)

    assert caught.value.path == str(path)


async def test_backup_of_a_damaged_database_leaves_nothing_behind(target: Path) -> None:
    _spoil(target)

    async with Database(f"{URL}{target}") as database:
        with pytest.raises(DatabaseUnreadableError):
            await backup(database, target.with_name("copy.db"))

    assert _names(target.parent) == ["qysqa.db"]


async def test_restored_database_is_the_backup_and_the_older_one_is_kept(
    copy: Path, target: Path
) -> None:
    await restore(copy, target)

    kept = target.with_name("qysqa.db.before-restore")
    assert await _preferences(target) == ChatPreferences(KK)
    assert await _preferences(kept) == ChatPreferences(RU)
    assert await _preferences(copy) == ChatPreferences(KK)


async def test_restore_leaves_no_files_of_the_older_one(copy: Path, target: Path) -> None:
    await restore(copy, target)

    assert _names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_commits_that_only_the_wal_holds_are_kept_with_the_older_one(
    copy: Path, target: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed"
    async with Database(f"{URL}{target}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(), now=NOW)
        shutil.copytree(target.parent, crashed)  # as a killed process leaves them
    assert (crashed / "qysqa.db-wal").stat().st_size > 0

    await restore(copy, crashed / "qysqa.db")

    assert await _preferences(crashed / "qysqa.db") == ChatPreferences(KK)
    assert await _preferences(crashed / "qysqa.db.before-restore") == ChatPreferences()


async def test_restore_over_a_damaged_database_works(copy: Path, target: Path) -> None:
    target.write_bytes(GARBAGE)  # noqa: ASYNC240 - a few bytes, in a test

    await restore(copy, target)

    assert await _preferences(target) == ChatPreferences(KK)
    assert target.with_name("qysqa.db.before-restore").read_bytes() == GARBAGE


async def test_log_without_its_database_does_not_reach_the_restored_one(
    copy: Path, target: Path
) -> None:
    _lose(target)

    await restore(copy, target)

    assert await _preferences(target) == ChatPreferences(KK)
    assert _names(target.parent) == ["qysqa.db", "qysqa.db.before-restore-wal"]


async def test_restore_where_there_was_none_works(copy: Path, tmp_path: Path) -> None:
    await restore(copy, tmp_path / "new.db")

    assert await _preferences(tmp_path / "new.db") == ChatPreferences(KK)


async def test_restore_under_a_running_bot_is_refused(copy: Path, target: Path) -> None:
    async with Database(f"{URL}{target}") as database:
        with pytest.raises(DatabaseBusyError):
            await restore(copy, target)

        assert await Chats(database).preferences(7) == ChatPreferences(RU)


async def test_backup_that_is_not_there_is_told(target: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError):
        await restore(tmp_path / "missing.db", target)


async def test_restore_on_a_new_machine_makes_the_folder(copy: Path, tmp_path: Path) -> None:
    await restore(copy, tmp_path / "new" / "qysqa.db")

    assert await _preferences(tmp_path / "new" / "qysqa.db") == ChatPreferences(KK)


async def test_restore_where_no_folder_can_be_is_refused(copy: Path) -> None:
    with pytest.raises(DataFolderNotWritableError):
        await restore(copy, copy / "qysqa.db")


@pytest.mark.parametrize("content", [b"", GARBAGE], ids=["an empty file", "no database"])
async def test_what_is_no_backup_is_refused(target: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)

    with pytest.raises(DatabaseUnreadableError) as caught:
        await restore(path, target)

    assert caught.value.path == str(path)
    assert await _preferences(target) == ChatPreferences(RU)
    assert not target.with_name("qysqa.db.part").exists()


@pytest.mark.parametrize("change", ["PRAGMA application_id = 7", "DELETE FROM alembic_version"])
async def test_another_programs_database_is_refused(copy: Path, target: Path, change: str) -> None:
    _change(copy, change)

    with pytest.raises(DatabaseUnreadableError):
        await restore(copy, target)


@pytest.mark.parametrize("damage", [_cut, _spoil])
async def test_damaged_backup_is_refused(
    copy: Path, target: Path, damage: Callable[[Path], None]
) -> None:
    damage(copy)

    with pytest.raises(DatabaseUnreadableError):
        await restore(copy, target)


async def test_backup_of_a_newer_version_is_refused(copy: Path, target: Path) -> None:
    _change(copy, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseTooNewError):
        await restore(copy, target)
