"""Kazakh in Latin letters: written in the alphabet of 2021, read in any of its spellings."""

import re
from functools import lru_cache

from bot.text.alphabets import (
    APOSTROPHES_2017,
    CYRILLIC_TO_LATIN,
    LATIN_2018,
    LATIN_2021,
    LATIN_CHAT,
    LOOKALIKES,
    SKELETON_OF_LATIN,
    LatinSpelling,
)
from bot.text.kazakh.spelling import spell
from bot.text.kazakh.weights import MAX_WORD_CHARS

MAX_PLAIN_WORDS = 6
"""A longer text without any letter that only Kazakh has was typed on an English keyboard."""

CACHED_WORDS = 10_000  # some 1 MB; to spell one takes 80 µs, an article has a few hundred

_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_LOOKALIKES = dict(LOOKALIKES) | dict(
    zip(map(ord, "AEIOXPCYKMTBHƏ"), "АЕІОХРСУКМТВНӘ", strict=True)
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_TOKEN = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+|@\w+|(?<![\w.-])[\w.-]+\.(?:kz|ru|com|org|net)(?!\w))"
    r"|[^\W\d_]+"
)
_ROMAN_NUMBER = re.compile("(?=..)X{0,3}(?:IX|IV|VI{0,3}|I{1,3}|)")


def cyrillic_to_latin(text: str) -> str:
    """Write Kazakh Cyrillic in the alphabet of 2021; ь and ъ fall out, the rest stays."""
    return _CYRILLIC_LETTER.sub(
        _latin_letter, _WORD.sub(lambda match: without_lookalikes(match[0]), text)
    )


def without_lookalikes(word: str) -> str:
    """Latin i and the like, typed inside a Cyrillic word, are the Cyrillic letters meant."""
    if word.isascii():
        return word
    cyrillic = word.translate(_LOOKALIKES)
    return cyrillic if len(_CYRILLIC_LETTER.findall(cyrillic)) == len(word) else word


def _latin_letter(match: re.Match[str]) -> str:
    letter = match[0]
    latin = CYRILLIC_TO_LATIN.get(letter.lower(), letter)
    if not letter.isupper() or latin == letter:
        return latin
    whole = _latin_upper(latin)
    return whole if _among_capitals(match) else whole[:1] + latin[1:]


def _latin_upper(latin: str) -> str:
    """Capitals as in Turkish: i is İ, ı is I."""
    return latin.replace("i", "İ").upper()


def _among_capitals(match: re.Match[str]) -> bool:
    """Whether the word goes on in capitals: Я is IA in АЯ, but Ia in Яғни."""
    after = match.string[match.end() : match.end() + 1]
    before = match.string[max(match.start() - 1, 0) : match.start()]
    return after.isupper() or (before.isupper() and not after.isalpha())


def latin_to_cyrillic(text: str) -> str:
    """Read Kazakh Latin into Cyrillic; words and letters of no Kazakh spelling stay as they are.

    The spelling is recognized by its letters: the alphabet of 2021 (ä ğ ñ ö ū ü ş ı), that
    of 2018 (á ǵ ń ó ú ý), that of 2017 (a' g' n' o' u' y'), else what people type on an English
    keyboard (sh, zh, ng, gh). A few words without any of these are read as of 2021.
    """
    if _is_of_2021(text):
        return _LATIN_TOKEN.sub(_cyrillic_word, text)
    return read_letters(text)


def _is_of_2021(text: str) -> bool:
    spelling = _spelling_of(text)
    if spelling is not LATIN_CHAT:
        return spelling is LATIN_2021
    plain = LATIN_CHAT.sign.search(text) is None and APOSTROPHES_2017.search(text) is None
    return plain and len(_WORD.findall(text)) <= MAX_PLAIN_WORDS


def _cyrillic_word(match: re.Match[str]) -> str:
    word = match[0]
    if match["address"]:
        return word
    return _known(word) if len(word) <= MAX_WORD_CHARS else _read(word)


def _read(word: str) -> str:
    small = word.translate(_SMALL_I).lower()
    if _ROMAN_NUMBER.fullmatch(word) or not SKELETON_OF_LATIN.keys() >= set(small):
        return word
    units = spell("".join(SKELETON_OF_LATIN[letter] for letter in small))
    return _in_case_of(word, units)


_SMALL_I = str.maketrans("Iİ", "ıi")
_known = lru_cache(maxsize=CACHED_WORDS)(_read)


def _in_case_of(word: str, units: list[str]) -> str:
    """Join *units*, one for each letter of *word*, with the capitals of *word*."""
    joined = "".join(units)
    if word.islower():
        return joined
    if word.isupper() and len(word) > 1:
        return joined.upper()
    if word.istitle():
        return joined[:1].upper() + joined[1:]
    pairs = zip(units, word, strict=True)
    return "".join(unit.upper() if letter.isupper() else unit for unit, letter in pairs)


def read_letters(text: str) -> str:
    """Read Kazakh Latin into Cyrillic letter by letter: fast, enough to tell the language by."""
    spelling = _spelling_of(text)
    if spelling is LATIN_CHAT and APOSTROPHES_2017.search(text):
        text, spelling = APOSTROPHES_2017.sub(_accented, text), LATIN_2018
    lowered = "".join(_lower(letter, spelling) for letter in text)

    def read(match: re.Match[str]) -> str:
        token = match[0]
        cyrillic = "й" if match.lastgroup == "glide" else spelling.letters.get(token, token)
        return cyrillic.upper() if text[match.start()].isupper() else cyrillic

    return spelling.token.sub(read, lowered)


_ACCENTED = dict(zip("agosnucyi", ("á", "ǵ", "ó", "sh", "ń", "ú", "ch", "ý", "ı"), strict=True))


def _accented(match: re.Match[str]) -> str:
    """The alphabet of 2017 is that of 2018 with apostrophes in place of accents."""
    letter = match[0][0]
    accented = _ACCENTED[letter.lower()]
    return accented.capitalize() if letter.isupper() else accented


def _spelling_of(text: str) -> LatinSpelling:
    if LATIN_2018.sign.search(text):
        return LATIN_2018
    return LATIN_2021 if LATIN_2021.sign.search(text) else LATIN_CHAT


def _lower(letter: str, spelling: LatinSpelling) -> str:
    """One letter in, one letter out, so that positions hold."""
    small = spelling.small.get(letter) or letter.lower()
    return small if len(small) == 1 else letter
