"""Calls that wait for the database at the same time go there together.

A transaction costs a flush of the disk, some 5 ms, and each statement a way to the driver's
thread and back: what is shared by many is cheap for each.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection

from bot.core.errors import StoreError
from bot.store.whole import until_done

MOST_CALLS: Final = 100  # of one statement: SQLite before 3.32 took 999 parameters
MOST_WORKS: Final = 16  # of one transaction, which others wait for

A = TypeVar("A")
R = TypeVar("R")
Work = Callable[[Connection], Any]
Taken = Callable[[], Sequence[A]]


@dataclass(slots=True)
class _Batch(Generic[A, R]):
    calls: list[A] = field(default_factory=list)
    task: asyncio.Task[Sequence[R]] | None = None


class Gathered(Generic[A, R]):
    """Does many calls at once: *do* is given what to ask for them, and returns their results.

    Calls join until *do* asks, which it had better do when it has the connection; it may ask
    more than once. Where it fails other than by the store, each call is done alone: nobody
    pays for another's mistake.
    """

    def __init__(self, do: Callable[[Taken[A]], Coroutine[Any, Any, Sequence[R]]]) -> None:
        self._do = do
        self._open: _Batch[A, R] | None = None
        self._lock = Lock()  # what is asked for may be taken in the driver's thread

    async def __call__(self, one: A) -> R:
        """Return the result of *one*; cancelled meanwhile, wait for its end first."""
        batch, place = self._joined(one)
        assert batch.task is not None
        try:
            return (await until_done(batch.task))[place]
        except StoreError:
            raise
        except Exception:
            if len(batch.calls) == 1:
                raise
        [alone] = await self._do(lambda: [one])
        return alone

    def _joined(self, one: A) -> tuple[_Batch[A, R], int]:
        with self._lock:
            batch = self._open
            if batch is None or len(batch.calls) >= MOST_CALLS:
                batch = self._open = _Batch()
                batch.task = asyncio.create_task(self._done(batch))
            batch.calls.append(one)
            return batch, len(batch.calls) - 1

    async def _done(self, batch: _Batch[A, R]) -> Sequence[R]:
        def taken() -> Sequence[A]:
            with self._lock:
                if self._open is batch:
                    self._open = None
            return batch.calls

        try:
            return await self._do(taken)
        finally:
            taken()  # where it could not even begin: nobody may join what has failed


@dataclass(slots=True)
class _Waiting:
    work: Work
    end: asyncio.Future[Any]
    result: Any = None


class SharedTransactions:
    """Runs works one after another, those that wait at the same time in one transaction.

    Works that come while one runs still join, up to MOST_WORKS. Where one fails nothing is
    kept, and each is done again in a transaction of its own; so a work may run twice. A
    commit that fails is not repeated, as it may have reached the disk: all are told.
    """

    def __init__(self, transact: Callable[[Work], Coroutine[Any, Any, Any]]) -> None:
        self._transact = transact
        self._waiting: deque[_Waiting] = deque()
        self._taken: list[_Waiting] = []
        self._task: asyncio.Task[None] | None = None

    def add(self, work: Work) -> asyncio.Future[Any]:
        """Have *work* done, after those that were added before; return its end."""
        end = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(work, end))
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return end

    async def _run(self) -> None:
        try:
            while self._waiting:
                await self._share()
        finally:
            self._task = None
            for one in (*self._waiting, *self._taken):  # the program ends: nobody shall wait on
                one.end.cancel()

    async def _share(self) -> None:
        taken = self._taken = list[_Waiting]()
        is_done = False

        def all_of_them(connection: Connection) -> None:
            nonlocal is_done
            while self._waiting and len(taken) < MOST_WORKS:
                taken.append(self._waiting[0])
                self._waiting.popleft()
                taken[-1].result = taken[-1].work(connection)
            is_done = True

        try:
            await self._transact(all_of_them)
        except Exception as error:  # noqa: BLE001 - it is handed on
            await self._failed(error, is_done=is_done)
        else:
            for one in taken:
                one.end.set_result(one.result)

    async def _failed(self, error: Exception, *, is_done: bool) -> None:
        """Do again, each alone, what was surely undone."""
        taken = self._taken
        if not taken:  # it could not even begin
            taken.append(self._waiting.popleft())
        if is_done or len(taken) == 1:
            _fail(taken, error)
            return
        for one in taken:
            await self._alone(one)

    async def _alone(self, one: _Waiting) -> None:
        try:
            result = await self._transact(one.work)
        except Exception as error:  # noqa: BLE001 - it is handed on
            _fail([one], error)
        else:
            one.end.set_result(result)


def _fail(works: Sequence[_Waiting], error: Exception) -> None:
    for one in works:
        one.end.set_exception(error)
