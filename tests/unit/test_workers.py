"""Work in processes: it comes back, or it is ended."""

import asyncio
import ctypes
import faulthandler
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import anyio
import pytest

from bot import workers
from bot.core.errors import UnknownLanguageError, WorkerDiedError, WorkTooLongError
from bot.core.languages import parse_language
from bot.workers import MEMORY_BYTES, Life, Limits, ProcessWorker, Tally

SHORT = Limits(cpu_s=0.3, wall_s=30)
IMPATIENT = Limits(cpu_s=30, wall_s=0.3)


def compute() -> None:
    while True:
        pass


def kill_oneself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def break_down() -> None:
    ctypes.string_at(0)


def confined() -> tuple[int, int]:
    signal_at_death = ctypes.c_int()
    ctypes.CDLL(None).prctl(2, ctypes.byref(signal_at_death))  # PR_GET_PDEATHSIG
    return signal_at_death.value, resource.getrlimit(resource.RLIMIT_NOFILE)[0]


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
    assert work.tally == Tally(calls=3, killed=1)


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
    ("function", "args"), [(bytearray, (MEMORY_BYTES,)), (os.abort, ())], ids=["Python", "library"]
)
async def test_what_eats_the_memory_is_told_and_the_next_call_works(
    function: Callable[..., object], args: tuple[int, ...]
) -> None:
    work = ProcessWorker()
    with pytest.raises(WorkTooLongError):
        await work(function, *args)

    assert await work(abs, -3) == 3
    assert work.tally == Tally(calls=2, killed=1)


@pytest.mark.parametrize("function", [kill_oneself, break_down])
async def test_a_process_ended_by_others_than_its_clocks_is_no_fault_of_the_input(
    function: Callable[[], None],
) -> None:
    work = ProcessWorker()
    with pytest.raises(WorkerDiedError):
        await work(function)

    assert await work(abs, -3) == 3
    assert work.tally == Tally(calls=2, died=1)


async def test_a_process_that_died_at_rest_costs_no_call() -> None:
    work = ProcessWorker()
    first = await work(os.getpid)
    os.kill(first, signal.SIGKILL)

    assert await work(os.getpid) != first
    assert work.tally.died == 0


@pytest.mark.parametrize("life", [Life(calls=2), Life(resident_bytes=1)], ids=["calls", "memory"])
async def test_a_process_that_has_served_enough_ends_and_no_call_is_lost(life: Life) -> None:
    work = ProcessWorker(life=life)
    served = [await work(os.getpid) for _ in range(4)]

    each = 2 if life.calls == 2 else 1
    assert [served.count(pid) for pid in served] == [each] * 4
    assert work.tally == Tally(calls=4, recycled=4 // each - 1)


@pytest.mark.parametrize("cancel", ["anyio", "asyncio"])
async def test_a_cancelled_call_takes_its_process_with_it_and_the_next_has_a_new_one(
    cancel: str,
) -> None:
    work = ProcessWorker()
    first = await work(os.getpid)
    if cancel == "anyio":
        with anyio.move_on_after(0.2) as late:
            await work(compute)
        assert late.cancelled_caught
    else:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(work(compute), 0.2)

    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    assert await work(os.getpid) != first
    assert work.tally == Tally(calls=3)


@pytest.fixture
def slow_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Python that takes a minute to start, as on a board whose card hangs."""
    slow = tmp_path / "python"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))


@pytest.mark.usefixtures("slow_start")
@pytest.mark.parametrize("cancel", ["anyio", "asyncio"])
@pytest.mark.parametrize("after_s", [0, 0.001, 0.005, 0.3])
async def test_a_start_that_is_cancelled_ends_at_once_and_leaves_no_process(
    cancel: str, after_s: float
) -> None:
    work = ProcessWorker()
    before, began = children(), time.monotonic()
    if cancel == "anyio":
        with anyio.move_on_after(after_s) as late:
            await work(os.getpid)
        assert late.cancelled_caught
    else:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(work(os.getpid), after_s)

    assert time.monotonic() - began < 1.5
    assert children() == before
    assert work.tally.died == 0


@pytest.mark.usefixtures("slow_start")
async def test_starts_that_are_cancelled_twice_at_the_same_time_leave_no_process() -> None:
    work = ProcessWorker()
    before, began = children(), time.monotonic()
    calls = [asyncio.create_task(work(os.getpid)) for _ in range(3)]
    await asyncio.sleep(0.2)
    assert len(children() - before) == workers.PARALLEL
    for _ in range(2):
        for call in calls:
            call.cancel()
        await asyncio.sleep(0)
    ended = await asyncio.gather(*calls, return_exceptions=True)

    assert [type(one) for one in ended] == [asyncio.CancelledError] * 3
    assert time.monotonic() - began < 1.5
    assert children() == before


@pytest.mark.usefixtures("slow_start")
async def test_a_start_that_takes_too_long_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "START_S", 0.2)
    work = ProcessWorker()
    before = children()
    with pytest.raises(WorkerDiedError):
        await work(os.getpid)

    assert children() == before
    assert work.tally == Tally(calls=1, died=1)


async def test_a_start_that_is_cancelled_costs_the_next_call_nothing() -> None:
    work = ProcessWorker()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(work(os.getpid), 0.01)

    assert await work(divmod, 47, 5) == (9, 2)
    assert work.tally == Tally(calls=2)


async def test_a_call_that_is_cancelled_leaves_the_processes_of_others_alone() -> None:
    work = ProcessWorker()
    first = await work(os.getpid)
    long = asyncio.create_task(work(prepare))
    await asyncio.sleep(0.1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(work(os.getpid), 0.01)

    await long
    assert await work(os.getpid) == first


def children() -> set[int]:
    task = f"/proc/self/task/{os.getpid()}/children"
    if not Path(task).exists():
        pytest.skip("the kernel does not list children")
    return set(map(int, Path(task).read_text().split()))


async def test_calls_are_given_up_where_no_process_can_be_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(*_: object, **__: object) -> None:
        raise anyio.BrokenWorkerProcess

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    work = ProcessWorker()
    with pytest.raises(WorkerDiedError):
        await work(abs, -3)
    assert work.tally == Tally(calls=1, died=1, recycled=8)


async def test_a_process_that_does_not_even_start_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(*_: object, **__: object) -> None:
        await anyio.sleep_forever()

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    monkeypatch.setattr(workers, "START_S", 0.1)
    work = ProcessWorker()
    with pytest.raises(WorkerDiedError):
        await work(abs, -3)
    assert work.tally == Tally(calls=1, died=1)


async def test_a_process_that_neither_answers_nor_ends_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(function: object, *_: object, **__: object) -> None:
        if function is workers._limited:
            await anyio.sleep_forever()

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    monkeypatch.setattr(workers, "START_S", 0.1)
    with pytest.raises(WorkerDiedError):
        await ProcessWorker(limits={abs: Limits(wall_s=0.1)})(abs, -3)


async def test_waiting_for_a_turn_is_not_counted_and_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(function: object, *_: object, **__: object) -> str:
        if function is workers._limited:
            await anyio.sleep(0.1)
        return "done"

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    monkeypatch.setattr(workers, "START_S", 0.1)
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
    words: list[object] = []
    monkeypatch.setattr(workers, "_die_with_parent", lambda: None)
    monkeypatch.setattr(faulthandler, "enable", lambda **how: words.append(how))
    monkeypatch.setattr(faulthandler, "register", lambda one, **how: words.append((one, how)))
    monkeypatch.setattr(signal, "signal", lambda number, then: handlers.update({number: then}))
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "64")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (-1, -1))
    workers._confine.__wrapped__()

    assert handlers == {
        signal.SIGINT: signal.SIG_IGN,
        signal.SIGSEGV: signal.SIG_DFL,
        signal.SIGBUS: signal.SIG_DFL,
        signal.SIGPROF: signal.SIG_DFL,
        signal.SIGALRM: signal.SIG_DFL,
    }
    how = {"file": 1, "all_threads": False}
    chained = {**how, "chain": True}
    assert words == [how, (signal.SIGPROF, chained), (signal.SIGALRM, chained)]
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert {limit: pair[0] for limit, pair in set_limits.items()} == {
        resource.RLIMIT_DATA: MEMORY_BYTES,
        resource.RLIMIT_AS: workers.ADDRESS_BYTES,
        resource.RLIMIT_FSIZE: workers.FILE_BYTES,
        resource.RLIMIT_NOFILE: workers.OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent")
async def test_a_process_dies_with_its_parent_and_opens_few_files() -> None:
    assert await ProcessWorker()(confined) == (signal.SIGKILL, workers.OPEN_FILES)


@pytest.mark.parametrize(("platform", "told"), [("linux", [(1, 9)]), ("darwin", [])])
def test_the_kernel_is_asked_for_the_end_where_it_can_be(
    monkeypatch: pytest.MonkeyPatch, platform: str, told: list[tuple[int, int]]
) -> None:
    asked: list[tuple[int, int]] = []

    class Library:
        def __init__(self, _: None) -> None: ...

        def prctl(self, option: int, value: ctypes.c_ulong) -> None:
            asked.append((option, value.value))

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", Library)
    workers._die_with_parent()
    assert asked == told


@pytest.mark.parametrize(
    ("calls", "resident", "ended"),
    [
        (1, 10**6, [False, True, True]),
        (2, 10**6, [False, False, True]),
        (9, 10**6, [False, False, False]),
        (9, 999, [False, True, True]),
    ],
)
def test_a_process_decides_before_each_call_but_the_first_whether_it_serves(
    monkeypatch: pytest.MonkeyPatch, calls: int, resident: int, ended: list[bool]
) -> None:
    ends: list[int] = []
    monkeypatch.setattr(workers, "_confine", lambda: None)
    monkeypatch.setattr(workers, "_served", count())
    monkeypatch.setattr(workers, "_resident_bytes", lambda: 1_000)
    monkeypatch.setattr(os, "_exit", ends.append)
    told = []
    for _ in range(3):
        workers._retire_after(Life(calls, resident))
        told.append(bool(ends))
        ends.clear()
    assert told == ended


def test_resident_memory_is_told_where_the_kernel_tells_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "statm"
    told.write_text("900 7 5 1 0 8 0\n")
    monkeypatch.setattr(workers, "Path", lambda _: told)
    assert workers._resident_bytes() == 7 * resource.getpagesize()
    told.unlink()
    assert workers._resident_bytes() == 0


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
