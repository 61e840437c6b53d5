"""What was asked and what was answered: the figures of a round. Pure."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

Key = tuple[int, int]
"""A chat, and the number of a message in it."""


class Delivery(NamedTuple):
    """A message that arrived at Telegram; *answers* is the one it replies to."""

    at: float
    chat: int
    answers: Key | None


@dataclass
class Ledger:
    """Times are monotonic, in seconds.

    Attributes:
        asked: When each message was written, in the order they were.
        waiting: Those without an answer.
    """

    asked: dict[Key, float] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    waiting: set[Key] = field(default_factory=set)

    def ask(self, key: Key, at: float) -> None:
        """Note that somebody wrote."""
        self.asked[key] = at
        self.waiting.add(key)

    def deliver(self, chat: int, answers: Key | None, at: float) -> None:
        """Note that a message of the bot arrived."""
        self.deliveries.append(Delivery(at, chat, answers))
        if answers is not None:
            self.waiting.discard(answers)

    @property
    def lost(self) -> int:
        """How many messages have no answer."""
        return len(self.waiting)

    @property
    def duplicates(self) -> int:
        """How many answers came though there was one already."""
        counts = Counter(one.answers for one in self.deliveries if one.answers in self.asked)
        return counts.total() - len(counts)

    @property
    def out_of_order(self) -> int:
        """How often, within a chat, an answer first came after that to a later message."""
        first: dict[Key, None] = {}  # in the order of arrival
        for one in self.deliveries:
            if one.answers in self.asked and one.answers is not None:
                first.setdefault(one.answers)
        chats: dict[int, list[int]] = {}
        for chat, number in first:
            chats.setdefault(chat, []).append(number)
        return sum(one > later for line in chats.values() for one, later in pairwise(line))

    def waits(self, keys: Sequence[Key]) -> list[float]:
        """How long each of *keys* waited; for ever, where there is no answer."""
        arrived: dict[Key, float] = {}
        for one in self.deliveries:
            if one.answers is not None:
                arrived.setdefault(one.answers, one.at)
        return [arrived.get(key, float("inf")) - self.asked[key] for key in keys]

    def median_wait(self, keys: Sequence[Key]) -> float:
        """The median of waits()."""
        return median(self.waits(keys))

    def most_in(self, seconds: float) -> int:
        """The largest number of messages that arrived within any span of *seconds*."""
        times = sorted(one.at for one in self.deliveries)
        return max(
            (bisect_left(times, at + seconds) - place for place, at in enumerate(times)), default=0
        )
