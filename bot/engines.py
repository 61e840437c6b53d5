"""Makes the translation engines that the settings name, best first."""

import asyncio
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

import structlog

from bot.config import Settings
from bot.core.engines import EngineState, Rank
from bot.core.errors import StoreError
from bot.core.ports import Clock, Engine, EngineStateStore
from bot.engine_settings import ENGINE_NAMES, EngineOptions
from bot.translation.calls.guarded import Guarded, Policy, World
from bot.translation.calls.rate import Rate

_RANKS = {
    "offline": Rank.OFFLINE,
    "libretranslate": Rank.SELF_HOSTED,
    "google": Rank.KEYLESS,
    "mymemory": Rank.KEYLESS,
}
"""Of those that are not keyed."""

_JOB_S = 25.0  # a model on this machine may take a whole job
_POLICIES: Mapping[str, Policy] = {
    # a keyless page is for people: bursts get it blocked
    "google": Policy(Rate(1.0, 3)),
    "mymemory": Policy(Rate(1.0, 3), chars_a_day=5_000),
    "yandex": Policy(Rate(10.0, 10)),  # of 20 a second
    "openai": Policy(Rate(2.0, 4), parallel=2, turn_s=_JOB_S),
    "libretranslate": Policy(turn_s=_JOB_S),
    "offline": Policy(Rate(100.0, 100), parallel=1, turn_s=_JOB_S),
}
_MYMEMORY_WITH_EMAIL = 50_000  # characters a day, its own specification

_log = structlog.get_logger(__name__)


class EnginesOnUse:
    """See bot.translation.chain.Engines. Made when a sentence needs one: imports take a second."""

    def __init__(self, settings: Settings, states: EngineStateStore, world: World) -> None:
        self._settings = settings
        self._states = states
        self._world = world
        self._making: asyncio.Task[Sequence[Guarded]] | None = None
        self.made: Sequence[Guarded] = ()

    @property
    def best(self) -> Rank | None:
        """See the port."""
        ranks = [_RANKS.get(name, Rank.KEYED) for name in usable(self._settings)]
        return max(ranks, default=None)

    @property
    def versions(self) -> Mapping[str, str]:
        """See the port."""
        return {one.name: one.engine.version for one in self.made}

    async def ready(self) -> Sequence[Guarded]:
        """See the port; circuits and budgets are as they were before a restart."""
        if self._making is None or _has_failed(self._making):
            self._making = asyncio.create_task(self._make())
        return await asyncio.shield(self._making)

    async def close(self) -> None:
        """Let go of connections and models."""
        if self._making is not None:
            self._making.cancel()
        for guarded in self.made:
            await guarded.engine.close()

    async def _known_states(self) -> Sequence[EngineState]:
        try:
            return await self._states.load()
        except StoreError as error:  # circuits start closed: better than no translation
            _log.warning("engines.forgot", error=error.code)
            return ()

    async def _make(self) -> Sequence[Guarded]:
        engines = await asyncio.to_thread(make_named, self._settings, self._world.clock)
        self.made = [
            Guarded(engine, policy(self._settings, name), self._states, self._world)
            for name, engine in engines
        ]
        for state in await self._known_states():
            for guarded in self.made:
                if guarded.name == state.engine:
                    guarded.recall(state)
        return self.made


def _has_failed(making: asyncio.Task[Sequence[Guarded]]) -> bool:
    return making.done() and (making.cancelled() or making.exception() is not None)


def usable(settings: Settings) -> tuple[str, ...]:
    """The engines that have all they need, in the order they are asked."""
    return tuple(
        name for name in settings.usable_engines if name != "offline" or has_models(settings)
    )


def has_models(settings: Settings) -> bool:
    """Whether the offline engine is installed and has a folder to look in."""
    folder = settings.models_folder
    return folder.is_dir() and any(folder.iterdir()) and find_spec("ctranslate2") is not None


def shown_names(settings: Settings) -> tuple[str, ...]:
    """The engines that sentences are sent to, as people know them."""
    names = {**ENGINE_NAMES, "openai": settings.openai_model or ""}
    return tuple(names[name] for name in usable(settings) if name != "offline")


def make_engines(settings: Settings, clock: Clock) -> tuple[Engine, ...]:
    """Make every usable engine, without what guards it."""
    return tuple(engine for _, engine in make_named(settings, clock))


def make_named(settings: Settings, clock: Clock) -> list[tuple[str, Engine]]:
    """Make every usable engine, with its name in the settings; slow the first time."""
    from bot.engine_makers import MAKERS  # noqa: PLC0415 - the engines' libraries: 0.9 s

    return [
        (name, engine) for name in usable(settings) for engine in MAKERS[name](settings, clock)
    ]


def policy(settings: Settings, name: str) -> Policy:
    """How the engine *name* is asked: its own way, and what the owner changed of it."""
    usual = _POLICIES.get(name, Policy())
    if name == "mymemory" and settings.mymemory_email:
        usual = Policy(usual.rate, _MYMEMORY_WITH_EMAIL)
    options = settings.options(name)
    return _changed(usual, options)


def _changed(usual: Policy, options: EngineOptions) -> Policy:
    rate = Rate(options.rate_per_s or usual.rate.per_s, options.burst or usual.rate.burst)
    chars = usual.chars_a_day if options.chars_per_day is None else options.chars_per_day
    turn_s = max(usual.turn_s, options.total_s or 0.0)
    return Policy(rate, chars, options.parallel or usual.parallel, turn_s)
