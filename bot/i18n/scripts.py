"""What the bot says in Kazakh, in the reader's script: the catalog's sentences, written anew.

Placeholders, commands, names and links keep their own letters. In Arabic script, which runs
from right to left, they are isolated (Unicode standard annex 9): otherwise one at the
beginning of a line would turn the whole line round, and «/sum» would be shown as «sum/».
"""

import re
from dataclasses import replace
from functools import cache
from gettext import NullTranslations

from bot.core.languages import KK
from bot.core.models import Script
from bot.i18n.catalogs import Catalog
from bot.text.scripts import cyrillic_to_arabic, cyrillic_to_latin

_LEFT_TO_RIGHT, _AS_IT_BEGINS, _END = "\u2066", "\u2068", "\u2069"
_HOLE = "\ue000"  # a private letter: no script has it
_TURNED = str.maketrans({"→": "←"})  # arrows have no mirror image of their own

_WORD = r"[/@.-]?[A-Za-z][\w./:@+=-]*"
_KEPT = re.compile(rf"\{{[^{{}}]*\}}|(?<!\w){_WORD}(?: +{_WORD})*(?<=\w)", re.ASCII)
"""A placeholder, or words in Latin letters that stand together."""

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W\d_]")


@cache  # the three scripts of one catalog
def catalog_in(t: Catalog, script: Script) -> Catalog:
    """The same words in *script*; only Kazakh has a choice."""
    if t.language != KK or script is t.script:
        return t
    return replace(t, words=_Written(t.words, script), script=script)


class _Written(NullTranslations):
    """The sentences of a Cyrillic catalog in another script; each is written once."""

    def __init__(self, words: NullTranslations, script: Script) -> None:
        super().__init__()
        self._words, self._script = words, script
        self._written: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        if message not in self._written:
            self._written[message] = said_in(self._words.gettext(message), self._script)
        return self._written[message]


def said_in(text: str, script: Script) -> str:
    """Write a Cyrillic sentence of the bot's own in *script*."""
    if script is Script.LATIN:
        return cyrillic_to_latin(text)
    if script is Script.ARABIC:
        return "\n".join(map(_arabic_line, text.split("\n")))
    return text


def _arabic_line(line: str) -> str:
    if not _CYRILLIC.search(line):
        return line
    pieces = _KEPT.findall(line)
    first, *others = cyrillic_to_arabic(_KEPT.sub(_HOLE, line)).translate(_TURNED).split(_HOLE)
    written = outside = first
    for piece, after in zip(pieces, others, strict=True):
        written += _isolated(piece, is_first=not _LETTER.search(outside)) + after
        outside += after
    return written


def _isolated(piece: str, *, is_first: bool) -> str:
    """A word between others needs nothing; signs at its edges, or a place before them, do."""
    if piece.startswith("{"):
        return f"{_AS_IT_BEGINS}{piece}{_END}"
    if is_first or not (piece[0].isalpha() and piece[-1].isalnum()):
        return f"{_LEFT_TO_RIGHT}{piece}{_END}"
    return piece
