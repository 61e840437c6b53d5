"""Calls leave no faster than an engine takes them. Pure: time comes in.

The generic cell rate algorithm (ITU-T I.371): one number, no timers, bursts allowed.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """*per_s* calls a second over time, *burst* of them at once after a pause."""

    per_s: float
    burst: int


class Pacer:
    """Says how long a call has to wait; each answer is a place in the queue."""

    def __init__(self, rate: Rate) -> None:
        self._every_s = 1 / rate.per_s
        self._ahead_s = (rate.burst - 1) / rate.per_s
        self._due = 0.0

    def wait_s(self, now: float, *, patience_s: float) -> float | None:
        """Seconds from *now*, a monotonic time, until a call may leave.

        None, and no place in the queue, where that is longer than *patience_s*.
        """
        at = max(now, self._due - self._ahead_s)
        if at - now > patience_s:
            return None
        self._due = max(self._due, at) + self._every_s
        return at - now
