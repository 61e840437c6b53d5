"""Writing behind: rows wait a moment in memory, so that many of them share one transaction."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, Generic, TypeVar

import structlog

from bot.core.errors import StoreError
from bot.store.lifetime import OpenAndClose
from bot.store.whole import to_the_end

ROWS_A_WRITE = 200  # 0.27 ms a row then, against 1.6 to 3.1 ms each in a commit of its own
DELAY_S = 1.0  # what a crash may cost
MAX_ROWS = 10_000  # some 10 MB, while the disk is full

_log = structlog.get_logger(__name__)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class WriteBehind(OpenAndClose, Generic[K, V]):
    """Rows by key, the last under a key wins; ``async with`` writes them while it is open.

    They are handed to *write* when *rows_a_write* have come together or the first has
    waited for *delay_s*, and at the end. What *write* refuses with a StoreError is tried
    again; of more than *max_rows* the oldest are let go.
    """

    def __init__(
        self,
        write: Callable[[Sequence[V]], Coroutine[Any, Any, None]],
        *,
        rows_a_write: int = ROWS_A_WRITE,
        delay_s: float = DELAY_S,
        max_rows: int = MAX_ROWS,
    ) -> None:
        self._write = write
        self._rows_a_write, self._delay_s, self._max_rows = rows_a_write, delay_s, max_rows
        self._waiting: dict[K, V] = {}
        self._some, self._enough, self._closing = (asyncio.Event() for _ in range(3))
        self._failing = False
        self._writing = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def put(self, key: K, row: V) -> None:
        """Have *row* written under *key* soon."""
        self._waiting.pop(key, None)  # it goes to the end, as the youngest
        self._waiting[key] = row
        if len(self._waiting) > self._max_rows:
            del self._waiting[next(iter(self._waiting))]
        self._signal()

    def get(self, key: K) -> V | None:
        """Return the row that waits under *key*, if any; also while it is being written."""
        return self._waiting.get(key)

    def waiting(self) -> tuple[V, ...]:
        """Return all rows that wait, the oldest first; also those being written."""
        return tuple(self._waiting.values())

    async def open(self) -> None:
        """Begin to write."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Write what waits, each row once; cancelled, it leaves nothing running."""
        self._closing.set()
        self._signal()
        if self._task is not None:
            await self._task
        await self.flush()
        if self._waiting:
            _log.error("store.rows_lost", rows=len(self._waiting), error="closed")

    async def flush(self) -> None:
        """Write what waits now, and what is being written; what is refused waits on."""
        while self._waiting and await self._write_some():
            pass

    async def _run(self) -> None:
        while not self._closing.is_set():
            await self._some.wait()
            await self._pause(self._enough)
            if not self._closing.is_set() and not await self._write_some():
                await self._pause(self._closing)

    async def _pause(self, until: asyncio.Event) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._delay_s):
                await until.wait()

    async def _write_some(self) -> bool:
        """Write the oldest rows; False if the store refused them, and they wait on."""
        async with self._writing:  # who flushes must not end before a write that is under way
            return await self._write_batch()

    async def _write_batch(self) -> bool:
        batch = dict(islice(self._waiting.items(), self._rows_a_write))
        if not batch:  # written while this one waited for its turn
            return True
        try:
            await to_the_end(self._write(tuple(batch.values())))
        except StoreError as error:
            self._report(error, len(batch))
            return False
        except Exception as error:  # noqa: BLE001 - a mistaken row must not hold up the rest
            # No traceback: it may show texts.
            _log.error("store.rows_lost", rows=len(batch), error=type(error).__name__)
        else:
            self._failing = False
        self._forget(batch)
        return True

    def _report(self, error: StoreError, rows: int) -> None:
        """Tell the first failure in a row: a full disk would fill the log as well."""
        if not self._failing:
            _log.warning("store.not_written", rows=rows, error=error.code)
        self._failing = True

    def _forget(self, batch: dict[K, V]) -> None:
        for key, row in batch.items():
            if self._waiting.get(key) is row:  # else a younger one has come meanwhile
                del self._waiting[key]
        self._signal()

    def _signal(self) -> None:
        closing = self._closing.is_set()
        _set(self._some, on=closing or bool(self._waiting))
        _set(self._enough, on=closing or len(self._waiting) >= self._rows_a_write)


def _set(event: asyncio.Event, *, on: bool) -> None:
    if on:
        event.set()
    else:
        event.clear()
