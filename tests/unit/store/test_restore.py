import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseTooNewError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    NoSuchFileError,
)
from bot.core.jobs import NewUpdate, Parcel
from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences
from bot.store.backup import backup
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.inbox import StoredInbox
from bot.store.lockfile import held
from bot.store.restore import restore
from tests.unit.store.copies import (
    GARBAGE,
    NOW,
    PAGE_BYTES,
    URL,
    age,
    change,
    copy,
    made,
    names,
    preferences,
    spoil,
    target,
)

__all__ = ["copy", "made", "target"]

NOW_MS = int(NOW.timestamp() * 1000)


def _cut(file: Path) -> None:
    """Lose the last page."""
    file.write_bytes(file.read_bytes()[:-PAGE_BYTES])


def _lose(file: Path) -> None:
    """Leave no database, but a log of it."""
    file.unlink()
    file.with_name(f"{file.name}-wal").write_bytes(GARBAGE)


async def test_restored_database_is_the_backup_and_the_older_one_is_kept(
    copy: Path, target: Path
) -> None:
    await restore(copy, target)

    kept = target.with_name("qysqa.db.before-restore")
    assert await preferences(target) == ChatPreferences(KK)
    assert await preferences(kept) == ChatPreferences(RU)
    assert await preferences(copy) == ChatPreferences(KK)


async def test_restore_leaves_no_files_of_the_older_one(copy: Path, target: Path) -> None:
    await restore(copy, target)

    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_commits_that_only_the_wal_holds_are_kept_with_the_older_one(
    copy: Path, target: Path, tmp_path: Path
) -> None:
    crashed = tmp_path / "crashed"
    async with Database(f"{URL}{target}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(), now=NOW)
        shutil.copytree(target.parent, crashed)  # as a killed process leaves them
    assert (crashed / "qysqa.db-wal").stat().st_size > 0

    await restore(copy, crashed / "qysqa.db")

    assert await preferences(crashed / "qysqa.db") == ChatPreferences(KK)
    assert await preferences(crashed / "qysqa.db.before-restore") == ChatPreferences()


async def test_restore_over_a_damaged_database_works(copy: Path, target: Path) -> None:
    target.write_bytes(GARBAGE)  # noqa: ASYNC240 - a few bytes, in a test

    await restore(copy, target)

    assert await preferences(target) == ChatPreferences(KK)
    assert target.with_name("qysqa.db.before-restore").read_bytes() == GARBAGE


async def test_log_without_its_database_does_not_reach_the_restored_one(
    copy: Path, target: Path
) -> None:
    _lose(target)

    await restore(copy, target)

    assert await preferences(target) == ChatPreferences(KK)
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore-wal"]


async def test_restore_where_there_was_none_works(copy: Path, tmp_path: Path) -> None:
    await restore(copy, tmp_path / "new.db")

    assert await preferences(tmp_path / "new.db") == ChatPreferences(KK)


async def test_running_bot_goes_on_with_the_backup(copy: Path, target: Path) -> None:
    async with Database(f"{URL}{target}") as database:
        chats = Chats(database)
        assert await chats.preferences(7) == ChatPreferences(RU)

        await restore(copy, target)

        assert await chats.preferences(7) == ChatPreferences(KK)
        await chats.save_preferences(8, ChatPreferences(RU), now=NOW)
        assert names(target.parent) == [
            "qysqa.db",
            "qysqa.db-shm",
            "qysqa.db-wal",
            "qysqa.db.before-restore",
        ]
    assert await preferences(target) == ChatPreferences(KK)
    assert await preferences(target.with_name("qysqa.db.before-restore")) == ChatPreferences(RU)


async def test_bot_that_has_just_begun_goes_on_with_the_backup(copy: Path, target: Path) -> None:
    with held(target):  # it has not opened the file yet
        await restore(copy, target)

    assert await preferences(target) == ChatPreferences(KK)
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_what_the_running_bot_has_to_do_stays_and_the_backups_jobs_do_not_come_back(
    target: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    async with Database(f"{URL}{target}") as database:
        inbox = StoredInbox(database, owner="bot")
        await inbox.add([NewUpdate(1, 7, 7, "answered before the restore")], now=NOW_MS)
        await backup(database, copy)
        [job] = await inbox.claim(1, now=NOW_MS)
        await inbox.finish(job, [Parcel(7, "its answer")], now=NOW_MS)
        await inbox.add([NewUpdate(n, n, n, "waits") for n in (8, 9)], now=NOW_MS)
        [begun] = await inbox.claim(1, now=NOW_MS)

        await restore(copy, target)

        backlog = await inbox.backlog(now=NOW_MS)
        assert (backlog.ready, backlog.work, backlog.unsent) == (1, 1, 1)
        assert await inbox.add([NewUpdate(1, 7, 7, "again")], now=NOW_MS) == 0
        assert await inbox.finish(begun, [], now=NOW_MS)
        [job] = await inbox.claim(2, now=NOW_MS)
        assert job.update_id == 9


async def test_backup_of_an_older_version_reaches_a_running_bot_up_to_date(
    copy: Path, target: Path
) -> None:
    age(copy)

    async with Database(f"{URL}{target}") as database:
        await restore(copy, target)

        assert await Chats(database).preferences(7) == ChatPreferences(KK)
        assert (await StoredInbox(database, owner="bot").backlog(now=0)).ready == 0
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_bot_of_another_version_is_left_alone(copy: Path, target: Path) -> None:
    async with Database(f"{URL}{target}") as database:
        change(target, "UPDATE alembic_version SET version_num = '0002'")

        with pytest.raises(DatabaseBusyError):
            await restore(copy, target)

        assert await Chats(database).preferences(7) == ChatPreferences(RU)


async def test_other_program_that_runs_is_left_alone(copy: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE chats (text)")

        with pytest.raises(DatabaseUnreadableError) as caught:
            await restore(copy, path)

        assert caught.value.path == str(path)
        assert other.execute("SELECT * FROM chats").fetchall() == []
    assert names(tmp_path) == ["copies", "notes.db"]


async def test_what_a_restore_that_was_cut_off_left_does_not_reach_the_next(
    copy: Path, target: Path, tmp_path: Path
) -> None:
    other = shutil.copy(copy, tmp_path / "other.db")
    async with Database(f"{URL}{other}") as database:
        await Chats(database).save_preferences(7, ChatPreferences(), now=NOW)
        shutil.copy(f"{other}-wal", f"{target}.part-wal")

    await restore(copy, target)

    assert await preferences(target) == ChatPreferences(KK)
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_emptied_database_keeps_its_log_beside_what_was_there(
    copy: Path, target: Path
) -> None:
    """SQLite would delete the log of an empty file."""
    log = target.with_name("qysqa.db-wal")
    target.write_bytes(b"")  # noqa: ASYNC240 - a test
    log.write_bytes(GARBAGE)

    await restore(copy, target)

    assert await preferences(target) == ChatPreferences(KK)
    assert target.with_name("qysqa.db.before-restore-wal").read_bytes() == GARBAGE


async def test_backup_that_is_not_there_is_told(target: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError):
        await restore(tmp_path / "missing.db", target)


async def test_restore_on_a_new_machine_makes_the_folder(copy: Path, tmp_path: Path) -> None:
    await restore(copy, tmp_path / "new" / "qysqa.db")

    assert await preferences(tmp_path / "new" / "qysqa.db") == ChatPreferences(KK)


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
    assert await preferences(target) == ChatPreferences(RU)
    assert not target.with_name("qysqa.db.part").exists()


@pytest.mark.parametrize("statement", ["PRAGMA application_id = 7", "DELETE FROM alembic_version"])
async def test_another_programs_database_is_refused(
    copy: Path, target: Path, statement: str
) -> None:
    change(copy, statement)

    with pytest.raises(DatabaseUnreadableError):
        await restore(copy, target)


@pytest.mark.parametrize("damage", [_cut, spoil])
async def test_damaged_backup_is_refused(
    copy: Path, target: Path, damage: Callable[[Path], None]
) -> None:
    damage(copy)

    with pytest.raises(DatabaseUnreadableError):
        await restore(copy, target)


async def test_backup_of_a_newer_version_is_refused(copy: Path, target: Path) -> None:
    change(copy, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseTooNewError):
        await restore(copy, target)
