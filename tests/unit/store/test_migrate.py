import asyncio
import logging
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import exc

from bot.store import migrate
from bot.store.database import Database
from bot.store.tables import REVISIONS

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
