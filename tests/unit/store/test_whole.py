import asyncio
import gc

import pytest

from bot.store.whole import to_the_end


class Work:
    """Goes on until it is let go; *ended* says whether it came to its end."""

    def __init__(self, error: Exception | None = None) -> None:
        self.begun, self.let_go = asyncio.Event(), asyncio.Event()
        self.ended = False
        self._error = error

    async def __call__(self) -> str:
        self.begun.set()
        await self.let_go.wait()
        self.ended = True
        if self._error is not None:
            raise self._error
        return "done"


async def _cancel(caller: asyncio.Task[str]) -> None:
    caller.cancel()
    for _ in range(3):
        await asyncio.sleep(0)


async def test_result_of_the_work_is_returned() -> None:
    work = Work()
    work.let_go.set()

    assert await to_the_end(work()) == "done"


async def test_error_of_the_work_is_raised() -> None:
    work = Work(LookupError())
    work.let_go.set()

    with pytest.raises(LookupError):
        await to_the_end(work())


@pytest.mark.parametrize("times", [1, 2, 5])
async def test_caller_goes_when_the_work_has_ended_however_often_it_is_cancelled(
    times: int,
) -> None:
    work = Work()
    caller = asyncio.create_task(to_the_end(work()))
    await work.begun.wait()

    for _ in range(times):
        await _cancel(caller)
    assert (caller.done(), work.ended) == (False, False)
    work.let_go.set()
    await asyncio.wait({caller})

    assert (caller.cancelled(), work.ended) == (True, True)


async def test_caller_cancelled_at_once_leaves_no_work_half_done() -> None:
    work = Work()
    caller = asyncio.create_task(to_the_end(work()))
    await asyncio.sleep(0)
    caller.cancel()
    work.let_go.set()
    await asyncio.wait({caller})

    assert (caller.cancelled(), work.ended) == (True, True)


async def test_error_after_the_caller_was_cancelled_is_not_reported_as_lost() -> None:
    lost: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: lost.append(context))
    work = Work(LookupError())
    caller = asyncio.create_task(to_the_end(work()))
    await work.begun.wait()

    await _cancel(caller)
    work.let_go.set()
    await asyncio.wait({caller})
    gc.collect()

    assert (caller.cancelled(), lost) == (True, [])


async def test_deadline_passes_when_the_work_has_ended() -> None:
    work = Work()
    asyncio.get_running_loop().call_later(0.05, work.let_go.set)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await to_the_end(work())

    assert work.ended


async def test_work_that_ends_with_the_program_is_cancelled_with_it() -> None:
    work = Work()
    caller = asyncio.create_task(to_the_end(work()))
    await work.begun.wait()

    mine = {asyncio.current_task()}
    for task in asyncio.all_tasks() - mine:  # as asyncio.run does in the end
        task.cancel()
    await asyncio.wait({caller}, timeout=1)

    assert (caller.cancelled(), work.ended) == (True, False)
