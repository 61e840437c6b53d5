"""The store while it is looked after: each fault has a named outcome, and the bot goes on."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseTooNewError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    StoreError,
)
from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences, Summary
from bot.store.backup import backup_beside
from bot.store.chats import Chats
from bot.store.check import check, refuse_emptied
from bot.store.database import Database
from bot.store.lockfile import held
from bot.store.restore import restore
from bot.store.summaries import Summaries
from tests.unit.store.copies import (
    GARBAGE,
    NOW,
    PAGE_BYTES,
    URL,
    change,
    copy,
    made,
    preferences,
    spoil,
    target,
)

__all__ = ["copy", "made", "target"]

# Two rows a transaction: a copy that holds one without the other is not whole.
WRITER = textwrap.dedent("""
    import asyncio, json, sys, threading, time
    from bot.core.errors import StoreError
    from bot.store.database import Database
    from bot.store.queries import put
    from bot.store.tables import chats

    async def main():
        stop, took, errors = threading.Event(), [], []
        threading.Thread(target=lambda: (sys.stdin.readline(), stop.set()), daemon=True).start()
        async with Database(sys.argv[1]) as database:
            print("ready", flush=True)
            number = 1000
            while not stop.is_set():
                number += 1
                pair = [
                    {"chat_id": n, "language": None, "length": None, "created": 0, "updated": 0}
                    for n in (number, -number)
                ]
                begun = time.perf_counter()
                try:
                    await database.write(put(chats, pair))
                except StoreError as error:
                    errors.append(error.code)
                took.append(1000 * (time.perf_counter() - begun))
                await asyncio.sleep(0.002)
        took.sort()
        p99, most = took[int(len(took) * 0.99)], took[-1]
        print(json.dumps([number - 1000, errors, p99, most]), flush=True)

    asyncio.run(main())
""")


RESTORE = textwrap.dedent("""
    import asyncio, sys
    from pathlib import Path
    from bot.store.restore import restore

    print("ready", flush=True)
    asyncio.run(restore(*map(Path, sys.argv[1:])))
""")


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for left in set(threading.enumerate()) - before:
        left.join(timeout=5)
    assert set(threading.enumerate()) <= before


def _mount(*arguments: str | Path) -> int:
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode


@contextmanager
def _disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of *size* at *folder*; only root may have one."""
    folder.mkdir()
    if os.geteuid() != 0 or _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder) != 0:
        pytest.skip("only root can make a small disk, and not everywhere")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer in another process did."""

    transactions: int
    errors: list[str]
    p99_ms: float
    most_ms: float


class Writer:
    """A process that writes to *file* until it is asked what it did."""

    def __init__(self, file: Path) -> None:
        command = [sys.executable, "-c", WRITER, f"{URL}{file}"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def stop(self) -> Written:
        out, _ = self.process.communicate("\n", timeout=20)
        transactions, errors, p99_ms, most_ms = out.strip("[] \n").split(", ")
        return Written(
            int(transactions), errors.strip("[]").split(), float(p99_ms), float(most_ms)
        )


@contextmanager
def _writing(file: Path) -> Iterator[Writer]:
    writer = Writer(file)
    try:
        yield writer
    finally:
        writer.process.kill()
        writer.process.communicate()


def _rows(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(statement).fetchall()


def _is_whole(file: Path) -> bool:
    halves = (
        "SELECT a.chat_id FROM chats a LEFT JOIN chats b ON b.chat_id = -a.chat_id"
        " WHERE abs(a.chat_id) > 1000 AND b.chat_id IS NULL"
    )
    return _rows(file, "PRAGMA integrity_check") == [("ok",)] and _rows(file, halves) == []


async def _start(file: Path) -> None:
    """What the bot does first."""
    with held(file):
        refuse_emptied(file)
        async with Database(f"{URL}{file}") as database:
            await check(database)


def _garbage(file: Path) -> None:
    file.write_bytes(GARBAGE)


def _halved(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2 // PAGE_BYTES * PAGE_BYTES])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")
    file.with_name("qysqa.db-wal").write_bytes(b"commits")


def _newer(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("damage", "outcome"),
    [
        (_garbage, DatabaseUnreadableError),
        (_halved, DatabaseUnreadableError),
        (_emptied, DatabaseUnreadableError),
        (spoil, DatabaseUnreadableError),
        (_newer, DatabaseTooNewError),
    ],
)
async def test_start_on_a_spoiled_database_has_a_name_and_a_backup_helps(
    target: Path, copy: Path, damage: Callable[[Path], None], outcome: type[StoreError]
) -> None:
    damage(target)

    with pytest.raises(outcome) as caught:
        await _start(target)

    assert caught.value.path == str(target)
    await restore(copy, target)
    await _start(target)
    assert await preferences(target) == ChatPreferences(KK)


async def test_backup_beside_a_bot_that_writes_is_whole_and_holds_it_up_for_nothing(
    target: Path, tmp_path: Path
) -> None:
    copies = [tmp_path / f"{n}.db" for n in range(5)]
    with _writing(target) as writer:
        for path in copies:
            await asyncio.to_thread(backup_beside, target, path)
        written = writer.stop()

    assert all(map(_is_whole, copies))
    assert written.errors == []
    assert written.transactions > 0
    assert _is_whole(target)


async def test_restore_under_a_bot_that_writes_loses_it_no_transaction_after_it(
    target: Path, copy: Path
) -> None:
    with _writing(target) as writer:
        for _ in range(3):
            await restore(copy, target)
            await asyncio.sleep(0.1)
        written = writer.stop()

    assert written.errors == []
    assert written.transactions > 5
    assert _is_whole(target)
    assert _is_whole(target.with_name("qysqa.db.before-restore"))
    assert await preferences(target) == ChatPreferences(KK)
    last = 1000 + written.transactions
    assert _rows(target, f"SELECT chat_id FROM chats WHERE chat_id = {last}") == [(last,)]  # noqa: S608 - a number


@pytest.mark.parametrize("delay_s", [0.02, 0.06])
async def test_restore_that_is_killed_leaves_the_running_bot_one_or_the_other(
    target: Path, copy: Path, delay_s: float
) -> None:
    async with Database(f"{URL}{copy}") as database:
        await Summaries(database).put_summary(_summary(1, letters=5_000_000), now=NOW)
    command = [sys.executable, "-c", RESTORE, str(copy), str(target)]
    async with Database(f"{URL}{target}") as database:
        chats = Chats(database)
        assert await chats.preferences(7) == ChatPreferences(RU)
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: ASYNC220 - a test
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            await asyncio.sleep(delay_s)
            process.kill()

        assert await chats.preferences(7) in {ChatPreferences(RU), ChatPreferences(KK)}
        assert _rows(target, "PRAGMA integrity_check") == [("ok",)]
        await chats.save_preferences(8, ChatPreferences(RU), now=NOW)
        await restore(copy, target)
        assert await chats.preferences(7) == ChatPreferences(KK)


async def test_restore_is_busy_while_somebody_writes_for_too_long_and_changes_nothing(
    target: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.backup.BUSY_TIMEOUT_S", 0.05)
    async with Database(f"{URL}{target}") as database:
        with closing(sqlite3.connect(target, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseBusyError):
                await restore(copy, target)
            other.execute("ROLLBACK")

        assert await Chats(database).preferences(7) == ChatPreferences(RU)
    assert not target.with_name("qysqa.db.part").exists()


async def _fill(cache: Summaries) -> None:
    for number in range(2_000):
        await cache.put_summary(_summary(number, letters=5_000), now=NOW)


async def test_full_disk_fails_what_writes_and_all_goes_on_when_there_is_room(
    target: Path, tmp_path: Path
) -> None:
    with _disk(tmp_path / "disk", "1m") as disk:
        file = Path(shutil.copy(target, disk))
        filler = disk / "filler"
        filler.write_bytes(bytes(500_000))
        async with Database(f"{URL}{file}") as database:
            chats = Chats(database)

            with pytest.raises(DataFolderNotWritableError):
                await _fill(Summaries(database))
            with pytest.raises(DataFolderNotWritableError):
                backup_beside(file, disk / "copy.db")

            assert await chats.preferences(7) == ChatPreferences(RU)
            filler.unlink()
            await chats.save_preferences(7, ChatPreferences(KK), now=NOW)
        assert [path.name for path in disk.iterdir()] == ["qysqa.db"]
        assert _rows(file, "PRAGMA integrity_check") == [("ok",)]


async def test_restore_onto_a_full_disk_leaves_the_running_bot_what_it_has(
    copy: Path, target: Path, tmp_path: Path
) -> None:
    async with Database(f"{URL}{copy}") as database:
        await Summaries(database).put_summary(_summary(1, letters=700_000), now=NOW)
    with _disk(tmp_path / "disk", "1700k") as disk:
        file = Path(shutil.copy(target, disk))  # the copy has room beside it, a log of it has not
        async with Database(f"{URL}{file}") as database:
            chats = Chats(database)
            await chats.save_preferences(8, ChatPreferences(KK), now=NOW)

            with pytest.raises(DataFolderNotWritableError):
                await restore(copy, file)

            assert await chats.preferences(7) == ChatPreferences(RU)
            await chats.save_preferences(9, ChatPreferences(RU), now=NOW)
        assert {path.name for path in disk.iterdir()} == {"qysqa.db", "qysqa.db.before-restore"}
        assert _rows(file, "PRAGMA integrity_check") == [("ok",)]


async def test_disk_that_has_become_read_only_is_told(
    copy: Path, target: Path, tmp_path: Path
) -> None:
    with _disk(tmp_path / "disk", "1m") as disk:
        file = Path(shutil.copy(target, disk))
        _mount("-o", "remount,ro", disk)

        with pytest.raises(DataFolderNotWritableError):
            await _start(file)
        with pytest.raises(DataFolderNotWritableError):
            await Database(f"{URL}{file}").open()
        with pytest.raises(DataFolderNotWritableError):
            await restore(copy, file)


def _summary(number: int, *, letters: int) -> Summary:
    return Summary(f"{number}", "x" * letters, None, None, None, None, (), 8, (), 0, 0)
