"""Jobs: one a chat at a time, done once, tried again, given up in the end, handed back."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.errors import DatabaseBusyError
from bot.core.jobs import Job, NewUpdate, Parcel
from bot.service.pulse import Pulse
from bot.telegram import dispatch
from bot.telegram.dispatch import Dispatcher
from bot.telegram.runner import Answered, UnreadableUpdateError
from tests.contract.queues import FakeQueues

NOW = 1_000_000
Work = Callable[[Job], Awaitable[Answered]]


async def echo(job: Job) -> Answered:
    return Answered([Parcel(job.chat_id, f"{job.update_id}")], "done")


class Runner:
    """Does what it is told; *apologies* are the jobs that failed for good."""

    def __init__(self, work: Work) -> None:
        self.answer = work
        self.apologies: list[tuple[int | None, str, str]] = []
        self.clumsy = False
        self.overheard: set[int | None] = set()

    def is_overheard(self, job: Job) -> bool:
        return job.update_id in self.overheard

    async def apology(self, job: Job, error: BaseException, code: str) -> Sequence[Parcel]:
        if self.clumsy:
            raise KeyError("x")
        self.apologies.append((job.update_id, type(error).__name__, code))
        return [Parcel(job.chat_id, "sorry")]

    async def turn_away(self, job: Job, *, tell: bool) -> Sequence[Parcel]:
        return [Parcel(job.chat_id, "busy")] if tell else []


class Bench:
    """A dispatcher on queues in memory; *rang* counts how often the sender was told."""

    def __init__(self) -> None:
        self.queues = FakeQueues()
        self.runner = Runner(echo)
        self.rang = 0
        self.dispatcher = Dispatcher(
            self.queues.inbox,
            self.runner,  # type: ignore[arg-type] # all that is asked of one
            Pulse(),
            lambda: NOW,
            self._ring,
            pauses_s=(0, 0),
            grace_s=0.05,
            new_code=lambda: "c0de",
        )

    def _ring(self) -> None:
        self.rang += 1

    async def put(self, *updates: tuple[int, int]) -> None:
        """Take in updates: their numbers and chats."""
        new = [NewUpdate(number, chat, chat, "{}") for number, chat in updates]
        await self.queues.inbox.add(new, now=NOW - 3000)
        self.dispatcher.wake()

    async def sent(self) -> list[str]:
        """What is in the outbox, chat by chat."""
        found = [row.value for _, row in sorted(self.queues.rows.outbox.rows.items())]
        return [one.body for one in found]

    async def dead(self) -> list[str]:
        return [row.error for row in await self.queues.dead.rows()]

    async def until(self, condition: Callable[[], Awaitable[object]]) -> None:
        async with asyncio.timeout(5):
            while not await condition():  # noqa: ASYNC110 - the queues have no event
                await asyncio.sleep(0.005)

    async def done(self) -> None:
        async def nothing_waits() -> bool:
            backlog = await self.queues.inbox.backlog(now=NOW)
            return backlog.ready == backlog.work == 0

        await self.until(nothing_waits)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        task = asyncio.create_task(self.dispatcher.run(stop))
        try:
            yield
        finally:
            stop.set()
            await task


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_what_waits_is_done_and_its_replies_are_put(bench: Bench) -> None:
    await bench.put((1, 7), (2, 7), (3, 8))
    async with bench.running():
        await bench.done()

    assert sorted(await bench.sent()) == ["1", "2", "3"]
    assert bench.dispatcher.pulse.jobs == {"done": 3}
    assert bench.dispatcher.pulse.waited.total_s == pytest.approx(9)
    assert bench.rang == 6  # also before each is written: to share a transaction


async def test_chats_go_side_by_side_and_a_chat_one_by_one(bench: Bench) -> None:
    running, most, order = defaultdict[int, int](int), 0, defaultdict[int, list[Any]](list)

    async def work(job: Job) -> Answered:
        nonlocal most
        running[job.chat_id] += 1
        most = max(most, sum(running.values()))
        assert running[job.chat_id] == 1
        await asyncio.sleep(0.01)
        running[job.chat_id] -= 1
        order[job.chat_id].append(job.update_id)
        return Answered((), "done")

    bench.runner.answer = work
    await bench.put(*((number, 7 + number % 4) for number in range(1, 17)))
    async with bench.running():
        await bench.done()

    assert most == 4
    assert all(numbers == sorted(numbers) for numbers in order.values())


async def test_no_more_is_begun_than_may_run(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "PARALLEL", 2)
    go, begun = asyncio.Event(), list[int | None]()

    async def work(job: Job) -> Answered:
        begun.append(job.update_id)
        await go.wait()
        return Answered((), "done")

    bench.runner.answer = work
    await bench.put((1, 1), (2, 2), (3, 3))
    async with bench.running():
        await asyncio.sleep(0.03)
        await bench.put((4, 4))
        await asyncio.sleep(0.03)
        before = list(begun)
        go.set()
        await bench.done()

    assert (before, sorted(map(int, filter(None, begun)))) == ([1, 2], [1, 2, 3, 4])


async def test_what_failed_is_tried_again(bench: Bench) -> None:
    async def work(job: Job) -> Answered:
        if job.attempts < 3:
            raise KeyError("x")
        return await echo(job)

    bench.runner.answer = work
    await bench.put((1, 7), (2, 7))
    async with bench.running():
        await bench.done()

    assert await bench.sent() == ["1", "2"]
    assert bench.dispatcher.pulse.jobs == {"failed": 4, "done": 2}


async def test_after_five_attempts_it_is_dead_and_told_with_a_code(bench: Bench) -> None:
    async def work(job: Job) -> Answered:
        raise KeyError("x")

    bench.runner.answer = work
    await bench.put((1, 7))
    async with bench.running():
        await bench.done()

    assert bench.runner.apologies == [(1, "KeyError", "c0de")]
    assert await bench.sent() == ["sorry"]
    assert await bench.dead() == ["KeyError c0de"]
    assert bench.dispatcher.pulse.jobs == {"failed": 4, "dead": 1}


async def test_what_nobody_asked_for_is_let_go_after_five_attempts_with_its_words(
    bench: Bench,
) -> None:
    async def work(_: Job) -> Answered:
        raise KeyError("x")

    bench.runner.answer = work
    bench.runner.overheard = {1}
    await bench.put((1, 7))
    async with bench.running():
        await bench.done()

    assert bench.runner.apologies == []
    assert await bench.dead() == await bench.sent() == []
    assert bench.dispatcher.pulse.jobs == {"failed": 4, "let_go": 1}


async def test_a_job_that_ended_five_processes_is_not_given_a_sixth(bench: Bench) -> None:
    await bench.put((1, 7))
    for number in range(5):
        await bench.queues.inbox.claim(1, now=NOW)
        bench.queues = bench.queues.restarted(f"another {number}")
        await bench.queues.inbox.recover()
    bench.dispatcher.inbox = bench.queues.inbox
    async with bench.running():
        await bench.done()

    assert bench.runner.apologies == [(1, "CrashedError", "c0de")]
    assert await bench.dead() == ["CrashedError c0de"]


async def test_after_two_crashes_jobs_go_one_by_one_until_a_new_one_comes(bench: Bench) -> None:
    await bench.put((1, 7), (2, 8))
    for name in ("second", "third"):
        await bench.queues.inbox.claim(2, now=NOW)
        bench.queues = bench.queues.restarted(name)
        await bench.queues.inbox.recover()
    bench.dispatcher.inbox = bench.queues.inbox
    await bench.put((3, 9), (4, 10))
    running, beside = set[int | None](), dict[int | None, int]()

    async def work(job: Job) -> Answered:
        running.add(job.update_id)
        await asyncio.sleep(0.02)
        beside[job.update_id] = len(running)
        running.discard(job.update_id)
        return Answered((), "done")

    bench.runner.answer = work
    async with bench.running():
        await bench.done()

    assert (beside[1], beside[2], beside[3]) == (1, 1, 2)


async def test_an_apology_that_fails_does_not_keep_the_job(bench: Bench) -> None:
    async def work(job: Job) -> Answered:
        raise KeyError("x")

    bench.runner.answer, bench.runner.clumsy = work, True
    await bench.put((1, 7))
    async with bench.running():
        await bench.done()

    assert await bench.sent() == []
    assert await bench.dead() == ["KeyError c0de"]


async def test_an_update_that_cannot_be_read_is_one_dead_row_at_once(bench: Bench) -> None:
    async def work(job: Job) -> Answered:
        if job.update_id == 1:
            raise UnreadableUpdateError from TypeError("x")
        return await echo(job)

    bench.runner.answer = work
    await bench.put((1, 7), (2, 7))
    async with bench.running():
        await bench.done()

    assert await bench.sent() == ["2"]
    assert await bench.dead() == ["TypeError"]


async def test_what_is_turned_away_is_told_once_a_minute_and_not_done(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "MAX_TOLD", 1)
    await bench.put(*((number, 7) for number in range(1, 20)), (20, 8))
    async with bench.running():
        await bench.done()

    sent = await bench.sent()
    assert len(sent) == 15 + 1 + 1  # of one person fifteen may wait
    assert sent.count("busy") == 1
    assert bench.dispatcher.pulse.jobs == {"done": 16, "turned_away": 4}


async def test_those_told_of_too_much_are_forgotten_before_they_are_too_many(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "MAX_TOLD", 1)
    await bench.put(*((number, 7 + number % 2) for number in range(1, 36)))
    async with bench.running():
        await bench.done()

    assert (await bench.sent()).count("busy") >= 2


class Refusing:
    """Passes on to *box*, but refuses the first *times* calls of *method*."""

    def __init__(self, box: Any, method: str, times: int) -> None:
        self._box, self._method, self.times = box, method, times

    def __getattr__(self, name: str) -> Any:
        if name == self._method and self.times:
            self.times -= 1
            return self._refuse
        return getattr(self._box, name)

    async def _refuse(self, *_: Any, **__: Any) -> Any:
        raise DatabaseBusyError("qysqa.db")


@pytest.mark.parametrize("method", ["claim", "finish"])
async def test_a_store_that_refuses_for_a_while_loses_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(dispatch, "STORE_PAUSE_S", 0.01)
    monkeypatch.setattr(dispatch, "LOOK_AGAIN_S", 0.01)
    bench.dispatcher.inbox = Refusing(bench.queues.inbox, method, 2)
    await bench.put((1, 7))
    async with bench.running():
        await bench.done()

    assert await bench.sent() == ["1"]
    assert bench.dispatcher.pulse.jobs == {"done": 1}


async def test_a_claim_that_seemed_to_fail_is_taken_back_and_done(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatch, "STORE_PAUSE_S", 0.01)
    claim, answers = bench.queues.inbox.claim, iter([False])

    async def unheard(limit: int, *, now: int) -> Sequence[Job]:
        jobs = await claim(limit, now=now)
        if jobs and not next(answers, True):
            raise DatabaseBusyError("qysqa.db")
        return jobs

    monkeypatch.setattr(bench.queues.inbox, "claim", unheard)
    await bench.put((1, 7))
    async with bench.running():
        await bench.done()

    assert await bench.sent() == ["1"]


async def test_a_handler_that_cancels_itself_costs_an_attempt_and_is_logged(
    bench: Bench,
) -> None:
    async def work(job: Job) -> Answered:
        if job.attempts == 1:
            raise asyncio.CancelledError
        return await echo(job)

    bench.runner.answer = work
    await bench.put((1, 7))
    with capture_logs() as logged:
        async with bench.running():
            await bench.done()

    assert await bench.sent() == ["1"]
    assert [one["event"] for one in logged] == ["job.broken"]


async def test_what_is_in_work_at_the_end_may_finish(bench: Bench) -> None:
    async def work(job: Job) -> Answered:
        await asyncio.sleep(0.02)
        return await echo(job)

    bench.runner.answer = work
    await bench.put((1, 7), (2, 7))
    async with bench.running():
        await asyncio.sleep(0.01)
    backlog = await bench.queues.inbox.backlog(now=NOW)

    assert await bench.sent() == ["1"]
    assert (backlog.ready, backlog.work) == (1, 0)


@pytest.mark.parametrize("refused", [0, 1])
async def test_what_takes_longer_is_handed_back_and_the_attempt_does_not_count(
    bench: Bench, refused: int
) -> None:
    async def work(job: Job) -> Answered:
        await asyncio.Event().wait()
        raise AssertionError

    bench.runner.answer = work
    bench.dispatcher.inbox = Refusing(bench.queues.inbox, "hand_back", refused)
    await bench.put((1, 7))
    async with bench.running():
        await asyncio.sleep(0.01)
    later = bench.queues.restarted("another")
    await later.inbox.recover()
    [job] = await later.inbox.claim(1, now=NOW)

    assert job.attempts == 1 + refused  # not handed back, it counts as a crash


async def test_a_job_that_is_no_longer_ours_is_let_go(bench: Bench) -> None:
    async def work(job: Job) -> Answered:
        bench.queues.rows.inbox.rows.clear()  # a backup was restored meanwhile
        return await echo(job)

    bench.runner.answer = work
    await bench.put((1, 7))
    async with bench.running():
        await bench.done()

    assert await bench.sent() == []


async def test_a_bug_in_the_dispatcher_itself_is_logged_and_the_next_job_done(
    bench: Bench,
) -> None:
    bench.dispatcher.new_code = lambda: 1 // 0  # type: ignore[assignment,return-value]

    async def work(job: Job) -> Answered:
        if job.chat_id == 7:
            raise KeyError("x")
        return await echo(job)

    bench.runner.answer = work
    await bench.put((1, 7))
    async with bench.running():
        await asyncio.sleep(0.05)
        await bench.put((2, 8))
        await bench.until(bench.sent)

    assert await bench.sent() == ["2"]
