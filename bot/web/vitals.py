"""Whether the bot is well, judged from what was measured. Pure: values in, verdicts out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.jobs import Backlog

MAX_LAG_S = 1.0  # a loop this late answers nobody in time
MAX_SILENCE_S = 90.0  # three polls of half a minute
MIN_FREE_BYTES = 200 * 10**6  # the database's journal and a copy of a small database
MAX_WAIT_S = 300.0  # whoever waits longer has given the bot up


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; *bound* is what *value* is held against, None for a yes."""

    name: str
    well: bool
    value: float | bool | str | None
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """What a look at the process shows.

    Attributes:
        lag_s: How late the event loop was.
        silence_s: Since Telegram last answered, or since the start; None where it may be
            silent for as long as it likes: it posts updates, and nobody writes.
    """

    lag_s: float
    silence_s: float | None


@dataclass(frozen=True, slots=True)
class Stock:
    """What a look at the disk and the database shows.

    Attributes:
        trouble: The code of the error that a write of the database ended with, ``timeout`` if
            it did not end; None: it works.
        free_bytes: Of the data folder's disk.
        backlog: What waits; None where the database did not say.
        pause_above: Jobs that may wait before nothing more is taken in.
    """

    trouble: str | None
    free_bytes: int
    backlog: Backlog | None
    pause_above: int


def liveness(signs: Signs) -> tuple[Check, ...]:
    """Whether the process works at all; a restart may mend what is not well."""
    lag = Check("event_loop_lag_s", signs.lag_s < MAX_LAG_S, round(signs.lag_s, 3), MAX_LAG_S)
    if signs.silence_s is None:
        return (lag,)
    heard = signs.silence_s < MAX_SILENCE_S
    return lag, Check("telegram_silence_s", heard, round(signs.silence_s, 1), MAX_SILENCE_S)


def readiness(signs: Signs, stock: Stock) -> tuple[Check, ...]:
    """Whether messages are answered as they should be; most of this a restart does not mend."""
    room = stock.free_bytes > MIN_FREE_BYTES
    return (
        *liveness(signs),
        Check("database_write", stock.trouble is None, stock.trouble or True),
        Check("disk_free_bytes", room, stock.free_bytes, MIN_FREE_BYTES),
        *_backlog(stock.backlog, stock.pause_above),
    )


def _backlog(backlog: Backlog | None, pause_above: int) -> tuple[Check, ...]:
    if backlog is None:
        names = (("oldest_job_s", MAX_WAIT_S), ("jobs_waiting", pause_above))
        return tuple(Check(name, well=False, value=None, bound=bound) for name, bound in names)
    oldest_s, waiting = backlog.oldest_ms / 1000, backlog.ready + backlog.work
    return (
        Check("oldest_job_s", oldest_s < MAX_WAIT_S, round(oldest_s, 1), MAX_WAIT_S),
        Check("jobs_waiting", waiting < pause_above, waiting, pause_above),
    )


def is_well(checks: Sequence[Check]) -> bool:
    """Whether nothing is wrong."""
    return all(check.well for check in checks)


def report(checks: Sequence[Check]) -> dict[str, object]:
    """The checks as JSON."""
    return {
        "status": "ok" if is_well(checks) else "unwell",
        "checks": {one.name: _shown(one) for one in checks},
    }


def _shown(check: Check) -> dict[str, object]:
    shown: dict[str, object] = {"ok": check.well, "value": check.value}
    return shown if check.bound is None else {**shown, "bound": check.bound}
