"""An engine that misbehaves comes first in a chain, a healthy one second.

``benchmarks/translation.py`` does this with every engine; here are the two whose wire
formats differ most.
"""

from datetime import UTC, datetime

import pytest

from bot.core.engines import Passage
from bot.core.languages import KK, RU
from bot.translation.calls.guarded import Guarded, Policy, World
from bot.translation.calls.rate import Rate
from bot.translation.chain import Chain
from tests.contract.engines import HASTY, PATIENT, SUBJECTS, WIRES, Subject
from tests.contract.stores import FakeEngineStateStore, FakeSentenceStore
from tests.simulator.translators import Mode, Translators
from tests.unit.doubles import at_once
from tests.unit.translation.engine_doubles import Ready

KAZAKH = (
    "Ауылда биыл 1204 оқушы жаңа мектепке барды.",
    "Кітапхана таңғы сағат тоғызда ашылады.",
)
RUSSIAN = (
    "В селе в этом году 1204 ученика пошли в новую школу.",
    "Библиотека открывается в девять часов утра.",
)
ANSWERS = {(text, "ru"): said for text, said in zip(KAZAKH, RUSSIAN, strict=True)}
HEALTHY = {Mode.OK, Mode.ENTITIES, Mode.BREAKS, Mode.NO_CHARSET}
BY_NAME = {subject.wire: subject for subject in SUBJECTS}
GOOGLE, DEEPL = BY_NAME["google"], BY_NAME["deepl"]


def now() -> datetime:
    return datetime.now(UTC)


def guard(subject: Subject, service: Translators, **patience: object) -> Guarded:
    engine = subject.engine(service, HASTY if patience else PATIENT)
    policy = Policy(Rate(1_000, 1_000))
    return Guarded(engine, policy, FakeEngineStateStore(), World(now, chance=lambda: 0.0))


@pytest.mark.parametrize(
    ("subject", "mode"),
    [(DEEPL, mode) for mode in Mode if mode not in HEALTHY]
    + [(GOOGLE, mode) for mode in Mode if mode not in {*HEALTHY, Mode.FEWER, Mode.MORE}],
    ids=lambda value: value.name if isinstance(value, Mode) else value.wire,
)
async def test_the_next_engine_answers_and_nothing_of_the_fault_is_seen_or_kept(
    subject: Subject, mode: Mode
) -> None:
    second = BY_NAME["mymemory"]
    wires = tuple(WIRES.values())
    with Translators(ANSWERS, mode, wires=wires) as ill, Translators(ANSWERS) as well:
        guarded = [guard(subject, ill, hasty=True), guard(second, well)]
        store = FakeSentenceStore(now)
        chain = Chain(store, Ready(guarded), at_once, now, deadline_s=25.0)

        made = await chain.translate([Passage(text, KK) for text in KAZAKH], target=RU)

        for one in guarded:
            await one.engine.close()

    assert [one and (one.text, one.engine) for one in made] == [
        (text, "MyMemory") for text in RUSSIAN
    ]
    assert {(one.text, one.engine) for one in store.kept.values()} == {
        (text, "MyMemory") for text in RUSSIAN
    }
    if mode in {Mode.BLOCKED, Mode.BLOCK_PAGE_AS_OK}:
        assert len(ill.heard) == 1
