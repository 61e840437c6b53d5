"""A transaction ends before its caller does: one that is cut off may hold the database."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Return what *work* returns; cancelled meanwhile, wait for its end before passing that on.

    However often it is cancelled: a deadline and the end of the program may meet.
    """
    return await until_done(asyncio.create_task(work))


async def until_done(task: asyncio.Future[T]) -> T:
    """The same for what is under way already, perhaps for others too."""
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await _end_of(task)  # asyncio.wait costs several times as much
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is None:
        return task.result()
    task.cancelled() or task.exception()  # looked at, so that nobody misses it
    raise cancelled


async def _end_of(task: asyncio.Future[Any]) -> None:
    """Wait for *task* without touching it."""
    end = asyncio.get_running_loop().create_future()

    def ring(_: object) -> None:
        if not end.done():
            end.set_result(None)

    task.add_done_callback(ring)
    await end
