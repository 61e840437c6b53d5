"""Waiting for a turn, with a clock that only sleeping moves."""

import pytest

from bot.article.fetch.pace import PAUSE_S, Pace
from bot.article.fetch.turns import Turns
from bot.core.errors import TooManyRequestsError


class Time:
    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def turns(self) -> Turns:
        return Turns(Pace(), clock=self.clock, sleep=self.sleep)


async def test_the_second_visit_waits_and_the_first_does_not() -> None:
    time = Time()
    turns = time.turns()

    await turns.wait("a.kz")
    await turns.wait("a.kz")

    assert time.slept == [PAUSE_S]


async def test_what_would_take_too_long_is_too_many_requests_at_once() -> None:
    time = Time()
    turns = time.turns()
    turns.hold("a.kz", 60.0)

    with pytest.raises(TooManyRequestsError) as refused:
        await turns.wait("a.kz")

    assert (refused.value.site, refused.value.status) == ("a.kz", 429)
    assert time.slept == []


async def test_time_that_passes_is_counted() -> None:
    time = Time()
    turns = time.turns()
    turns.hold("a.kz", 60.0)
    time.now += 60

    await turns.wait("a.kz")

    assert time.slept == []
