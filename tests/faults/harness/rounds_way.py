"""A bad way to Telegram, an update that nobody can read."""

import asyncio
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final

from bot.core.jobs import State
from tests.faults.harness.ground import Ground, Manner, ground
from tests.faults.harness.process import BotName
from tests.faults.harness.table import Line
from tests.faults.harness.toxic import Harm, Toxicity
from tests.simulator.server import Fault

RESETS: Final = Toxicity(reset=0.2, delay=0.1)
LOST_ANSWERS: Final = Toxicity(reset=0.1, lose_answer=0.1)
WORK_S: Final = 0.02
IN_A_CHAT: Final = 10
ERRORS: Final = (500, 502, 503)
WATCHED_S: Final = 4.0
GRACE_S: Final = 10.0
MAX_POLLS: Final = 1.0  # a second
UNREADABLE_CHAT: Final = 301
OTHER_CHATS: Final = range(302, 306)


@dataclass
class Journey:
    """What became of the answers on a bad way."""

    asked: int
    harm: Harm
    lost: int
    duplicates: int
    out_of_order: int

    @property
    def text(self) -> str:
        """In words."""
        return (
            f"{self.asked} updates, {self.harm.resets} resets, {self.harm.delays} delays,"
            f" {self.harm.lost_sends} answers to sends lost: {self.lost} lost,"
            f" {self.duplicates} twice, {self.out_of_order} out of order"
        )


async def travelled(bot: BotName, updates: int, toxicity: Toxicity) -> Journey:
    """Have *updates* answered over a way that becomes bad once the bot listens."""
    manner = Manner(work_s=WORK_S, paced=False)
    async with ground(bot, manner, toxicity=toxicity) as place:
        assert place.proxy is not None
        await place.start()
        place.proxy.on = True
        place.ask(updates, range(401, 401 + updates // IN_A_CHAT))
        await place.settled()
        ledger, harm = place.telegram.ledger, place.proxy.harm
        return Journey(updates, harm, ledger.lost, ledger.duplicates, ledger.out_of_order)


async def resets(bot: BotName, updates: int) -> Line:
    """A fifth of the requests is reset before it reaches Telegram."""
    found, what = await travelled(bot, updates, RESETS), "20 % resets, 10 % delays"
    if bot == "plain":
        return Line(what, bot, found.text, found.lost > 0)
    return Line(what, bot, found.text, not found.lost + found.duplicates + found.out_of_order)


async def lost_answers(bot: BotName, updates: int) -> Line:
    """Of a tenth of the requests that reached Telegram the bot never hears."""
    found, what = await travelled(bot, updates, LOST_ANSWERS), "10 % replies lost, 10 % resets"
    if bot == "plain":
        return Line(what, bot, found.text, found.lost > 0)
    return Line(
        what, bot, found.text, not found.lost and found.duplicates <= found.harm.lost_sends
    )


async def errors(bot: BotName, updates: int) -> Line:
    """A tenth of the messages is answered with an error of Telegram's own."""
    async with ground(bot, Manner(work_s=WORK_S, paced=False)) as place:
        await place.start()
        codes = islice(cycle(ERRORS), updates // 10)
        place.telegram.faults += [Fault("sendMessage", code) for code in codes]
        place.ask(updates, range(401, 401 + updates // IN_A_CHAT))
        await place.settled()
        ledger = place.telegram.ledger
    wrong = ledger.lost + ledger.duplicates + ledger.out_of_order
    found = (
        f"{updates} updates, {updates // 10} errors: {ledger.lost} lost,"
        f" {ledger.duplicates} twice, {ledger.out_of_order} out of order"
    )
    return Line("10 % of sends answered 5xx", bot, found, bool(wrong) == (bot == "plain"))


@dataclass
class Poisoned:
    """How a bot took an update that cannot be read; the others came after it."""

    others: int
    polls_per_s: float
    unanswered: int
    dead: int | None

    @property
    def text(self) -> str:
        """In words."""
        rows = "" if self.dead is None else f"; dead rows: {self.dead}"
        return (
            f"{self.polls_per_s:.2g} polls/s, {self.others - self.unanswered} of {self.others}"
            f" others answered{rows}"
        )


async def poisoned(bot: BotName, watched_s: float = WATCHED_S) -> Poisoned:
    """Put an unreadable update before others, one of them in the same chat."""
    async with ground(bot, Manner(paced=False)) as place:
        place.telegram.push_unreadable(UNREADABLE_CHAT)
        chats = (UNREADABLE_CHAT, *OTHER_CHATS)
        place.ask(len(chats), chats)
        process, _ = await place.start()
        began, before = time.monotonic(), len(place.telegram.polls)
        await asyncio.gather(place.settled(), asyncio.sleep(watched_s))
        polls_per_s = (len(place.telegram.polls) - before) / (time.monotonic() - began)
        await place.stop(process, GRACE_S)
        dead = _dead_rows(place) if bot == "qysqa" else None
        return Poisoned(len(chats), polls_per_s, place.telegram.ledger.lost, dead)


def _dead_rows(place: Ground) -> int:
    with closing(sqlite3.connect(place.folder / "qysqa.db")) as database:
        found = database.execute("SELECT count(*) FROM inbox WHERE state = ?", (State.DEAD,))
        return int(found.fetchone()[0])


async def unreadable(bot: BotName, watched_s: float = WATCHED_S) -> Line:
    """The figures of poisoned(), judged."""
    found, what = await poisoned(bot, watched_s), "unparsable update at the head"
    if bot == "plain":
        return Line(what, bot, found.text, found.unanswered > 0)
    passed = not found.unanswered and found.polls_per_s <= MAX_POLLS and found.dead == 1
    return Line(what, bot, found.text, passed)
