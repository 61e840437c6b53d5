import shutil
from pathlib import Path

import pytest

from bot.core.errors import (
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    NoSuchFileError,
    NotAFileError,
)
from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences
from bot.store.backup import backup, backup_beside, database_file
from bot.store.chats import Chats
from bot.store.database import Database
from tests.unit.store.copies import (
    NOW,
    URL,
    change,
    copy,
    made,
    names,
    preferences,
    spoil,
    target,
)

__all__ = ["copy", "made", "target"]

SERVER = "postgresql+asyncpg://qysqa@/qysqa"


async def test_backup_holds_the_last_commit_and_stands_alone(copy: Path) -> None:
    assert names(copy.parent) == ["monday.db"]
    assert await preferences(copy) == ChatPreferences(KK)


def test_backup_is_for_the_owner_alone(copy: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600


async def test_backup_replaces_an_older_one(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    path.write_text("older")
    path.with_name("copy.db.part").write_text("of a copy that was cut off")

    await backup(database, path)

    assert await preferences(path) == ChatPreferences()
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
    spoil(target)

    async with Database(f"{URL}{target}") as database:
        with pytest.raises(DatabaseUnreadableError):
            await backup(database, target.with_name("copy.db"))

    assert names(target.parent) == ["qysqa.db"]


async def test_database_on_a_server_has_no_file(tmp_path: Path) -> None:
    assert database_file(f"{URL}{tmp_path}/a%20b.db") == tmp_path / "a b.db"
    with pytest.raises(NotAFileError):
        database_file(SERVER)
    with pytest.raises(NotAFileError):
        await backup(Database(SERVER), tmp_path / "copy.db")


async def test_backup_beside_a_running_bot_holds_its_last_commit(
    target: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.db"
    async with Database(f"{URL}{target}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(KK), now=NOW)
        log = target.with_name("qysqa.db-wal")
        before = log.read_bytes()

        backup_beside(target, path)

        assert log.read_bytes() == before  # the bot alone moves it into the file
    assert await preferences(path) == ChatPreferences(KK)
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == ["copy.db", "data"]


async def test_backup_of_a_bot_that_was_killed_holds_what_its_log_holds(
    target: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed"
    async with Database(f"{URL}{target}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(), now=NOW)
        shutil.copytree(target.parent, crashed)  # as a killed process leaves them

    backup_beside(crashed / "qysqa.db", tmp_path / "copy.db")

    assert await preferences(tmp_path / "copy.db") == ChatPreferences()
    assert await preferences(target) != ChatPreferences(RU)


def test_backup_beside_of_no_database_makes_none(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError):
        backup_beside(tmp_path / "qysqa.db", tmp_path / "copy.db")

    assert names(tmp_path) == []


def test_backup_beside_onto_the_database_itself_is_refused(target: Path) -> None:
    with pytest.raises(DataFolderNotWritableError):
        backup_beside(target, target)


def test_backup_beside_of_another_programs_database_is_refused(
    target: Path, tmp_path: Path
) -> None:
    change(target, "PRAGMA application_id = 7")

    with pytest.raises(DatabaseUnreadableError):
        backup_beside(target, tmp_path / "copy.db")


def test_backup_beside_of_a_damaged_database_leaves_nothing_behind(target: Path) -> None:
    spoil(target)

    with pytest.raises(DatabaseUnreadableError):
        backup_beside(target, target.with_name("copy.db"))

    assert "copy.db" not in " ".join(names(target.parent))
