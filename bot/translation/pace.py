"""How often chats get translations that nobody asked for, and when they are left alone. Pure.

All times are seconds of one clock. What is kept is lost at a restart: then it begins anew.
"""

from collections import OrderedDict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeVar

MAX_KNOWN: Final = 1_000  # chats, or messages; the one that was quiet longest is forgotten
PAUSE_S: Final = 60.0  # after a failure; each further one in a row doubles it
MAX_PAUSE_S: Final = 600.0

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Window:
    """At most *count* messages in any *seconds*."""

    count: int
    seconds: float


LIMITS: Final = (Window(6, 20), Window(12, 60))
"""Telegram's FAQ for bots: 20 messages a minute to a group; answers and digests need the rest."""

EDITS_OF_MESSAGE: Final = Window(6, 60)  # nobody reads faster than that
EDITS_IN_CHAT: Final = Window(20, 60)  # as LIMITS


class Follow(Enum):
    """What becomes of the translations of a message that was edited."""

    ANEW = auto()
    NOTE = auto()
    """They say that they are not of its last words."""
    NOTHING = auto()
    """They say so already."""


class Pace:
    """Knows what was done for whom: translated for a group, or after an edit of a message."""

    def __init__(self, limits: Sequence[Window] = LIMITS) -> None:
        self._limits = limits
        self._longest = max(limit.count for limit in limits)
        self._done: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def allows(self, key: Hashable, now: float) -> bool:
        """Whether one more may follow; takes no place."""
        done = self._done.get(key, ())
        return all(
            sum(0 <= now - at < limit.seconds for at in done) < limit.count
            for limit in self._limits
        )

    def note(self, key: Hashable, now: float, count: int = 1) -> None:
        """*count* more: also those that are never refused."""
        done = self._done.get(key) or deque(maxlen=self._longest)
        done.extend([now] * count)
        _keep(self._done, key, done)


class Pauses:
    """Groups whose translations failed are left alone for a while: their talk goes on."""

    def __init__(self) -> None:
        self._failures: OrderedDict[Hashable, tuple[int, float]] = OrderedDict()

    def allows(self, key: Hashable, now: float) -> bool:
        """Whether no pause is on."""
        count, at = self._failures.get(key, (0, now))
        pause = min(PAUSE_S * 2 ** (count - 1), MAX_PAUSE_S) if count else 0
        return not 0 <= now - at < pause

    def begin(self, key: Hashable, now: float) -> None:
        """After a failure; the longer, the more there were in a row."""
        count, _ = self._failures.get(key, (0, now))
        _keep(self._failures, key, (count + 1, now))

    def end(self, key: Hashable) -> None:
        """After a success."""
        self._failures.pop(key, None)


class EditPace:
    """Which edits are followed: in a storm of them, the first.

    Later ones cannot be waited for, as the chat's other jobs would wait too. So the first that
    is not followed has the translations say that they are out of date; none of what was said
    before stays. The first edit after the storm is followed again.
    """

    def __init__(self) -> None:
        self._of_messages = Pace([EDITS_OF_MESSAGE])
        self._in_chats = Pace([EDITS_IN_CHAT])
        self._told: OrderedDict[tuple[int, int], None] = OrderedDict()

    def take(self, chat_id: int, message_id: int, now: float) -> Follow:
        """What an edit of the message leads to; one that is followed takes its place."""
        key = (chat_id, message_id)
        if self._of_messages.allows(key, now) and self._in_chats.allows(chat_id, now):
            self._of_messages.note(key, now)
            self._in_chats.note(chat_id, now)
            self._told.pop(key, None)
            return Follow.ANEW
        if key in self._told:
            return Follow.NOTHING
        _keep(self._told, key, None)
        return Follow.NOTE


def _keep(known: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > MAX_KNOWN:
        known.popitem(last=False)
