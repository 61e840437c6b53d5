"""The commands about what was given up."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
import typer
from typer.testing import CliRunner

from bot.cli import dead
from bot.core.jobs import Choice, NewUpdate, Parcel, Settled
from bot.store.database import Database
from bot.store.inbox import StoredInbox
from bot.store.outbox import StoredOutbox
from tests.unit.cli.running import Outcome

T = TypeVar("T")

DAY_MS = 86_400_000
SECRET = "what somebody wrote"

app = typer.Typer()
app.command("list")(dead.dead_list)
app.command("retry")(dead.dead_retry)
app.command("drop")(dead.dead_drop)


def run(*words: str) -> Outcome:
    result = CliRunner().invoke(app, words)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def _with_database(data_dir: Path, work: Callable[[Database], Awaitable[T]]) -> T:
    async def opened() -> T:
        async with Database(f"sqlite+aiosqlite:///{data_dir}/qysqa.db") as database:
            return await work(database)

    return asyncio.run(opened())


async def _give_up(database: Database) -> None:
    """A message of chat 7 that could not be answered, and an answer that could not be sent."""
    now = time.time_ns() // 1_000_000
    inbox = StoredInbox(database, owner="bot")
    outbox = StoredOutbox(database, owner="bot")
    await inbox.add([NewUpdate(1, 7, 7, SECRET)], now=now - 2 * DAY_MS)
    [job] = await inbox.claim(1, now=now)
    await inbox.bury(job, [Parcel(7, SECRET)], error="KeyError", now=now - 3_700_000)
    [due] = await outbox.step([], lambda _: Choice([1], {}), now=now)
    await outbox.step([Settled(due.number, error="forbidden")], lambda _: Choice([], {}), now=now)


async def _backlog(database: Database) -> tuple[int, int, int, int]:
    found = await StoredInbox(database, owner="bot").backlog(now=0)
    return found.ready, found.dead, found.unsent, found.unsent_dead


@pytest.fixture
def given_up(data_dir: Path) -> Path:
    _with_database(data_dir, _give_up)
    return data_dir


@pytest.mark.usefixtures("given_up")
def test_list_shows_each_row_and_nothing_that_people_wrote() -> None:
    outcome = run("list")

    assert outcome.status == 0
    assert outcome.out.splitlines() == [
        "inbox:1\t2 d\t1\tKeyError",
        "outbox:1\t1 h\t1\tforbidden",
    ]
    assert SECRET not in outcome.out + outcome.err
    assert outcome.reason == "`qysqa dead retry` and `drop` take the IDs."


@pytest.mark.usefixtures("given_up")
def test_list_for_programs_is_one_object() -> None:
    outcome = run("list", "--json")

    rows: list[dict[str, Any]] = outcome.json["dead"]
    assert [row["id"] for row in rows] == ["inbox:1", "outbox:1"]
    assert [row["age_s"] // 60 for row in rows] == [2_880, 61]
    assert {row["chat_id"] for row in rows} == {7}
    assert [(row["attempts"], row["error"]) for row in rows] == [(1, "KeyError"), (1, "forbidden")]
    assert SECRET not in outcome.out


def test_list_of_nothing_says_so() -> None:
    outcome = run("list")

    assert (outcome.status, outcome.out, outcome.reason) == (0, "", "Nothing was given up.")
    assert json.loads(run("list", "--json").out) == {"dead": []}


def test_retried_row_is_as_new(given_up: Path) -> None:
    outcome = run("retry", "inbox:1")

    assert (outcome.status, outcome.reason) == (0, "To be done again: 1.")
    assert _with_database(given_up, _backlog) == (1, 0, 0, 1)


def test_retried_row_is_young_again(given_up: Path) -> None:
    run("retry", "all")

    async def oldest_ms(database: Database) -> int:
        inbox = StoredInbox(database, owner="bot")
        return (await inbox.backlog(now=time.time_ns() // 1_000_000)).oldest_ms

    assert _with_database(given_up, oldest_ms) < DAY_MS / 24


def test_log_of_a_running_bot_is_left_to_the_bot(given_up: Path) -> None:
    file = given_up / "qysqa.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as bot:
        bot.execute("PRAGMA wal_autocheckpoint = 0")
        bot.execute("INSERT INTO summaries VALUES ('x', hex(zeroblob(4000000)), 0)")
        before = file.read_bytes()

        assert run("retry", "all").status == 0

        assert file.read_bytes() == before


def test_all_are_dropped_at_once(given_up: Path) -> None:
    outcome = run("drop", "all")

    assert (outcome.status, outcome.reason) == (0, "Deleted: 2.")
    assert _with_database(given_up, _backlog) == (0, 0, 0, 0)


def test_all_of_nothing_is_nothing() -> None:
    outcome = run("retry", "all")

    assert (outcome.status, outcome.reason) == (0, "To be done again: 0.")


def test_row_named_twice_is_changed_once(given_up: Path) -> None:
    outcome = run("drop", "outbox:1", "outbox:1")

    assert (outcome.status, outcome.reason) == (0, "Deleted: 1.")


@pytest.mark.parametrize(
    "name", ["inbox:2", "post:1", "1", "inbox:", "inbox:x", "inbox:-1", f"inbox:{10**30}"]
)
def test_row_that_is_not_there_is_refused_and_the_others_are_changed(
    given_up: Path, name: str
) -> None:
    outcome = run("drop", "--", name, "inbox:1")

    assert outcome.status == 1
    assert outcome.err.splitlines()[0] == "Deleted: 1."
    assert outcome.reason.startswith(f"Nothing that was given up is called {name}.")
    assert _with_database(given_up, _backlog) == (0, 0, 0, 1)


def test_one_row_that_is_not_there_changes_nothing() -> None:
    assert run("retry", "inbox:7").err.splitlines() == [
        "Nothing that was given up is called inbox:7."
    ]


def test_database_that_cannot_be_read_is_told(data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "qysqa.db").write_bytes(b"garbage" * 1_000)

    outcome = run("list", "--json")

    error: dict[str, str] = outcome.json["error"]
    assert (outcome.status, error["code"]) == (1, "database_unreadable")


@pytest.mark.parametrize(
    ("seconds", "age"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (86_399, "23 h"),
        (200_000, "2 d"),
    ],
)
def test_age_is_told_in_its_largest_unit(seconds: int, age: str) -> None:
    assert dead._age(seconds) == age
