"""How late the event loop is, and that it is noted."""

import asyncio

import pytest

from bot.cli.watch import LOOK_EVERY_S, watch_lag
from bot.service.pulse import Pulse


async def test_each_look_notes_how_late_the_loop_was() -> None:
    pulse, now, late = Pulse(), [100.0], [0.0, 0.3, -0.001]

    async def sleep(seconds: float) -> None:
        if not late:
            raise asyncio.CancelledError
        assert seconds == LOOK_EVERY_S
        now[0] += seconds + late.pop(0)

    seen: list[float] = []

    def clock() -> float:
        seen.append(pulse.lag_s)
        return now[0]

    with pytest.raises(asyncio.CancelledError):
        await watch_lag(pulse, clock=clock, sleep=sleep)

    assert max(seen) == pytest.approx(0.3)
    assert pulse.lag_s == 0.0  # a clock may be coarser than the sleep
    assert sum(pulse.lag.counts) == 3
    assert pulse.lag.total_s == pytest.approx(0.3)


async def test_a_loop_that_is_held_up_is_seen() -> None:
    pulse = Pulse()
    watch = asyncio.create_task(watch_lag(pulse))
    await asyncio.sleep(0)
    deadline = asyncio.get_running_loop().time() + LOOK_EVERY_S + 0.15
    while asyncio.get_running_loop().time() < deadline:  # it does not let go
        pass
    while not pulse.lag_s:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.01)
    watch.cancel()

    assert pulse.lag_s > 0.1
