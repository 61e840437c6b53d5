"""Taking updates in: stored first, acknowledged then. Telegram forgets what is acknowledged."""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.core.errors import StoreError, TokenRejectedError
from bot.core.jobs import Limits
from bot.core.queue_ports import Inbox
from bot.service.pulse import Pulse
from bot.telegram.outgoing.outcome import is_a_strangers
from bot.telegram.raw import UPDATES, is_fleeting, read_raw
from bot.telegram.wire.client import RawBot, seconds_of

POLL_S = 30  # a poll waits for updates; Telegram allows 50
MAX_UPDATES = 100  # of one poll; Bot API
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 30.0  # after a poll that failed; doubled each time
FULL_PAUSE_S = 1.0  # between looks at a backlog that leaves no room

_log = structlog.get_logger(__name__)


def _let_go(update: Any) -> None:
    """Nobody is there to answer what is not stored."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Stores updates, whichever way they come; *wake* tells those who do the jobs."""

    inbox: Inbox
    pulse: Pulse
    clock_ms: Callable[[], int]
    wake: Callable[[], None]
    limits: Limits = field(default_factory=Limits)
    since_s: int = 0
    """Unix time at which this bot began to listen."""
    fleeting: Callable[[Any], None] = _let_go
    """Gets the updates that are not stored, once the others are."""

    async def take(self, updates: Sequence[object]) -> int | None:
        """Store *updates*, each as json.loads gives it; when this returns they are safe.

        Returns:
            The highest of their numbers; None where none has any.

        Raises:
            StoreError: They are not, and must not be acknowledged.
        """
        self.pulse.heard_at = time.monotonic()
        new = [read_raw(update, since_s=self.since_s) for update in updates]
        if None in new:  # no number: Telegram sends none such
            _log.error("update.unreadable", count=new.count(None))
        known = [one for one in new if one is not None]
        passing = [update for update in updates if is_fleeting(update)]
        pairs = zip(new, updates, strict=True)
        stored = [one for one, update in pairs if one and not is_fleeting(update)]
        if stored:
            asyncio.get_running_loop().call_soon(self.wake)  # to claim in the same transaction
            self.pulse.taken_in += await self.inbox.add(stored, now=self.clock_ms())
            self.wake()
        for update in passing:
            self.fleeting(update)
        return max((one.update_id for one in known), default=None)

    async def take_bodies(self, bodies: Sequence[bytes]) -> None:
        """The same for updates as a webhook hands them over."""
        await self.take([_decoded(body) for body in bodies])

    async def is_full(self) -> bool:
        """Whether so much waits that Telegram had better keep the rest for now."""
        backlog = await self.inbox.backlog(now=self.clock_ms())
        return backlog.ready >= self.limits.pause_above


@dataclass(frozen=True, slots=True)
class Poller:
    """Asks Telegram for updates for as long as it runs."""

    bot: RawBot
    intake: Intake

    async def run(self) -> None:
        """Poll until cancelled.

        It starts with the earliest update that is not acknowledged: after a quiet week
        Telegram numbers updates anew, so a remembered number could skip some.

        Raises:
            TokenRejectedError: Telegram does not know the token any more.
        """
        offset, pause_s = 0, FIRST_PAUSE_S
        while True:
            try:
                offset = await self._poll(offset)
                pause_s = FIRST_PAUSE_S
            except (TelegramError, StoreError) as error:
                if isinstance(error, InvalidToken) and not is_a_strangers(error):
                    raise TokenRejectedError from None
                _log.warning("poll.failed", error=type(error).__name__)
                asked_s = seconds_of(error) if isinstance(error, RetryAfter) else 0.0
                await asyncio.sleep(max(asked_s, pause_s))
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    async def _poll(self, offset: int) -> int:
        """Ask once and store what came; return the next offset, which acknowledges it."""
        updates = await self.bot.raw_updates(offset, timeout_s=POLL_S, kinds=UPDATES)
        last = await self.intake.take(updates)
        if updates and last is None:
            await asyncio.sleep(FULL_PAUSE_S)  # they would come again at once
        if len(updates) >= MAX_UPDATES:
            await self._wait_for_room()
        return offset if last is None else last + 1

    async def _wait_for_room(self) -> None:
        while await self.intake.is_full():
            _log.warning("inbox.full")
            self.intake.pulse.heard_at = time.monotonic()  # it is us who are silent
            await asyncio.sleep(FULL_PAUSE_S)


def _decoded(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
