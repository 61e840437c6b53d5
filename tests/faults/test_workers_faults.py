"""Work off the loop, in short: lag.py has the figures."""

import ctypes
import re
import signal
import sys
from typing import Any

import pytest

from bot.core.errors import Failure, WorkerDiedError, WorkTooLongError
from bot.workers import MEMORY_BYTES, Limits
from tests.faults.lag import Size, broken, hung, on_loop, orphans, reading

COMPUTING = Limits(cpu_s=0.3, wall_s=0.8)
WAITING = Limits(cpu_s=9, wall_s=0.3)


@pytest.mark.slow
async def test_the_loop_goes_on_while_long_articles_are_read() -> None:
    size = Size(articles=2, words=1_500, budget_s=0)
    aside = await reading(None, size)
    there = await reading(on_loop, size)

    assert aside.failed == there.failed == 0
    assert aside.lag.p99 < max(there.lag.late) / 4


@pytest.mark.parametrize(
    ("limits", "call"),
    [(COMPUTING, (re.match, "(a*)*b", "a" * 64)), (WAITING, (signal.pause,))],
    ids=["computes", "waits"],
)
async def test_a_call_that_never_ends_is_killed_within_a_second_of_its_budget(
    limits: Limits, call: tuple[Any, ...]
) -> None:
    line = await hung("", limits, *call)

    assert line.passed, line.found


@pytest.mark.parametrize(
    ("expected", "call"),
    [
        (WorkerDiedError, (ctypes.string_at, 0)),
        (WorkerDiedError, (signal.raise_signal, signal.SIGKILL)),
        (WorkTooLongError, (bytearray, MEMORY_BYTES)),
    ],
    ids=["breaks down", "killed", "memory"],
)
async def test_a_process_that_ends_costs_one_call(
    expected: type[Failure], call: tuple[Any, ...]
) -> None:
    line = await broken("", expected, *call)

    assert line.passed, line.found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent")
def test_a_bot_that_is_killed_leaves_no_process() -> None:
    line = orphans()

    assert line.passed, line.found
