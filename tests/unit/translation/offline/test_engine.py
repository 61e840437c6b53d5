"""The offline engine, end to end on a tiny model."""

import asyncio
import json
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import (
    BrokenModelError,
    ExtraMissingError,
    PairNotSupportedError,
    SentenceTooLongError,
    TranslatorUnavailableError,
)
from bot.core.languages import EN, KK, RU
from bot.translation.offline import engine as engine_module
from bot.translation.offline.engine import OfflineEngine, cores, require_extra
from bot.translation.offline.folders import read_model
from bot.translation.offline.manifest import Manifest
from bot.translation.offline.model import Model, StoppedError, load

KAZAKH = (
    "Үкімет бүгін жаңа заң қабылдады.",
    "Банк кеше кешке жабылды.",
    "Мәжіліс дүйсенбіде жиналды.",
    "Ауылда боран соғып тұр.",
)
LONG = "Банк пен үкімет " * 10  # a sentence of a hundred and fifty pieces


@pytest.fixture
async def engine(nllb: Manifest) -> AsyncIterator[OfflineEngine]:
    engine = OfflineEngine(nllb, threads=1)
    yield engine
    await engine.close()


@pytest.fixture
async def slow(endless: Manifest) -> AsyncIterator[OfflineEngine]:
    engine = OfflineEngine(endless, threads=1)
    yield engine
    await engine.close()


def test_it_is_known_by_its_manifest(nllb: Manifest) -> None:
    engine = OfflineEngine(nllb, threads=1)

    assert (engine.name, engine.rank) == ("tiny", Rank.OFFLINE)
    assert engine.version == nllb.version
    assert engine.capacity == Capacity(texts=16, size=1_000, total=16_000)


async def test_the_same_texts_are_translated_the_same_each_to_its_own(
    engine: OfflineEngine,
) -> None:
    first = await engine.translate(KAZAKH, source=KK, target=RU)

    assert len(set(first)) == len(KAZAKH)
    assert "" not in first
    assert await engine.translate(KAZAKH, source=KK, target=RU) == first
    assert await engine.translate(KAZAKH[::-1], source=KK, target=RU) == first[::-1]


async def test_the_target_language_matters(engine: OfflineEngine) -> None:
    russian = await engine.translate(KAZAKH, source=KK, target=RU)

    assert await engine.translate(KAZAKH, source=KK, target=EN) != russian


async def test_marian_is_told_its_target_and_knows_no_other_pair(marian: Manifest) -> None:
    engine = OfflineEngine(marian, threads=1)
    texts = ["The city passed a new law today."]
    russian = await engine.translate(texts, source=EN, target=RU)

    assert russian[0]
    assert await engine.translate(texts, source=EN, target=KK) != russian
    with pytest.raises(PairNotSupportedError):
        await engine.translate(texts, source=RU, target=EN)
    await engine.close()


async def test_a_source_is_ended_once_whoever_ends_it(marian: Manifest, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(marian.folder, tmp_path / "opus"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**config, "add_source_eos": True}))
    texts, other = (
        ["The city passed a new law today."],
        OfflineEngine(read_model(folder), threads=1),
    )
    engine = OfflineEngine(marian, threads=1)
    expected = await engine.translate(texts, source=EN, target=RU)

    assert await other.translate(texts, source=EN, target=RU) == expected
    await asyncio.gather(engine.close(), other.close())


async def test_each_sentence_of_a_text_is_translated_by_itself(engine: OfflineEngine) -> None:
    alone = await engine.translate(KAZAKH, source=KK, target=RU)
    text = f" {KAZAKH[0]}  {KAZAKH[1]}\n{KAZAKH[2]}"

    assert await engine.translate([text], source=KK, target=RU) == (
        f" {alone[0]}  {alone[1]}\n{alone[2]}",
    )


async def test_what_holds_no_sentence_stays(engine: OfflineEngine) -> None:
    assert await engine.translate(["", " \n", "\u200b"], source=KK, target=RU) == (
        "",
        " \n",
        "\u200b",
    )
    assert await engine.translate([], source=KK, target=RU) == ()


@pytest.mark.parametrize(
    "text", ["[[1]] айтты: [[2]].", "🇰🇿🎉", "</s> kaz_Cyrl <unk>", "\ud83d", "a\x00b", "жоқ" * 100]
)
async def test_odd_texts_are_taken(engine: OfflineEngine, text: str) -> None:
    (translation,) = await engine.translate([text], source=KK, target=RU)

    assert "</s>" not in translation
    assert "_Cyrl" not in translation


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_texts_come_back_in_their_number(nllb: Manifest, texts: list[str]) -> None:
    clean = [text.encode(errors="replace").decode() for text in texts]

    assert len(_model(nllb).translate(clean, KK, RU, lambda: False)) == len(texts)


_MODELS: dict[str, Model] = {}


def _model(manifest: Manifest) -> Model:
    if manifest.name not in _MODELS:
        _MODELS[manifest.name] = load(manifest, threads=1)
    return _MODELS[manifest.name]


async def test_a_text_or_a_sentence_beyond_the_limit_is_refused(engine: OfflineEngine) -> None:
    for text in ("а. " * 333 + "аа", "а-" * 300):  # 1,001 characters; 600 pieces
        with pytest.raises(SentenceTooLongError):
            await engine.translate(["Банк.", text], source=KK, target=RU)


async def test_eight_people_at_once_get_their_own_texts(engine: OfflineEngine) -> None:
    asked = [[f"{text} {number} миллион." for text in KAZAKH] for number in range(8)]
    alone = [await engine.translate(texts, source=KK, target=RU) for texts in asked]

    together = [engine.translate(texts, source=KK, target=RU) for texts in asked]
    assert await asyncio.gather(*together) == alone


async def test_a_sentence_that_never_ends_has_no_answer(slow: OfflineEngine) -> None:
    assert await slow.translate(["Банк.", ""], source=KK, target=RU) == ("", "")


async def test_a_sentence_as_long_as_can_be_is_taken(slow: OfflineEngine) -> None:
    assert await slow.translate(["а-" * 248], source=KK, target=RU) == ("",)


async def test_cancelling_stops_the_work(slow: OfflineEngine) -> None:
    texts = [LONG] * 16
    await slow.load()
    task = asyncio.create_task(slow.translate(texts, source=KK, target=RU))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    cancelled = time.monotonic()
    await slow.load()  # its turn comes when the thread is free

    assert time.monotonic() - cancelled < 1


async def test_a_deadline_stops_the_work_and_what_waits_behind_it(slow: OfflineEngine) -> None:
    texts = [LONG] * 16

    async def within(seconds: float) -> None:
        async with asyncio.timeout(seconds):
            await slow.translate(texts, source=KK, target=RU)

    outcomes = await asyncio.gather(*(within(0.05) for _ in range(5)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [TimeoutError] * 5


@pytest.mark.parametrize("tokens", [0, 1, 40])
def test_the_work_is_left_at_the_next_token(endless: Manifest, tokens: int) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > tokens

    with pytest.raises(StoppedError):
        _model(endless).translate([LONG] * 16, KK, RU, stopped)
    assert asked < tokens + 16  # those of the batch that was under way


async def test_many_first_calls_load_one_model(
    nllb: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def counted(manifest: Manifest, *, threads: int) -> Model:
        loaded.append(manifest.name)
        return load(manifest, threads=threads)

    monkeypatch.setattr(engine_module, "load", counted)
    engine = OfflineEngine(nllb, threads=1)
    await asyncio.gather(*(engine.translate(KAZAKH, source=KK, target=RU) for _ in range(8)))
    await engine.close()

    assert loaded == ["tiny"]


async def test_closing_ends_what_is_under_way(endless: Manifest) -> None:
    engine = OfflineEngine(endless, threads=1)
    await engine.load()
    calls = [engine.translate([LONG] * 16, source=KK, target=RU) for _ in range(3)]
    tasks = [asyncio.create_task(call) for call in calls]
    await asyncio.sleep(0.05)
    await engine.close()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    assert [_trouble(outcome) for outcome in outcomes] == [Trouble.CLOSED] * 3
    with pytest.raises(TranslatorUnavailableError):
        await engine.translate(KAZAKH, source=KK, target=RU)


async def test_closing_what_was_never_used_is_quiet(nllb: Manifest) -> None:
    await OfflineEngine(nllb, threads=1).close()


def _trouble(outcome: object) -> Trouble:
    assert isinstance(outcome, TranslatorUnavailableError)
    return outcome.trouble


def _failing(error: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("error", [RuntimeError(LONG), MemoryError(), ValueError(LONG)])
async def test_trouble_of_the_library_is_told_without_the_text(
    engine: OfflineEngine, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(Model, "translate", _failing(error))
    with pytest.raises(TranslatorUnavailableError) as caught:
        await engine.translate(KAZAKH, source=KK, target=RU)

    assert caught.value.trouble is Trouble.FAILING
    assert (caught.value.engine, caught.value.reason) == ("tiny", type(error).__name__)


@pytest.mark.parametrize("name", ["ctranslate2", "sentencepiece"])
async def test_without_the_extra_it_says_so(
    engine: OfflineEngine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraMissingError) as caught:
        await engine.load()
    with pytest.raises(TranslatorUnavailableError) as unavailable:
        await engine.translate(KAZAKH, source=KK, target=RU)

    assert caught.value.extra == "offline"
    assert unavailable.value.trouble is Trouble.FAILING


def test_the_extra_is_asked_for_without_loading_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "find_spec", lambda name: name == "ctranslate2" or None)
    with pytest.raises(ExtraMissingError):
        require_extra()

    monkeypatch.setattr(engine_module, "find_spec", lambda _: object())
    require_extra()


LOADED = ("model.bin", "config.json", "sentencepiece.bpe.model", "shared_vocabulary.json")


@pytest.mark.parametrize(
    ("name", "content"),
    [*product(LOADED, (b"", b"garbage" * 100)), ("config.json", b"[]")],
)
async def test_a_broken_model_cannot_be_loaded(
    nllb: Manifest, tmp_path: Path, name: str, content: bytes
) -> None:
    folder = Path(shutil.copytree(nllb.folder, tmp_path / "broken"))
    (folder / name).write_bytes(content)
    engine = OfflineEngine(read_model(folder), threads=1)
    with pytest.raises(BrokenModelError) as caught:
        await engine.load()
    with pytest.raises(TranslatorUnavailableError):
        await engine.translate(KAZAKH, source=KK, target=RU)
    await engine.close()

    assert caught.value.name == "broken"
    assert "\n" not in caught.value.reason


async def test_a_folder_that_went_away_cannot_be_loaded(nllb: Manifest, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(nllb.folder, tmp_path / "gone"))
    engine = OfflineEngine(read_model(folder), threads=1)
    shutil.rmtree(folder)
    with pytest.raises(BrokenModelError):
        await engine.load()
    await engine.close()


def test_cores_are_those_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)

    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert cores() == 1
