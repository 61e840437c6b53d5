"""Looks at the event loop from inside: how late does it wake those who sleep?"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.service.pulse import Pulse

LOOK_EVERY_S = 0.25  # stalls that a reader feels are caught; costs four wake-ups a second


async def watch_lag(
    pulse: Pulse,
    *,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> None:
    """Note in *pulse* how late the loop is, until it is cancelled; *clock* is in seconds."""
    while True:
        due = clock() + LOOK_EVERY_S
        await sleep(LOOK_EVERY_S)
        pulse.lag_s = max(0.0, clock() - due)
        pulse.lag.add(pulse.lag_s)
