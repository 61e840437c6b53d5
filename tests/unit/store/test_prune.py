from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text

from bot.core.engines import EngineState, Kept, Rank
from bot.core.models import Summary
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.engine_states import EngineStates
from bot.store.prune import prune
from bot.store.sentences import Sentences
from bot.store.summaries import Summaries

NOW = datetime(2026, 11, 22, tzinfo=UTC)
OLD = NOW - timedelta(days=30)
FRESH = OLD + timedelta(seconds=1)


async def _count(database: Database, table: str) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608 - a name from below


async def _put(database: Database, key: str, now: datetime) -> None:
    summary = Summary(key, None, None, None, None, None, (), 8, (), 0, 0)
    await Summaries(database).put_summary(summary, now=now)


async def _keep(database: Database, *kept: Kept) -> None:
    async with Sentences(database, lambda: NOW, keep_days=1) as sentences:
        sentences.remember(kept)


def _kept(key: str, made: datetime, rank: Rank = Rank.KEYED, engine: str = "azure") -> Kept:
    return Kept(key, "x", engine, "", rank, int(made.timestamp()))


async def test_old_rows_go_and_fresh_ones_stay(database: Database) -> None:
    for time in (OLD, FRESH):
        await _put(database, str(time), time)
    await _keep(database, _kept("old", OLD), _kept("fresh", FRESH))

    assert await prune(database, now=NOW, keep_days=30) == 2
    assert await Summaries(database).get_summary(str(FRESH), newer_than=OLD) is not None
    assert await _count(database, "summaries") == 1
    assert await _count(database, "translations") == 1


@pytest.mark.parametrize(("keep_days", "served_days"), [(30, 14), (7, 7)])
async def test_what_keyless_engines_said_goes_after_two_weeks_at_most(
    database: Database, keep_days: int, served_days: int
) -> None:
    last = NOW - timedelta(days=served_days)
    for made in (last, last + timedelta(seconds=1)):
        await _keep(database, _kept(str(made), made, Rank.KEYLESS))

    assert await prune(database, now=NOW, keep_days=keep_days) == 1
    assert await _count(database, "translations") == 1


async def test_old_state_of_an_engine_goes_when_its_circuit_is_closed(
    database: Database,
) -> None:
    today, now = int(NOW.timestamp()) // 86_400, int(NOW.timestamp())
    gone = EngineState("gone", day=today - 3, chars=9)
    stay = [
        EngineState("lately", day=today - 2),
        EngineState("open", "kk|ru", day=0, open_until=now + 60, strikes=9),
        EngineState("closed", "kk|ru", day=0, open_until=now - 86_400, strikes=2),
    ]
    async with EngineStates(database) as states:
        for state in (gone, *stay):
            states.save(state)

    assert await prune(database, now=NOW, keep_days=30) == 1
    assert set(await states.load()) == set(stay)


async def test_many_old_rows_go_in_small_steps(database: Database) -> None:
    await _keep(database, *(_kept(f"{n}", OLD) for n in range(450)))
    deleted: list[int] = []
    event.listen(
        database._engine.sync_engine,
        "after_cursor_execute",
        lambda *call: deleted.append(call[1].rowcount) if "DELETE" in call[2] else None,
    )

    assert await prune(database, now=NOW, keep_days=30) == 450
    assert deleted == [0, 200, 200, 50, 0]


async def test_rows_of_one_key_go_together(database: Database) -> None:
    keys = [f"{n}" for n in range(201)]
    await _keep(database, *(_kept(k, OLD, engine=e) for e in ("azure", "deepl") for k in keys))

    assert await prune(database, now=NOW, keep_days=30) == 402


async def test_choices_of_chats_are_not_pruned(database: Database) -> None:
    chats = Chats(database)
    chosen = await chats.preferences(7)
    await chats.save_preferences(7, chosen, now=OLD - timedelta(days=999))

    await prune(database, now=NOW, keep_days=0)

    assert await _count(database, "chats") == 1
