"""Calls for the same thing at the same time: the work is done once, and all get its end."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class SingleFlight(Generic[T]):
    """Joins callers that ask under the same key while the work for the first is under way.

    The work goes on until it ends or the last caller has left.
    """

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[T]] = {}
        self._callers: Counter[asyncio.Task[T]] = Counter()

    async def __call__(self, key: Hashable, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what *work* returns, or what it returned to whoever asked first; raises as it."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.create_task(work())
        self._callers[task] += 1
        try:
            return await asyncio.shield(task)
        finally:
            self._leave(key, task)

    def _leave(self, key: Hashable, task: asyncio.Task[T]) -> None:
        self._callers[task] -= 1
        if self._callers[task] == 0:
            del self._callers[task]
            self._tasks.pop(key)  # a newcomer must not join work that is being cancelled
            task.cancel()
