"""What a summary whose translation is kept costs: one lookup of 7 sentences and a title.

    python benchmarks/cache.py [--gate] [--rows 100000] [--lookups 500]

Fills a database with made-up translations and looks some up, beside other ways to get the
same rows. CPU counts all threads; --data is taken like everywhere and not needed here.
"""

import argparse
import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import registry

from bot.core.engines import Kept, Rank
from bot.core.keys import translation_key
from bot.core.languages import EN, KK
from bot.store.behind import MAX_ROWS
from bot.store.database import Database
from bot.store.sentences import Sentences
from bot.store.tables import translations

KEYS = 8  # 7 sentences and a title
ENGINE = "azure"
TARGET_CPU_US = 2_000
URL = "sqlite+aiosqlite:///"

Lookup = Callable[[Sequence[str]], Awaitable[int]]
"""Gets the rows of some keys; says how many it found."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a lookup took: statements that reached the driver, and medians in microseconds."""

    statements: float
    cpu_us: float
    wall_us: float


@dataclass
class Row:
    """A row of the table, for the ORM."""

    key: str
    engine: str
    text: str


def key(number: int) -> str:
    """The key of a made-up sentence."""
    return translation_key(f"Sentence number {number} of many.", source=EN, target=KK)


def kept(number: int) -> Kept:
    """Its translation, as long as sentences are on average."""
    text = f"{number}-сөйлем: " + "мақаладағы бір сөйлемнің аудармасы шамамен осындай болады. " * 2
    return Kept(key(number), text, ENGINE, "3", Rank.KEYED, int(now().timestamp()))


def now() -> datetime:
    """The clock of the store."""
    return datetime.now(UTC)


async def fill(file: Path, rows: int) -> float:
    """Keep *rows* translations; return how many a second were written."""
    begun = time.perf_counter()
    async with Database(f"{URL}{file}") as database:
        for first in range(0, rows, MAX_ROWS):
            async with Sentences(database, now, keep_days=30) as sentences:
                sentences.remember([kept(n) for n in range(first, min(first + MAX_ROWS, rows))])
    return rows / (time.perf_counter() - begun)


@asynccontextmanager
async def ours(file: Path, statements: list[str]) -> AsyncIterator[Lookup]:
    """This project's store."""
    async with Database(f"{URL}{file}") as database:
        count(await database.query(engine_of), statements)
        sentences = Sentences(database, now, keep_days=30)

        async def lookup(keys: Sequence[str]) -> int:
            return len(await sentences.lookup(keys))

        yield lookup


@asynccontextmanager
async def plain(file: Path, statements: list[str]) -> AsyncIterator[Lookup]:
    """The driver without SQLAlchemy, a statement a key: ``execute`` and ``fetchone``."""
    async with aiosqlite.connect(file) as connection:
        await connection.set_trace_callback(statements.append)

        async def lookup(keys: Sequence[str]) -> int:
            found = 0
            for one in keys:
                sql = "SELECT * FROM translations WHERE key = ? AND engine = ?"
                async with connection.execute(sql, (one, ENGINE)) as cursor:
                    found += await cursor.fetchone() is not None
            return found

        yield lookup


@asynccontextmanager
async def orm(file: Path, statements: list[str]) -> AsyncIterator[Lookup]:
    """SQLAlchemy's ORM, a session a key."""
    registry().map_imperatively(Row, translations)
    engine = create_async_engine(f"{URL}{file}")
    count(engine, statements)

    async def lookup(keys: Sequence[str]) -> int:
        found = 0
        for one in keys:
            async with AsyncSession(engine) as session:
                found += await session.get(Row, (one, ENGINE)) is not None
        return found

    yield lookup
    await engine.dispose()


CLIENTS = {
    "this project": ours,
    "aiosqlite, a get a key": plain,
    "SQLAlchemy ORM, a session a key": orm,
}


async def engine_of(connection: AsyncConnection) -> AsyncEngine:
    """The engine that *connection* belongs to."""
    return connection.engine


def count(engine: AsyncEngine, statements: list[str]) -> None:
    """Note every statement of *engine* in *statements*."""

    def note(*call: Any) -> None:
        statements.append(call[2])

    event.listen(engine.sync_engine, "before_cursor_execute", note)


async def measure(lookup: Lookup, statements: list[str], draws: Sequence[Sequence[str]]) -> Report:
    """Look each of *draws* up, the first tenth to warm up; all must be found."""
    cpu: list[float] = []
    wall: list[float] = []
    warm = len(draws) // 10
    for number, keys in enumerate(draws):
        if number == warm:
            statements.clear()
        cpu_begun, wall_begun = time.process_time(), time.perf_counter()
        found = await lookup(keys)
        cpu.append(time.process_time() - cpu_begun)
        wall.append(time.perf_counter() - wall_begun)
        assert found == KEYS, f"{found} of {KEYS} found"
    median_cpu, median_wall = statistics.median(cpu[warm:]), statistics.median(wall[warm:])
    return Report(len(statements) / (len(draws) - warm), median_cpu * 1e6, median_wall * 1e6)


async def compare(file: Path, draws: Sequence[Sequence[str]]) -> dict[str, Report]:
    """Measure all clients on the same lookups, one after the other."""
    reports: dict[str, Report] = {}
    for name, client in CLIENTS.items():
        statements: list[str] = []
        async with client(file, statements) as lookup:
            reports[name] = await measure(lookup, statements, draws)
    return reports


def lines(reports: dict[str, Report]) -> Iterator[str]:
    """The table."""
    mine = reports["this project"]
    yield f"{'':34}{'statements':>12}{'CPU µs':>10}{'ratio':>8}{'wall µs':>10}"
    for name, one in reports.items():
        ratio = one.cpu_us / mine.cpu_us
        yield f"{name:34}{one.statements:12.1f}{one.cpu_us:10,.0f}{ratio:8.1f}{one.wall_us:10,.0f}"
    within = "within" if mine.cpu_us <= TARGET_CPU_US else "ABOVE"
    yield f"{within} {TARGET_CPU_US:,} µs of CPU (a time, so no gate)"


def main() -> int:
    """Print the table; with --gate return 1 unless a lookup is one statement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="not needed here")
    parser.add_argument("--gate", action="store_true", help="fail unless it is one statement")
    parser.add_argument("--rows", type=int, default=100_000, help="translations kept")
    parser.add_argument("--lookups", type=int, default=500, help="of 8 keys each")
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 - a draw, no secret
    draws = [
        [key(number) for number in chance.sample(range(options.rows), KEYS)]
        for _ in range(options.lookups)
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "qysqa.db"
        rate = asyncio.run(fill(file, options.rows))
        print(
            f"SQLite {sqlite3.sqlite_version}, {options.rows:,} rows,"
            f" {file.stat().st_size / 1e6:.0f} MB; written behind at {rate:,.0f} rows/s\n"
        )
        reports = asyncio.run(compare(file, draws))
    print("\n".join(lines(reports)))
    return int(options.gate and reports["this project"].statements != 1)


if __name__ == "__main__":
    sys.exit(main())
