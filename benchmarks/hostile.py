"""Does hostile content end as it should, in time and memory, and is the next reader served?

Every case goes through the fetcher and the reader's processes as the bot uses them; the
hostile server is a process of its own. Limits: 15 s a response, 5 s a page, 32 MiB that the
bot grows by, 512 MiB a worker. Seconds are shown and not judged: machines differ.

    python benchmarks/hostile.py --data DATA [--gate] [--only NAME]    all cases are made here
"""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from hostile_watch import Watch, measurable

from bot.article.fetch.fetcher import HttpFetcher
from bot.article.load import load
from bot.article.read_page import read_html, read_page
from bot.article.reader import Reader
from bot.core.errors import QysqaError
from bot.core.models import ArticleRequest, HtmlRequest, LinkRequest, Stage
from bot.workers import PAGE, ProcessWorker
from tests.simulator.hostile_cases import ARTICLE, CASES, OK, TEXT, Case
from tests.simulator.hostile_pages import FILE_START, LAUGH, PAGES

MAX_GROWN_MIB = 32
MAX_WORKER_MIB = 512
HEADER = f"{'':30}{'ended':22}{'s':>7}{'bot +MiB':>10}{'worker MiB':>12}  next"
ADDRESS = "http://egemen.kz/a"  # of pages that come from nowhere


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a case; several that waited together share their figures."""

    name: str
    ended: str
    expected: bool
    watch: Watch
    next_served: bool

    @property
    def right(self) -> bool:
        """Whether all but the seconds is as it must be."""
        within = self.watch.grown_mib <= MAX_GROWN_MIB and self.watch.worker_mib <= MAX_WORKER_MIB
        return self.expected and self.next_served and within

    def __str__(self) -> str:
        """Return it as a line of the table."""
        watch = self.watch
        sizes = f"{watch.seconds:7.1f}{watch.grown_mib:10.0f}{watch.worker_mib:12.0f}"
        verdict = "" if self.right else "  WRONG"
        return (
            f"{self.name:30}{self.ended:22}{sizes}  {'yes' if self.next_served else 'NO'}{verdict}"
        )


async def _show_nothing(stage: Stage, site: str | None = None) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Bench:
    """The bot's parts, and the server they are played against."""

    url: str
    server_pid: int
    work: ProcessWorker

    async def visit(self, name: str, case: Case) -> tuple[str, bool]:
        """Return how a case ended, and whether it should."""
        ended, text = await self.read(LinkRequest(f"{self.url}/{name}"))
        if ended != ARTICLE:
            return ended, ended in case.ends
        return ended, ended in case.ends and case.says in text and case.hides not in text

    async def read(self, request: ArticleRequest) -> tuple[str, str]:
        """Return how reading ended, and the text."""
        async with HttpFetcher(user_agent="bench", allow_loopback=True) as fetcher:
            try:
                article = await Reader(fetcher, self.work)(request, _show_nothing)
            except QysqaError as error:
                return error.code, ""
        return ARTICLE, article.text

    async def next_served(self) -> bool:
        """Tell whether an honest page is read."""
        return TEXT in (await self.read(LinkRequest(f"{self.url}/{OK}")))[1]

    def watch(self) -> Watch:
        """Return a watch that leaves the server out."""
        return Watch({self.server_pid})


@asynccontextmanager
async def playing() -> AsyncIterator[Bench]:
    """Start the server and a worker."""
    command = [sys.executable, "-m", "tests.simulator.hostile_cases"]
    server = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    assert server.stdout is not None, "asked for"
    url = (await server.stdout.readline()).decode().strip()
    work = ProcessWorker(limits={read_page: PAGE, read_html: PAGE}, prepare=load)
    bench = Bench(url, server.pid, work)
    try:
        assert await bench.next_served(), "an honest page must be read"
        yield bench
    finally:
        server.kill()
        await server.wait()


async def respond(bench: Bench, names: Iterable[str]) -> AsyncIterator[Row]:
    """Play the responses: those that wait at the same time, the others one by one."""
    chosen = {name: CASES[name] for name in names}
    waiting = [name for name, case in chosen.items() if case.waits]
    async with bench.watch() as watch:
        ends = await asyncio.gather(*(bench.visit(name, CASES[name]) for name in waiting))
    served = await bench.next_served()
    for name, (ended, expected) in zip(waiting, ends, strict=True):
        yield Row(name, ended, expected, watch, served)
    for name in [name for name in chosen if name not in waiting]:
        async with bench.watch() as watch:
            ended, expected = await bench.visit(name, CASES[name])
        yield Row(name, ended, expected, watch, await bench.next_served())


async def read(bench: Bench, names: Iterable[str]) -> AsyncIterator[Row]:
    """Play the pages."""
    for name in names:
        request = HtmlRequest(PAGES[name](), ADDRESS)
        async with bench.watch() as watch:
            ended, text = await bench.read(request)
        expected = FILE_START not in text and LAUGH not in text
        yield Row(name, ended, expected, watch, await bench.next_served())


async def run(only: str) -> list[Row]:
    """Print the table row by row."""
    rows: list[Row] = []
    async with playing() as bench:
        for title, cases, play in (("responses", CASES, respond), ("pages", PAGES, read)):
            names = [name for name in cases if only in name]
            print(f"\n{len(names)} hostile {title}\n{HEADER}")
            async for row in play(bench, names):
                print(row, flush=True)
                rows.append(row)
    return rows


def main() -> int:
    """Print the table; with ``--gate`` fail unless every case ends right and within memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="as for the others; all cases are made here")
    parser.add_argument("--gate", action="store_true", help="exit 1 unless all end right")
    parser.add_argument("--only", default="", metavar="NAME", help="cases with that in their name")
    options = parser.parse_args()
    if not measurable():
        print("this system does not tell how much memory a process takes: figures are 0")
    rows = asyncio.run(run(options.only))
    wrong = [row.name for row in rows if not row.right]
    print(f"\n{len(rows)} cases, {len(wrong)} wrong; the slowest took "
          f"{max((row.watch.seconds for row in rows), default=0):.1f} s")  # fmt: skip
    return int(options.gate and bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
