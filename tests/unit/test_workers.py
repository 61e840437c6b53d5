"""Work in processes: it comes back, or it is ended."""

import os
import resource
import signal
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from bot import workers
from bot.core.errors import UnknownLanguageError, WorkTooLongError
from bot.core.languages import parse_language
from bot.workers import ProcessWorker


async def test_values_and_our_errors_come_back_from_the_process() -> None:
    work = ProcessWorker()

    assert await work(divmod, 47, 5) == (9, 2)
    assert await work(int, "11", base=2) == 3
    with pytest.raises(UnknownLanguageError) as refused:
        await work(parse_language, "xx")
    assert refused.value.name == "xx"
    assert await work(os.getpid) != os.getpid()


async def test_what_hangs_is_killed_and_the_next_call_works() -> None:
    work = ProcessWorker(wall_s=1)
    began = anyio.current_time()
    with pytest.raises(WorkTooLongError):
        await work(signal.pause)

    assert anyio.current_time() - began < 4
    assert await ProcessWorker()(abs, -3) == 3


@pytest.mark.parametrize(
    ("function", "argument"), [(bytearray, 4 * 2**30), (os._exit, 3)], ids=["memory", "crash"]
)
async def test_what_eats_the_memory_or_dies_is_told_and_the_next_call_works(
    function: Callable[[int], Any], argument: int
) -> None:
    work = ProcessWorker()
    with pytest.raises(WorkTooLongError):
        await work(function, argument)

    assert await work(abs, -3) == 3


async def test_waiting_for_a_turn_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(*_: object, **__: object) -> str:
        await anyio.sleep(0.1)
        return "done"

    monkeypatch.setattr("anyio.to_process.run_sync", run)
    work = ProcessWorker(wall_s=0.3, slots=anyio.CapacityLimiter(1))
    done: list[str] = []

    async def ask() -> None:
        done.append(await work(abs, -3))  # type: ignore[arg-type] # see run

    async with anyio.create_task_group() as tasks:
        for _ in range(5):
            tasks.start_soon(ask)
    assert done == ["done"] * 5


@pytest.mark.parametrize(
    ("hard", "soft"), [(resource.RLIM_INFINITY, 1_000), (2_000, 1_000), (500, 500)]
)
def test_limits_are_lowered_never_raised(
    monkeypatch: pytest.MonkeyPatch, hard: int, soft: int
) -> None:
    limits: dict[int, tuple[int, int]] = {}
    ignored: list[object] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (hard, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda one, pair: limits.update({one: pair}))
    monkeypatch.setattr(signal, "signal", lambda *pair: ignored.append(pair))
    monkeypatch.setattr(workers, "FILE_BYTES", 1_000)

    assert workers._limited(1_000, divmod, (7, 2), {}) == (3, 1)
    expected = (soft, hard)
    assert limits == {resource.RLIMIT_AS: expected, resource.RLIMIT_FSIZE: expected}
    assert ignored == [(signal.SIGINT, signal.SIG_IGN)]
