"""How the running bot is: what it did since it started, and when it last heard from Telegram."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of how long things take; one more bucket holds what took longer."""


@dataclass(slots=True)
class Durations:
    """How long something took, counted by SECONDS."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(SECONDS) + 1))
    total_s: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.total_s += seconds


@dataclass(slots=True)
class Pulse:
    """Raised by the parts that run, read by health checks and metrics.

    Attributes:
        heard_at: When Telegram last answered a poll or posted an update, by the monotonic
            clock in seconds; None: not yet.
        lag_s: How late the event loop was when it was last looked at, in seconds.
        taken_in: Updates stored, the same one twice counts once.
        jobs: How claims ended, by outcome: done, refused, failed, dead, turned_away, ignored.
        sends: What became of messages, by bot.telegram.outgoing.outcome's fates.
        job: How long jobs took, from claim to end.
        waited: How long jobs waited before that.
        lag: How late the event loop was.
    """

    heard_at: float | None = None
    lag_s: float = 0.0
    taken_in: int = 0
    jobs: Counter[str] = field(default_factory=Counter)
    sends: Counter[str] = field(default_factory=Counter)
    job: Durations = field(default_factory=Durations)
    waited: Durations = field(default_factory=Durations)
    lag: Durations = field(default_factory=Durations)
