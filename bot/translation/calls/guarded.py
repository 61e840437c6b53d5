"""An engine as the chain asks it: with a pace, a budget, patience, and a circuit to break."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.core.engines import EngineState, Trouble
from bot.core.errors import TranslationError, TranslatorUnavailableError
from bot.core.models import LanguageCode
from bot.core.ports import Clock, Engine, EngineStateStore
from bot.translation.calls.breaker import AT_ONCE, PATIENCE_S, RETRIED, Circuit, failed, succeeded
from bot.translation.calls.rate import Pacer, Rate
from bot.translation.calls.tally import Tally

MAX_RETRIES = 2
FIRST_PAUSE_S = 0.5  # of a retry, on average half of it; doubles
SECONDS_A_DAY = 86_400
WHOLE = ""  # the scope of a circuit and a budget that hold for an engine, not for a pair


@dataclass(frozen=True, slots=True)
class Policy:
    """How an engine is asked. *chars_a_day* is None without a limit.

    *turn_s* is what it may take of a job; *parallel* how many calls run at a time.
    """

    rate: Rate = field(default_factory=lambda: Rate(10.0, 10))
    chars_a_day: int | None = None
    parallel: int = 4
    turn_s: float = 12.0


@dataclass(frozen=True, slots=True)
class World:
    """What decisions here need from outside: the time, a way to wait, chance."""

    clock: Clock
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random  # only spreads retries


@dataclass
class Guarded:
    """Asks *engine* by *policy*; what must survive a restart goes to *states*."""

    engine: Engine
    policy: Policy
    states: EngineStateStore
    world: World
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self._circuits: dict[str, Circuit] = {}
        self._trials: set[str] = set()
        self._pacer = Pacer(self.policy.rate)
        self._slots = asyncio.Semaphore(self.policy.parallel)
        self._budget = (0, 0)  # the day, in days since 1970, and the characters sent on it

    @property
    def name(self) -> str:
        """How readers know the engine."""
        return self.engine.name

    def recall(self, state: EngineState) -> None:
        """Take up *state* of this engine, saved before a restart."""
        if state.pair == WHOLE:
            self._budget = (state.day, state.chars)
        if state.refusal is Trouble.KEY:  # the owner may have put it right meanwhile
            return
        self._circuits[state.pair] = Circuit(
            (), float(state.open_until), state.strikes, state.refusal
        )

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        """Ask the engine, a few times if need be.

        Raises:
            TranslationError: See bot.core.ports.Engine; Trouble.CLOSED where it was not asked.
        """
        pair, attempt = f"{source}|{target}", 0
        with self._trial(pair):
            while True:  # until an answer, or the pause that raises
                try:
                    return await self._once(texts, source, target)
                except TranslatorUnavailableError as error:
                    self._failed(pair, error)
                    await self._pause(attempt, pair, error)
                attempt += 1

    def accept(self, source: LanguageCode, target: LanguageCode) -> None:
        """Count a good answer: what was wrong with the engine is over."""
        self._rise(f"{source}|{target}")

    def reject(self, source: LanguageCode, target: LanguageCode, trouble: Trouble) -> None:
        """Count an answer that was none, although the service called it one."""
        self._fall(f"{source}|{target}", trouble, None)

    def is_open(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether the engine is left alone now."""
        now = self._now()
        pair = f"{source}|{target}"
        return any(self._circuit(scope).is_open(now) for scope in (WHOLE, pair))

    def is_on_trial(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether one call at a time is let through."""
        return any(self._circuit(one).is_on_trial for one in (WHOLE, f"{source}|{target}"))

    def reopen(self) -> None:
        """Forget what is wrong with the engine: it is about to be tried on purpose."""
        self._circuits.clear()

    @property
    def opened(self) -> dict[str, Circuit]:
        """The circuits that are open now, by pair."""
        now = self._now()
        return {pair: one for pair, one in self._circuits.items() if one.is_open(now)}

    @property
    def last_refusal(self) -> Trouble | None:
        """What it refused with last, as far as is known."""
        known = [one for one in self._circuits.values() if one.refusal]
        return max(known, key=lambda one: one.open_until).refusal if known else None

    @property
    def chars_left(self) -> int | None:
        """Characters it may still be sent today; None without a limit."""
        if self.policy.chars_a_day is None:
            return None
        day, chars = self._budget
        return max(self.policy.chars_a_day - (chars if day == self._day() else 0), 0)

    async def _once(
        self, texts: Sequence[str], source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        async with self._slots:
            self._check(source, target, sum(map(len, texts)))
            await self._queue()
            self._check(source, target, sum(map(len, texts)))  # opened while this call waited
            self._spend(sum(map(len, texts)))
            return await self._call(texts, source, target)

    async def _call(
        self, texts: Sequence[str], source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        started, chars = self.world.monotonic(), sum(map(len, texts))
        try:
            return await self.engine.translate(texts, source=source, target=target)
        except TranslationError as error:
            if _was_not_sent(error):  # so nobody counted it
                self._spend(-chars)
            raise
        finally:
            self.tally.called(chars, self.world.monotonic() - started)

    def _check(self, source: LanguageCode, target: LanguageCode, chars: int) -> None:
        if self.is_open(source, target):  # another call may have opened it meanwhile
            raise self._closed("circuit open")
        if self.chars_left is not None and chars > self.chars_left:
            raise self._closed("budget of the day")

    async def _queue(self) -> None:
        now = self.world.monotonic()
        wait_s = self._pacer.wait_s(now, patience_s=self.policy.turn_s)
        if wait_s is None:
            raise self._closed("queue too long")
        if wait_s:
            await self.world.sleep(wait_s)

    async def _pause(self, attempt: int, pair: str, error: TranslatorUnavailableError) -> None:
        """Wait before the next attempt, or raise *error* where there should be none."""
        wait_s = self.world.chance() * min(FIRST_PAUSE_S * 2**attempt, PATIENCE_S)
        wait_s = max(wait_s, error.retry_after_s or 0.0)
        is_last = attempt == MAX_RETRIES or error.trouble not in RETRIED
        if is_last or wait_s > PATIENCE_S or self._circuit(pair).is_open(self._now()):
            raise error
        await self.world.sleep(wait_s)

    @contextmanager
    def _trial(self, pair: str) -> Iterator[None]:
        """Let one call at a time through a circuit that has been open."""
        on_trial = {one for one in (WHOLE, pair) if self._circuit(one).is_on_trial}
        if on_trial & self._trials:
            raise self._closed("on trial")
        self._trials |= on_trial
        try:
            yield
        finally:
            self._trials -= on_trial

    def _spend(self, chars: int) -> None:
        if self.policy.chars_a_day is None:
            return
        day, spent = self._budget
        today = spent if day == self._day() else 0
        self._budget = (self._day(), max(today + chars, 0))
        self._save(WHOLE)

    def _failed(self, pair: str, error: TranslatorUnavailableError) -> None:
        self.tally.failures[error.trouble] += 1
        if error.trouble is not Trouble.CLOSED:
            self._fall(pair, error.trouble, error.retry_after_s)

    def _fall(self, pair: str, trouble: Trouble, retry_after_s: float | None) -> None:
        scope = WHOLE if trouble in AT_ONCE else pair
        before = self._circuit(scope)
        after = failed(before, trouble, now=self._now(), retry_after_s=retry_after_s)
        self._circuits[scope] = after
        if after.strikes != before.strikes:
            self._save(scope)

    def _rise(self, pair: str) -> None:
        for scope in (WHOLE, pair):
            before = self._circuit(scope)
            if before.is_open(self._now()):  # the answer is older than what opened it
                continue
            if before.failed_at or before.strikes:
                self._circuits[scope] = succeeded(before)
                self._save(scope)

    def _save(self, scope: str) -> None:
        circuit = self._circuit(scope)
        day, chars = self._budget if scope == WHOLE else (0, 0)
        state = EngineState(
            self.name, scope, int(circuit.open_until), circuit.strikes, day, chars, circuit.refusal
        )
        self.states.save(state)

    def _circuit(self, scope: str) -> Circuit:
        return self._circuits.get(scope, Circuit())

    def _closed(self, reason: str) -> TranslatorUnavailableError:
        return TranslatorUnavailableError(self.name, reason, trouble=Trouble.CLOSED)

    def _now(self) -> float:
        return self.world.clock().timestamp()

    def _day(self) -> int:
        return int(self._now()) // SECONDS_A_DAY


def _was_not_sent(error: TranslationError) -> bool:
    if isinstance(error, TranslatorUnavailableError):
        return error.trouble is Trouble.UNREACHABLE
    return True  # a pair or a length that the engine does not take
