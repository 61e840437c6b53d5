"""An engine, a world and a store of states that tests hold in their hands."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.core.engines import Capacity, EngineState, Rank
from bot.core.errors import TranslationError
from bot.core.models import LanguageCode
from bot.translation.calls.guarded import Guarded, Policy, World
from bot.translation.calls.rate import Rate

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROOMY = Capacity(50, 5_000, 30_000)


@dataclass
class FakeEngine:
    """Answers what *says* makes of each text; remembers the calls."""

    name: str = "Google"
    says: Callable[[str], str] = str.upper
    rank: Rank = Rank.KEYLESS
    version: str = "1"
    capacity: Capacity = ROOMY
    takes_s: float = 0.0
    calls: list[tuple[str, ...]] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0
    is_closed: bool = False

    @property
    def asked(self) -> list[str]:
        """All texts in the order they came."""
        return [text for call in self.calls for text in call]

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        self.calls.append(tuple(texts))
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            await asyncio.sleep(self.takes_s)
            return tuple(self.says(text) for text in texts)
        finally:
            self.busy -= 1

    async def close(self) -> None:
        self.is_closed = True


def fails(*errors: TranslationError | None) -> Callable[[str], str]:
    """Raises *errors* one after another, the last for ever; None stands for an answer."""
    left = list(errors)

    def says(text: str) -> str:
        error = left.pop(0) if len(left) > 1 else left[0]
        if error is not None:
            raise error
        return text.upper()

    return says


@dataclass
class Watch:
    """Time that goes on only when somebody sleeps, or a test says so."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    @property
    def world(self) -> World:
        return World(self.now, lambda: self.seconds, self.sleep, lambda: 1.0)


@dataclass
class States:
    """EngineStateStore that remembers what was saved, the last under a name and pair."""

    saved: dict[tuple[str, str], EngineState] = field(default_factory=dict)

    async def load(self) -> Sequence[EngineState]:
        return list(self.saved.values())

    def save(self, state: EngineState) -> None:
        self.saved[state.engine, state.pair] = state


FAST = Policy(Rate(1_000.0, 1_000))


def guard(
    engine: FakeEngine,
    *,
    policy: Policy = FAST,
    watch: Watch | None = None,
    states: States | None = None,
) -> Guarded:
    """*engine* as the chain asks it."""
    return Guarded(engine, policy, states or States(), (watch or Watch()).world)


@dataclass
class Ready:
    """The engines of a chain, ready made; counts how often they were asked for."""

    guarded: Sequence[Guarded]
    asked_for: int = 0

    @property
    def best(self) -> Rank | None:
        return max((one.engine.rank for one in self.guarded), default=None)

    @property
    def versions(self) -> dict[str, str]:
        return {one.name: one.engine.version for one in self.guarded}

    async def ready(self) -> Sequence[Guarded]:
        self.asked_for += 1
        return self.guarded
