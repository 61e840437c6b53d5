"""Taking in: stored before it is acknowledged, whatever goes wrong on either side."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.core.errors import DatabaseBusyError, TokenRejectedError
from bot.core.jobs import Limits, NewUpdate
from bot.service.pulse import Pulse
from bot.telegram import intake
from bot.telegram.intake import Intake, Poller
from tests.contract.queues import FakeQueues


def update(number: int, chat: int = 7) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat, "type": "private"}}}


class Telegram:
    """Answers polls from a script; after it, waits for ever. *offsets* is what was asked."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.offsets: list[int] = []
        self.waiting = asyncio.Event()

    async def raw_updates(self, offset: int, *, timeout_s: int, kinds: Sequence[str]) -> Any:
        self.offsets.append(offset)
        if not self.answers:
            self.waiting.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def queues() -> FakeQueues:
    return FakeQueues()


@pytest.fixture
def taking(queues: FakeQueues) -> Intake:
    return Intake(queues.inbox, Pulse(), lambda: 1000, lambda: None, Limits(pause_above=2))


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses are counted and not made."""
    pauses = list[float]()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await real(0)

    real = asyncio.sleep
    monkeypatch.setattr(asyncio, "sleep", sleep)
    return pauses


async def poll(telegram: Telegram, taking: Intake) -> None:
    """Poll until the script is over."""
    poller = asyncio.create_task(Poller(telegram, taking).run())  # type: ignore[arg-type] # all it asks
    waiting = asyncio.create_task(telegram.waiting.wait())
    await asyncio.wait({poller, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    with suppress(asyncio.CancelledError):
        if poller.done():
            await poller
        poller.cancel()
        await poller


async def numbers(queues: FakeQueues) -> list[int | None]:
    found = []
    while jobs := await queues.inbox.claim(10, now=2000):
        found += [job.update_id for job in jobs]
        for job in jobs:
            await queues.inbox.finish(job, (), now=2000)
    return found


async def test_it_starts_with_the_earliest_and_acknowledges_what_is_stored(
    queues: FakeQueues, taking: Intake
) -> None:
    telegram = Telegram([update(5), update(6)], [], [update(7)])
    await poll(telegram, taking)

    assert telegram.offsets == [0, 7, 7, 8]
    assert await numbers(queues) == [5, 6, 7]
    assert (taking.pulse.taken_in, taking.pulse.heard_at is not None) == (3, True)


async def test_what_comes_twice_is_stored_once(queues: FakeQueues, taking: Intake) -> None:
    await poll(Telegram([update(5)], [update(5), update(6)]), taking)

    assert await numbers(queues) == [5, 6]
    assert taking.pulse.taken_in == 2


async def test_what_cannot_be_stored_is_not_acknowledged(
    queues: FakeQueues, taking: Intake, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    add, failures = queues.inbox.add, iter([True, True, False])

    async def failing(updates: Sequence[NewUpdate], *, now: int) -> int:
        if next(failures):
            raise DatabaseBusyError("qysqa.db")
        return await add(updates, now=now)

    monkeypatch.setattr(queues.inbox, "add", failing)
    telegram = Telegram([update(5)], [update(5)], [update(5)])
    await poll(telegram, taking)

    assert telegram.offsets == [0, 0, 0, 6]
    assert await numbers(queues) == [5]
    assert slept == [1.0, 2.0]


async def test_failures_make_the_pauses_longer_and_a_success_short_again(
    taking: Intake, slept: list[float]
) -> None:
    broken = [NetworkError("x") for _ in range(6)]
    await poll(Telegram(*broken, [], NetworkError("x")), taking)

    assert slept == [1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 1.0]


async def test_a_pause_that_telegram_asks_for_is_made(taking: Intake, slept: list[float]) -> None:
    await poll(Telegram(RetryAfter(7)), taking)

    assert slept == [7.0]


async def test_a_token_that_is_not_known_any_more_ends_it(taking: Intake) -> None:
    with pytest.raises(TokenRejectedError):
        await poll(Telegram(InvalidToken("x")), taking)


async def test_a_page_of_a_gateway_does_not_end_it(taking: Intake, slept: list[float]) -> None:
    page = InvalidToken("Not Found (404)")
    page.__cause__ = TelegramError("Invalid server response")
    await poll(Telegram(page), taking)

    assert slept == [1.0]


async def test_updates_without_numbers_are_passed_over_without_haste(
    queues: FakeQueues, taking: Intake, slept: list[float]
) -> None:
    await poll(Telegram([{"message": 1}], [{"message": 1}, update(5)]), taking)

    assert await numbers(queues) == [5]
    assert slept == [1.0]


async def test_nothing_is_asked_for_while_too_much_waits(
    queues: FakeQueues, taking: Intake, monkeypatch: pytest.MonkeyPatch, slept: list[float]
) -> None:
    monkeypatch.setattr(intake, "MAX_UPDATES", 2)
    full = iter([True, True, False])
    backlog = queues.inbox.backlog

    async def shrinking(*, now: int) -> Any:
        if not next(full):
            await numbers(queues)
        return await backlog(now=now)

    monkeypatch.setattr(queues.inbox, "backlog", shrinking)
    telegram = Telegram([update(5), update(6)])
    await poll(telegram, taking)

    assert slept == [1.0, 1.0]
    assert telegram.offsets == [0, 7]


async def test_bodies_of_a_webhook_are_stored_and_those_that_are_no_json_passed_over(
    queues: FakeQueues, taking: Intake
) -> None:
    await taking.take_bodies([b'{"update_id": 5}', b"{", b"[" * 100_000, b"\xff"])

    assert await numbers(queues) == [5]


async def test_inline_queries_are_handed_on_and_not_stored(queues: FakeQueues) -> None:
    heard = list[Any]()
    taking = Intake(queues.inbox, Pulse(), lambda: 1000, lambda: None, fleeting=heard.append)
    query = {"update_id": 6, "inline_query": {"id": "1", "from": {"id": 7}, "query": "a"}}

    assert await taking.take([update(5), query]) == 6
    assert heard == [query]
    assert await numbers(queues) == [5]


async def test_without_a_desk_they_are_let_go(taking: Intake, queues: FakeQueues) -> None:
    assert await taking.take([{"update_id": 6, "inline_query": {"id": "1"}}]) == 6
    assert await numbers(queues) == []
