"""The consonants of a word, as one alphabet for Cyrillic and Latin languages hears them.

Names and loan words keep their consonants from language to language: Токаев, Тоқаев and Tokayev
are ``tkv``. Sounds that spellings mix up are one letter here: s and z and sh, g and h, v and w.
"""

import re
import unicodedata

from bot.core.models import LanguageCode

SHORT_CHARS = 2  # a skeleton as short says too little: vowels are kept

_UZBEK = str.maketrans({"x": "h"})  # elsewhere x is ks
_LETTERS = str.maketrans({"ç": "ch", "ş": "sh", "ə": "a", "ı": "i", "ß": "ss", "ł": "l"})

_CYRILLIC = str.maketrans(
    "абвгғдеёжзийікқлмнңоөпрстуұүфхһыэцшщюяә", "abvggdeojsiiikklmnnooprstuuufhhiesssuaa", "ъь"
)
"""But ч: it would be ``c``, which Latin spellings read in several ways; it waits for them."""


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), sound) for pattern, sound in pairs)


_IN_CYRILLIC = _rules(
    ("^у(?=[аеиоуэя])", "в"),  # Уильям, Уолтер: William, Walter
    ("дж", "ж"),
)
_IN_LATIN = _rules(
    ("tion", "sion"),
    ("sch|sh|tz|ts", "s"),
    ("tch|ch", "ч"),
    ("zh|dzh|dj|dg(?=[ei])", "j"),
    ("ph", "f"),
    ("th", "t"),
    ("kh", "h"),
    ("ck|q", "k"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("x", "ks"),
    ("z", "s"),
    ("w(?![aeiouy])", ""),
    ("w", "v"),
    ("(?<=[aeiouy])h(?![aeiouy])", ""),  # Johnson, Sarah
    ("gh|h", "g"),
    ("ч", "c"),
    ("[^a-z]", ""),
    (r"(.)\1+", r"\1"),
)
_VOWELS = re.compile("[aeiouy]+")
_DOUBLED = re.compile(r"(.)\1+")
_AT_HEAD = str.maketrans("eiouy", "aaaaa")
_ROUGH = str.maketrans("eyu", "iio")  # vowels that spellings mix up


def fold(word: str) -> str:
    """Return *word* without accents, dots and apostrophes; Cyrillic letters stay but ё."""
    if word.isascii():
        return word.replace("'", "")
    if "\u0400" <= word[0] <= "\u04ff":
        return word.replace("ё", "е")
    plain = unicodedata.normalize("NFD", word.replace("ı", "i"))
    return "".join(letter for letter in plain if letter.isalnum())


def skeleton(word: str, language: LanguageCode | None) -> str:
    """Return the consonants of *word* (lower case), with an ``a`` for a vowel at its head.

    A word of one or two consonants keeps its vowels.
    """
    if language == "uz":
        word = word.translate(_UZBEK)
    word = _sounded(_latin(_sounded(word, _IN_CYRILLIC).translate(_LETTERS)), _IN_LATIN)
    bones = _DOUBLED.sub(r"\1", word[:1].translate(_AT_HEAD) + _VOWELS.sub("", word[1:]))
    return bones if len(bones) > SHORT_CHARS else word.translate(_ROUGH)


def _sounded(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


def _latin(word: str) -> str:
    """Return *word* in plain Latin letters, but ч."""
    if word.isascii():
        return word
    spelled = unicodedata.normalize("NFD", word.translate(_CYRILLIC))
    return "".join(letter for letter in spelled if letter.isalpha())
