from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.core.errors import DatabaseUnreadableError, DataFolderNotWritableError
from bot.store.check import check, has_reset_bug, refuse_emptied
from bot.store.database import Database
from tests.simulator.postgres import Cluster, postgres
from tests.unit.store.copies import URL, copy, made, spoil, target

__all__ = ["copy", "made", "postgres", "target"]


def _use_version(monkeypatch: pytest.MonkeyPatch, *version: int) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)


@pytest.mark.parametrize(
    ("version", "has"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_that_may_lose_commits_are_known(
    version: tuple[int, int, int], *, has: bool
) -> None:
    assert has_reset_bug(version) is has


async def test_old_version_is_told_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_version(monkeypatch, 3, 40, 1)
    with capture_logs() as logs:
        await check(database)

    assert logs == [
        {"event": "sqlite.old", "log_level": "warning", "version": "3.40.1", "better": "3.51.3"}
    ]


async def test_version_without_the_bug_is_noted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_version(monkeypatch, 3, 51, 3)
    with capture_logs() as logs:
        await check(database)

    assert logs == [{"event": "sqlite.version", "log_level": "info", "version": "3.51.3"}]


async def test_page_overwritten_in_the_middle_is_found(target: Path) -> None:
    spoil(target)

    async with Database(f"{URL}{target}") as database:
        with pytest.raises(DatabaseUnreadableError) as caught:
            await check(database)

    assert caught.value.path == str(target)


async def test_server_looks_after_its_files_itself(postgres: Cluster) -> None:
    with capture_logs() as logs:
        async with postgres.fresh() as url, Database(url) as database:
            await check(database)

    assert logs == []


def test_empty_file_beside_the_log_of_a_database_is_refused(file: Path) -> None:
    file.touch()
    file.with_name("qysqa.db-wal").write_bytes(b"commits")

    with pytest.raises(DatabaseUnreadableError) as caught:
        refuse_emptied(file)

    assert caught.value.path == str(file)


@pytest.mark.parametrize("copy", ["qysqa.db.before-0003", "qysqa.db.before-restore"])
def test_empty_file_beside_a_copy_of_a_database_is_refused(file: Path, copy: str) -> None:
    file.touch()
    file.with_name(copy).touch()

    with pytest.raises(DatabaseUnreadableError):
        refuse_emptied(file)


@pytest.mark.parametrize("beside", ["qysqa.db-wal", "qysqa.db.lock", "other.db.before-restore"])
def test_empty_file_that_never_was_a_database_passes(file: Path, beside: str) -> None:
    """A first start may have been cut off there."""
    file.touch()
    file.with_name(beside).touch()

    refuse_emptied(file)


def test_folder_that_cannot_be_read_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    file.touch()
    monkeypatch.setattr(Path, "iterdir", refuse)

    with pytest.raises(DataFolderNotWritableError):
        refuse_emptied(file)


def test_no_file_and_a_whole_one_pass(file: Path, target: Path) -> None:
    target.with_name("qysqa.db.before-restore").touch()

    refuse_emptied(file)
    refuse_emptied(target)
