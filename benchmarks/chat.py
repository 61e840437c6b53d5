"""Cached answers of the bot beside bots that only echo: rate, processor time, lag, memory.

    PYTHONPATH=. python benchmarks/chat.py [--gate] [--rounds 5] [--count 900] [--only NAME ...]

Each bot is a process of its own on core 0, the Bot API on loopback is on core 1 (HTTP/1.1,
long polling, a thousand private chats); rounds are interleaved. Ours is `qysqa run` with its
database file, without Telegram's paces; it is asked for links whose summaries are kept.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

from chat_bots import BOTS

FOLDER: Final = Path(__file__).parent
OURS, ECHO = "qysqa", "echo, aiohttp"
STOCK: Final = ("echo, httpx, 256 at once", "echo, httpx, 8 at once")
IDLE: Final = "qysqa, idle"
SENDERS: Final = {"qysqa": "16", "qysqa, 4 senders": "4", IDLE: "4"}  # the echo has 16, too
LAG_COUNT, LAG_EVERY_S = 300, 1 / 30
WARM_UP: Final = 300
SETTLE_S: Final = 5.0  # for a worker to load its model
LIMIT_BYTES: Final = 1 << 26  # of a line from the server

ECHO_RATE, STOCK_RATE, CPU, LAG_MS, MEMORY_MB = 0.8, 3.0, 2.0, 100.0, 200.0
MARGIN: Final = 0.85  # of the ratios, for the gate: machines are busy with other things


@dataclass
class Found:
    """What was measured of one bot, a value a round."""

    rates: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    p95_ms: float = 0.0
    p50_ms: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second, in the median round."""
        return median(self.rates)

    @property
    def cpu(self) -> float:
        """Milliseconds of all threads for an answer, in the median round."""
        return median(self.cpu_ms)


@dataclass(frozen=True, slots=True)
class Server:
    """The Bot API; it is told what to do line by line."""

    process: asyncio.subprocess.Process
    port: int

    async def do(self, **command: Any) -> dict[str, Any]:
        """Have the server do something; return what it says."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(command)}\n".encode())
        return await self.heard()

    async def heard(self) -> dict[str, Any]:
        """The next line."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        return dict(json.loads(line))


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that runs."""

    name: str
    token: str
    process: subprocess.Popen[bytes]

    @property
    def cpu_s(self) -> float:
        """Processor time of all its threads until now, without its workers'."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> list[float]:
        """Resident memory of the bot, then of each of its workers."""
        group = [self.process.pid, *_started(self.process.pid)]
        main, *others = map(_resident_mb, group)
        return [main, *filter(None, others)]

    def close(self) -> None:
        """End it and what it started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _started(pid: int) -> list[int]:
    """What the process started, and what that started; by any of its threads."""
    said = [one.read_text() for one in Path(f"/proc/{pid}/task").glob("*/children")]
    own = [int(one) for one in " ".join(said).split()]
    return own + [other for one in own for other in _started(one)]


def _resident_mb(pid: int) -> float:
    """None of it where the process has ended."""
    _, found, after = Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")
    return int(after.split()[0]) / 1024 if found else 0.0


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    """The Bot API, on a free port."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(FOLDER / "chat_server.py"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        limit=LIMIT_BYTES,
    )
    one = Server(process, 0)
    try:
        yield Server(process, (await one.heard())["port"])
    finally:
        process.kill()
        await process.wait()


async def start(name: str, number: int, at: Server, folder: Path) -> Bot:
    """Start a bot and wait until it listens."""
    own, token = folder / str(number), f"{number}:benchmark"
    own.mkdir()
    if name in SENDERS:
        await (await asyncio.create_subprocess_exec(*_program("fill", str(own)))).wait()
    environment = {
        **os.environ,
        "PYTHONPATH": str(FOLDER.parent),
        "TELEGRAM_BOT_TOKEN": token,
        "QYSQA_TELEGRAM_API_URL": f"http://127.0.0.1:{at.port}",
        "QYSQA_DATA_DIR": str(own),
        "QYSQA_ENGINES": "",
        "QYSQA_SENDERS": SENDERS.get(name, "4"),
    }
    log = (own / "log.txt").open("wb")
    process = subprocess.Popen(  # noqa: ASYNC220, S603 - once, and our own program
        _program(name), env=environment, stdout=log, stderr=log, start_new_session=True, cwd=own
    )
    await at.do(do="ready", token=token)
    return Bot(name, token, process)


def _program(*arguments: str) -> Sequence[str]:
    return (sys.executable, str(FOLDER / "chat_bots.py"), *arguments)


async def measure(
    at: Server, bots: Sequence[Bot], *, rounds: int, count: int
) -> Mapping[str, Found]:
    """Ask each bot in turn, round by round; then at an even pace."""
    found = {bot.name: Found() for bot in bots}
    for bot in bots:
        await at.do(do="burst", token=bot.token, count=WARM_UP)
    for number in range(rounds):
        for bot in bots[number % len(bots) :] + bots[: number % len(bots)]:
            await _burst(at, bot, count, found[bot.name])
    for bot in bots:
        said = await at.do(do="trickle", token=bot.token, count=LAG_COUNT, every_s=LAG_EVERY_S)
        cuts = quantiles(said["lags_ms"], n=100)
        found[bot.name].p50_ms, found[bot.name].p95_ms = cuts[49], cuts[94]
    return found


async def _burst(at: Server, bot: Bot, count: int, found: Found) -> None:
    before = bot.cpu_s
    said = await at.do(do="burst", token=bot.token, count=count)
    if bot.name in SENDERS and said["bare"]:
        raise RuntimeError(f"{said['bare']} of {count} answers were something else")
    found.rates.append(count / said["took_s"])
    found.cpu_ms.append(1000 * (bot.cpu_s - before) / count)
    sys.stderr.write(f"{bot.name}: {found.rates[-1]:.0f}/s, {found.cpu_ms[-1]:.2f} ms\n")


async def idle_mb(at: Server, folder: Path) -> list[float]:
    """Memory of `qysqa run` as it is, a while after its start."""
    bot = await start(IDLE, 99, at, folder)
    try:
        await asyncio.sleep(SETTLE_S)
        return bot.memory_mb()
    finally:
        bot.close()


async def run(names: Sequence[str], rounds: int, count: int) -> bool:
    """Print the tables; return whether all figures are met."""
    with tempfile.TemporaryDirectory(prefix="qysqa-chat-") as kept:
        folder, bots = Path(kept), list[Bot]()
        async with server() as at:
            memory = await idle_mb(at, folder) if IDLE in names else []
            try:
                for number, name in enumerate((one for one in names if one != IDLE), 1):
                    bots.append(await start(name, number, at, folder))
                found = await measure(at, bots, rounds=rounds, count=count)
            finally:
                for bot in bots:
                    bot.close()
    _table(found)
    return _verdict(found, memory)


def _table(found: Mapping[str, Found]) -> None:
    print(f"{'bot':26}{'answers/s (min-max)':>24}{'CPU ms':>9}{'p50 ms':>9}{'p95 ms':>9}")
    for name, one in found.items():
        rate = f"{one.rate:.0f} ({min(one.rates):.0f}-{max(one.rates):.0f})"
        print(f"{name:26}{rate:>24}{one.cpu:9.2f}{one.p50_ms:9.1f}{one.p95_ms:9.1f}")


def _verdict(found: Mapping[str, Found], memory: Sequence[float]) -> bool:
    """Each figure beside what is required of it; ratios are the medians of the rounds'."""
    print()
    lines = []
    if memory:
        main, *workers = memory
        beside = ", ".join(f"{one:.0f} MB" for one in workers)
        said = f"memory of the idle bot {main:.0f} MB, of its workers {beside}"
        lines.append((said, main < MEMORY_MB, f"< {MEMORY_MB:.0f} MB"))
    ours = found.get(OURS)
    if ours is not None:
        met = ours.p95_ms <= LAG_MS
        lines.append((f"p95 at 30/s {ours.p95_ms:.1f} ms", met, f"≤ {LAG_MS:.0f} ms"))
    if ours is not None and ECHO in found:
        rate, cpu = _ratio(ours.rates, found[ECHO].rates), _ratio(ours.cpu_ms, found[ECHO].cpu_ms)
        lines += [
            (f"rate, of {ECHO} {rate:.2f}", rate >= ECHO_RATE * MARGIN, f"≥ {ECHO_RATE}"),
            (f"CPU, of {ECHO} {cpu:.2f}", cpu <= CPU / MARGIN, f"≤ {CPU}"),
        ]
    if ours is not None and any(name in found for name in STOCK):
        best = max((found[name] for name in STOCK if name in found), key=lambda one: one.rate)
        rate = _ratio(ours.rates, best.rates)
        met = rate >= STOCK_RATE * MARGIN
        lines.append((f"rate, of the better httpx echo {rate:.2f}", met, f"≥ {STOCK_RATE}"))
    for said, met, wanted in lines:
        print(f"{'ok  ' if met else 'MISS'} {said} ({wanted})")
    return all(met for _, met, _ in lines)


def _ratio(some: Sequence[float], others: Sequence[float]) -> float:
    return median(one / other for one, other in zip(some, others, strict=True))


def main() -> int:
    """Measure; with --gate 1 if a figure is missed by more than the margin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=900, help="links of a round")
    parser.add_argument("--only", nargs="+", choices=BOTS, help="some of the bots")
    options = parser.parse_args()
    names = options.only or list(BOTS)
    met = asyncio.run(run(names, options.rounds, options.count))
    return int(options.gate and not met)


if __name__ == "__main__":
    sys.exit(main())
