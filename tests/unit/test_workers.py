"""Work in processes: it comes back, or it is ended."""

import os
import resource
import signal
import time
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from bot import workers
from bot.core.errors import UnknownLanguageError, WorkTooLongError
from bot.core.languages import parse_language
from bot.workers import MEMORY_BYTES, Limits, ProcessWorker

SHORT = Limits(cpu_s=0.3, wall_s=30)
IMPATIENT = Limits(cpu_s=30, wall_s=0.3)


def compute() -> None:
    while True:
        pass


def prepared() -> str | None:
    return os.environ.get("PREPARED")


def prepare() -> None:
    """Load for longer than a call may take."""
    until = time.process_time() + 2 * SHORT.cpu_s
    while time.process_time() < until:
        pass
    os.environ["PREPARED"] = os.environ.get("PREPARED", "") + "once"


async def test_values_and_our_errors_come_back_from_the_process() -> None:
    work = ProcessWorker()

    assert await work(divmod, 47, 5) == (9, 2)
    assert await work(int, "11", base=2) == 3
    with pytest.raises(UnknownLanguageError) as refused:
        await work(parse_language, "xx")
    assert refused.value.name == "xx"
    assert await work(os.getpid) != os.getpid()


@pytest.mark.parametrize(
    ("function", "limits"),
    [(compute, SHORT), (signal.pause, IMPATIENT)],
    ids=["computes", "waits"],
)
async def test_what_hangs_is_ended_and_a_new_process_serves_the_next_call(
    function: Callable[[], None], limits: Limits
) -> None:
    work = ProcessWorker(limits={function: limits})
    first = await work(os.getpid)
    began = anyio.current_time()
    with pytest.raises(WorkTooLongError):
        await work(function)

    assert anyio.current_time() - began < 5
    assert await work(os.getpid) != first


async def test_only_the_process_that_hangs_dies() -> None:
    work = ProcessWorker(limits={compute: SHORT})
    ended: list[bool] = []

    async def hang() -> None:
        with pytest.raises(WorkTooLongError):
            await work(compute)
        ended.append(True)

    await work(os.getpid)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(hang)
        assert await work(pow, 3, 4) == 81
        other = await work(os.getpid)
    assert ended == [True]
    assert await work(os.getpid) == other


async def test_limits_are_those_of_the_function() -> None:
    work = ProcessWorker(limits={signal.pause: IMPATIENT})

    assert await work(signal.getitimer, signal.ITIMER_PROF) == pytest.approx((15, 0), abs=0.5)
    assert await work(signal.getitimer, signal.ITIMER_REAL) == pytest.approx((20, 0), abs=0.5)


async def test_a_process_at_rest_has_no_clock_running() -> None:
    work = ProcessWorker(limits={os.getpid: IMPATIENT})
    first = await work(os.getpid)
    await anyio.sleep(2 * IMPATIENT.wall_s)

    assert await work(os.getpid) == first


async def test_what_a_new_process_loads_is_loaded_once_and_not_counted() -> None:
    work = ProcessWorker(limits={prepared: SHORT}, prepare=prepare)

    assert await work(prepared) == "once"
    assert await work(prepared) == "once"


@pytest.mark.parametrize(
    ("function", "argument"),
    [(bytearray, MEMORY_BYTES), (os._exit, 3)],
    ids=["memory", "crash"],
)
async def test_what_eats_the_memory_or_dies_is_told_and_the_next_call_works(
    function: Callable[[int], Any], argument: int
) -> None:
    work = ProcessWorker()
    with pytest.raises(WorkTooLongError):
        await work(function, argument)

    assert await work(abs, -3) == 3


async def test_a_process_that_does_not_even_start_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(*_: object, **__: object) -> None:
        await anyio.sleep_forever()

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    monkeypatch.setattr(workers, "START_S", 0.1)
    with pytest.raises(WorkTooLongError):
        await ProcessWorker(limits={abs: Limits(wall_s=0.1)})(abs, -3)


async def test_waiting_for_a_turn_is_not_counted_and_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(*_: object, **__: object) -> str:
        await anyio.sleep(0.1)
        return "done"

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    monkeypatch.setattr(workers, "START_S", 0)
    limits = {abs: Limits(wall_s=0.3)}
    work = ProcessWorker(limits=limits, slots=anyio.CapacityLimiter(2))
    done: list[str] = []

    async def ask() -> None:
        done.append(await work(abs, -3))  # type: ignore[arg-type] # see run

    async with anyio.create_task_group() as tasks:
        assert not work.busy
        tasks.start_soon(ask)
        await anyio.sleep(0.01)
        assert not work.busy
        for _ in range(9):
            tasks.start_soon(ask)
        await anyio.sleep(0.01)
        assert work.busy
    assert done == ["done"] * 10
    assert not work.busy


@pytest.fixture
def set_limits(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    made: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", lambda one, pair: made.update({one: pair}))
    return made


@pytest.mark.parametrize(
    ("hard", "soft"), [(resource.RLIM_INFINITY, 1_000), (2_000, 1_000), (500, 500)]
)
def test_limits_are_lowered_never_raised(
    monkeypatch: pytest.MonkeyPatch,
    set_limits: dict[int, tuple[int, int]],
    hard: int,
    soft: int,
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (hard, hard))
    workers._lower(resource.RLIMIT_DATA, 1_000)

    assert set_limits == {resource.RLIMIT_DATA: (soft, hard)}


def test_a_new_process_is_confined_and_dies_of_its_clocks_not_of_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, set_limits: dict[int, tuple[int, int]]
) -> None:
    handlers: dict[int, object] = {}
    monkeypatch.setattr(signal, "signal", lambda number, then: handlers.update({number: then}))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "64")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (-1, -1))
    workers._confine.__wrapped__()

    assert handlers == {
        signal.SIGINT: signal.SIG_IGN,
        signal.SIGPROF: signal.SIG_DFL,
        signal.SIGALRM: signal.SIG_DFL,
    }
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert {limit: pair[0] for limit, pair in set_limits.items()} == {
        resource.RLIMIT_DATA: MEMORY_BYTES,
        resource.RLIMIT_AS: workers.ADDRESS_BYTES,
        resource.RLIMIT_FSIZE: workers.FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }


def test_the_clocks_run_only_while_the_function_does(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(workers, "_confine", lambda: told.append("confined"))
    monkeypatch.setattr(signal, "setitimer", lambda _, seconds: told.append(str(seconds)))

    def load() -> None:
        told.append("loaded")

    def fail() -> None:
        told.append("called")
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            workers._limited(Limits(3, 4), load, fail, (), {})
    call = ["3", "4", "called", "0", "0"]
    assert told == ["confined", "loaded", *call, "confined", *call]
    assert workers._limited(Limits(3, 4), ProcessWorker().prepare, divmod, (7, 2), {}) == (3, 1)
