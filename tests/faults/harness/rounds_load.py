"""Too much at once, one chat that Telegram holds back, and a long day.

Where a line takes *slack*, what is measured by the clock may be so many times worse: another
program may be using the processor.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.faults.harness.ground import Ground, Manner, ground
from tests.faults.harness.ledger import Key
from tests.faults.harness.process import BotName
from tests.faults.harness.table import Line

GROUP: Final = -1001234567890
FLOOD: Final = 200
GROUP_USERS: Final = 20
USERS: Final = range(501, 521)
WORK_S: Final = 0.05
MAX_WAIT_S: Final = 1.0
HELD_CHAT: Final = 601
FREE_CHATS: Final = range(602, 622)
HELD_S: Final = 3.0
EVERY_S: Final = 0.1  # of the free chats one writes
MAX_DELAY_S: Final = 0.1
QUEUED: Final = 300
QUEUED_CHATS: Final = range(701, 801)
MAX_SENDS: Final = 30  # a second; Telegram's FAQ for bots
SOAK_CHATS: Final = range(1001, 1301)
IN_FLIGHT: Final = 200  # of the soak: as if so many people always wrote at once
WARM_UP: Final = 10  # the share of the soak, as a divisor, after which memory is first looked at
MIN_PER_S: Final = 100.0
MAX_GROWTH_BYTES: Final = 10 * 2**20
IDLE_S: Final = 1.0  # before descriptors are counted


async def flood(bot: BotName, *, slack: float = 1.0) -> Line:
    """A group asks FLOOD times at once, then people write in private."""
    async with ground(bot, Manner(work_s=WORK_S)) as place:
        await place.start()
        place.telegram.group(GROUP)
        for number in range(FLOOD):
            place.telegram.ask(f"/sum {number}", GROUP, user=1 + number % GROUP_USERS)
        asked = place.ask(len(USERS), USERS)
        await _answered(place, asked)
        wait_s = place.telegram.ledger.median_wait(asked)
        longest_s = max(place.telegram.ledger.waits(asked))
    found = f"people wait {wait_s:.2f} s at the median, {longest_s:.2f} s at most"
    what = f"{FLOOD} messages of a group, then {len(USERS)} people"
    passed = wait_s > MAX_WAIT_S if bot == "plain" else wait_s <= MAX_WAIT_S * slack
    return Line(what, bot, found, passed)


async def held_chat(bot: BotName, *, slack: float = 1.0) -> Line:
    """Telegram refuses messages to one chat for a while; what do the others notice?"""
    async with ground(bot, Manner(work_s=WORK_S)) as place:
        await place.start()
        place.telegram.ask("first", FREE_CHATS[0])  # what is loaded with the first message is
        await place.settled()
        alone_s = median(await _waits(place, FREE_CHATS[::2]))
        place.telegram.held[HELD_CHAT] = time.monotonic() + HELD_S
        held = place.telegram.ask("held", HELD_CHAT)
        delay_s = median(await _waits(place, FREE_CHATS[1::2])) - alone_s
        await place.settled()
        lost = held in place.telegram.ledger.waiting
    fate = "lost" if lost else "answered later"
    found = f"the others wait {delay_s:+.2f} s longer; the held answer is {fate}"
    passed = lost if bot == "plain" else not lost and delay_s <= MAX_DELAY_S * slack
    return Line("one chat's 429", bot, found, passed)


async def _waits(place: Ground, chats: Sequence[int]) -> list[float]:
    asked = []
    for chat in chats:
        asked += place.ask(1, [chat])
        await asyncio.sleep(EVERY_S)
    await _answered(place, asked)
    return place.telegram.ledger.waits(asked)


async def _answered(place: Ground, asked: Sequence[Key], timeout_s: float = 60) -> None:
    waiting, wanted = place.telegram.ledger.waiting, set(asked)
    await place.telegram.wait(lambda: not waiting & wanted, timeout_s)


async def pace(bot: BotName, *, slack: float = 1.0) -> Line:
    """Many messages are to be sent at once: how many leave within a second?"""
    async with ground(bot, Manner(work_s=0)) as place:
        await place.start()
        place.ask(QUEUED, QUEUED_CHATS)
        await place.settled()
        most, lost = place.telegram.ledger.most_in(1), place.telegram.ledger.lost
    found = f"at most {most} sends in 1 s, {lost} lost"
    # a harness that is held up counts some late, together
    holds = most <= MAX_SENDS * slack and not lost
    passed = most > MAX_SENDS if bot == "plain" else holds
    return Line(f"{QUEUED} messages queued", bot, found, passed)


@dataclass
class Day:
    """A long day in short."""

    updates: int
    per_s: float
    cpu_s: float
    lost: int
    memory_bytes: int
    growth_bytes: int
    descriptors: tuple[int, int]

    @property
    def text(self) -> str:
        """In words."""
        growth, memory = self.growth_bytes / 2**20, self.memory_bytes / 2**20
        before, after = self.descriptors
        return (
            f"{self.updates} updates, {self.per_s:.0f}/s, {1000 * self.cpu_s:.1f} ms of CPU each,"
            f" {self.lost} lost;"
            f" {memory:.0f} MB, {growth:+.1f} since warm; {before} → {after} descriptors"
        )


async def soaked(bot: BotName, updates: int) -> Day:
    """Have *updates* answered as fast as it can, without Telegram's limits."""
    async with ground(bot, Manner(work_s=0, paced=False)) as place:
        process, _ = await place.start()
        warm = updates // WARM_UP
        await _stream(place, warm)
        memory, descriptors = process.memory_bytes, process.descriptors
        began, cpu_s = time.monotonic(), process.cpu_s
        await _stream(place, updates - warm)
        per_s = (updates - warm) / (time.monotonic() - began - IDLE_S)
        cpu_s = (process.cpu_s - cpu_s) / (updates - warm)
        now = process.memory_bytes
        counted = (descriptors, process.descriptors)
        return Day(updates, per_s, cpu_s, place.telegram.ledger.lost, now, now - memory, counted)


async def _stream(place: Ground, count: int) -> None:
    """Keep IN_FLIGHT messages unanswered until *count* were written, then wait for the rest."""
    waiting, written = place.telegram.ledger.waiting, 0
    while written < count:
        free = min(IN_FLIGHT - len(waiting), count - written)
        for number in range(written, written + free):
            place.telegram.ask("u", SOAK_CHATS[number % len(SOAK_CHATS)])
        written += free
        await place.telegram.wait(lambda: len(waiting) <= IN_FLIGHT / 2, 30)
    await place.telegram.wait(lambda: not waiting, 30)
    await asyncio.sleep(IDLE_S)


async def soak(bot: BotName, updates: int, *, slack: float = 1.0) -> Line:
    """The figures of soaked(), judged; of the plain bot they are only shown."""
    day = await soaked(bot, updates)
    passed = (
        not day.lost
        and day.per_s >= MIN_PER_S / slack
        and day.growth_bytes <= MAX_GROWTH_BYTES
        and day.descriptors[0] == day.descriptors[1]
    )
    return Line("soak", bot, day.text, passed if bot == "qysqa" else None)
