import asyncio
import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, exc

from bot.core.engines import Rank
from bot.store import migrate
from bot.store.database import Database
from bot.store.tables import REVISIONS, metadata

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"


def upgrade():
    op.add_column("chats", sa.Column("time_zone", sa.String))
    {further}
"""

AddNext = Callable[[str], None]


@pytest.fixture
def add_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddNext:
    """Give the program a further revision, as a later version of it would have."""

    def add(further: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(migrate.SCRIPTS, scripts)
        script = NEXT.format(newest=REVISIONS[-1], further=further)
        (scripts / "versions" / "9999_next.py").write_text(script)
        monkeypatch.setattr(migrate, "SCRIPTS", scripts)
        monkeypatch.setattr(migrate, "REVISIONS", (*REVISIONS, "9999"))

    return add


def _columns(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {row[1] for row in connection.execute("PRAGMA table_info(chats)")}


def _revision(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


async def _open_and_close(file: Path) -> None:
    async with Database(f"sqlite+aiosqlite:///{file}"):
        pass


async def test_migrations_and_tables_say_the_same(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(
            compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        )

    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


def test_known_revisions_are_those_of_the_files() -> None:
    scripts = ScriptDirectory(str(migrate.SCRIPTS))

    newest_first = [script.revision for script in scripts.walk_revisions()]

    assert newest_first == list(reversed(REVISIONS))


async def test_first_start_says_nothing(
    file: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        await _open_and_close(file)

    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


async def test_first_start_leaves_no_copy(file: Path) -> None:
    await _open_and_close(file)

    assert [path.name for path in file.parent.iterdir()] == [file.name]


async def test_folder_with_a_percent_sign_is_no_interpolation(
    tmp_path: Path, add_next: AddNext, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_next("")
    odd = shutil.move(migrate.SCRIPTS, tmp_path / "100%(home)s")
    monkeypatch.setattr(migrate, "SCRIPTS", Path(odd))

    await _open_and_close(tmp_path / "qysqa.db")

    assert _revision(tmp_path / "qysqa.db") == "9999"


async def test_upgrade_keeps_a_copy_of_the_older_file(file: Path, add_next: AddNext) -> None:
    await _open_and_close(file)
    add_next("")

    await _open_and_close(file)

    copy = file.with_name("qysqa.db.before-9999")
    assert (_revision(file), _revision(copy)) == ("9999", REVISIONS[-1])
    assert _columns(file) - _columns(copy) == {"time_zone"}


async def test_failed_upgrade_changes_nothing(file: Path, add_next: AddNext) -> None:
    await _open_and_close(file)
    before = _columns(file)
    add_next("op.drop_table('never_was')")

    with pytest.raises(exc.OperationalError):
        await _open_and_close(file)

    assert (_revision(file), _columns(file)) == (REVISIONS[-1], before)


async def test_two_first_starts_at_once_both_succeed(file: Path) -> None:
    await asyncio.gather(_open_and_close(file), _open_and_close(file))

    assert _revision(file) == REVISIONS[-1]


async def test_kept_translations_are_carried_over_from_the_first_tables(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("0002*"))
    with monkeypatch.context() as first:
        first.setattr(migrate, "SCRIPTS", scripts)
        first.setattr(migrate, "REVISIONS", ("0001",))
        await _open_and_close(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO translations VALUES ('k', 'google', 'Сәлем.', 9)")
        connection.commit()

    await _open_and_close(file)

    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT * FROM translations").fetchall()
        indices = connection.execute("PRAGMA index_list(translations)").fetchall()
    assert rows == [("k", "google", "", Rank.KEYLESS, "Сәлем.", "", 9)]
    assert "ix_translations_created" in {row[1] for row in indices}
    assert _revision(file.with_name("qysqa.db.before-0002")) == "0001"
