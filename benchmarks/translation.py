"""What translation does when services misbehave, and whether people ever see each other's text.

    python benchmarks/translation.py [--data DATA] [--gate]

Every engine over HTTP against a stand-in on loopback that speaks its wire format. Needs no
data: DATA is taken for the sake of the other benchmarks and not read.

1. 50 people translate different texts at once; the plain library with one shared instance
   does the same in the same run.
2. Every engine comes first in a chain and misbehaves in each way that is known of such
   services; a healthy one comes second.
3. A summary of seven sentences and a title that is all in the cache.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.engines import Kept, Passage, Rank
from bot.core.keys import translation_key
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Translation
from bot.store.database import Database
from bot.store.sentences import Sentences
from bot.translation.calls.guarded import Guarded, Policy, World
from bot.translation.calls.rate import Rate
from bot.translation.chain import Chain
from bot.translation.engines.http import Timeouts
from tests.contract.engines import PATIENT, SUBJECTS, WIRES, Subject
from tests.contract.stores import FakeEngineStateStore, FakeSentenceStore
from tests.simulator.translators import Mode, Translators
from tests.unit.doubles import at_once

PEOPLE = 50
SENTENCES = 4
THREADS = 16
DEADLINE_S = 25.0
AT_ONCE = 4  # cases that run side by side
HASTY = Timeouts(connect_s=0.5, read_s=0.3, total_s=0.5)
HEALTHY = frozenset({Mode.OK, Mode.ENTITIES, Mode.BREAKS, Mode.NO_CHARSET})
FAULTS = tuple(mode for mode in Mode if mode not in HEALTHY)
PAIRS = ((KK, RU), (EN, KK))
MISCOUNTS = frozenset({Mode.FEWER, Mode.MORE})
ONE_REQUEST = frozenset({Mode.BLOCKED, Mode.BLOCK_PAGE_AS_OK})
VILLAGES = ("Аққайың", "Боровское", "Сарыөзек", "Жаңаарқа", "Мерке", "Қордай", "Зайсан")
ENGLISH = ("Akkaiyn", "Borovskoye", "Saryozek", "Zhanaarka", "Merke", "Kordai", "Zaisan")


def sentence(number: int, language: LanguageCode) -> str:
    """Return the sentence of that number in one of the three languages."""
    place, count = number % len(VILLAGES), 1_000 + number
    return {
        KK: f"{VILLAGES[place]} ауылында биыл {count} оқушы жаңа мектепке барды.",
        RU: f"В селе {VILLAGES[place]} в этом году {count} учеников пошли в новую школу.",
        EN: f"In the village of {ENGLISH[place]} {count} pupils went to a new school this year.",
    }[language]


def answers(numbers: range, source: LanguageCode, target: LanguageCode) -> dict[Any, str]:
    """Return what a healthy service says of the sentences of those numbers."""
    return {(sentence(one, source), target): sentence(one, target) for one in numbers}


@dataclass
class Bench:
    """A chain over stand-ins, with a store in memory."""

    guarded: Sequence[Guarded]
    best: Rank | None = None

    def __post_init__(self) -> None:
        self.store = FakeSentenceStore(_now)
        self.chain = Chain(self.store, self, at_once, _now, DEADLINE_S)

    @property
    def versions(self) -> dict[str, str]:
        """Return the versions by name."""
        return {one.name: one.engine.version for one in self.guarded}

    async def ready(self) -> Sequence[Guarded]:
        """Return the engines."""
        return self.guarded

    async def close(self) -> None:
        """Close what was opened."""
        await self.chain.close()
        for one in self.guarded:
            await one.engine.close()


def guard(subject: Subject, service: Translators, timeouts: Timeouts) -> Guarded:
    """Make an engine as the bot does, but for its pace and its pauses."""
    world = World(_now, chance=lambda: 0.0)
    policy = Policy(Rate(10_000, 10_000), turn_s=8.0)
    return Guarded(subject.engine(service, timeouts), policy, FakeEngineStateStore(), world)


def _now() -> datetime:
    return datetime.now(UTC)


async def crosstalk(subject: Subject) -> tuple[int, int]:
    """Return answers, and those that were another's or none."""
    everything = range(PEOPLE * SENTENCES)
    with Translators(answers(everything, KK, RU), wires=tuple(WIRES.values())) as service:
        bench = Bench([guard(subject, service, PATIENT)])

        async def one(person: int) -> int:
            mine = range(person * SENTENCES, (person + 1) * SENTENCES)
            passages = [Passage(sentence(number, KK), KK) for number in mine]
            made = await bench.chain.translate(passages, target=RU)
            right = [sentence(number, RU) for number in mine]
            return sum(
                got is None or got.text != want for got, want in zip(made, right, strict=True)
            )

        wrong = sum(await asyncio.gather(*map(one, range(PEOPLE))))
        await bench.close()
    return PEOPLE * SENTENCES, wrong


def shared_library() -> tuple[int, int]:
    """Return answers and wrong ones of deep-translator with one instance in threads."""
    from deep_translator import GoogleTranslator, constants  # noqa: PLC0415 - the peer

    numbers = range(PEOPLE * SENTENCES)
    with Translators(answers(numbers, KK, RU)) as service, _moved(constants, service.google_url):
        translator = GoogleTranslator("kk", "ru")
        with ThreadPoolExecutor(THREADS) as pool:
            made = list(pool.map(lambda n: translator.translate(sentence(n, KK)), numbers))
    wrong = sum(got != sentence(n, RU) for got, n in zip(made, numbers, strict=True))
    return len(made), wrong


@contextmanager
def _moved(constants: Any, url: str) -> Iterator[None]:
    before = constants.BASE_URLS["GOOGLE_TRANSLATE"]
    constants.BASE_URLS["GOOGLE_TRANSLATE"] = url
    try:
        yield
    finally:
        constants.BASE_URLS["GOOGLE_TRANSLATE"] = before


@dataclass(frozen=True, slots=True)
class Case:
    """How one fault ended; *leaked* counts what reached a person or the store, of the fault."""

    engine: str
    mode: Mode
    answered: bool
    leaked: int
    requests: int
    took_s: float

    @property
    def is_right(self) -> bool:
        """Whether the second engine answered all in time and nothing leaked."""
        return self.answered and not self.leaked and self.took_s < DEADLINE_S

    @property
    def is_thrifty(self) -> bool:
        """Whether a page for robots cost one request."""
        return self.mode not in ONE_REQUEST or self.requests <= 1


async def fault(subject: Subject, mode: Mode, pair: tuple[LanguageCode, LanguageCode]) -> Case:
    """Put an engine that misbehaves first in a chain, and a healthy one second."""
    source, target = pair
    said = answers(range(SENTENCES), source, target)
    second = next(one for one in SUBJECTS if one.wire in ("google", "mymemory") and one != subject)
    wires = tuple(WIRES.values())
    with Translators(said, mode, wires=wires) as ill, Translators(said, wires=wires) as well:
        engines = [guard(subject, ill, HASTY), guard(second, well, PATIENT)]
        bench = Bench(engines)
        passages = [Passage(sentence(number, source), source) for number in range(SENTENCES)]
        started = time.monotonic()
        made = await bench.chain.translate(passages, target=target)
        took_s = time.monotonic() - started
        await bench.close()
    texts = [one.text if one else None for one in made]
    right = [sentence(number, target) for number in range(SENTENCES)]
    names = {one.engine for one in made if one} | {one.engine for one in bench.store.kept.values()}
    leaked = sum(text not in (None, *right) for text in texts)
    leaked += sum(one.text not in right for one in bench.store.kept.values())
    answered = texts == right and names == {engines[1].name}
    return Case(subject.wire, mode, answered, leaked, len(ill.heard), took_s)


async def faults() -> list[Case]:
    """Run every engine through every fault in both pairs, a few cases at a time."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(case: tuple[Subject, Mode, tuple[LanguageCode, LanguageCode]]) -> Case:
        async with slots:
            return await fault(*case)

    cases = [case for case in product(SUBJECTS, FAULTS, PAIRS) if _is_possible(*case[:2])]
    return list(await asyncio.gather(*map(one, cases)))


def _is_possible(subject: Subject, mode: Mode) -> bool:
    """Whether the service can do that: one that takes a single text cannot miscount."""
    return subject.dialect("http://127.0.0.1").capacity.texts > 1 or mode not in MISCOUNTS


async def cached() -> tuple[int, float]:
    """Return statements, and milliseconds of CPU, for a summary that is all in the cache."""
    passages = [Passage(sentence(number, KK), KK) for number in range(8)]
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Database(f"sqlite+aiosqlite:///{folder}/qysqa.db") as database,
            Sentences(database, _now, keep_days=30) as store,
        ):
            store.remember([_kept(number) for number in range(8)])
            await store.close()
            bench = Bench([], Rank.KEYLESS)
            bench.chain.store = store
            statements = await _statements(database, bench.chain, passages)
            return statements, await _cpu_ms(bench.chain, passages)


def _kept(number: int) -> Kept:
    key = translation_key(sentence(number, KK), source=KK, target=RU)
    return Kept(key, sentence(number, RU), "Google", "m", Rank.KEYLESS, int(time.time()))


async def _statements(database: Database, chain: Chain, passages: Sequence[Passage]) -> int:
    seen: list[str] = []
    engine = await database.query(_engine)

    def count(*statement: Any) -> None:
        seen.append(statement[2])

    event.listen(engine, "before_cursor_execute", count)
    made = await chain.translate(passages, target=RU)
    event.remove(engine, "before_cursor_execute", count)
    assert all(isinstance(one, Translation) for one in made)
    return len(seen)


async def _engine(connection: AsyncConnection) -> Engine:
    return connection.engine.sync_engine


async def _cpu_ms(chain: Chain, passages: Sequence[Passage], times: int = 200) -> float:
    spent = []
    for _ in range(times):
        started = time.process_time()
        await chain.translate(passages, target=RU)
        spent.append(time.process_time() - started)
    return sorted(spent)[times // 2] * 1_000


def print_crosstalk(rows: Sequence[tuple[str, int, int]]) -> None:
    """Print who gave whose text to whom."""
    print(f"{PEOPLE} people, {SENTENCES} sentences each, at once")
    print(f"{'engine':<34}{'answers':>9}{'wrong':>9}")
    for name, total, wrong in rows:
        print(f"{name:<34}{total:>9}{wrong:>9}")


def print_faults(cases: Sequence[Case]) -> None:
    """Print a line an engine."""
    print(f"\n{len(cases)} scripted faults: {len(FAULTS)} kinds, {len(PAIRS)} pairs of languages")
    print(f"{'engine':<16}{'faults':>8}{'right':>8}{'leaked':>8}{'slowest s':>11}{'robots':>8}")
    for name in dict.fromkeys(case.engine for case in cases):
        mine = [case for case in cases if case.engine == name]
        robots = max(case.requests for case in mine if case.mode in ONE_REQUEST)
        right, leaked = sum(one.is_right for one in mine), sum(one.leaked for one in mine)
        slowest = max(case.took_s for case in mine)
        print(f"{name:<16}{len(mine):>8}{right:>8}{leaked:>8}{slowest:>11.1f}{robots:>8}")
    wrong = Counter((one.engine, one.mode.name) for one in cases if not one.is_right)
    for (engine, mode), count in wrong.items():
        print(f"  not right: {engine} {mode} × {count}")


async def run(*, gate: bool) -> int:
    """Run all three parts; with *gate* return 1 when a figure is missed."""
    rows = [(one.wire, *(await crosstalk(one))) for one in SUBJECTS]
    peer = await asyncio.to_thread(shared_library)
    print_crosstalk([*rows, ("deep-translator, shared, threads", *peer)])
    cases = await faults()
    print_faults(cases)
    statements, cpu_ms = await cached()
    print(f"\ncached summary: {statements} statement(s), {cpu_ms:.2f} ms of CPU")
    low = [name for name, _, wrong in rows if wrong]
    low += [f"{one.engine} {one.mode.name}" for one in cases if not one.is_right]
    low += [f"{one.engine} {one.mode.name}: requests" for one in cases if not one.is_thrifty]
    low += ["statements"] if statements != 1 else []
    for line in low if gate else []:
        print(f"missed: {line}")
    return 1 if gate and low else 0


def main() -> int:
    """Print the tables; with --gate return 1 when a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="not read")
    parser.add_argument("--gate", action="store_true", help="fail when a figure is missed")
    options = parser.parse_args()
    # every fault is logged, as it should be; here the table says it
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    return asyncio.run(run(gate=options.gate))


if __name__ == "__main__":
    sys.exit(main())
