"""The tokens each family of models wants around a sentence. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.errors import PairNotSupportedError
from bot.core.models import LanguageCode
from bot.translation.offline.manifest import Family, Manifest

END = "</s>"

NLLB_CODES: Mapping[LanguageCode, str] = {
    LanguageCode(code): name
    for code, name in {
        "ar": "arb_Arab",
        "az": "azj_Latn",
        "ba": "bak_Cyrl",
        "be": "bel_Cyrl",
        "bg": "bul_Cyrl",
        "de": "deu_Latn",
        "en": "eng_Latn",
        "es": "spa_Latn",
        "fr": "fra_Latn",
        "it": "ita_Latn",
        "ja": "jpn_Jpan",
        "kk": "kaz_Cyrl",
        "ko": "kor_Hang",
        "ky": "kir_Cyrl",
        "pl": "pol_Latn",
        "pt": "por_Latn",
        "ru": "rus_Cyrl",
        "tr": "tur_Latn",
        "tt": "tat_Cyrl",
        "uk": "ukr_Cyrl",
        "uz": "uzn_Latn",
        "zh": "zho_Hans",
    }.items()
}
"""Names of languages inside NLLB and what was tuned from it: FLORES-200's."""

_NEVER_TEXT = frozenset({"<s>", END, "<unk>", "<pad>", *NLLB_CODES.values()})


@dataclass(frozen=True, slots=True)
class Shape:
    """What goes *before* and *after* the pieces of a sentence, and what its answer starts with."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    start: tuple[str, ...] = ()

    def dress(self, pieces: Sequence[str]) -> list[str]:
        """The tokens to be translated."""
        return [*self.before, *pieces, *self.after]

    def undress(self, tokens: Sequence[str]) -> list[str]:
        """The pieces of an answer: tokens that stand for text."""
        dropped = _NEVER_TEXT.union(self.before)
        return [token for token in tokens if token not in dropped]


def shape_of(manifest: Manifest, source: LanguageCode, target: LanguageCode) -> Shape:
    """The shape that a model wants between two languages.

    Raises:
        PairNotSupportedError: It does not know the pair.
    """
    if not manifest.knows(source, target):
        raise PairNotSupportedError(manifest.name, f"{source}|{target}")
    if manifest.family is Family.NLLB:
        return Shape((NLLB_CODES[source],), (END,), (NLLB_CODES[target],))
    prefix = manifest.prefixes.get(target)
    return Shape((prefix,) if prefix else (), (END,))
