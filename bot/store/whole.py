"""A transaction ends before its caller does: one that is cut off may hold the database."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Return what *work* returns; cancelled meanwhile, wait for its end before passing that on.

    However often it is cancelled: a deadline and the end of the program may meet.
    """
    task = asyncio.create_task(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is None:
        return task.result()
    task.cancelled() or task.exception()  # looked at, so that nobody misses it
    raise cancelled
