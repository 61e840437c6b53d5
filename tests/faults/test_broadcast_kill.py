"""However often the process is killed, everybody is in the outbox once."""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot.core.broadcasts import Pace
from bot.store.broadcasts import StoredBroadcasts
from bot.store.database import Database
from bot.store.queries import count_of, rows_of
from bot.store.tables import outbox, people
from tests.faults import broadcasting

PEOPLE, KILLS, OWNER = 900, 3, 8
REST = Pace(slice=300, own=10_000, others=10_000)  # what the killed left
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
async def test_everybody_is_put_once_whenever_the_process_is_killed(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'qysqa.db'}"
    async with Database(url) as database:
        rows = [
            {"person_id": 100 + one, "language": "kk", "since": 0, "last": 0, "is_gone": False}
            for one in range(PEOPLE)
        ]
        await database.write(count_of(insert(people).values(rows)))
        store = StoredBroadcasts(database)
        number = await store.draft(OWNER, "hello", at=0)
        await store.begin(number)

    for _ in range(KILLS):
        await _killed(url, after_s=random.uniform(0.02, 0.15))  # noqa: S311 - any moment will do
    async with Database(url) as database:
        before = await _put(database)
        store = StoredBroadcasts(database)
        while (found := await store.find(number)) and found.sent < PEOPLE:
            await store.step(number, broadcasting.Says(), REST, tells=False, now_ms=0)
        after = await _put(database)

    assert 0 < len(before) < PEOPLE
    assert set(before.values()) == set(after.values()) == {1}
    assert len(after) == PEOPLE


async def _killed(url: str, *, after_s: float) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.broadcasting", url),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    await asyncio.sleep(after_s)
    process.kill()
    await process.communicate()


async def _put(database: Database) -> Counter[int]:
    """How often each person is in the outbox."""
    wanted = select(outbox.c.chat_id).where(outbox.c.chat_id != OWNER)
    return Counter(row.chat_id for row in await database.query(rows_of(wanted)))
