"""Work that goes on beside a block, and ends with it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def meanwhile(
    *works: Coroutine[Any, Any, None], end: Callable[[], None] | None = None
) -> AsyncIterator[None]:
    """Do *works* while the block lasts; what one of them raises ends the block and is raised.

    At the end *end* is called and they are awaited; without it they are cancelled.
    """
    failure = None
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in works]
            try:
                yield
            except Exception as error:
                if end is None:
                    raise
                failure = error  # the works end in their own way first
            finally:
                for task in tasks:
                    task.cancel() if end is None else end()
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    if failure is not None:
        raise failure
