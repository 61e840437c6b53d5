"""Nothing is lost: Qysqa and plain python-telegram-bot under the same faults, as a table.

    PYTHONPATH=. python tests/faults/lossless.py [--short] [--only NAME]

Exits 1 when a figure of Qysqa is missed, or when the plain bot shows no loss: then the faults
were none.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Final

from tests.faults.harness.ground import DidNotStartError
from tests.faults.harness.process import BotName
from tests.faults.harness.rounds_end import kill, kill_on_postgresql, sigterm
from tests.faults.harness.rounds_load import flood, held_chat, pace, soak
from tests.faults.harness.rounds_way import errors, lost_answers, resets, unreadable
from tests.faults.harness.table import Line, table

Round = Callable[[BotName], Awaitable[Line]]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried. The plain bot's losses are plain after a few rounds.

    *slack*: by how much figures of time may be missed; CI runs beside other things. *at_once*:
    how many bots are tried at a time; where times are measured, one.
    """

    kills: int
    plain_kills: int
    queued: int
    travelling: int
    soaking: int
    plain_soaking: int
    slack: float
    at_once: int


SHORT: Final = Size(10, 2, 60, 100, 2_000, 500, slack=3, at_once=3)
LONG: Final = Size(50, 10, 150, 300, 24_000, 2_000, slack=1, at_once=1)


def rounds(size: Size) -> Mapping[str, Sequence[Round]]:
    """All that is tried, by the names of --only."""
    slack = size.slack
    return {
        "kill": [
            _kills(size, webhook=False, senders=4),
            _kills(size, webhook=True, senders=1),
        ],
        "postgresql": [lambda bot: kill_on_postgresql(bot, size.kills // 2, senders=4)],
        "sigterm": [lambda bot: sigterm(bot, size.queued, slack=slack)],
        "resets": [lambda bot: resets(bot, size.travelling)],
        "lost-replies": [lambda bot: lost_answers(bot, size.travelling)],
        "errors": [lambda bot: errors(bot, size.travelling)],
        "unparsable": [unreadable],
        "flood": [partial(flood, slack=slack)],
        "paced": [partial(held_chat, slack=slack), partial(pace, slack=slack)],
        "soak": [_soak(size)],
    }


def _kills(size: Size, *, webhook: bool, senders: int) -> Round:
    def run(bot: BotName) -> Awaitable[Line]:
        count = size.kills if bot == "qysqa" else size.plain_kills
        return kill(bot, count, webhook=webhook, senders=senders)

    return run


def _soak(size: Size) -> Round:
    def run(bot: BotName) -> Awaitable[Line]:
        count = size.soaking if bot == "qysqa" else size.plain_soaking
        return soak(bot, count, slack=size.slack)

    return run


async def found(chosen: Mapping[str, Sequence[Round]], at_once: int) -> list[Line]:
    """Try what is *chosen* with both bots."""
    bots: Sequence[BotName] = ("qysqa", "plain")
    named = [(name, one) for name in chosen for one in chosen[name]]
    slots = asyncio.Semaphore(at_once)
    return await asyncio.gather(
        *(_line(name, one, bot, slots) for (name, one), bot in product(named, bots))
    )


async def _line(name: str, one: Round, bot: BotName, slots: asyncio.Semaphore) -> Line:
    """A bot that does not start, or says nothing for too long, does not spare it the rest."""
    async with slots:
        began = time.monotonic()
        try:
            line = await one(bot)
        except (DidNotStartError, TimeoutError) as error:
            sys.stderr.write(f"{error}\n")
            line = Line(name, bot, type(error).__name__, passed=False)
        took_s = time.monotonic() - began
        sys.stderr.write(f"{line.what}, {bot}: {line.found}  [{took_s:.0f} s]\n")
        return line


def main() -> int:
    """Print the table; 1 if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="the form of CI")
    parser.add_argument("--only", choices=rounds(SHORT), help="one of the faults")
    options = parser.parse_args()
    size = SHORT if options.short else LONG
    chosen = {name: one for name, one in rounds(size).items() if options.only in {None, name}}
    lines = asyncio.run(found(chosen, size.at_once))
    sys.stdout.write(f"{table(lines)}\n")
    return int(any(one.passed is False for one in lines))


if __name__ == "__main__":
    sys.exit(main())
