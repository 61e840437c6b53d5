"""How the translation engines are: for the owner's eyes, and for a check on purpose."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from bot.core.engines import EngineReport, Trouble
from bot.core.errors import TranslationError, TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.core.ports import Worker
from bot.translation.calls.guarded import Guarded
from bot.translation.chain import Engines

PROBES = {
    EN: "The library opens at nine in the morning.",
    RU: "Библиотека открывается в девять часов утра.",
    KK: "Кітапхана таңғы сағат тоғызда ашылады.",
}
"""One sentence a language, each asked for in the next language."""

_PAIRS = ((EN, KK), (RU, EN), (KK, RU))


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of asking an engine for one sentence; *state* is ``ok`` or what went wrong."""

    name: str
    source: LanguageCode
    target: LanguageCode
    state: str
    took_s: float
    refusal: Trouble | None
    chars_left: int | None


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Reports on *engines*; *work* judges their answers."""

    engines: Engines
    work: Worker

    async def reports(self) -> tuple[EngineReport, ...]:
        """One an engine, in the order they are asked."""
        return tuple(_report(one) for one in await self.engines.ready())

    async def probes(self) -> AsyncIterator[Probe]:
        """Ask each engine for one sentence a language, one after another."""
        for guarded in await self.engines.ready():
            guarded.reopen()
            for pair in _PAIRS:
                yield await self._probe(guarded, *pair)

    async def _probe(self, guarded: Guarded, source: LanguageCode, target: LanguageCode) -> Probe:
        calls, seconds = guarded.tally.calls, guarded.tally.seconds_total
        state = await self._state(guarded, source, target)
        # of its own, without waiting for its pace
        took_s = (guarded.tally.seconds_total - seconds) / max(guarded.tally.calls - calls, 1)
        refusal, left = guarded.last_refusal, guarded.chars_left
        return Probe(guarded.name, source, target, state, took_s, refusal, left)

    async def _state(self, guarded: Guarded, source: LanguageCode, target: LanguageCode) -> str:
        from bot.translation.check.judge import judge  # noqa: PLC0415 - the checks, only for this

        text = PROBES[source]
        try:
            [answer] = await guarded.translate([text], source=source, target=target)
        except TranslatorUnavailableError as error:
            return error.trouble.value
        except TranslationError as error:
            return error.code
        [verdict] = await self.work(judge, [(text, answer)], source=source, target=target)
        if verdict.fault is None:
            guarded.accept(source, target)
        return verdict.fault or "ok"


def has_trouble(probes: Sequence[Probe]) -> bool:
    """Whether there are engines, and not one of them answered."""
    return bool(probes) and not any(one.state == "ok" for one in probes)


def _report(guarded: Guarded) -> EngineReport:
    tally = guarded.tally
    now = guarded.world.clock().timestamp()
    open_until = max((one.open_until for one in guarded.opened.values()), default=now)
    return EngineReport(
        name=guarded.name,
        open_s=round(open_until - now),
        refusal=guarded.last_refusal,
        chars_left=guarded.chars_left,
        calls=tally.calls,
        accepted=tally.accepted,
        rejected=tally.rejected.total(),
        failures=tally.failures.total(),
        mean_s=tally.seconds_total / tally.calls if tally.calls else 0.0,
    )
