"""Work off the loop: what long articles, and parsers that hang or break, cost everybody else.

    PYTHONPATH=. python tests/faults/lag.py [--short]

Ten articles of 5,000 words come at once, ranked by LexRank, which is quadratic; the same once
more on threads and on the event loop itself. Exits 1 when a figure of the processes is missed, or
when the loop shows no lag: then there was no work.
"""

import argparse
import asyncio
import ctypes
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any, Final, NamedTuple

from bot.core.errors import Failure, WorkerDiedError, WorkTooLongError
from bot.core.models import HtmlRequest, Stage, SummaryRequest
from bot.workers import MEMORY_BYTES, Limits, ProcessWorker

LAG_MS: Final = 50.0  # at the 99th percentile
LOOK_S: Final = 0.001
GONE_S: Final = 1.0  # for the kernel to end what a killed bot leaves


class Size(NamedTuple):
    """How much is tried; a hung call must be over a second after its budget."""

    articles: int
    words: int
    budget_s: float


SHORT: Final = Size(4, 2_500, 0.5)
LONG: Final = Size(10, 5_000, 1.0)


class Line(NamedTuple):
    """A row of the table; *passed* is None where nothing is demanded."""

    what: str
    where: str
    found: str
    passed: bool | None = None


class Lag(NamedTuple):
    """How late a task of the event loop went on, each time (ms); *took_s* is what all took."""

    late: Sequence[float]
    took_s: float

    @property
    def p99(self) -> float:
        """All but a hundredth is below it."""
        return quantiles(self.late, n=100, method="inclusive")[98]

    def __str__(self) -> str:
        middle = sorted(self.late)[len(self.late) // 2]
        lag = f"p50 {middle:.1f}, p99 {self.p99:.1f}, max {max(self.late):.1f} ms"
        return f"{lag}; done in {self.took_s:.1f} s"


def page(words: int, random: Random) -> str:
    """Return a page whose article has that many words: sentences of 16 on average."""
    stock = [
        "".join(random.choices("aeioubdgklmnrst", k=random.randint(2, 9))) for _ in range(2000)
    ]
    paragraphs = []
    while words > 0:
        sizes = [random.randint(8, 24) for _ in range(4)]
        lines = [" ".join(random.choices(stock, k=size)).capitalize() for size in sizes]
        paragraphs.append(f"<p>{escape('. '.join(lines))}.</p>")
        words -= sum(sizes)
    return f"<html><body><article><h1>News</h1>{''.join(paragraphs)}</article></body></html>"


async def lag_of(work: Awaitable[object]) -> Lag:
    """Return how late the event loop was while *work* was done."""
    late: list[float] = []
    watching = asyncio.create_task(_watch(late))
    await asyncio.sleep(LOOK_S)
    began = time.perf_counter()
    await work
    took_s = time.perf_counter() - began
    await asyncio.sleep(2 * LOOK_S)  # the watcher has been late, too
    watching.cancel()
    await asyncio.wait([watching])
    return Lag(late, took_s)


async def _watch(late: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(LOOK_S)
        late.append((time.perf_counter() - began - LOOK_S) * 1_000)


async def on_thread(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do it as most bots do."""
    return await asyncio.to_thread(function, *args, **kwargs)


async def on_loop(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do it as if there were nobody else."""
    return function(*args, **kwargs)


async def _silent(stage: Stage, site: str | None = None) -> None:
    """Show no progress."""


@asynccontextmanager
async def _house(work: Any = None) -> AsyncIterator[Any]:
    # every process imports this script, and needs no house
    from bot.build import open_house  # noqa: PLC0415
    from bot.config import Settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), engines=(), method="lex-rank")
        async with open_house(settings, work=work) as house:
            yield house


class Reading(NamedTuple):
    """The lag while a house was warmed, and while it read; *failed* of the articles."""

    start: Lag
    lag: Lag
    failed: int


async def reading(work: Any, size: Size) -> Reading:
    """Have several long articles summarized at once; *work* is done in processes by default."""
    pages = [page(size.words, Random(seed)) for seed in range(size.articles)]  # noqa: S311 - a text
    asked = [SummaryRequest(HtmlRequest(one, None)) for one in pages]
    async with _house(work) as house:
        start = await lag_of(asyncio.gather(house.warm(), house.warm()))
        answers = asyncio.gather(
            *(house.qysqa.summarize(one, _silent) for one in asked), return_exceptions=True
        )
        lag = await lag_of(answers)
    return Reading(start, lag, sum(isinstance(end, BaseException) for end in answers.result()))


async def articles(size: Size) -> list[Line]:
    """Compare the ways to work. On threads some articles fail: snowball's stemmers share state."""
    what = f"{size.articles} × {size.words:,} words"
    aside = await reading(None, size)
    threads = await reading(on_thread, size)
    loop = await reading(on_loop, size)
    return [
        Line("start of two", "processes", str(aside.start), aside.start.p99 <= LAG_MS),
        Line(what, "processes", _said(aside), aside.lag.p99 <= LAG_MS and not aside.failed),
        Line(what, "threads", _said(threads)),
        Line(what, "the loop", _said(loop), max(loop.lag.late) > LAG_MS),
    ]


def _said(found: Reading) -> str:
    return f"{found.lag}, {found.failed} failed"


async def hung(what: str, limits: Limits, *call: Any) -> Line:
    """Have a call that never ends, beside others; it is given as a process imports it."""
    work = ProcessWorker({call[0]: limits})
    budget_s = min(limits.cpu_s, limits.wall_s)
    error, took_s, slowest_s = await _beside_others(work, call)
    passed = error is WorkTooLongError and took_s <= budget_s + 1 and slowest_s < took_s
    killed = f"killed after {took_s:.2f} s of {budget_s:.2g}"
    found = f"{killed}; slowest call beside it {slowest_s * 1_000:.0f} ms"
    return Line(what, "processes", found, passed)


async def broken(what: str, expected: type[Failure], *call: Any) -> Line:
    """Have a call that ends its process, beside others."""
    work = ProcessWorker()
    error, _, _ = await _beside_others(work, call)
    failed = work.tally.died + work.tally.killed
    found = f"{failed} of {work.tally.calls} calls failed: {error and error.code}"
    return Line(what, "processes", found, error is expected and failed == 1)


async def _beside_others(
    work: ProcessWorker, call: Sequence[Any]
) -> tuple[type[Failure] | None, float, float]:
    """Return how *call* failed, in what time, and what the slowest of others took (s)."""
    await asyncio.gather(work(divmod, 47, 5), work(divmod, 47, 5))
    error, ended, began = None, asyncio.Event(), time.perf_counter()
    others = asyncio.create_task(_calls(work, ended))
    try:
        await work(*call)
    except Failure as failure:
        error = type(failure)
    took_s = time.perf_counter() - began
    ended.set()
    return error, took_s, await others


async def _calls(work: ProcessWorker, ended: asyncio.Event) -> float:
    slowest_s = 0.0
    while not ended.is_set():
        began = time.perf_counter()
        assert await work(divmod, 47, 5) == (9, 2)
        slowest_s = max(slowest_s, time.perf_counter() - began)
        await asyncio.sleep(0.005)
    return slowest_s


_BOT: Final = """
import asyncio, os, re
from bot.workers import ProcessWorker

async def main():
    work = ProcessWorker()
    pids = await asyncio.gather(work(os.getpid), work(os.getpid))
    hung = asyncio.create_task(work(re.match, "(a*)*b", "a" * 64))
    await asyncio.sleep(0.2)
    print(*pids, flush=True)
    await hung

asyncio.run(main())
"""


def orphans() -> Line:
    """Kill a bot that has one process in the middle of a call and one at rest."""
    bot = [sys.executable, "-c", _BOT]
    with subprocess.Popen(
        bot, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as parent:
        assert parent.stdout is not None
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        running = sum(map(_runs, pids))
        parent.kill()
    until = time.monotonic() + GONE_S
    while any(map(_runs, pids)) and time.monotonic() < until:
        pass
    left = sum(map(_runs, pids))
    passed = (running, left) == (2, 0)
    return Line("the bot is killed", "processes", f"{left} of {running} processes left", passed)


def _runs(pid: int) -> bool:
    """Whether it lives; one that nobody has waited for yet does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


async def found(size: Size) -> list[Line]:
    """Try everything, one after the other: it is time that is measured."""
    computing = Limits(cpu_s=size.budget_s, wall_s=size.budget_s + 0.5)  # a busy machine is slow
    waiting = Limits(cpu_s=60, wall_s=size.budget_s)
    return [
        *await articles(size),
        await hung("a call computes for ever", computing, re.match, "(a*)*b", "a" * 64),
        await hung("a call waits for ever", waiting, signal.pause),
        await broken("a call breaks down", WorkerDiedError, ctypes.string_at, 0),
        await broken("the machine kills a call", WorkerDiedError, signal.raise_signal, 9),
        await broken("a call eats the memory", WorkTooLongError, bytearray, MEMORY_BYTES),
        await asyncio.to_thread(orphans),
    ]


def table(lines: Sequence[Line]) -> str:
    """Return *lines* as a Markdown table."""
    verdicts = {None: "–", True: "holds", False: "MISSED"}
    said = [(one.what, one.where, one.found, verdicts[one.passed]) for one in lines]
    rows = [("what", "where", "found", "verdict"), ("---",) * 4, *said]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    cells = [map(str.ljust, row, widths) for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def main() -> int:
    """Print the table; 1 if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="the form of CI")
    lines = asyncio.run(found(SHORT if parser.parse_args().short else LONG))
    sys.stdout.write(f"{table(lines)}\n")
    return int(any(one.passed is False for one in lines))


if __name__ == "__main__":
    sys.exit(main())
