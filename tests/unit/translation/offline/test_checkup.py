"""A model looked over."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.core.errors import BrokenModelError, TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.offline.checkup import check
from bot.translation.offline.engine import OfflineEngine
from bot.translation.offline.folders import digests
from bot.translation.offline.manifest import MANIFEST_FILE, Manifest


def copy(manifest: Manifest, folder: Path, told: Mapping[str, object] | None = None) -> Path:
    shutil.copytree(manifest.folder, folder)
    if told is not None:
        (folder / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    return folder


async def test_a_good_model_translates_a_word(nllb: Manifest) -> None:
    found = await check(nllb.folder, threads=1)

    assert (found.word, found.pair) == ("Привет", (RU, KK))
    assert found.translation
    assert not found.sums
    assert found.load_s > 0


async def test_sums_that_are_known_are_compared(nllb: Manifest, tmp_path: Path) -> None:
    folder = copy(nllb, tmp_path / "a")
    size, sha256 = digests(folder / "model.bin").size, digests(folder / "model.bin").sha256
    files = {"model.bin": {"size": size, "sha256": sha256}}
    told = {"family": "nllb", "languages": ["tr", "az"], "files": files}
    (folder / MANIFEST_FILE).write_text(json.dumps(told), encoding="utf-8")
    found = await check(folder, threads=1)

    assert found.sums
    assert (found.word, found.pair) == ("Hello", (LanguageCode("tr"), LanguageCode("az")))


async def test_a_model_of_pairs_is_asked_for_one_it_knows(marian: Manifest) -> None:
    assert (await check(marian.folder, threads=1)).pair == (EN, RU)


async def test_a_rare_pair_is_tried_as_told(marian: Manifest, tmp_path: Path) -> None:
    told = {"family": "marian", "pairs": [["kk", "tr"]]}
    found = await check(copy(marian, tmp_path / "a", told), threads=1)

    assert (found.word, found.pair) == ("Сәлем", (KK, LanguageCode("tr")))


async def test_a_model_without_an_answer_is_broken(endless: Manifest) -> None:
    with pytest.raises(BrokenModelError, match="no answer to a word"):
        await check(endless.folder, threads=1)


async def test_a_model_that_fails_is_broken(
    nllb: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise TranslatorUnavailableError("tiny", "RuntimeError")

    monkeypatch.setattr(OfflineEngine, "translate", fail)
    with pytest.raises(BrokenModelError, match="it failed at a word"):
        await check(nllb.folder, threads=1)
