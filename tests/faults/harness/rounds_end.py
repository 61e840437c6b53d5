"""Bots that are ended: at any moment by SIGKILL, or with much to do by SIGTERM."""

import asyncio
import signal
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.faults.harness.ground import Ground, Manner, ground
from tests.faults.harness.process import BotName
from tests.faults.harness.table import Line
from tests.simulator.postgres import started

CHATS: Final = range(101, 109)
UPDATES: Final = 20  # of a round
IN_WORK: Final = range(UPDATES - 5)  # so many have been answered when it is killed
MOMENT_S: Final = 0.08  # then it lives on for up to this: as long as an answer is on its way
ON_ITS_WAY_S: Final = 0.04
SHOWN: Final = 4  # of what was asked, a bot that acknowledges too early loses more than a quarter
QUEUED_CHATS: Final = range(201, 216)
GRACE_S: Final = 5.0
LISTENS_S: Final = 3.0


@dataclass
class Toll:
    """What the rounds cost."""

    rounds: int = 0
    asked: int = 0
    lost: int = 0
    duplicates: int = 0
    worst: int = 0
    out_of_order: int = 0
    left_behind: int = 0

    def is_borne(self, senders: int) -> bool:
        """Whether nothing is lost, and no more came twice than was on its way."""
        whole = not self.lost and not self.out_of_order and not self.left_behind
        return whole and self.worst <= senders

    @property
    def text(self) -> str:
        """In words."""
        behind = f"; {self.left_behind} processes left behind" if self.left_behind else ""
        return (
            f"{self.rounds} kills, {self.asked} updates: {self.lost} lost,"
            f" {self.out_of_order} out of order, {self.duplicates} twice"
            f" (at most {self.worst} a kill){behind}"
        )


async def killed(bot: BotName, rounds: int, manner: Manner, seed: int = 0) -> Toll:
    """Kill it while it answers, start it again, wait for the answers; *rounds* times."""
    random = Random(seed)  # noqa: S311 - to be the same each time
    toll = Toll(rounds)
    async with ground(bot, manner) as place:
        ledger = place.telegram.ledger
        process, _ = await place.start()
        for _ in range(rounds):
            done, twice = len(ledger.deliveries), ledger.duplicates
            place.ask(UPDATES, CHATS)
            await place.answers(done + random.choice(IN_WORK))
            await asyncio.sleep(random.uniform(0, MOMENT_S))
            process.signal(signal.SIGKILL)
            victim, (process, _) = process, await place.start()
            await place.settled()
            toll.left_behind += victim.left_behind
            victim.close()
            toll.worst = max(toll.worst, ledger.duplicates - twice)
        toll.asked, toll.lost = len(ledger.asked), ledger.lost
        toll.duplicates, toll.out_of_order = ledger.duplicates, ledger.out_of_order
    return toll


async def kill(bot: BotName, rounds: int, *, webhook: bool, senders: int) -> Line:
    """The figures of killed(), judged."""
    manner = Manner(webhook=webhook, senders=senders, answer_s=ON_ITS_WAY_S)
    toll = await killed(bot, rounds, manner)
    way = "webhook" if webhook else "polling"
    what = f"kill -9, {way}" + (f", senders: {senders}" if bot == "qysqa" else "")
    if bot == "plain":
        return Line(what, bot, toll.text, toll.lost >= toll.asked / SHOWN)
    return Line(what, bot, toll.text, toll.is_borne(senders))


async def kill_on_postgresql(bot: BotName, rounds: int, *, senders: int) -> Line:
    """The same with the queues on a server; plain python-telegram-bot keeps nothing anywhere."""
    what, cluster = f"kill -9, polling, PostgreSQL, senders: {senders}", started()
    if bot == "plain" or cluster is None:
        return Line(what, bot, "–" if cluster else "no server is installed")
    try:
        async with cluster.fresh() as url:
            manner = Manner(senders=senders, answer_s=ON_ITS_WAY_S, database_url=url)
            toll = await killed(bot, rounds, manner)
    finally:
        cluster.stop()
    return Line(what, bot, toll.text, toll.is_borne(senders))


@dataclass
class Farewell:
    """How a bot took SIGTERM; *exit_s* is None where it was not gone in time."""

    queued: int
    exit_s: float | None
    listens_s: float
    lost: int
    duplicates: int

    @property
    def text(self) -> str:
        """In words."""
        end = "not gone in time, killed" if self.exit_s is None else f"exit {self.exit_s:.1f} s"
        return (
            f"{self.queued} queued: {end}, listens {self.listens_s:.1f} s after the restart,"
            f" {self.lost} lost, {self.duplicates} twice"
        )


async def asked_to_end(bot: BotName, queued: int, grace_s: float = GRACE_S) -> Farewell:
    """SIGTERM as soon as Telegram has handed over *queued* updates; then start it again."""
    async with ground(bot, Manner(paced=False)) as place:
        process, _ = await place.start()
        place.ask(queued, QUEUED_CHATS)
        await _handed_over(place)
        exit_s = await place.stop(process, grace_s)
        _, listens_s = await place.start()
        await place.settled()
        ledger = place.telegram.ledger
        return Farewell(queued, exit_s, listens_s, ledger.lost, ledger.duplicates)


async def _handed_over(place: Ground) -> None:
    await place.telegram.wait(lambda: not place.telegram.world.updates)


async def sigterm(bot: BotName, queued: int, *, slack: float = 1.0) -> Line:
    """The figures of asked_to_end(), judged; times may be *slack* times as long."""
    if bot == "plain":
        end = await asked_to_end(bot, queued)
        return Line("SIGTERM", bot, end.text, end.lost > 0)
    end = await asked_to_end(bot, queued, GRACE_S * slack)
    passed = not end.lost and not end.duplicates and end.listens_s <= LISTENS_S * slack
    return Line("SIGTERM", bot, end.text, passed and end.exit_s is not None)
