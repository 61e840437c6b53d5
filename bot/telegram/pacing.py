"""Messages leave no faster than Telegram takes them: one queue for all, one for each chat.

The generic cell rate algorithm (ITU-T I.371): one number a chat, no timers, bursts allowed.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram.ext import BaseRateLimiter

MAX_CHATS = 10_000  # remembered at a time; those that may send at once are forgotten first

_PACED = ("sendMessage", "editMessageText", "sendDocument")
"""Signs of progress and answers to buttons are not counted by Telegram."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One message every so many seconds, *burst* of them at once after a pause."""

    every_s: float
    burst: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Just under what Telegram's FAQ for bots allows: 30 a second, 1 a chat, 20 a group minute."""

    overall: Rate = Rate(1 / 25, 1)
    private: Rate = Rate(1.05, 3)
    group: Rate = Rate(4.0, 5)


class Pacer:
    """Says how long a message has to wait; each question takes its place in the queue."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._overall = 0.0
        self._chats: dict[int | str, float] = {}

    def wait_s(self, chat: int | str, now: float) -> float:
        """Seconds from *now*, a monotonic time, until a message to *chat* may leave."""
        rates = self._rates
        rate = rates.private if isinstance(chat, int) and chat > 0 else rates.group
        if len(self._chats) >= MAX_CHATS:
            self._chats = {one: due for one, due in self._chats.items() if due > now}
        due = self._chats.get(chat, 0.0)
        at = max(now, _allowed(due, rate), _allowed(self._overall, rates.overall))
        self._chats[chat] = max(due, at) + rate.every_s
        self._overall = max(self._overall, at) + rates.overall.every_s
        return at - now


class Pacing(BaseRateLimiter[None]):
    """The Pacer in python-telegram-bot's place for it."""

    def __init__(self, rates: Rates) -> None:
        self._pacer = Pacer(rates)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the library's signature
    ) -> Any:
        """Wait for the turn of a message; let everything else pass."""
        if endpoint in _PACED and "chat_id" in data:
            await asyncio.sleep(self._pacer.wait_s(data["chat_id"], time.monotonic()))
        return await callback(*args, **kwargs)


def _allowed(due: float, rate: Rate) -> float:
    return due - (rate.burst - 1) * rate.every_s
