import asyncio
import logging
import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import exc, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import DatabaseBusyError
from bot.core.languages import KK
from bot.core.models import Term
from bot.store.database import Database
from bot.store.glossaries import Glossaries
from bot.store.queries import rows_of, value_of
from bot.store.queue_rows import changed
from bot.store.sqlite import APPLICATION_ID

URL = "sqlite+aiosqlite:///"
_EPOCH = datetime.fromtimestamp(0, UTC)


async def _value(database: Database, statement: str) -> object:
    return await database.query(value_of(text(statement)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
        ("journal_size_limit", 4 * 2**20),
        ("application_id", APPLICATION_ID),
    ],
)
async def test_connection_has_its_settings(database: Database, name: str, value: object) -> None:
    assert await _value(database, f"PRAGMA {name}") == value


async def test_engine_beside_the_owners_leaves_the_log_to_it(
    database: Database, file: Path
) -> None:
    pages = 2_000  # twice what makes SQLite move the log into the file by itself
    many = text(f"INSERT INTO summaries VALUES (:key, zeroblob({pages * 4096}), 0)")  # noqa: S608 - a number
    before = file.read_bytes()  # noqa: ASYNC240 - a test

    async with Database(f"{URL}{file}", beside=True) as beside:
        for key in "ab":
            await beside.write(changed(many, {"key": key}))
        assert await _value(beside, "PRAGMA wal_autocheckpoint") == 0

    assert file.read_bytes() == before  # noqa: ASYNC240 - as above
    assert await _value(database, "SELECT count(*) FROM summaries") == 2
    await database.write(changed(many, {"key": "c"}))
    assert len(file.read_bytes()) > 3 * pages * 4096  # noqa: ASYNC240 - as above


async def test_engine_that_closes_last_leaves_no_log(file: Path) -> None:
    async with Database(f"{URL}{file}", beside=True):
        pass

    assert [path.name for path in file.parent.iterdir()] == ["qysqa.db"]


async def test_folder_is_made_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "data"

    async with Database(f"{URL}{folder / 'qysqa.db'}"):
        pass

    assert folder.stat().st_mode & 0o777 == 0o700


def _driver_threads() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if "_connection_worker_thread" in one.name]


async def test_closed_database_leaves_one_file_and_no_thread(file: Path) -> None:
    async with Database(f"{URL}{file}") as database:
        assert await _value(database, "SELECT 1") == 1
        [thread] = _driver_threads()

    thread.join(timeout=5)
    assert _driver_threads() == []
    assert [path.name for path in file.parent.iterdir()] == ["qysqa.db"]


async def test_reopened_file_needs_neither_alembic_nor_a_servers_driver(
    database: Database, file: Path
) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.store.database import Database\n"
        "async def main():\n"
        f"    async with Database({f'{URL}{file}'!r}): pass\n"
        "asyncio.run(main())\n"
        "sys.exit(bool({'alembic', 'asyncpg'} & set(sys.modules)))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}

    process = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-W", "error", "-c", script],
        env=environment,
        capture_output=True,
        check=False,
    )

    assert (process.returncode, process.stdout, process.stderr) == (0, b"", b"")


async def test_failed_transaction_is_undone(database: Database) -> None:
    async def fail(connection: AsyncConnection) -> None:
        await connection.execute(text("INSERT INTO chats VALUES (1, 'kk', NULL, 0, 0, NULL)"))
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(fail)

    assert await _value(database, "SELECT count(*) FROM chats") == 0


async def test_mistaken_statement_is_a_bug_and_hides_the_texts(database: Database) -> None:
    statement = text("INSERT INTO chats VALUES (1, :language, NULL, NULL, 0, NULL)")

    with pytest.raises(exc.IntegrityError) as caught:
        await database.write(rows_of(statement, {"language": "құпия"}))

    assert "құпия" not in str(caught.value)


async def test_driver_does_not_log_texts(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await Glossaries(database, lambda: _EPOCH).put_term(7, Term("secret", "құпия", KK))

    assert "құпия" not in caplog.text


async def test_reader_goes_on_while_another_process_writes(database: Database, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    assert await _value(database, "SELECT count(*) FROM chats") == 0
    other.close()


async def test_connection_kept_for_too_long_is_busy(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database._engine.sync_engine.pool, "_timeout", 0.01)

    async def wait(connection: AsyncConnection) -> None:
        with pytest.raises(DatabaseBusyError):
            await _value(database, "SELECT 1")

    await database.read(wait)
