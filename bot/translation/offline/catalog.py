"""The models we recommend, as data: where they are, what they weigh, who may use them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.errors import UnknownModelError
from bot.core.languages import KNOWN_LANGUAGES
from bot.core.models import LanguageCode
from bot.translation.offline.manifest import Family, Pair

_EN, _RU, _KK, _TR = (LanguageCode(code) for code in ("en", "ru", "kk", "tr"))
_EAST_SLAVIC = {LanguageCode("be"): "bel", _RU: "rus", LanguageCode("uk"): "ukr"}

_NLLB_LICENCE = "CC-BY-NC-4.0"
_BODY = ("config.json", "model.bin", "shared_vocabulary.json")
_PIECES = "sentencepiece.bpe.model"
_MARIAN_FILES = ("config.json", "model.bin", "shared_vocabulary.json", "source.spm", "target.spm")


@dataclass(frozen=True, slots=True)
class Part:
    """Files of a hub's repository at a revision: a branch, or a commit that never changes."""

    repository: str
    revision: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommended:
    """A model, under the name of its folder, *key*.

    *parts* are its converted files; where they are empty nobody offers any that we know of,
    and it is converted from *original*. *size_mb* is that of the converted files.
    """

    key: str
    name: str
    family: Family
    licence: str
    size_mb: int
    original: str
    languages: tuple[LanguageCode, ...] = ()
    pairs: tuple[Pair, ...] = ()
    prefixes: Mapping[LanguageCode, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    tools: ClassVar[str] = "pip install ctranslate2 'transformers[torch]' sentencepiece"

    @property
    def command(self) -> str:
        """The command that converts it, but for the folder at its end; *tools* brings it."""
        copied = "source.spm target.spm" if self.family is Family.MARIAN else _PIECES
        return (
            f"ct2-transformers-converter --model {self.original} --quantization int8"
            f" --copy_files {copied} --output_dir"
        )


CATALOG = (
    Recommended(
        key="tilmash",
        name="Tilmash",
        family=Family.NLLB,
        licence=_NLLB_LICENCE,  # of NLLB, from which it was tuned; its paper is CC BY 4.0
        size_mb=1_380,
        original="issai/tilmash",
        languages=(_KK, _RU, _EN, _TR),
    ),
    Recommended(
        key="nllb-1.3b",
        name="NLLB-1.3B",
        family=Family.NLLB,
        licence=_NLLB_LICENCE,
        size_mb=1_391,
        original="facebook/nllb-200-distilled-1.3B",
        languages=KNOWN_LANGUAGES,
        parts=(
            Part(
                "OpenNMT/nllb-200-distilled-1.3B-ct2-int8",
                "70f572adafa4794890ce7826156a4209717855af",
                _BODY,
            ),
            Part("facebook/nllb-200-distilled-600M", "main", (_PIECES,)),  # the same for all NLLB
        ),
    ),
    Recommended(
        key="nllb-600m",
        name="NLLB-600M",
        family=Family.NLLB,
        licence=_NLLB_LICENCE,
        size_mb=634,
        original="facebook/nllb-200-distilled-600M",
        languages=KNOWN_LANGUAGES,
        parts=(Part("skywood/nllb-200-distilled-600M-ct2-int8", "main", (*_BODY, _PIECES)),),
    ),
    Recommended(
        key="opus-big-en-zle",
        name="OPUS-MT big en-zle",
        family=Family.MARIAN,
        licence="CC-BY-4.0",
        size_mb=240,
        original="Helsinki-NLP/opus-mt-tc-big-en-zle",
        pairs=tuple((_EN, target) for target in _EAST_SLAVIC),
        prefixes={target: f">>{name}<<" for target, name in _EAST_SLAVIC.items()},
    ),
    Recommended(
        key="opus-big-zle-en",
        name="OPUS-MT big zle-en",
        family=Family.MARIAN,
        licence="CC-BY-4.0",
        size_mb=240,
        original="Helsinki-NLP/opus-mt-tc-big-zle-en",
        pairs=tuple((source, _EN) for source in _EAST_SLAVIC),
    ),
    Recommended(
        key="opus-en-zle",
        name="OPUS-MT en-zle",
        family=Family.MARIAN,
        licence="Apache-2.0",
        size_mb=156,
        original="Helsinki-NLP/opus-mt-en-zle",
        pairs=tuple((_EN, target) for target in _EAST_SLAVIC),
        prefixes={target: f">>{name}<<" for target, name in _EAST_SLAVIC.items()},
        parts=(Part("gaudi/opus-mt-en-zle-ctranslate2", "main", _MARIAN_FILES),),
    ),
)
"""The best for Kazakh first. Sizes and files are those of the repositories' listings; for
models that are to be converted, of conversions to int8 that others measured."""


def find_recommended(name: str) -> Recommended | None:
    """The model with that key or name in any case, if it is in the catalog."""
    wanted = name.strip().casefold()
    return next((one for one in CATALOG if wanted in (one.key, one.name.casefold())), None)


def recommended(name: str) -> Recommended:
    """Like find_recommended.

    Raises:
        UnknownModelError: No model of the catalog goes by that name.
    """
    found = find_recommended(name)
    if found is None:
        raise UnknownModelError(name, tuple(one.key for one in CATALOG))
    return found
