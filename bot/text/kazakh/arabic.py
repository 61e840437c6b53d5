"""Kazakh in Arabic letters (töte jazu), as written in China, into Cyrillic and back.

The script has one letter for и and й and none of the Russian letters, so a word read from it is
first a skeleton in back vowels; then и, front vowels and Russian letters are put in, in turn.
"""

import re
from functools import lru_cache

from bot.text.alphabets import ARABIC_LETTERS, ARABIC_SIGNS, CYRILLIC_TO_ARABIC
from bot.text.kazakh.harmony import harmonise, needs_hamza
from bot.text.kazakh.latin import CACHED_WORDS, without_lookalikes
from bot.text.kazakh.spelling import double, spell
from bot.text.kazakh.tables import skeleton_of
from bot.text.kazakh.weights import MAX_WORD_CHARS

HAMZA = "\u0674"
_HAMZAS = frozenset("\u0674ء\u0654")
_SURE = "чщһ"  # letters that Latin merges with others and Arabic does not

_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]+")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_WORD = re.compile("[\u0621-\u063f\u0641-\u064a\u0654\u066e-\u06d3\u06d5]+")
_ARABIC_STOPS = str.maketrans({";": "؛", "?": "؟"})
_COMMA = re.compile(r",(?!\d)")  # not the decimal one
_LETTERS = dict(ARABIC_LETTERS) | {"ي": "и", "\u0654": ""}
_IA = re.compile("(?<![аәеоөұүыіиуэюя])и(?=[яю])")


def cyrillic_to_arabic(text: str) -> str:
    """Write Kazakh Cyrillic in Arabic letters; what is not Cyrillic stays, stops apart."""
    meant = _WORD.sub(lambda match: without_lookalikes(match[0]), text)
    written = _CYRILLIC_WORD.sub(_arabic_word, meant)
    if written == text:
        return text
    return _COMMA.sub("،", written.translate(_ARABIC_STOPS))


def _arabic_word(match: re.Match[str]) -> str:
    word = _IA.sub("", match[0].lower())
    hamza = HAMZA if needs_hamza(skeleton_of(word)) else ""
    return hamza + "".join(CYRILLIC_TO_ARABIC.get(letter, letter) for letter in word)


def arabic_to_cyrillic(text: str) -> str:
    """Read Kazakh in Arabic letters into Cyrillic, in small letters; digits become European."""
    return _ARABIC_WORD.sub(_cyrillic_word, text.translate(ARABIC_SIGNS))


def _cyrillic_word(match: re.Match[str]) -> str:
    word = match[0]
    return _known(word) if len(word) <= MAX_WORD_CHARS else _read(word)


def _read(word: str) -> str:
    if not _LETTERS.keys() >= set(word):
        return word
    letters = "".join(_LETTERS[letter] for letter in word).replace("шш", "щ")
    hamza = not _HAMZAS.isdisjoint(word)
    return "".join(spell(harmonise(double(letters), hamza=hamza), sure=_SURE))


_known = lru_cache(maxsize=CACHED_WORDS)(_read)
