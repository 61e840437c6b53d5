"""What is counted of each engine while the program runs; read by metrics and status."""

from collections import Counter
from dataclasses import dataclass, field

from bot.core.engines import Trouble
from bot.core.models import Doubt

LATENCY_BOUNDS_S = (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
"""Upper ends of the histogram's buckets: from a local model's to a whole job's patience."""


@dataclass(slots=True)
class Tally:
    """Counts since the start; *seconds* holds a count a bucket and one for slower calls."""

    calls: int = 0
    chars: int = 0
    failures: Counter[Trouble] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    doubted: Counter[Doubt] = field(default_factory=Counter)
    accepted: int = 0
    seconds: list[int] = field(default_factory=lambda: [0] * (len(LATENCY_BOUNDS_S) + 1))
    seconds_total: float = 0.0

    def called(self, chars: int, took_s: float) -> None:
        """A call was answered, well or badly."""
        self.calls += 1
        self.chars += chars
        self.seconds_total += took_s
        slot = sum(took_s > bound for bound in LATENCY_BOUNDS_S)
        self.seconds[slot] += 1


@dataclass(slots=True)
class RecallTally:
    """Sentences that were asked for, and where they came from."""

    remembered: int = 0  # from people's own memories
    cached: int = 0
    missing: int = 0
