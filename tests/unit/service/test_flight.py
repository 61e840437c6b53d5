"""Work that several ask for is done once."""

import asyncio

import pytest

from bot.service.flight import SingleFlight


class Job:
    """Work that ends when it is told to."""

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = False
        self.end = asyncio.Event()

    async def __call__(self) -> int:
        self.started += 1
        try:
            await self.end.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return self.started


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_callers_of_one_key_share_the_work() -> None:
    flights, job = SingleFlight[int](), Job()
    calls = [asyncio.create_task(flights("a", job)) for _ in range(3)]
    await settled()
    job.end.set()

    assert await asyncio.gather(*calls) == [1, 1, 1]


async def test_another_key_and_a_later_call_are_work_of_their_own() -> None:
    flights, job = SingleFlight[int](), Job()
    job.end.set()

    assert [await flights("a", job), await flights("b", job), await flights("a", job)] == [1, 2, 3]


async def test_a_failure_reaches_everybody_and_is_not_remembered() -> None:
    flights = SingleFlight[int]()

    async def fail() -> int:
        await asyncio.sleep(0)
        raise ValueError

    ended = await asyncio.gather(flights("a", fail), flights("a", fail), return_exceptions=True)
    assert list(map(type, ended)) == [ValueError, ValueError]
    job = Job()
    job.end.set()
    assert await flights("a", job) == 1


async def test_the_first_caller_may_leave_without_harm_to_the_others() -> None:
    flights, job = SingleFlight[int](), Job()
    first, second = (asyncio.create_task(flights("a", job)) for _ in range(2))
    await settled()
    first.cancel()
    await settled()
    assert not job.cancelled
    job.end.set()

    assert await second == 1
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_work_that_nobody_waits_for_is_stopped_and_a_newcomer_starts_it_afresh() -> None:
    flights, job = SingleFlight[int](), Job()
    only = asyncio.create_task(flights("a", job))
    await settled()
    only.cancel()
    newcomer = asyncio.create_task(flights("a", job))
    await settled()

    assert job.cancelled
    job.end.set()
    assert await newcomer == 2
