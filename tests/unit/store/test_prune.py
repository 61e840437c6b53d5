from datetime import UTC, datetime, timedelta

from sqlalchemy import event, text

from bot.core.languages import EN, KK
from bot.core.models import Summary, Translation
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.prune import prune
from bot.store.summaries import Summaries
from bot.store.translations import KeptTranslations

NOW = datetime(2026, 11, 22, tzinfo=UTC)
OLD = NOW - timedelta(days=30)
FRESH = OLD + timedelta(seconds=1)


async def _count(database: Database, table: str) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608 - a name from below


async def _put(database: Database, key: str, now: datetime) -> None:
    summary = Summary(key, None, None, None, None, None, (), 8, (), 0, 0)
    await Summaries(database).put_summary(summary, now=now)


async def test_old_rows_go_and_fresh_ones_stay(database: Database) -> None:
    for time in (OLD, FRESH):
        await _put(database, str(time), time)
    times = iter([OLD, FRESH])
    kept = KeptTranslations(database, lambda: next(times), keep_days=30)
    for english in ("Hello.", "Bye."):
        await kept.remember({english: Translation("x", "google")}, source=EN, target=KK)

    assert await prune(database, now=NOW, keep_days=30) == 2
    assert await Summaries(database).get_summary(str(FRESH), newer_than=OLD) is not None
    assert await _count(database, "summaries") == 1
    assert await _count(database, "translations") == 1


async def test_many_old_rows_go_in_small_steps(database: Database) -> None:
    kept = KeptTranslations(database, lambda: OLD, keep_days=30)
    made = {f"Sentence {n}.": Translation("x", "google") for n in range(450)}
    await kept.remember(made, source=EN, target=KK)
    deleted: list[int] = []
    event.listen(
        database._engine.sync_engine,
        "after_cursor_execute",
        lambda *call: deleted.append(call[1].rowcount) if "DELETE" in call[2] else None,
    )

    assert await prune(database, now=NOW, keep_days=30) == 450
    assert deleted == [0, 200, 200, 50]


async def test_choices_of_chats_are_not_pruned(database: Database) -> None:
    chats = Chats(database)
    chosen = await chats.preferences(7)
    await chats.save_preferences(7, chosen, now=OLD - timedelta(days=999))

    await prune(database, now=NOW, keep_days=0)

    assert await _count(database, "chats") == 1
