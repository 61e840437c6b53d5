"""Messages from the owner to all: shown first, then sent little by little, and stopped at will."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.core.broadcasts import Broadcast, Pace, State
from bot.core.errors import StoreError
from bot.core.people_ports import Announcer, BroadcastStore
from bot.core.ports import Clock
from bot.service.traces import trace_of

EVERY_S: Final = 0.5  # with ten messages a step: twenty a second, of the 25 that may leave
TELL_EVERY_S: Final = 5.0  # the owner is told how far it got; Telegram counts edits as messages
IDLE_S: Final = 60.0  # before it looks for what another process began
PAUSE_S: Final = 5.0  # after a failure

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Broadcasts:
    """Drafts them, and sends them while it runs."""

    store: BroadcastStore
    clock: Clock
    pace: Pace = field(default_factory=Pace)
    _begun: asyncio.Event = field(default_factory=asyncio.Event)
    _told_at: float = 0.0

    async def audience(self, chat_id: int) -> int:
        """How many people a message of that owner reaches."""
        return await self.store.audience(chat_id)

    async def draft(self, chat_id: int, body: str) -> int:
        """Keep a message of that owner, to be sent or dropped; return its number."""
        return await self.store.draft(chat_id, body, at=int(self.clock().timestamp()))

    async def begin(self, number: int) -> Broadcast | None:
        """Have it sent, unless that was decided before; return it as it is now."""
        if await self.store.begin(number):
            self._told_at = 0.0  # the first step tells that it has begun
            self._begun.set()
        return await self.store.find(number)

    async def drop(self, number: int) -> Broadcast | None:
        """Delete a draft; return what it has become if it is none any more."""
        await self.store.drop(number)
        return await self.store.find(number)

    async def stop(self, number: int) -> Broadcast | None:
        """Send no more of it; return it as it is now."""
        await self.store.stop(number)
        return await self.store.find(number)

    async def run(
        self,
        announcer: Announcer,
        wake: Callable[[], None],
        clock_ms: Callable[[], int],
        *,
        every_s: float = EVERY_S,
    ) -> None:
        """Send what is to be sent, until cancelled; *wake* tells the sender.

        Each step is one transaction: nobody is passed over, and nobody gets it twice, whenever
        the process ends.
        """
        while True:
            self._begun.clear()
            pause_s = await self._tried(announcer, wake, clock_ms, every_s)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._begun.wait()

    async def _tried(
        self,
        announcer: Announcer,
        wake: Callable[[], None],
        clock_ms: Callable[[], int],
        every_s: float,
    ) -> float:
        """Make a step; return how long to wait before the next, in seconds."""
        try:
            number = await self.store.under_way()
            if number is None:
                return IDLE_S
            if await self._step(number, announcer, clock_ms()):
                wake()
        except StoreError as error:
            _log.warning("broadcast.paused", error=error.code)
            return PAUSE_S
        except Exception as error:  # noqa: BLE001 - the bot goes on whatever a broadcast holds
            _log.error("broadcast.broken", **trace_of(error))
            return IDLE_S
        return every_s

    async def _step(self, number: int, announcer: Announcer, now_ms: int) -> bool:
        """Make a step; say whether there is something to send."""
        now = self.clock().timestamp()
        tells = not 0 <= now - self._told_at < TELL_EVERY_S
        step = await self.store.step(number, announcer, self.pace, tells=tells, now_ms=now_ms)
        if step is None:
            return False
        if tells:
            self._told_at = now
        return tells or step.put > 0 or step.broadcast.state is State.DONE
