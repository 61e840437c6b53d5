"""Where a bot is tried: a Telegram, a folder, the bot's process, perhaps a bad way between."""

import asyncio
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from tests.faults.harness.ledger import Key
from tests.faults.harness.load import LoadTelegram
from tests.faults.harness.process import LOOK_S, BotName, BotProcess
from tests.faults.harness.toxic import Toxicity, ToxicProxy
from tests.simulator.loopback import free_port

START_S: Final = 30.0  # on a machine that is busy with other things
QUIET_S: Final = {"qysqa": 25.0, "plain": 2.0}  # without an answer so long, none will come
LATE_S: Final = 0.3  # for answers that come twice


class DidNotStartError(Exception):
    """A bot ended before it turned to Telegram, or never did; holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a bot is run.

    Attributes:
        work_s: What a handler takes.
        senders: Of ours; plain python-telegram-bot has one, its handler.
        webhook: Else it polls.
        paced: Ours keeps to Telegram's limits; plain python-telegram-bot knows none.
        answer_s: How long Telegram takes for a message.
        database_url: Of ours; None: a file of its own.
    """

    work_s: float = 0.2
    senders: int = 4
    webhook: bool = False
    paced: bool = True
    answer_s: float = 0.0
    database_url: str | None = None


@dataclass
class Ground:
    """A bot may be started on it again and again, one process at a time."""

    bot: BotName
    manner: Manner
    telegram: LoadTelegram
    folder: Path
    proxy: ToxicProxy | None = None
    webhook_port: int = field(default_factory=free_port)
    processes: list[BotProcess] = field(default_factory=list)

    async def start(self) -> tuple[BotProcess, float]:
        """Start the bot; return it, and in how many seconds it first turned to Telegram."""
        heard = self.telegram.heard
        arguments = ["--work-s", str(self.manner.work_s)]
        arguments += [] if self.manner.paced or self.bot == "plain" else ["--unpaced"]
        process = BotProcess.start(self.bot, arguments, self._environment(), self.folder)
        self.processes.append(process)
        while self.telegram.heard == heard:
            took_s = time.monotonic() - process.started
            if not process.is_alive or took_s > START_S:
                raise DidNotStartError(process.said())
            await asyncio.sleep(LOOK_S)
        return process, time.monotonic() - process.started

    async def stop(self, process: BotProcess, grace_s: float) -> float | None:
        """SIGTERM, and SIGKILL after *grace_s*; return when it ended, None if it was killed."""
        process.signal(signal.SIGTERM)
        took_s = await process.ended(grace_s)
        process.close()
        return took_s

    def ask(self, count: int, chats: Sequence[int]) -> list[Key]:
        """Write *count* messages at once, in turn to *chats*."""
        return [self.telegram.ask(f"u{n}", chats[n % len(chats)]) for n in range(count)]

    async def answers(self, count: int, timeout_s: float = 60) -> None:
        """Wait until *count* messages of the bot have arrived in all."""
        await self.telegram.wait(lambda: len(self.telegram.ledger.deliveries) >= count, timeout_s)

    async def settled(self) -> None:
        """Wait until all is answered, or nothing more comes."""
        ledger = self.telegram.ledger
        seen, since = -1, time.monotonic()
        while ledger.waiting and time.monotonic() - since < QUIET_S[self.bot]:
            if len(ledger.deliveries) != seen:
                seen, since = len(ledger.deliveries), time.monotonic()
            await asyncio.sleep(LOOK_S)
        await asyncio.sleep(LATE_S)

    def _environment(self) -> dict[str, str]:
        api_url = self.telegram.api_url if self.proxy is None else self.proxy.url
        environment = {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "QYSQA_TELEGRAM_API_URL": api_url,
            "QYSQA_DATA_DIR": str(self.folder),
            "QYSQA_ENGINES": "",
            "QYSQA_TEST_LOOPBACK": "1",
            "QYSQA_SENDERS": str(self.manner.senders),
        }
        if self.manner.database_url is not None:
            environment |= {"QYSQA_DATABASE_URL": self.manner.database_url}
        if self.manner.webhook:
            address = f"http://127.0.0.1:{self.webhook_port}/hook"
            environment |= {"QYSQA_WEBHOOK_URL": address}
            environment |= {"QYSQA_WEBHOOK_PORT": str(self.webhook_port)}
        return environment


@asynccontextmanager
async def ground(
    bot: BotName, manner: Manner, *, toxicity: Toxicity | None = None, seed: int = 0
) -> AsyncIterator[Ground]:
    """Everything a bot needs; what was started on it is ended."""
    with tempfile.TemporaryDirectory(prefix="qysqa-faults-") as folder:
        async with LoadTelegram(manner.answer_s) as telegram:
            random = Random(seed)  # noqa: S311 - to be the same each time
            bad_way = ToxicProxy(telegram.api_url, toxicity, random) if toxicity else None
            async with bad_way or nullcontext():
                place = Ground(bot, manner, telegram, Path(folder), bad_way)
                try:
                    yield place
                finally:
                    for process in place.processes:
                        process.close()
