"""An in-memory stand-in for the store's counters, held to the same contract as the database."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.core.errors import DatabaseBusyError
from bot.core.statistics import Counted, CounterName, People


class FakeCounterStore:
    """CounterStore in dictionaries.

    *seen* holds by person the days of their first and last visit, and whether they are gone;
    while *is_down*, it refuses to write.
    """

    def __init__(self) -> None:
        self.counts = Counter[tuple[int, CounterName]]()
        self.seen: dict[int, tuple[int, int, bool]] = {}
        self.is_down = False
        self.writes = 0
        self.written = asyncio.Event()

    async def add(self, counts: Mapping[tuple[int, CounterName], int]) -> None:
        if self.is_down:
            raise DatabaseBusyError("qysqa.db")
        self.writes += 1
        self.counts.update(counts)
        self.written.set()

    async def between(self, first: int, last: int) -> Sequence[Counted]:
        found = sorted(self.counts.items())
        return [Counted(*key, count) for key, count in found if first <= key[0] <= last]

    async def people(self, today: int) -> People:
        return People(
            total=sum(not is_gone for _, _, is_gone in self.seen.values()),
            new=sum(since > today - 30 for since, _, _ in self.seen.values()),
            today=sum(last >= today for _, last, _ in self.seen.values()),
            week=sum(last > today - 7 for _, last, _ in self.seen.values()),
            month=sum(last > today - 30 for _, last, _ in self.seen.values()),
        )
