"""`qysqa run` itself; only the handlers' work is replaced by a pause, as in the plain bot.

Without its own pace it shows what it can do, and a round does not take minutes.
"""

import argparse
import asyncio
import sys
from functools import partial
from typing import Final

from bot.cli.app import main as qysqa
from bot.core.ports import Progress
from bot.telegram import application
from bot.telegram.answers import AnswerHandlers
from bot.telegram.incoming import Incoming
from bot.telegram.outgoing.pacing import Rate, Rates
from bot.telegram.replies import Reply, Send
from bot.telegram.shown.rich import rich
from tests.faults.harness.orphan import die_with_parent

AT_ONCE: Final = Rate(1, 1_000_000)  # a million messages before any has to wait


def unpace() -> None:
    rates = Rates(AT_ONCE, AT_ONCE, AT_ONCE)
    application.Manners = partial(application.Manners, rates=rates)  # type: ignore[misc,assignment] # a test's seam


def replace_work(work_s: float) -> None:
    async def reply(_: AnswerHandlers, __: Incoming, ___: Progress) -> list[Reply]:
        await asyncio.sleep(work_s)
        return [Send(rich("ok"))]

    for name in ("message", "sum"):
        setattr(AnswerHandlers, name, reply)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--work-s", type=float, default=0.2)
    parser.add_argument("--unpaced", action="store_true")
    options = parser.parse_args()
    die_with_parent()
    replace_work(options.work_s)
    if options.unpaced:
        unpace()
    sys.argv = ["qysqa", "run"]
    qysqa()


if __name__ == "__main__":
    main()
