"""What a model folder says of itself. Pure: text in, values out."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.core.errors import BrokenModelError
from bot.core.languages import KNOWN_LANGUAGES
from bot.core.models import LanguageCode

MANIFEST_FILE = "qysqa-model.json"
MODEL_FILE = "model.bin"
OUTPUT_VERSION = 1  # raise when tokens or generation options change what comes out

_VERSION_CHARS = 12  # of hex: 48 bits tell the few models of one machine apart
_SHARED = ("shared_vocabulary.json", "shared_vocabulary.txt")
_APART = ("source_vocabulary", "target_vocabulary")
_NLLB_PIECES = ("sentencepiece.bpe.model", "flores200_sacrebleu_tokenizer_spm.model")
_MARIAN_PIECES = ("source.spm", "target.spm")

Json = dict[str, Any]
Pair = tuple[LanguageCode, LanguageCode]


class Family(StrEnum):
    """How a model wants its tokens."""

    NLLB = "nllb"
    MARIAN = "marian"


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file's size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model: what it is called, what it translates, and its files in *folder*.

    *pairs* are source and target; without any, it translates between all *languages*.
    *prefixes* are the tokens by which a model of several targets is told which one.
    *origin* names repository and commit; *files* is empty where no sums are known.
    *version* changes with the files, and with how they are used.
    """

    name: str
    family: Family
    folder: Path
    version: str = ""
    licence: str = ""
    origin: str = ""
    languages: tuple[LanguageCode, ...] = ()
    pairs: tuple[Pair, ...] = ()
    prefixes: Mapping[LanguageCode, str] = field(default_factory=dict)
    files: Mapping[str, FileSum] = field(default_factory=dict)

    def knows(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether it translates from *source* to *target*."""
        if self.pairs:
            return (source, target) in self.pairs
        return source != target and {source, target} <= set(self.languages)


def version_of(sums: Mapping[str, str]) -> str:
    """The version of a model whose files have these *sums*, by name."""
    lines = "".join(f"{name} {value}\n" for name, value in sorted(sums.items()))
    return f"{OUTPUT_VERSION}-{sha256(lines.encode()).hexdigest()[:_VERSION_CHARS]}"


def guess_family(names: Collection[str]) -> Family | None:
    """The family of a folder that holds files of these *names*; None if it is no model."""
    if MODEL_FILE not in names or not _has_vocabulary(names):
        return None
    if not set(_MARIAN_PIECES).isdisjoint(names):
        return Family.MARIAN if set(_MARIAN_PIECES) <= set(names) else None
    return None if set(_NLLB_PIECES).isdisjoint(names) else Family.NLLB


def piece_files(family: Family, names: Collection[str]) -> tuple[str, str]:
    """The SentencePiece files for the source and for the target language."""
    if family is Family.MARIAN:
        return _MARIAN_PIECES
    name = next(name for name in _NLLB_PIECES if name in names)
    return name, name


def parse_manifest(text: str, folder: Path) -> Manifest:
    """Read a ``qysqa-model.json``.

    Raises:
        BrokenModelError: It is no JSON, or something that it must say is missing or odd.
    """
    try:
        return _manifest(json.loads(text), folder)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        reason = f"{MANIFEST_FILE} is not what it should be: {_told(error)}"
        raise BrokenModelError(folder.name, reason) from None


def write_manifest(manifest: Manifest) -> str:
    """The text of a ``qysqa-model.json``; parse_manifest gives *manifest* back."""
    shape = {
        "name": manifest.name,
        "family": manifest.family.value,
        "licence": manifest.licence,
        "origin": manifest.origin,
        "languages": list(manifest.languages),
        "pairs": [list(pair) for pair in manifest.pairs],
        "prefixes": dict(manifest.prefixes),
        "files": {
            name: {"size": one.size, "sha256": one.sha256} for name, one in manifest.files.items()
        },
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _manifest(shape: Json, folder: Path) -> Manifest:
    files = {name: _file_sum(name, one) for name, one in shape.get("files", {}).items()}
    pairs = tuple((_language(one), _language(other)) for one, other in shape.get("pairs", ()))
    prefixes = {_language(code): _text(token) for code, token in shape.get("prefixes", {}).items()}
    return Manifest(
        name=_text(shape.get("name", folder.name)),
        family=Family(shape["family"]),
        folder=folder,
        version=version_of({name: one.sha256 for name, one in files.items()}) if files else "",
        licence=_text(shape.get("licence", "")),
        origin=_text(shape.get("origin", "")),
        languages=tuple(map(_language, shape.get("languages", ()))),
        pairs=pairs,
        prefixes=prefixes,
        files=files,
    )


def _file_sum(name: str, shape: Json) -> FileSum:
    if Path(name).name != name:
        raise ValueError(f"{name!r} is not the name of a file beside it")
    return FileSum(int(shape["size"]), _text(shape["sha256"]).lower())


def _language(code: object) -> LanguageCode:
    if code not in KNOWN_LANGUAGES:
        raise ValueError(f"{code!r} is not the code of a known language")
    return LanguageCode(str(code))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _told(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _has_vocabulary(names: Collection[str]) -> bool:
    return any(set(group) <= set(names) for group in _vocabularies())


def _vocabularies() -> Iterator[tuple[str, ...]]:
    for name in _SHARED:
        yield (name,)
    for kind in ("json", "txt"):
        yield tuple(f"{name}.{kind}" for name in _APART)
