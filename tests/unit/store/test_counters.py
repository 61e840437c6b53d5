"""Counts are let go of after KEEP_DAYS."""

from datetime import datetime, timedelta
from pathlib import Path

from bot.core.statistics import KEEP_DAYS, Asked, Counted, asked
from bot.store.counters import Counters, prune_counters
from bot.store.database import Database

NOW = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
LINK = asked(Asked.LINK)


async def test_old_days_are_deleted(tmp_path: Path) -> None:
    today = (NOW - datetime.fromtimestamp(0, NOW.tzinfo)) // timedelta(days=1)
    async with Database(f"sqlite+aiosqlite:///{tmp_path / 'qysqa.db'}") as database:
        counters = Counters(database)
        await counters.add({(today - age, LINK): 1 for age in (0, KEEP_DAYS - 1, KEEP_DAYS, 999)})

        deleted = await prune_counters(database, NOW)

        assert deleted == 2
        kept = await counters.between(0, today)
        assert kept == [Counted(today - KEEP_DAYS + 1, LINK, 1), Counted(today, LINK, 1)]
