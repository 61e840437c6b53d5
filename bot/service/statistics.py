"""Counting what the bot does, cheaply, and summing it up for its owner."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from bot.core.errors import StoreError
from bot.core.ports import Clock
from bot.core.statistics import STATISTICS_DAYS, CounterName, Report, report
from bot.core.statistics_ports import CounterStore
from bot.service.meanwhile import meanwhile

FLUSH_S = 30.0  # what a crash may cost; a commit takes 1 to 3 ms

_DAY_S = 86_400

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts wait in memory and are written in batches: to note one takes a microsecond or two."""

    store: CounterStore
    clock: Clock
    flush_s: float = FLUSH_S
    _waiting: Counter[tuple[int, CounterName]] = field(default_factory=Counter)

    def note(self, *names: CounterName) -> None:
        """Count one of each of *names*, today."""
        today = self._today()
        for name in names:
            self._waiting[today, name] += 1

    async def report(self) -> Report:
        """Sum up the past STATISTICS_DAYS, what was noted just now too; raises StoreError."""
        await self.flush()
        today = self._today()
        counted = await self.store.between(today - STATISTICS_DAYS + 1, today)
        return report(counted, await self.store.people(today), today=today)

    async def flush(self) -> None:
        """Write what waits; if the store refuses it, it waits on.

        Raises:
            StoreError: It did.
        """
        counts = dict(self._waiting)
        if not counts:
            return
        self._waiting.clear()
        try:
            await self.store.add(counts)
        except StoreError:
            self._waiting.update(counts)  # adds to what was noted meanwhile
            raise

    @asynccontextmanager
    async def counting(self) -> AsyncIterator[None]:
        """Write what is noted now and then while the block lasts, and at its end."""
        try:
            async with meanwhile(self._write_on()):
                yield
        finally:
            await self._try_to_flush()

    async def _write_on(self) -> None:
        while True:
            await asyncio.sleep(self.flush_s)
            await self._try_to_flush()

    async def _try_to_flush(self) -> None:
        try:
            await self.flush()
        except StoreError as error:  # counts are not worth more than a line
            _log.warning("statistics.not_written", error=error.code)

    def _today(self) -> int:
        return int(self.clock().timestamp()) // _DAY_S
