"""What waits to be answered and to be sent, when a copy is put back while no bot runs."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.core.jobs import Backlog, Choice, NewUpdate, Parcel, Settled
from bot.core.languages import KK
from bot.core.models import ChatPreferences
from bot.store.backup import backup
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.inbox import StoredInbox
from bot.store.outbox import StoredOutbox
from bot.store.restore import restore
from tests.unit.store.copies import (
    GARBAGE,
    NOW,
    URL,
    age,
    change,
    names,
    preferences,
    rows,
    spoil,
)

NOW_MS = int(NOW.timestamp() * 1000)
AIDA, BOLAT, GULIM = 7, 8, 9
TOLD = "restore.queue_unreadable"

Rows = list[tuple[object, ...]]


def _waiting(file: Path) -> tuple[Rows, Rows]:
    """Chat and state, from the inbox and the outbox."""
    wanted = "SELECT chat_id, state FROM {} ORDER BY number"
    return rows(file, wanted.format("inbox")), rows(file, wanted.format("outbox"))


def _seen(file: Path) -> list[object]:
    return [one for (one,) in rows(file, "SELECT update_id FROM updates_seen ORDER BY 1")]


async def _ask(database: Database, number: int, chat: int) -> None:
    await StoredInbox(database, owner="bot").add([NewUpdate(number, chat, chat, "")], now=NOW_MS)


async def _answer(database: Database) -> None:
    inbox = StoredInbox(database, owner="bot")
    [job] = await inbox.claim(1, now=NOW_MS)
    await inbox.finish(job, [Parcel(job.chat_id, "its answer")], now=NOW_MS)


async def _send(database: Database) -> None:
    outbox = StoredOutbox(database, owner="bot")
    due = await outbox.step([], lambda due: Choice([one.number for one in due], {}), now=NOW_MS)
    await outbox.step([Settled(one.number) for one in due], lambda _: Choice([], {}), now=NOW_MS)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "monday.db"


@pytest.fixture
async def target(tmp_path: Path, copy: Path) -> Path:
    """Aida, in whose chat all was waiting in the copy, is answered; others are waiting now."""
    file = tmp_path / "data" / "qysqa.db"
    copy.parent.mkdir()
    async with Database(f"{URL}{file}") as database:
        await Chats(database).save_preferences(AIDA, ChatPreferences(KK), now=NOW)
        await _ask(database, 1, AIDA)
        await _answer(database)
        await _ask(database, 2, AIDA)
        await backup(database, copy)
        await _answer(database)
        await _send(database)
        await _send(database)
        await _ask(database, 3, GULIM)
        await _answer(database)
        await _ask(database, 4, BOLAT)
        await StoredInbox(database, owner="bot").claim(1, now=NOW_MS)
        await _ask(database, 5, BOLAT)
    assert _waiting(copy) == ([(AIDA, 0)], [(AIDA, 0)])
    assert _waiting(file) == ([(BOLAT, 1), (BOLAT, 0)], [(GULIM, 0)])
    return file


NOTHING: tuple[Rows, Rows] = ([], [])


async def test_what_waits_stays_as_it_is_and_what_was_answered_does_not_come_back(
    copy: Path, target: Path
) -> None:
    before = rows(target, "SELECT * FROM inbox"), rows(target, "SELECT * FROM outbox")

    with capture_logs() as logs:
        await restore(copy, target)

    assert (rows(target, "SELECT * FROM inbox"), rows(target, "SELECT * FROM outbox")) == before
    assert _seen(target) == [1, 2, 3, 4, 5]
    assert logs == []
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_next_start_recovers_what_was_in_work(copy: Path, target: Path) -> None:
    await restore(copy, target)

    async with Database(f"{URL}{target}") as database:
        inbox = StoredInbox(database, owner="the next")
        assert await inbox.recover() == 1
        assert await inbox.backlog(now=NOW_MS) == Backlog(ready=2, unsent=1)
        [job] = await inbox.claim(5, now=NOW_MS)
        assert (job.update_id, job.attempts) == (4, 2)


async def test_numbers_go_on_from_the_replaced_database(copy: Path, target: Path) -> None:
    for statement in ("DELETE FROM inbox", "DELETE FROM outbox"):
        change(target, statement)

    await restore(copy, target)

    async with Database(f"{URL}{target}") as database:
        await _ask(database, 6, BOLAT)
        await _answer(database)
    assert rows(target, "SELECT job, number FROM outbox") == [(6, 4)]


async def test_where_there_was_none_nothing_waits_and_known_updates_stay_known(
    copy: Path, target: Path
) -> None:
    target.unlink()  # noqa: ASYNC240 - a test

    await restore(copy, target)

    assert _waiting(target) == NOTHING
    assert _seen(target) == [1, 2]
    assert await preferences(target) == ChatPreferences(KK)
    assert names(target.parent) == ["qysqa.db"]


def _fill_with_garbage(file: Path) -> None:
    file.write_bytes(GARBAGE)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _of_another_program(file: Path) -> None:
    change(file, "PRAGMA application_id = 7")


@pytest.mark.parametrize("ruin", [_fill_with_garbage, _empty, _of_another_program])
async def test_over_what_cannot_be_read_nothing_waits_and_known_updates_stay_known(
    copy: Path, target: Path, ruin: Callable[[Path], None]
) -> None:
    ruin(target)

    await restore(copy, target)

    assert _waiting(target) == NOTHING
    assert _seen(target) == [1, 2]
    assert await preferences(target) == ChatPreferences(KK)


@pytest.mark.parametrize(
    ("table", "left"),
    [
        ("inbox", ([], [(GULIM, 0)])),
        ("outbox", ([(BOLAT, 1), (BOLAT, 0)], [])),
        ("updates_seen", ([(BOLAT, 1), (BOLAT, 0)], [(GULIM, 0)])),
    ],
)
async def test_of_a_damaged_database_each_queue_that_can_be_read_is_taken(
    copy: Path, target: Path, table: str, left: tuple[Rows, Rows]
) -> None:
    spoil(target, table)

    with capture_logs() as logs:
        await restore(copy, target)

    assert _waiting(target) == left
    assert _seen(target) == ([1, 2] if table == "updates_seen" else [1, 2, 3, 4, 5])
    assert logs == [{"log_level": "warning", "event": TOLD, "queue": table}]


async def test_older_version_without_queues_had_nothing_waiting(copy: Path, target: Path) -> None:
    age(target)

    await restore(copy, target)

    assert _waiting(target) == NOTHING
    assert _seen(target) == [1, 2]


async def test_copy_of_an_older_version_gets_what_waits(copy: Path, target: Path) -> None:
    age(copy)

    await restore(copy, target)

    assert _waiting(target) == ([(BOLAT, 1), (BOLAT, 0)], [(GULIM, 0)])
    assert await preferences(target) == ChatPreferences(KK)
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]


async def test_what_waits_in_a_newer_version_is_taken_as_far_as_it_fits(
    copy: Path, target: Path
) -> None:
    """The owner goes back to the version before an update that does not suit."""
    for statement in (
        "ALTER TABLE inbox ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'",
        "UPDATE alembic_version SET version_num = '9999'",
    ):
        change(target, statement)

    await restore(copy, target)

    assert _waiting(target) == ([(BOLAT, 1), (BOLAT, 0)], [(GULIM, 0)])


async def test_queue_of_a_newer_version_that_does_not_fit_is_told(
    copy: Path, target: Path
) -> None:
    change(target, "ALTER TABLE inbox DROP COLUMN turned_away")

    with capture_logs() as logs:
        await restore(copy, target)

    assert _waiting(target) == ([], [(GULIM, 0)])
    assert [one["event"] for one in logs] == [TOLD]


async def test_journal_of_a_restore_that_was_killed_does_not_reach_the_next(
    copy: Path, target: Path, tmp_path: Path
) -> None:
    killed = shutil.copy(copy, tmp_path / "killed.db")
    with closing(sqlite3.connect(killed, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # so that it writes before the commit
        connection.execute("BEGIN")
        connection.execute("UPDATE chats SET language = 'en'")
        connection.execute("INSERT INTO summaries SELECT 'x', hex(randomblob(100000)), 0")
        shutil.copy(f"{killed}-journal", f"{target}.part-journal")
    change(copy, "UPDATE chats SET language = 'kk', length = 'short'")
    expected = rows(copy, "SELECT * FROM chats")

    await restore(copy, target)

    assert rows(target, "SELECT * FROM chats") == expected
    assert names(target.parent) == ["qysqa.db", "qysqa.db.before-restore"]
