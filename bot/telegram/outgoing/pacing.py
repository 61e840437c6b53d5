"""Messages leave no faster than Telegram takes them, all together and to each chat.

The generic cell rate algorithm (ITU-T I.371): one number a chat, no timers, bursts allowed.
Times are milliseconds of one clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.jobs import Choice, Due
from bot.telegram.outgoing.rows import is_press_answer

MAX_CHATS: Final = 10_000  # remembered at a time; those that may send at once are forgotten first


@dataclass(frozen=True, slots=True)
class Rate:
    """One message every so many milliseconds, *burst* of them at once after a pause."""

    every_ms: int
    burst: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Just under what Telegram's FAQ for bots allows: 30 a second, 1 a chat, 20 a group minute.

    In a second 2 + 24 = 26 may leave: the burst makes up for the time that marking a message
    takes, and the rest is for what is late on its way. In a minute a group gets 3 + 17 = 20:
    a larger burst would break its limit.
    """

    overall: Rate = Rate(40, 2)
    private: Rate = Rate(1_000, 3)
    group: Rate = Rate(3_334, 3)


class Pacer:
    """Knows what has left, and says when the next may.

    What left before *started_ms* it does not know: until a burst's time has gone by, each chat
    is taken to have had one then.
    """

    def __init__(self, rates: Rates, started_ms: int = 0) -> None:
        self._rates, self._started_ms = rates, started_ms
        self._overall = 0
        self._chats: dict[int, int] = {}

    def wait_ms(self, chat: int, now_ms: int) -> int:
        """How long from now a message to *chat* has to wait; takes no place."""
        return max(self.wait_of_chat_ms(chat, now_ms), self.wait_of_all_ms(now_ms))

    def wait_of_chat_ms(self, chat: int, now_ms: int) -> int:
        """How long it has to wait because of its chat."""
        return _wait_ms(self._due_ms(chat), self._rate(chat), now_ms)

    def wait_of_all_ms(self, now_ms: int) -> int:
        """How long any message has to wait."""
        return _wait_ms(self._overall, self._rates.overall, now_ms)

    def places(self, now_ms: int) -> int:
        """How many messages may leave now, to chats that may be sent to."""
        rate = self._rates.overall
        ahead = _ahead_ms(self._overall, rate, now_ms)
        return max(0, rate.burst - -(-ahead // rate.every_ms))

    def take(self, chat: int, now_ms: int) -> None:
        """A message to *chat* leaves."""
        if len(self._chats) >= MAX_CHATS:
            self._chats = {one: due for one, due in self._chats.items() if due > now_ms}
        rate, overall = self._rate(chat), self._rates.overall
        ahead = _ahead_ms(self._due_ms(chat), rate, now_ms)
        self._chats[chat] = now_ms + ahead + rate.every_ms
        self._overall = now_ms + _ahead_ms(self._overall, overall, now_ms) + overall.every_ms

    def _due_ms(self, chat: int) -> int:
        rate = self._rate(chat)
        return self._chats.get(chat, self._started_ms + (rate.burst - 1) * rate.every_ms)

    def _rate(self, chat: int) -> Rate:
        return self._rates.private if chat > 0 else self._rates.group


def choose(dues: Sequence[Due], pacer: Pacer, now_ms: int, free: int) -> Choice:
    """Pick up to *free* of the oldest *dues* that may leave now; takes no place.

    Only those whose own chat has had enough are told to wait: what others wait for, a place
    or a free sender, comes sooner than it would pay to write it down.
    """
    send: list[int] = []
    wait: dict[int, int] = {}
    places = pacer.places(now_ms)
    for due in sorted(dues, key=lambda one: one.number):
        needs_place = not is_press_answer(due.body)
        pause_ms = pacer.wait_of_chat_ms(due.chat_id, now_ms) if needs_place else 0
        if pause_ms:
            wait[due.number] = now_ms + pause_ms
        elif len(send) < free and places >= needs_place:
            send.append(due.number)
            places -= needs_place
    return Choice(send, wait)


def _ahead_ms(due_ms: int, rate: Rate, now_ms: int) -> int:
    """How far the chat is ahead of its rate; more than a burst is a clock that was set back."""
    ahead = due_ms - now_ms
    return ahead if 0 < ahead <= rate.burst * rate.every_ms else 0


def _wait_ms(due_ms: int, rate: Rate, now_ms: int) -> int:
    return max(0, _ahead_ms(due_ms, rate, now_ms) - (rate.burst - 1) * rate.every_ms)
