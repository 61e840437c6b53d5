"""A copy that is put back brings back nobody who was forgotten since, and no lifted ban."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.access import Verdict
from bot.core.digests import Feed
from bot.core.languages import KK
from bot.core.models import ChatPreferences, Term
from bot.store.backup import backup
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.feeds import Feeds
from bot.store.glossaries import Glossaries
from bot.store.messages import Messages
from bot.store.queries import put
from bot.store.restore import restore
from bot.store.tables import (
    access,
    asked,
    broadcasts,
    counters,
    issued,
    people,
    summaries,
    translations,
)
from tests.unit.store.copies import NOW, URL, change, rows, spoil
from tests.unit.store.test_restore_united import AT, GROUP, said

GONE, BACK, STAYS, QUIET, BANNED, FREE = 101, 102, 103, 104, 105, 106
DAY_S, DAY = 86_400, AT // 86_400
CAST = {"body": "{}", "total": 9, "created": AT, "chat_id": STAYS}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "monday.db"


async def _fill(database: Database, person: int, *, at: int = AT) -> None:
    """What is kept of a person; its summary was asked for by another too."""
    await Chats(database).save_preferences(person, ChatPreferences(KK), now=NOW)
    await Glossaries(database, lambda: NOW).put_term(person, Term("сөз"))
    await Messages(database).keep([said(person, person)])
    await _put(database, people, [_person(person, at)])
    for key in (f"own {person}", "shared"):
        await _put(database, asked, [{"chat_id": person, "key": key, "at": AT}])
        await _put(database, summaries, [{"key": key, "body": "{}", "created": AT}])
        made = {"key": key, "engine": "a", "version": "", "rank": 4, "text": "", "doubts": ""}
        await _put(database, translations, [made | {"created": AT}])


def _person(number: int, at: int) -> Mapping[str, Any]:
    return {"person_id": number, "language": "kk", "since": at, "last": at, "is_gone": False}


async def _put(database: Database, table: Any, new: Sequence[Mapping[str, Any]]) -> None:
    await database.write(put(table, new))


async def _rule(database: Database, number: int, verdict: Verdict, at: int) -> None:
    row = {"chat_id": number, "verdict": verdict.value, "at": at}
    await _put(database, access, [row])


async def _monday(database: Database, copy: Path) -> None:
    for person in (GONE, BACK, STAYS):
        await _fill(database, person)
    await _put(database, people, [_person(QUIET, AT - DAY_S)])
    days = [{"day": DAY - ago, "name": "asked", "count": 1} for ago in (0, 1)]
    await _put(database, counters, days)
    quoted = {"chat_id": GROUP, "slot": "a", "at": AT, "title": "", "html": "", "language": "kk"}
    await _put(database, issued, [quoted])
    cast = CAST | {"number": 1, "state": "sending", "last_person": GONE, "sent": 1}
    await _put(database, broadcasts, [cast])
    await _rule(database, FREE, Verdict.BANNED, AT - 9)
    await _rule(database, BANNED, Verdict.ALLOWED, AT - 9)
    await backup(database, copy)


@pytest.fixture
async def target(tmp_path: Path, copy: Path) -> Path:
    """Since the copy: two were forgotten, one of them came back; a ban was lifted, one made."""
    file = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{file}") as database:
        await _monday(database, copy)
        for person in (GONE, BACK):
            await Chats(database).forget_chat(person)
        await _put(database, people, [_person(BACK, AT + DAY_S), _person(FREE, AT)])
        cast = CAST | {"number": 1, "state": "done", "last_person": 999, "sent": 9}
        await _put(database, broadcasts, [cast])
        await _rule(database, BANNED, Verdict.BANNED, AT)
    change(file, f"DELETE FROM access WHERE chat_id = {FREE}")  # noqa: S608 - a number
    return file


def _check(file: Path) -> None:
    kept = f"SELECT chat_id FROM {{}} WHERE chat_id IN ({GONE}, {BACK}, {STAYS})"  # noqa: S608 - numbers
    for table in ("chats", "terms", "asked"):
        assert {one for (one,) in rows(file, kept.format(table))} == {STAYS}, table
    assert rows(file, "SELECT author_id FROM messages") == [(STAYS,)]
    assert rows(file, "SELECT * FROM issued") == []
    assert rows(file, "SELECT key FROM summaries ORDER BY key") == [
        (f"own {STAYS}",), ("shared",),
    ]  # fmt: skip
    assert rows(file, "SELECT key FROM translations") == [(f"own {STAYS}",)]
    assert rows(file, "SELECT person_id, since FROM people ORDER BY person_id") == [
        (BACK, AT + DAY_S), (STAYS, AT), (QUIET, AT - DAY_S), (FREE, AT),
    ]  # fmt: skip
    assert rows(file, "SELECT chat_id, verdict FROM access") == [(BANNED, "banned")]
    assert rows(file, "SELECT state, last_person FROM broadcasts") == [("done", 999)]


async def test_who_was_forgotten_stays_forgotten_and_bans_hold(copy: Path, target: Path) -> None:
    await restore(copy, target)

    _check(target)


async def test_so_it_is_under_a_running_bot_too(copy: Path, target: Path) -> None:
    async with Database(f"{URL}{target}"):
        await restore(copy, target)

    _check(target)


async def test_who_is_the_only_one_and_was_forgotten_stays_so(tmp_path: Path, copy: Path) -> None:
    """What was counted on the days before tells that the database goes on from the copy."""
    file = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{file}") as database:
        await _fill(database, GONE)
        days = [{"day": DAY - ago, "name": "asked", "count": 1} for ago in (0, 1)]
        await _put(database, counters, days)
        await backup(database, copy)
        await Chats(database).forget_chat(GONE)

    await restore(copy, file)

    assert rows(file, "SELECT * FROM chats") == []
    assert rows(file, "SELECT * FROM people") == []


async def test_a_database_that_was_begun_anew_has_forgotten_nobody(
    tmp_path: Path, copy: Path
) -> None:
    """Bans of both hold, the later of two; the day of the copy is counted in both."""
    async with Database(f"{URL}{tmp_path / 'old.db'}") as database:
        await _monday(database, copy)
    file = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{file}") as database:
        await _put(database, people, [_person(STAYS, AT)])
        await _put(database, counters, [{"day": DAY, "name": "asked", "count": 5}])
        await _rule(database, BANNED, Verdict.BANNED, AT)
        await _rule(database, FREE, Verdict.ALLOWED, AT - 10)

    await restore(copy, file)

    found = {one for (one,) in rows(file, "SELECT chat_id FROM chats")}
    assert found == {GONE, BACK, STAYS}
    assert len(rows(file, "SELECT * FROM messages")) == 3
    assert sorted(rows(file, "SELECT chat_id, verdict FROM access")) == [
        (BANNED, "banned"), (FREE, "banned"),
    ]  # fmt: skip


async def test_bans_hold_though_the_rest_of_the_database_is_damaged(
    copy: Path, target: Path
) -> None:
    spoil(target, "terms")

    with capture_logs() as logs:
        await restore(copy, target)

    assert [one["queue"] for one in logs] == ["people"]
    assert dict(rows(target, "SELECT chat_id, verdict FROM access")) == {  # type: ignore[arg-type] # pairs
        BANNED: "banned", FREE: "banned",
    }  # fmt: skip
    assert len(rows(target, "SELECT * FROM chats")) == 3


async def test_a_database_of_an_older_version_has_forgotten_nobody(
    copy: Path, target: Path
) -> None:
    change(target, "DROP TABLE asked")
    change(target, "DROP TABLE access")

    await restore(copy, target)

    assert len(rows(target, "SELECT * FROM chats")) == 3
    assert len(rows(target, "SELECT * FROM access")) == 2


async def test_a_source_that_is_still_read_tells_that_its_reader_is_known(
    tmp_path: Path, copy: Path
) -> None:
    file = tmp_path / "data" / "qysqa.db"
    async with Database(f"{URL}{file}") as database:
        await _fill(database, STAYS)
        await Feeds(database).follow(QUIET, Feed("https://example.kz/rss", "", ""))
        await backup(database, copy)

    await restore(copy, file)

    assert rows(file, "SELECT chat_id FROM following") == [(QUIET,)]
