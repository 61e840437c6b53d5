"""Kazakh in Latin or Arabic letters for the ranker, whose words and endings are Cyrillic. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.languages import KK
from bot.core.models import LanguageCode, Script, Sentence
from bot.text.scripts import script_of, write_in

HEAD_SENTENCES = 20  # enough to tell the script of an article by

_APART = "\t"  # no script has a sign of its own for it


@dataclass(frozen=True, slots=True)
class Legible:
    """Sentences as the ranker reads them, one for one, and the *script* they are written in."""

    sentences: tuple[Sentence, ...]
    script: Script = Script.CYRILLIC

    def shown(self, words: Sequence[str]) -> tuple[str, ...]:
        """Words of the ranker's as the article writes them."""
        if self.script is Script.CYRILLIC or not words:
            return tuple(words)
        return tuple(write_in(_APART.join(words), self.script).split(_APART))


def legible(sentences: Sequence[Sentence], language: LanguageCode | None) -> Legible:
    """Read *sentences* of an article in *language*; only Kazakh has other scripts."""
    head = " ".join(sentence.text for sentence in sentences[:HEAD_SENTENCES])
    script = script_of(head) if language == KK else Script.CYRILLIC
    if script in {Script.CYRILLIC, Script.OTHER}:
        return Legible(tuple(sentences))
    read = (replace(one, text=write_in(one.text, Script.CYRILLIC)) for one in sentences)
    return Legible(tuple(read), script)
