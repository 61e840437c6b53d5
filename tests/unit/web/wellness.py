"""Health checks whose every source is at hand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from bot.core.jobs import Backlog
from bot.service.pulse import Pulse
from bot.web.health import Health, Sources


async def nothing() -> None:
    """A write that works."""


async def no_metrics() -> bytes:
    return b""


@dataclass
class Patient:
    """A bot that is well; *now* is its monotonic clock, in seconds."""

    pulse: Pulse = field(default_factory=Pulse)
    backlog: Backlog = field(default_factory=Backlog)
    now: float = 0.0
    free_bytes: int = 10**9
    polls: bool = True
    write: Callable[[], Awaitable[None]] = nothing

    def health(self, **changed: object) -> Health:
        async def backlog() -> Backlog:
            return self.backlog

        sources = Sources(
            pulse=self.pulse,
            clock=lambda: self.now,
            started_at=0.0,
            polls=self.polls,
            write=self.write,
            backlog=backlog,
            free_bytes=lambda: self.free_bytes,
            pause_above=10,
        )
        return Health(replace(sources, **changed))  # type: ignore[arg-type] # by name
