"""Waits for a turn at a site: bot.article.fetch.pace with a clock."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.article.fetch.pace import Pace
from bot.core.errors import TooManyRequestsError


class Turns:
    """Lets requests through at the pace that each site is owed."""

    def __init__(
        self,
        pace: Pace,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pace = pace
        self._clock = clock
        self._sleep = sleep

    async def wait(self, site: str) -> None:
        """Return when *site* may be asked.

        Raises:
            TooManyRequestsError: That would take too long; the site is not asked.
        """
        seconds = self._pace.claim(site, self._clock())
        if seconds is None:
            raise TooManyRequestsError(site, 429)
        if seconds:
            await self._sleep(seconds)

    def hold(self, site: str, seconds: float) -> None:
        """Let nothing through to *site* for *seconds*."""
        self._pace.hold(site, self._clock(), seconds)
