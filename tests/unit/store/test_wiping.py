"""What was forgotten leaves the log too, once nothing waits for whom it was forgotten."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.core.errors import DatabaseBusyError
from bot.core.jobs import NewUpdate
from bot.core.languages import KK
from bot.core.models import ChatPreferences, Term
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.glossaries import Glossaries
from bot.store.inbox import StoredInbox
from bot.store.wiping import Wiping, emptied
from tests.unit.store.copies import NOW

PAUSE_S = 0.01
WORD = "жасырын"


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(PAUSE_S)
    raise TimeoutError


def _bytes(file: Path) -> bytes:
    return file.read_bytes()


def _log(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


async def _forgotten(database: Database, chat: int = 7) -> None:
    chats = Chats(database)
    await chats.save_preferences(chat, ChatPreferences(KK), now=NOW)
    await Glossaries(database, lambda: NOW).put_term(chat, Term(WORD))
    await chats.forget_chat(chat)


async def test_deleted_words_are_in_the_log_until_it_is_emptied(
    database: Database, file: Path
) -> None:
    await _forgotten(database)
    before = _log(file).read_bytes()
    done = await database.query(emptied)

    assert (WORD.encode() in before, done, _log(file).read_bytes()) == (True, True, b"")
    assert WORD.encode() not in _bytes(file)


async def test_the_log_is_emptied_once_the_last_job_has_gone(
    database: Database, file: Path
) -> None:
    inbox = StoredInbox(database, owner="one")
    await inbox.add([NewUpdate(1, 7, 7, WORD)], now=0)
    [job] = await inbox.claim(1, now=0)
    async with Wiping(database, pause_s=PAUSE_S) as wiping:
        await _forgotten(database)
        wiping.soon(7)
        await asyncio.sleep(5 * PAUSE_S)
        waiting = _log(file).stat().st_size
        await inbox.finish(job, [], now=0)
        await _until(lambda: _log(file).stat().st_size == 0)

    assert waiting > 0
    assert WORD.encode() not in _bytes(file)


async def test_who_is_forgotten_during_that_is_not_passed_over(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Wiping(database, pause_s=PAUSE_S) as wiping:

        async def meanwhile(connection: object) -> bool:
            monkeypatch.undo()
            wiping.soon(8)
            return True

        monkeypatch.setattr("bot.store.wiping.emptied", meanwhile)
        await _forgotten(database)
        wiping.soon(7)
        await _until(lambda: _log(file).stat().st_size == 0)


async def test_a_reader_is_not_waited_for_and_the_log_is_emptied_after_it(
    database: Database, file: Path
) -> None:
    await _forgotten(database)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM chats").fetchall()
        await _forgotten(database, 8)
        during = await database.query(emptied)
    after = await database.query(emptied)

    assert (during, after) == (False, True)


async def test_a_failing_store_is_tried_again(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with capture_logs() as logs:
        async with Wiping(database, pause_s=PAUSE_S) as wiping:
            query: Callable[..., Awaitable[object]] = database.query

            async def busy(work: object) -> object:
                monkeypatch.setattr(database, "query", query)
                raise DatabaseBusyError("qysqa.db")

            monkeypatch.setattr(database, "query", busy)
            await _forgotten(database)
            wiping.soon(7)
            await _until(lambda: _log(file).stat().st_size == 0)

    assert [(one["event"], one["error"]) for one in logs] == [("store.not_wiped", "database_busy")]


async def test_a_server_has_no_log_to_be_emptied() -> None:
    async with Wiping(Database("postgresql+asyncpg://u:p@127.0.0.1:9/q")) as wiping:
        wiping.soon(7)
