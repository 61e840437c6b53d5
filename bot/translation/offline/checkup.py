"""Look a model over: its files, whether it can be loaded, and whether it translates."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from bot.core.errors import BrokenModelError, TranslatorUnavailableError
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.offline.engine import OfflineEngine
from bot.translation.offline.folders import compare_sums, read_model
from bot.translation.offline.manifest import Manifest, Pair

_WORDS = {EN: "Hello", RU: "Привет", KK: "Сәлем"}
_USUAL = ((RU, KK), (EN, RU), (EN, KK), (RU, EN))


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found: *sums* is False where none are known to compare with."""

    manifest: Manifest
    sums: bool
    load_s: float
    word: str
    translation: str
    pair: Pair


async def check(folder: Path, *, threads: int) -> Checkup:
    """Compare the sums of the model in *folder*, load it and translate a word with it.

    Raises:
        BrokenModelError: It is not what was downloaded, cannot be loaded or says nothing.
        ExtraMissingError: Models cannot be run here.
    """
    manifest = await asyncio.to_thread(read_model, folder)
    sums = await asyncio.to_thread(compare_sums, manifest)
    source, target = pair = _pair(manifest)
    word = _WORDS.get(source, _WORDS[EN])
    engine = OfflineEngine(manifest, threads=threads)
    try:
        start = time.monotonic()
        await engine.load()
        load_s = time.monotonic() - start
        translation = await _translation(engine, word, source, target)
    finally:
        await engine.close()
    return Checkup(manifest, sums, load_s, word, translation, pair)


async def _translation(
    engine: OfflineEngine, word: str, source: LanguageCode, target: LanguageCode
) -> str:
    try:
        (translation,) = await engine.translate([word], source=source, target=target)
    except TranslatorUnavailableError as error:
        raise BrokenModelError(engine.name, f"it failed at a word ({error.reason})") from error
    if not translation:
        raise BrokenModelError(engine.name, "it has no answer to a word")
    return translation


def _pair(manifest: Manifest) -> Pair:
    """One of the pairs that matter here, else any that it knows."""
    usual = next((pair for pair in _USUAL if manifest.knows(*pair)), None)
    known = manifest.pairs or [(manifest.languages[0], manifest.languages[-1])]
    return usual or known[0]
