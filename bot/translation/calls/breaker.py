"""When an engine that fails is left alone, and for how long. Pure: time comes in.

A circuit is closed (asked), open (left alone), or half open: past its time, one call tries
whether the engine is back. One that opens again stays open for twice as long.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.engines import Trouble

FAILURES = 5  # within WINDOW_S open a circuit: one may be chance, five are not
WINDOW_S = 60.0
OPEN_S = 60.0
PATIENCE_S = 4.0  # what a job waits for one engine; a longer wish closes it for so long
MAX_OPEN_S = 1_800.0  # block pages last minutes to hours (SubtitleEdit#14050)

AT_ONCE = frozenset({Trouble.BLOCKED, Trouble.QUOTA, Trouble.KEY})
"""Asking again would get the same answer, and keyless services count it against us."""

RETRIED = frozenset({Trouble.TIMEOUT, Trouble.UNREACHABLE, Trouble.FAILING, Trouble.BUSY})
"""May be gone in a second."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """*failed_at* are the recent failures and *open_until* the end, both in unix seconds.

    *strikes* counts how often in a row it opened; *refusal* is what opened it last.
    """

    failed_at: Sequence[float] = ()
    open_until: float = 0.0
    strikes: int = 0
    refusal: Trouble | None = None

    def is_open(self, now: float) -> bool:
        """Whether the engine is left alone."""
        return now < self.open_until

    @property
    def is_on_trial(self) -> bool:
        """Whether it has been open and nothing has succeeded since."""
        return self.strikes > 0


def failed(
    circuit: Circuit, trouble: Trouble, *, now: float, retry_after_s: float | None = None
) -> Circuit:
    """The circuit after a failure; *retry_after_s* is what the engine asked for."""
    if circuit.is_open(now):  # was sent before it opened: tells nothing new
        return circuit
    recent = (*(at for at in circuit.failed_at if now - at < WINDOW_S), now)
    counted = replace(circuit, failed_at=recent, refusal=trouble)
    if trouble in AT_ONCE:
        return _opened(counted, now, retry_after_s or MAX_OPEN_S)
    if circuit.is_on_trial or len(recent) >= FAILURES:
        wait_s = min(OPEN_S * 2**circuit.strikes, MAX_OPEN_S)
        return _opened(counted, now, max(wait_s, retry_after_s or 0.0))
    if retry_after_s is not None and retry_after_s > PATIENCE_S:  # its own wish, no strike
        return replace(counted, open_until=now + min(retry_after_s, MAX_OPEN_S))
    return counted


def succeeded(circuit: Circuit) -> Circuit:
    """The circuit after an answer: closed; the last refusal stays known."""
    return Circuit(refusal=circuit.refusal)


def _opened(circuit: Circuit, now: float, wait_s: float) -> Circuit:
    strikes = min(circuit.strikes + 1, 10)  # 2**10 minutes are far over MAX_OPEN_S
    return replace(circuit, failed_at=(), open_until=now + wait_s, strikes=strikes)
