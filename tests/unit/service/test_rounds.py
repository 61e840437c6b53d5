import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.digests import PastRun, Run
from bot.core.errors import DatabaseBusyError
from bot.core.groups import Group, Plan
from bot.core.own_jobs import run_from_body
from bot.service.rounds import JUMP_S, Rounds, Steadiness
from tests.contract.digest_stores import DigestRows, FakeGroupStore, FakeRunStore

NINE = datetime(2026, 11, 12, 4, tzinfo=UTC)  # in Almaty
PLAN = Plan(is_on=True, since=int((NINE - timedelta(hours=1)).timestamp()))
BUSY = DatabaseBusyError("qysqa.db")


class Clock:
    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> datetime:
        return self.now


class FailingRunStore(FakeRunStore):
    """Raises what it was told to, for all chats or for one."""

    def __init__(self, rows: DigestRows) -> None:
        super().__init__(rows)
        self.reading: Exception | None = None
        self.beginning: dict[int, Exception] = {}

    async def past_runs(self, chat_ids: Collection[int]) -> Mapping[int, Sequence[PastRun]]:
        if self.reading is not None:
            raise self.reading
        return await super().past_runs(chat_ids)

    async def begin(self, run: Run, body: str, *, now_ms: int) -> bool:
        if run.chat_id in self.beginning:
            raise self.beginning[run.chat_id]
        return await super().begin(run, body, now_ms=now_ms)


@pytest.fixture
def rows() -> DigestRows:
    groups = {chat: Group(chat, plan=PLAN) for chat in (1, 2)}
    return DigestRows(groups=groups)


@pytest.fixture
def runs(rows: DigestRows) -> FailingRunStore:
    return FailingRunStore(rows)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def rounds(rows: DigestRows, runs: FailingRunStore, clock: Clock) -> Rounds:
    return Rounds(FakeGroupStore(rows), runs, clock)


async def test_what_is_due_becomes_a_job_once(rounds: Rounds, runs: FailingRunStore) -> None:
    assert await rounds.tick() == 2
    assert await rounds.tick() == 0

    found = [run_from_body(body) for _, body in runs.jobs]
    assert [(run.chat_id, run.slot) for run in found if run is not None] == [
        (1, "2026-11-12T09:00"),
        (2, "2026-11-12T09:00"),
    ]


async def test_two_processes_begin_a_digest_once(rounds: Rounds, runs: FailingRunStore) -> None:
    assert sum(await asyncio.gather(rounds.tick(), rounds.tick())) == 2
    assert len(runs.jobs) == 2


@pytest.mark.parametrize("error", [BUSY, ZeroDivisionError()])
async def test_a_store_that_cannot_be_read_is_asked_again(
    rounds: Rounds, runs: FailingRunStore, error: Exception
) -> None:
    runs.reading = error
    with capture_logs() as logs:
        assert await rounds.tick() == 0
    runs.reading = None

    assert [log["event"] for log in logs] == ["rounds.not_read"]
    assert await rounds.tick() == 2


@pytest.mark.parametrize("error", [BUSY, ZeroDivisionError()])
async def test_a_digest_that_cannot_be_begun_holds_up_no_other(
    rounds: Rounds, runs: FailingRunStore, error: Exception
) -> None:
    runs.beginning = {1: error}
    with capture_logs() as logs:
        assert await rounds.tick() == 1
    runs.beginning = {}

    assert [log["event"] for log in logs] == ["rounds.not_begun"]
    assert await rounds.tick() == 1
    assert [chat for chat, _ in runs.jobs] == [2, 1]


async def test_a_bad_plan_costs_the_others_nothing(
    rounds: Rounds, rows: DigestRows, runs: FailingRunStore
) -> None:
    rows.groups[1] = Group(1, plan=replace(PLAN, minute=10**18))
    with capture_logs() as logs:
        assert await rounds.tick() == 1

    assert [chat for chat, _ in runs.jobs] == [2]
    assert [(log["event"], log["error"]) for log in logs] == [("rounds.bad_plan", "OverflowError")]


async def test_rounds_wake_the_dispatcher_until_they_are_stopped(
    rounds: Rounds, runs: FailingRunStore
) -> None:
    stop = asyncio.Event()

    await rounds.run(stop, stop.set, every_s=0.01, steady_s=0.0)

    assert len(runs.jobs) == 2


async def test_rounds_go_on_until_something_is_due(rounds: Rounds, clock: Clock) -> None:
    clock.now, stop, woken = NINE - timedelta(seconds=30), asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(rounds.run(stop, woken.set, every_s=0.005, steady_s=0.0))
    await asyncio.sleep(0.02)
    assert not woken.is_set()
    clock.now = NINE
    await woken.wait()
    stop.set()

    await task


async def test_nothing_is_begun_before_the_clock_is_believed(
    rounds: Rounds, runs: FailingRunStore
) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(rounds.run(stop, stop.set, every_s=0.005))
    await asyncio.sleep(0.03)
    stop.set()
    await task

    assert runs.jobs == []


def test_a_clock_is_believed_after_it_has_run_evenly() -> None:
    steadiness = Steadiness(60.0)

    assert not steadiness.judge(1_000.0, 0.0)
    assert not steadiness.judge(1_059.0, 59.0)
    assert steadiness.judge(1_060.5, 60.0)


def test_a_clock_that_was_set_is_not_believed_for_a_while() -> None:
    steadiness = Steadiness(60.0)
    steadiness.judge(1_000.0, 0.0)
    assert steadiness.judge(1_100.0, 100.0)

    assert not steadiness.judge(9_000.0, 120.0)
    assert not steadiness.judge(9_059.0, 179.0)
    assert steadiness.judge(9_060.0, 180.0)


def test_a_clock_that_is_corrected_bit_by_bit_is_believed() -> None:
    steadiness = Steadiness(0.0)
    judged = [steadiness.judge(i * (20.0 + 0.9 * JUMP_S), i * 20.0) for i in range(1, 9)]

    assert all(judged)
