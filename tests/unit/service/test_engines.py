import pytest

from bot.core.engines import EngineReport, Trouble
from bot.core.errors import PairNotSupportedError, TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.service.engines import PROBES, EngineStatus, Probe, has_trouble
from bot.translation.calls.breaker import MAX_OPEN_S
from bot.translation.calls.guarded import Policy
from bot.translation.calls.rate import Rate
from tests.unit.doubles import at_once
from tests.unit.translation.engine_doubles import FakeEngine, Ready, fails, guard

ANSWERS = {
    PROBES[EN]: "Кітапхана таңғы сағат тоғызда ашылады.",
    PROBES[RU]: "The library opens at nine o'clock in the morning.",
    PROBES[KK]: "Библиотека открывается в девять часов утра.",
}


def status(*engines: FakeEngine, policy: Policy | None = None) -> EngineStatus:
    guarded = [guard(one, policy=policy or Policy(Rate(99, 99))) for one in engines]
    return EngineStatus(Ready(guarded), at_once)


async def probes(of: EngineStatus) -> list[Probe]:
    return [one async for one in of.probes()]


def blocked() -> TranslatorUnavailableError:
    return TranslatorUnavailableError("Google", trouble=Trouble.BLOCKED)


async def test_each_engine_is_asked_for_a_sentence_a_language() -> None:
    engine = FakeEngine(says=ANSWERS.__getitem__)
    found = await probes(status(engine))

    assert [(one.name, one.source, one.target, one.state) for one in found] == [
        ("Google", EN, KK, "ok"),
        ("Google", RU, EN, "ok"),
        ("Google", KK, RU, "ok"),
    ]
    assert engine.asked == [PROBES[EN], PROBES[RU], PROBES[KK]]
    assert not has_trouble(found)


@pytest.mark.parametrize(
    ("engine", "state"),
    [
        (FakeEngine(says=fails(blocked())), "blocked"),
        (FakeEngine(says=fails(PairNotSupportedError("Google"))), "pair_not_supported"),
        (FakeEngine(says=lambda text: text), "echo"),
    ],
)
async def test_what_is_wrong_is_said_in_a_word(engine: FakeEngine, state: str) -> None:
    found = await probes(status(engine))

    assert found[0].state == state
    assert has_trouble(found)


async def test_after_a_block_page_it_is_not_asked_again() -> None:
    engine = FakeEngine(says=fails(blocked()))
    found = await probes(status(engine))

    assert [one.state for one in found] == ["blocked", "closed", "closed"]
    assert {one.refusal for one in found} == {Trouble.BLOCKED}
    assert len(engine.calls) == 1


async def test_the_budget_that_is_left_is_told() -> None:
    of = status(FakeEngine(says=ANSWERS.__getitem__), policy=Policy(Rate(99, 99), 1_000))

    assert [one.chars_left for one in await probes(of)] == [959, 916, 878]


async def test_one_engine_that_works_is_enough_and_none_at_all_is_no_trouble() -> None:
    found = await probes(status(FakeEngine(says=fails(blocked())), FakeEngine("B", ANSWERS.get)))  # type: ignore[arg-type] # every probe has its answer

    assert not has_trouble(found)
    assert not has_trouble(await probes(status()))


async def test_a_report_counts_since_the_start() -> None:
    of = status(FakeEngine(says=fails(blocked())), FakeEngine("MyMemory", ANSWERS.__getitem__))
    await probes(of)
    google, mymemory = await of.reports()

    assert google == EngineReport(
        "Google", int(MAX_OPEN_S), Trouble.BLOCKED, None, 1, 0, 0, 3, 0.0
    )
    assert (mymemory.open_s, mymemory.refusal, mymemory.calls) == (0, None, 3)
