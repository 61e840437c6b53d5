import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from sqlalchemy import Table, delete, event, select, text
from structlog.testing import capture_logs

from bot.core.engines import EngineState, Kept, Rank
from bot.core.jobs import NewUpdate
from bot.core.languages import KK
from bot.core.models import ChatPreferences, Summary
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.engine_states import EngineStates
from bot.store.inbox import StoredInbox
from bot.store.prune import ROWS_A_STEP, _used, prune, shrink
from bot.store.queries import count_of, put, rows_of, value_of
from bot.store.sentences import Sentences
from bot.store.summaries import Summaries
from bot.store.tables import summaries, translations
from tests.simulator.postgres import Cluster, postgres

__all__ = ["postgres"]

NOW = datetime(2026, 11, 22, tzinfo=UTC)
OLD = NOW - timedelta(days=30)
FRESH = OLD + timedelta(seconds=1)


async def _count(database: Database, table: str) -> int:
    counted = text(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name from below
    return int(await database.query(value_of(counted)))


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

    def note(*call: Any) -> None:
        if call[2].startswith("DELETE FROM translations"):
            deleted.append(call[1].rowcount)

    event.listen(database._engine.sync_engine, "after_cursor_execute", note)

    assert await prune(database, now=NOW, keep_days=30) == 450
    assert deleted == [200, 200, 50]


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


async def _fill(database: Database, table: Table, created: Sequence[int], letters: int) -> None:
    body = token_hex(letters // 2)  # which does not get smaller by compression
    kinds: dict[Table, dict[str, Any]] = {
        summaries: {"body": body},
        translations: {"engine": "azure", "version": "", "rank": 2, "text": body, "doubts": ""},
    }
    rows = [{"key": f"{made}", "created": made, **kinds[table]} for made in created]
    await database.write(put(table, rows))


async def _created(database: Database, table: Table) -> list[int]:
    rows = await database.query(rows_of(select(table.c.created).order_by(table.c.created)))
    return [row.created for row in rows]


@pytest.fixture(params=["sqlite", "postgresql"])
async def either(request: pytest.FixtureRequest, file: Path) -> AsyncIterator[Database]:
    """A database on each engine."""
    async with AsyncExitStack() as opened:
        url = f"sqlite+aiosqlite:///{file}"
        if request.param == "postgresql":
            cluster: Cluster = request.getfixturevalue("postgres")
            url = await opened.enter_async_context(cluster.fresh())
        yield await opened.enter_async_context(Database(url))


async def test_oldest_answers_go_until_nine_tenths_are_left(
    either: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.prune.MEGABYTE", 100_000)  # ten of them: a limit of 1 MB
    monkeypatch.setattr("bot.store.prune.STEPS_A_LOOK", 1)
    await _fill(either, summaries, range(0, 200, 2), 10_000)
    await _fill(either, translations, range(1, 2_001, 2), 200)
    before = await _used(either)

    gone = await shrink(either, limit_mb=10, pause_s=0)

    left = await _created(either, summaries), await _created(either, translations)
    assert before > 1_000_000
    assert 600_000 < await _used(either) <= 900_000
    assert gone == 1_100 - sum(map(len, left))
    assert [rows[-1] for rows in left] == [198, 1_999]
    assert abs(left[0][0] - left[1][0]) <= 2 * max(ROWS_A_STEP.values())


async def test_database_within_its_limit_keeps_all(either: Database) -> None:
    await _fill(either, summaries, range(20), 500)

    assert await shrink(either, limit_mb=10) == 0
    assert len(await _created(either, summaries)) == 20


async def test_queues_chats_and_memories_stay_when_they_alone_are_too_much(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.prune.MEGABYTE", 10_000)
    inbox = StoredInbox(database, owner="bot")
    await inbox.add([NewUpdate(n, n, n, "х" * 5_000) for n in range(20)], now=0)
    await Chats(database).save_preferences(7, ChatPreferences(KK), now=NOW)
    await _put(database, "one", NOW)

    with capture_logs() as logs:
        assert await shrink(database, limit_mb=10, pause_s=0) == 1

    assert [(entry["event"], entry["limit"]) for entry in logs] == [("store.too_large", 10)]
    assert (await inbox.backlog(now=0)).ready == 20
    assert await Chats(database).preferences(7) == ChatPreferences(KK)


async def test_rows_that_somebody_else_deletes_meanwhile_end_the_shrinking(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.prune.MEGABYTE", 10_000)
    await _fill(database, summaries, range(60), 5_000)
    shrinking = asyncio.create_task(shrink(database, limit_mb=10, pause_s=0.05))
    await asyncio.sleep(0.04)
    await database.write(count_of(delete(summaries)))

    assert await shrinking <= 20
    assert await _created(database, summaries) == []


async def test_shrinking_that_is_cut_off_leaves_the_database_usable(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.prune.MEGABYTE", 10_000)
    await _fill(database, summaries, range(200), 5_000)
    shrinking = asyncio.create_task(shrink(database, limit_mb=10, pause_s=0.01))
    await asyncio.sleep(0.02)
    shrinking.cancel()
    await asyncio.gather(shrinking, return_exceptions=True)

    assert await Chats(database).preferences(7) == ChatPreferences()
    assert await shrink(database, limit_mb=10, pause_s=0) > 0
