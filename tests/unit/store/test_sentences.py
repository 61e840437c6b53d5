import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.core.engines import Kept, Rank
from bot.core.models import MEMORY, Doubt
from bot.store.database import Database
from bot.store.queries import count_of, put
from bot.store.sentences import Sentences
from bot.store.tables import translations

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MADE = int(NOW.timestamp())
AZURE = Kept("a", "Сәлем.", "azure", "3", Rank.KEYED, MADE, (Doubt.NAMES, Doubt.DATES))
ROW = {
    "key": "a",
    "engine": "azure",
    "version": "3",
    "rank": 4,
    "text": "Сәлем.",
    "doubts": "",
    "created": MADE,
}


def _sentences(database: Database, **options: Any) -> Sentences:
    return Sentences(database, lambda: NOW, keep_days=30, **options)


@contextmanager
def _statements(database: Database) -> Iterator[list[str]]:
    """All that is sent to the database meanwhile."""
    sent: list[str] = []

    def note(*call: Any) -> None:
        sent.append(call[2])

    event.listen(database._engine.sync_engine, "before_cursor_execute", note)
    yield sent
    event.remove(database._engine.sync_engine, "before_cursor_execute", note)


async def test_people_and_engines_are_asked_in_one_statement(database: Database) -> None:
    with _statements(database) as sent:
        await _sentences(database).lookup([f"{n}" for n in range(500)])

    assert len(sent) == 1


async def test_more_keys_than_a_query_takes_make_another(database: Database) -> None:
    with _statements(database) as sent:
        await _sentences(database).lookup([f"{n}" for n in range(501)])

    assert len(sent) == 2


async def test_written_row_comes_back_as_it_was_remembered(database: Database) -> None:
    async with _sentences(database) as sentences:
        sentences.remember([AZURE, replace(AZURE, key="b", version="", doubts=())])

    found = await _sentences(database).lookup(["a", "b"])

    assert found == {"a": [AZURE], "b": [replace(AZURE, key="b", version="", doubts=())]}


async def test_row_is_found_before_it_is_written_and_after(database: Database) -> None:
    async with _sentences(database, delay_s=0) as sentences:
        sentences.remember([AZURE])
        assert await sentences.lookup(["a"]) == {"a": [AZURE]}
        async with asyncio.timeout(5):
            while sentences._behind.waiting():  # noqa: ASYNC110 - written when nothing waits
                await asyncio.sleep(0)
        assert await sentences.lookup(["a"]) == {"a": [AZURE]}


async def test_row_that_waits_counts_before_the_one_in_the_database(database: Database) -> None:
    async with _sentences(database) as sentences:
        sentences.remember([AZURE])
    later = replace(AZURE, text="Сәлеметсіз бе.", made=MADE + 1)

    sentences = _sentences(database)
    sentences.remember([later])

    assert await sentences.lookup(["a"]) == {"a": [later]}


async def test_two_hundred_rows_share_a_transaction(database: Database) -> None:
    with _statements(database) as sent:
        async with _sentences(database) as sentences:
            sentences.remember([replace(AZURE, key=f"{n}") for n in range(450)])

    assert [statement.split()[0] for statement in sent] == ["BEGIN", "INSERT"] * 3


async def test_later_memory_file_wins(database: Database) -> None:
    for name in ("b.tmx", "a.tmx", "c.tmx"):
        for statement in (
            f"INSERT INTO memory_files VALUES ('{name}', 1, 1, 1)",  # noqa: S608 - names from above
            f"INSERT INTO memory_units VALUES ('a', '{name}', 'from {name}')",  # noqa: S608 - as above
        ):
            await database.write(count_of(text(statement)))

    found = await _sentences(database).lookup(["a"])

    assert found == {"a": [Kept("a", "from c.tmx", MEMORY, "", Rank.MEMORY, 0)]}


async def test_doubt_of_another_version_is_left_out(database: Database) -> None:
    await database.write(put(translations, ROW | {"doubts": "tone,names"}))

    found = await _sentences(database).lookup(["a"])

    assert found == {"a": [replace(AZURE, doubts=(Doubt.NAMES,))]}


async def test_rank_of_another_version_is_a_miss(database: Database) -> None:
    await database.write(put(translations, ROW | {"rank": 9}))

    assert await _sentences(database).lookup(["a"]) == {}


async def test_name_of_an_engine_that_is_not_sound_is_stored(database: Database) -> None:
    odd = replace(AZURE, engine="a\udcff", version="\udcff")
    async with _sentences(database) as sentences:
        sentences.remember([odd])

    [[found]] = (await _sentences(database).lookup(["a"])).values()
    assert (found.engine, found.version) == ("a\ufffd", "\ufffd")


@pytest.mark.parametrize("rank", [rank for rank in Rank if rank is not Rank.MEMORY])
async def test_every_rank_comes_back(database: Database, rank: Rank) -> None:
    async with _sentences(database) as sentences:
        sentences.remember([replace(AZURE, rank=rank)])

    assert [one.rank for one in (await sentences.lookup(["a"]))["a"]] == [rank]
