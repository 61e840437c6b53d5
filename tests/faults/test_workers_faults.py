"""Work off the loop, in short: lag.py has the figures."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
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


_BOT = """
import asyncio, os, signal, sys
from bot.workers import ProcessWorker

async def main():
    work = ProcessWorker()
    sys.executable = sys.argv[1]
    loop = asyncio.get_running_loop()
    calls = [loop.create_task(work(os.getpid)) for _ in range(2)]
    loop.add_signal_handler(signal.SIGTERM, lambda: [call.cancel() for call in calls])
    await asyncio.wait(calls)
    print(*(call.cancelled() for call in calls))

asyncio.run(main())
"""


def test_a_bot_that_is_stopped_while_its_processes_start_slowly_ends_at_once(
    tmp_path: Path,
) -> None:
    slow = tmp_path / "python"
    slow.write_text(f"#!/bin/sh\necho $$ >> {tmp_path}/pids\nexec sleep 60\n")
    slow.chmod(0o755)
    strict = ("-X", "dev", "-W", "error")  # nothing may be left to the collector
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, *strict, "-c", _BOT, str(slow)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
    ) as bot:
        pids = _lines(tmp_path / "pids", 2)
        began = time.monotonic()
        bot.terminate()
        said = bot.communicate(timeout=30)
        took_s = time.monotonic() - began

    assert (bot.returncode, *said) == (0, b"True True\n", b"")
    assert took_s < 1.5
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


def _lines(file: Path, number: int) -> list[str]:
    """Wait for so many, for half a minute at most."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        lines = file.read_text("ascii").splitlines() if file.exists() else []
        if len(lines) == number:
            return lines
    raise TimeoutError
