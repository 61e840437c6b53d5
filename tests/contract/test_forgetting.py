"""Forgetting, row by row, on SQLite and PostgreSQL: the fakes have no tables."""

import pytest

from bot.core.broadcasts import State as Sending
from bot.core.jobs import State
from bot.core.mydata_ports import Held, Part
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.forgetting import OF_NOBODY, OF_PEOPLE
from bot.store.mydata import MyData
from bot.store.outbox import StoredOutbox
from bot.store.prune import prune
from bot.store.tables import (
    access,
    asked,
    broadcasts,
    inbox,
    metadata,
    people,
    summaries,
    translations,
    updates_seen,
)
from tests.contract.mydata_rows import (
    AT,
    DAY_S,
    ELSEWHERE,
    GROUP,
    GROUPS,
    HEARD,
    HERS,
    JOB,
    ME,
    MINE,
    NOW,
    OURS,
    SHE,
    column,
    fill_all,
    person_row,
    put,
    tables_with,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def kept(database: Database) -> MyData:
    await fill_all(database)
    return MyData(database)


async def test_rows_come_as_they_are_kept_with_moments_and_values_read(kept: MyData) -> None:
    found = await kept.rows(ME)

    assert found[Part.VISITS]["people"] == [
        {"person_id": ME, "language": "kk", "since": NOW, "last": NOW, "is_gone": False,
         "no_news": None},
    ]  # fmt: skip
    assert found[Part.VISITS]["broadcasts"][0]["state"] == Sending.DONE.value
    assert [one["links"] for one in found[Part.GROUP_MESSAGES]["messages"]] == [
        ["https://example.kz"]
    ] * 2
    assert [one["body"] for one in found[Part.ANSWERS]["summaries"]] == [[MINE], [OURS]]
    assert [one["key"] for one in found[Part.ANSWERS]["translations"]] == [MINE, OURS]
    jobs = found[Part.QUEUE]["inbox"]
    assert [one["body"] for one in jobs] == ["no JSON"] + [{"id": 1}] * 3
    assert (jobs[0]["created"], jobs[0]["not_before"]) == (NOW, None)


async def test_a_forgotten_person_is_in_no_row_of_any_table(
    kept: MyData, database: Database
) -> None:
    await Chats(database).forget_chat(ME)

    assert await kept.held(ME) == Held()
    assert await tables_with(database, str(ME)) == {"access", "opted_out", "inbox"}
    assert await column(database, inbox.c.state, inbox.c.user_id == ME) == [State.WORK.value]
    left = await kept.rows(ME)
    assert {part for part, tables in left.items() if any(tables.values())} == {
        Part.QUEUE, Part.WISHES, Part.ACCESS,
    }  # fmt: skip


async def test_another_persons_rows_are_all_there(kept: MyData, database: Database) -> None:
    before = await kept.rows(SHE)

    await Chats(database).forget_chat(ME)

    after = await kept.rows(SHE)
    for part in set(Part) - {Part.ANSWERS, Part.VISITS}:
        assert after[part] == before[part], part
    assert after[Part.VISITS]["people"] == before[Part.VISITS]["people"]


async def test_answers_go_but_summaries_that_another_person_asked_for(
    kept: MyData, database: Database
) -> None:
    """Of groups that may have the person's words, all translations go."""
    await Chats(database).forget_chat(ME)

    assert await column(database, summaries.c.key) == [OURS]
    assert await column(database, translations.c.key) == [HERS]
    assert await column(database, asked.c.chat_id, asked.c.chat_id == ME) == []


async def test_a_broadcast_goes_on_where_it_was(kept: MyData, database: Database) -> None:
    await Chats(database).forget_chat(ME)

    assert await column(database, broadcasts.c.last_person) == [0, ME - 1, SHE]


async def test_what_waits_in_a_group_for_others_is_still_answered(
    kept: MyData, database: Database
) -> None:
    named = f'{{"message": {{"reply_to_message": {{"from": {{"id": {ME}, "x": 1}}}}}}}}'
    longer = named.replace(str(ME), f"{ME}1")
    for body, state in (
        (named, State.READY),
        (named, State.DEAD),
        (longer, State.DEAD),
        (f'{{"person_id":{ME}}}', State.DEAD),
        (f'{{"update_id": 1, "text": "{ME}"}}', State.DEAD),
    ):
        job = JOB | {"chat_id": GROUP, "user_id": SHE, "state": state.value, "body": body}
        await put(database, inbox, job)

    await Chats(database).forget_chat(ME)

    bodies = await column(database, inbox.c.body, inbox.c.chat_id == GROUP)
    assert [one for one in bodies if str(ME) in one] == [
        named, longer, f'{{"update_id": 1, "text": "{ME}"}}',
    ]  # fmt: skip


async def test_a_group_that_is_forgotten_keeps_what_its_members_asked_for(
    kept: MyData, database: Database
) -> None:
    await Chats(database).forget_chat(ELSEWHERE)

    assert await column(database, translations.c.key) == sorted([OURS, HERS, GROUPS])
    assert await column(database, summaries.c.key) == [MINE, OURS]
    assert (await kept.held(ME)).waiting == 5


async def test_every_table_is_of_people_or_is_said_to_be_of_nobody() -> None:
    of_people = {table.name for tables in OF_PEOPLE.values() for table in tables}

    assert of_people.isdisjoint(OF_NOBODY)
    assert of_people | set(OF_NOBODY) == set(metadata.tables)
    assert set(OF_PEOPLE) == set(Part)


async def test_tables_of_nobody_have_no_column_that_names_a_chat_orperson_row() -> None:
    names = {"chat_id", "user_id", "author_id", "person_id", "last_person"}

    assert [
        column
        for name in OF_NOBODY
        for column in metadata.tables[name].columns
        if column.name in names
    ] == []


async def test_a_note_goes_when_nothing_is_kept_under_it_any_more(
    kept: MyData, database: Database
) -> None:
    """And a person who has not come for a year."""
    old = AT - 31 * DAY_S
    for key in ("gone", OURS):
        await put(database, asked, {"chat_id": 1, "key": key, "at": old})
    await put(database, asked, {"chat_id": 1, "key": "new", "at": AT - DAY_S})
    for number, days in ((1, 366), (2, 364)):
        await put(database, people, person_row(number, AT - days * DAY_S))

    await prune(database, now=NOW, keep_days=30)

    assert await column(database, asked.c.key, asked.c.chat_id == 1) == ["new", OURS]
    assert await column(database, people.c.person_id) == [2, ME, SHE]


def test_numbers_of_updates_name_nobody() -> None:
    assert {column.name for column in updates_seen.columns} == {"update_id", "created"}


async def test_notes_and_decisions_move_with_a_group(kept: MyData, database: Database) -> None:
    await put(database, access, {"chat_id": ELSEWHERE, "verdict": "banned", "at": AT})

    await StoredOutbox(database, owner="one").move_chat(ELSEWHERE, -1_003)

    assert await column(database, asked.c.key, asked.c.chat_id == -1_003) == [HEARD, MINE]
    assert await column(database, access.c.chat_id, access.c.chat_id < 0) == [-1_003]
