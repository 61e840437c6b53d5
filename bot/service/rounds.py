"""Looks around in time: begins the digests that are due, once each."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.core.digest_ports import GroupStore, RunStore
from bot.core.digests import PastRun, Run
from bot.core.errors import StoreError
from bot.core.groups import Group
from bot.core.own_jobs import run_to_body
from bot.core.ports import Clock
from bot.digest.schedule import due
from bot.service.traces import trace_of

EVERY_S = 20.0  # between rounds: how late a digest may be
STEADY_S = 60.0  # that a clock has run evenly before it is believed
JUMP_S = 60.0  # by which a clock is set, not corrected

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Puts a job into the inbox for each digest that is due.

    What cannot be begun now is due again at the next round; what was begun is noted with its
    job in one transaction, so neither a crash nor a second process begins it again.
    """

    groups: GroupStore
    runs: RunStore
    clock: Clock

    async def run(
        self,
        stop: asyncio.Event,
        wake: Callable[[], None],
        *,
        every_s: float = EVERY_S,
        steady_s: float = STEADY_S,
    ) -> None:
        """Go round until *stop* is set; *wake* tells those who do the jobs.

        Not in the first *steady_s*, while messages that Telegram kept meanwhile come in; and not
        after the clock was set, for a clock that was set forward by mistake is soon set back.
        """
        steadiness = Steadiness(steady_s)
        while not stop.is_set():
            if steadiness.judge(self.clock().timestamp(), time.monotonic()) and await self.tick():
                wake()
            with suppress(TimeoutError):
                async with asyncio.timeout(every_s):
                    await stop.wait()

    async def tick(self) -> int:
        """Begin what is due now; return how many digests were begun."""
        try:
            groups = await self.groups.planned()
            past = await self.runs.past_runs([group.chat_id for group in groups])
        except Exception as error:  # noqa: BLE001 - the next round may do better
            _report("rounds.not_read", error)
            return 0
        now, begun = self.clock(), 0
        for run in _due(groups, past, now):
            begun += await self._begin(run, now)
        return begun

    async def _begin(self, run: Run, now: datetime) -> bool:
        body, now_ms = run_to_body(run), int(now.timestamp() * 1_000)
        try:
            return await self.runs.begin(run, body, now_ms=now_ms)
        except Exception as error:  # noqa: BLE001 - the others' digests must come all the same
            _report("rounds.not_begun", error)
            return False


def _due(
    groups: Sequence[Group], past: Mapping[int, Sequence[PastRun]], now: datetime
) -> Iterator[Run]:
    """Yield what is due; a plan that cannot be read costs no other chat its digest."""
    for group in groups:
        try:
            yield from due([(group.chat_id, group.plan)], past, now)
        except Exception as error:  # noqa: BLE001 - whatever a stored plan may hold
            _report("rounds.bad_plan", error)


def _report(event: str, error: Exception) -> None:
    if isinstance(error, StoreError):
        _log.warning(event, error=error.code)
    else:
        _log.error(event, **trace_of(error))


@dataclass(slots=True)
class Steadiness:
    """Whether a clock has run evenly for *steady_s*; all times in seconds."""

    steady_s: float
    _ahead: float | None = None
    """Of the monotonic clock, when it was judged last."""
    _since: float = 0.0

    def judge(self, wall: float, monotonic: float) -> bool:
        """Say it of a clock that shows *wall* at the moment *monotonic*."""
        ahead = wall - monotonic
        if self._ahead is None or abs(ahead - self._ahead) > JUMP_S:
            self._since = monotonic
        self._ahead = ahead
        return monotonic - self._since >= self.steady_s
