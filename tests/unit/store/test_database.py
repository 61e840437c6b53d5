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

from bot.core.errors import DatabaseBusyError
from bot.core.languages import KK
from bot.core.models import Term
from bot.store.database import Database
from bot.store.glossaries import Glossaries
from bot.store.sqlite import APPLICATION_ID

URL = "sqlite+aiosqlite:///"
_EPOCH = datetime.fromtimestamp(0, UTC)


async def _value(database: Database, statement: str) -> object:
    async with database.reading() as connection:
        return await connection.scalar(text(statement))


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


async def test_reopened_database_needs_no_alembic(database: Database, file: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.store.database import Database\n"
        "async def main():\n"
        f"    async with Database({f'{URL}{file}'!r}): pass\n"
        "asyncio.run(main())\n"
        "sys.exit('alembic' in sys.modules)\n"
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
    async def fail() -> None:
        async with database.writing() as connection:
            await connection.execute(text("INSERT INTO chats VALUES (1, 'kk', NULL, 0, 0)"))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    assert await _value(database, "SELECT count(*) FROM chats") == 0


async def test_mistaken_statement_is_a_bug_and_hides_the_texts(database: Database) -> None:
    statement = text("INSERT INTO chats VALUES (1, :language, NULL, NULL, 0)")

    async def insert() -> None:
        async with database.writing() as connection:
            await connection.execute(statement, {"language": "құпия"})

    with pytest.raises(exc.IntegrityError) as caught:
        await insert()

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
    async with database.reading():
        with pytest.raises(DatabaseBusyError):
            await _value(database, "SELECT 1")


@pytest.mark.slow
async def test_cancelled_transactions_are_whole_or_not_there(database: Database) -> None:
    async def two_rows(number: int) -> None:
        async with database.writing() as connection:
            for side in (0, 1):
                statement = f"INSERT INTO chats VALUES ({2 * number + side}, NULL, NULL, 0, 0)"  # noqa: S608 - numbers
                await connection.execute(text(statement))

    tasks = []
    for number in range(300):
        tasks.append(asyncio.create_task(two_rows(number)))
        await asyncio.sleep(0.001 * (number % 4))  # seconds: some have ended, some not begun
        if number % 3 == 0:
            tasks[max(0, number - number % 5)].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    async with database.reading() as connection:
        rows = await connection.execute(
            text("SELECT chat_id / 2 AS number, count(*) AS rows FROM chats GROUP BY 1")
        )
    whole = {row.number: row.rows for row in rows}
    finished = {number for number, outcome in enumerate(outcomes) if outcome is None}
    assert set(whole.values()) == {2}
    assert finished <= set(whole)
    assert 0 < len(finished) < 300
    assert all(isinstance(o, asyncio.CancelledError) for o in outcomes if o is not None)
    assert await _value(database, "PRAGMA quick_check") == "ok"
    assert await _value(database, "PRAGMA foreign_keys") == 1  # also on a connection made anew
