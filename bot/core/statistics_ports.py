"""What statistics need of the store. Days are counted from 1970, UTC."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.core.statistics import Counted, CounterName, People


class CounterStore(Protocol):
    """Counts by day and name, and how many people there are."""

    async def add(self, counts: Mapping[tuple[int, CounterName], int]) -> None:
        """Add *counts*, by day and name, to those that are kept, all or none.

        Raises:
            StoreError: They are not kept.
        """
        ...

    async def between(self, first: int, last: int) -> Sequence[Counted]:
        """Return what was counted from day *first* to day *last*, in the order of days, names."""
        ...

    async def people(self, today: int) -> People:
        """Return how many people there are, of whom how many came when."""
        ...
