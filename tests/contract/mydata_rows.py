"""All that can be kept of a person, and as much of another."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert, select

from bot.core.jobs import State
from bot.store.database import Database
from bot.store.queries import rows_of
from bot.store.queue_rows import Values
from bot.store.tables import (
    access,
    asked,
    broadcasts,
    chats,
    feeds,
    following,
    groups,
    inbox,
    issued,
    messages,
    metadata,
    opted_out,
    outbox,
    people,
    receipts,
    runs,
    summaries,
    terms,
    translations,
)

ME, SHE, GROUP, ELSEWHERE = 7_231_984_605, 7_231_984_606, -1_001, -1_002
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
DAY, DAY_S = timedelta(days=1), 86_400
MINE, OURS, HERS, GROUPS, HEARD = "mine", "ours", "hers", "the group's", "heard elsewhere"
WORD = "quokka"
MESSAGE = {
    "text": WORD, "author": "Сәуле", "at": AT, "links": '["https://example.kz"]', "is_bot": False,
}  # fmt: skip
PLACE = {
    "title": "", "is_forum": False, "plan": "{}", "plan_on": False, "translation": "{}",
    "collects_since": AT, "created": AT, "updated": AT,
}  # fmt: skip
JOB = {
    "asks": True, "turned_away": False, "attempts": 0, "not_before": 0, "created": AT * 1000,
}  # fmt: skip
PARCEL = {
    "repeats": True, "attempts": 0, "uncertain": 0, "not_before": 0, "created": AT * 1000,
}  # fmt: skip
CAST = {"body": "{}", "total": 1, "sent": 1, "created": AT}


async def fill_all(database: Database) -> None:
    """Both people, a group that collects messages and one that does not."""
    for person in (ME, SHE):
        await _fill(database, person)
    rows: tuple[tuple[Table, Mapping[str, Any]], ...] = (
        (groups, PLACE | {"chat_id": GROUP, "collects": True, "secret": ""}),
        (asked, {"chat_id": GROUP, "key": GROUPS, "at": AT}),
        (asked, {"chat_id": ELSEWHERE, "key": HEARD, "at": AT}),
        (asked, {"chat_id": ELSEWHERE, "key": MINE, "at": AT}),
        (asked, {"chat_id": SHE, "key": HERS, "at": AT}),
        *((summaries, {"key": key, "body": f'["{key}"]', "created": AT}) for key in (MINE, OURS)),
        *((translations, _translation(key)) for key in (MINE, OURS, HERS, GROUPS, HEARD)),
    )
    for table, row in rows:
        await put(database, table, row)


async def _fill(database: Database, person: int) -> None:
    chat = {"chat_id": person}
    feed = f"https://example.kz/{person}"
    url = {"url": feed, "title": "", "site": "", "next_poll": 0, "failures": 0}
    job, parcel = JOB | {"body": '{"id": 1}'}, PARCEL | {"body": "{}"}
    ready, work, dead = (state.value for state in (State.READY, State.WORK, State.DEAD))
    rows: tuple[tuple[Table, Mapping[str, Any]], ...] = (
        (chats, chat | {"created": AT, "updated": AT}),
        (terms, chat | {"folded": WORD, "language": "", "text": WORD, "created": AT}),
        (groups, PLACE | chat | {"collects": False, "secret": f"{person}"}),
        (feeds, url | {"checked": 0, "listed": 0}),
        (following, chat | {"url": feed, "position": 1}),
        (runs, chat | {"slot": "a", "due": AT, "created": AT}),
        (issued, chat | {"slot": "a", "at": AT, "title": "", "html": WORD, "language": "kk"}),
        (receipts, chat | {"tag": "a", "message_id": 1, "created": AT}),
        (people, person_row(person, AT)),
        (broadcasts, CAST | {"state": "done", "last_person": person, "chat_id": 0}),
        (broadcasts, CAST | {"state": "done", "last_person": 0, "chat_id": person}),
        (opted_out, {"author_id": person, "chat_id": ELSEWHERE}),
        (access, chat | {"verdict": "allowed", "at": AT}),
        *((messages, _said(person, place)) for place in (GROUP, ELSEWHERE)),
        *((asked, chat | {"key": key, "at": AT}) for key in (MINE, OURS) if person == ME),
        *((asked, chat | {"key": key, "at": AT}) for key in (OURS,) if person == SHE),
        (inbox, job | chat | {"user_id": person, "state": dead, "body": "no JSON"}),
        (inbox, job | chat | {"user_id": person, "state": ready}),
        (inbox, job | {"chat_id": GROUP, "user_id": person, "state": ready}),
        (inbox, job | {"chat_id": person - 10**10, "user_id": person, "state": work}),
        (outbox, parcel | chat | {"state": ready}),
        (outbox, parcel | chat | {"state": dead}),
    )
    for table, row in rows:
        await put(database, table, row)


def person_row(number: int, at: int) -> Values:
    return {"person_id": number, "language": "kk", "since": at, "last": at, "is_gone": False}


def _said(person: int, chat: int) -> Mapping[str, Any]:
    return MESSAGE | {"chat_id": chat, "message_id": person % 100, "author_id": person}


def _translation(key: str) -> Mapping[str, Any]:
    return {
        "key": key, "engine": "one", "version": "", "rank": 4, "text": "", "doubts": "",
        "created": AT,
    }  # fmt: skip


async def put(database: Database, table: Table, row: Mapping[str, Any]) -> None:
    async def work(connection: Any) -> None:
        await connection.execute(insert(table), [dict(row)])

    await database.write(work)


async def column(database: Database, column: Any, *where: Any) -> list[Any]:
    wanted = select(column).where(*where).order_by(column)
    return [row[0] for row in await database.query(rows_of(wanted))]


async def tables_with(database: Database, text: str) -> set[str]:
    """Tables that have *text* in any column of any row, numbers in decimal."""
    return {
        table.name
        for table in metadata.sorted_tables
        for row in await database.query(rows_of(select(table)))
        if any(text in str(value) for value in row)
    }
