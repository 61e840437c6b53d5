"""The real services, where ``QYSQA_LIVE=1``: they cost money, and answer otherwise every day.

``QYSQA_LIVE_DATA`` names a file of translations by people, tab-separated, with a line of
language codes (``en``, ``ru``, ``kk``) over its columns; without it a few of ours are used.
"""

import asyncio
import csv
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Final

import pytest

from bot.core.engines import Rank
from bot.core.errors import TranslationError, TranslatorUnavailableError
from bot.core.languages import INTERFACE_LANGUAGES
from bot.core.models import LanguageCode
from bot.core.ports import Engine
from bot.translation.check.answer import fault
from bot.translation.pack import pack

LIVE: Final = "QYSQA_LIVE"
DATA: Final = "QYSQA_LIVE_DATA"
MAX_ROWS: Final = 50  # of a file: six pairs of languages are 300 sentences an engine
KEYLESS_PAUSE_S: Final = 1.0  # they block bursts
OURS: Final = [
    {
        "en": "The new tram line will link the railway station with the university.",
        "ru": "Новая трамвайная линия свяжет железнодорожный вокзал с университетом.",
        "kk": "Жаңа трамвай желісі теміржол вокзалын университетпен байланыстырады.",
    },
    {
        "en": "Snow fell in the mountains last night, and two roads were closed.",
        "ru": "Прошлой ночью в горах выпал снег, и две дороги закрыли.",
        "kk": "Өткен түнде тауда қар жауып, екі жол жабылды.",
    },
    {
        "en": "The city library will stay open until nine in the evening from Monday.",
        "ru": "С понедельника городская библиотека будет открыта до девяти вечера.",
        "kk": "Дүйсенбіден бастап қалалық кітапхана кешкі тоғызға дейін жұмыс істейді.",
    },
    {
        "en": "Doctors did not confirm the reports of a new illness.",
        "ru": "Врачи не подтвердили сообщения о новой болезни.",
        "kk": "Дәрігерлер жаңа ауру туралы хабарларды растаған жоқ.",
    },
    {
        "en": "The price of bread rose by 12 percent over the year.",
        "ru": "За год цена на хлеб выросла на 12 процентов.",
        "kk": "Бір жылда нанның бағасы 12 пайызға өсті.",
    },
    {
        "en": "Farmers in the north finished the harvest two weeks earlier than usual.",
        "ru": "Аграрии на севере завершили уборку урожая на две недели раньше обычного.",
        "kk": "Солтүстіктегі диқандар егін жинауды әдеттегіден екі апта ерте аяқтады.",
    },
]


@dataclass(frozen=True)
class Run:
    """What an engine made of one pair; *trouble* is why it stopped, if it did."""

    engine: str
    source: LanguageCode
    target: LanguageCode
    answers: Mapping[int, str]
    trouble: str = ""


def configured_engines() -> Sequence[Engine]:
    """Make the engines that the environment and ``.env`` configure."""
    from bot.config import load_settings  # noqa: PLC0415 - only the live test needs it
    from bot.engines import make_engines  # noqa: PLC0415 - as above

    return make_engines(load_settings(), lambda: datetime.now(UTC))


def rows() -> list[dict[str, str]]:
    """Read the translations by people."""
    name = os.environ.get(DATA)
    if name is None:
        return OURS
    with Path(name).open(encoding="utf-8", newline="") as file:
        found = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row, _ in zip(found, range(MAX_ROWS), strict=False)]


def pairs(row: Mapping[str, str]) -> Iterator[tuple[LanguageCode, LanguageCode]]:
    """Yield every pair of the languages that *row* is in."""
    return permutations([code for code in INTERFACE_LANGUAGES if code in row], 2)


async def run(
    engine: Engine, texts: Sequence[str], source: LanguageCode, target: LanguageCode
) -> Run:
    """Translate as many of *texts* as the engine is willing to."""
    answers: dict[int, str] = {}
    for call in pack(texts, engine.capacity):
        asked = [texts[index] for index in call]
        try:
            said = await engine.translate(asked, source=source, target=target)
        except TranslationError as error:
            return Run(engine.name, source, target, answers, _trouble(error))
        answers |= dict(zip(call, said, strict=True))
        await asyncio.sleep(KEYLESS_PAUSE_S if engine.rank is Rank.KEYLESS else 0)
    return Run(engine.name, source, target, answers)


def table(runs: Sequence[Run], data: Sequence[Mapping[str, str]]) -> str:
    """Lay out chrF by engine and pair, with how many sentences were answered."""
    from sacrebleu import corpus_chrf  # noqa: PLC0415 - takes a second

    lines = [f"{'engine':24} {'pair':7} {'answered':>9} {'chrF':>6}  stopped by"]
    for one in runs:
        wanted = [data[index][one.target] for index in one.answers]
        chrf = f"{corpus_chrf(list(one.answers.values()), [wanted]).score:6.1f}" if wanted else ""
        share = f"{len(one.answers)}/{len(data)}"
        pair = f"{one.source}-{one.target}"
        lines.append(f"{one.engine:24} {pair:7} {share:>9} {chrf:>6}  {one.trouble}")
    return "\n".join(lines)


def faults(runs: Sequence[Run], data: Sequence[Mapping[str, str]]) -> list[str]:
    """Say which answers the checks would keep from a reader."""
    found = []
    for one in runs:
        for index, answer in one.answers.items():
            original = data[index][one.source]
            reason = fault(original, answer, source=one.source, target=one.target)
            if reason:
                found.append(f"{one.engine} {one.source}-{one.target} {index}: {reason}: {answer}")
    return found


def _trouble(error: TranslationError) -> str:
    if isinstance(error, TranslatorUnavailableError):
        return f"{error.trouble} {error.reason}".strip()
    return error.code


@pytest.mark.skipif(os.environ.get(LIVE) != "1", reason=f"asks real services; set {LIVE}=1")
@pytest.mark.timeout(3_600)
async def test_real_engines_give_translations(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = rows()
    for name in (LIVE, DATA):  # no settings of the bot
        monkeypatch.delenv(name, raising=False)
    runs = []
    for engine in configured_engines():
        for source, target in pairs(data[0]):
            texts = [row[source] for row in data]
            runs.append(await run(engine, texts, source, target))
        await engine.close()
    with capsys.disabled():
        sys.stdout.write(f"\n{table(runs, data)}\n")

    assert faults(runs, data) == []
