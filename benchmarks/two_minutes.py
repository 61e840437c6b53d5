"""How long a newcomer waits: from a clean clone to the page, and to the bot's first answer.

    python benchmarks/two_minutes.py

Clones this repository into an empty folder, without its virtual environment, and runs what the
README says: `make run` without a token, then `.env` with one, `make run`, /start and the
example. Telegram is simulated on this machine; the dependencies come from wherever pip takes
them, so the first line depends on that way as much as on Qysqa.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from aiohttp import ClientError, ClientSession

from tests.simulator.telegram import TelegramSimulator

PROMISED_S: Final = 120
_PATIENCE_S: Final = 600  # for a slow way to the package index
_LOOK_S: Final = 0.1
_HERE: Final = Path(__file__).parent.parent


def clone(folder: Path) -> Path:
    """A clean copy of what is committed."""
    copy = folder / "qysqa"
    subprocess.run(["git", "clone", "-q", str(_HERE), str(copy)], check=True)  # noqa: S603, S607 - our own repository, the git that is there
    return copy


def surroundings(folder: Path, **settings: str) -> Mapping[str, str]:
    """What a new account would have: no settings, no data, but pip's own ways."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("QYSQA_", "TELEGRAM_", "VIRTUAL_ENV", "PYTHONPATH"))
    }
    return kept | {"QYSQA_DATA_DIR": str(folder / "data")} | settings


@asynccontextmanager
async def made_to_run(copy: Path, environment: Mapping[str, str]) -> AsyncIterator[Process]:
    """`make run`, until the block ends."""
    process = await asyncio.create_subprocess_exec(
        *("make", "run"),
        cwd=copy,
        env=environment,
        stdout=DEVNULL,
        stderr=DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGINT)
        await process.wait()


async def answered(url: str, process: Process) -> None:
    """Wait for the page."""
    async with asyncio.timeout(_PATIENCE_S), ClientSession() as session:
        while process.returncode is None:
            try:
                async with session.get(url) as response:
                    if response.ok:
                        await response.read()
                        return
            except ClientError:
                pass  # not there yet
            await asyncio.sleep(_LOOK_S)
    raise RuntimeError("make run ended by itself")


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def time_page(copy: Path, folder: Path) -> tuple[float, float]:
    """Seconds from `make run` to the page, and to a summary on it."""
    port, began = free_port(), time.monotonic()
    url = f"http://127.0.0.1:{port}/"
    environment = surroundings(folder, QYSQA_WEB_PORT=str(port))
    async with made_to_run(copy, environment) as process:
        await answered(url, process)
        page_s = time.monotonic() - began
        await answered(f"{url}?ui=kk&sample=kk", process)
        return page_s, time.monotonic() - began


async def time_bot(copy: Path, folder: Path) -> tuple[float, float]:
    """Seconds from `make run` with a token to the first message, and to the example's summary."""
    async with TelegramSimulator() as telegram:
        settings = (
            f"TELEGRAM_BOT_TOKEN={telegram.token}\nQYSQA_TELEGRAM_API_URL={telegram.api_url}\n"
        )
        (copy / ".env").write_text(settings, encoding="utf-8")
        began = time.monotonic()
        async with made_to_run(copy, surroundings(folder)):
            hello = await telegram.answer(telegram.say("/start"), timeout_s=_PATIENCE_S)
            hello_s = time.monotonic() - began
            telegram.tap(hello, hello.buttons[0].text)
            await telegram.answer(hello, timeout_s=_PATIENCE_S)
            return hello_s, time.monotonic() - began


async def main() -> int:
    """Print a line a step."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = clone(folder)
        first = await time_page(copy, folder)
        again = await time_page(copy, folder)
        bot = await time_bot(copy, folder)
    steps = (
        ("make run on a clean clone: the page is there", first[0]),
        ("… and shows the first summary", first[1]),
        ("make run once more: the page", again[0]),
        ("… and a summary", again[1]),
        ("with a token: /start is answered", bot[0]),
        ("… and the example is summarized", bot[1]),
    )
    print(f"{'seconds from `make run`':50}{'s':>8}")
    for step, seconds in steps:
        print(f"{step:50}{seconds:8.1f}")
    total = first[1] + bot[1]
    print(f"{f'page and bot together (promised: {PROMISED_S} s)':50}{total:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
