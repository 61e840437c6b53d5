"""Writing systems: which one a text is in, and Kazakh from one of its three into another.

Kazakh is written in Cyrillic, in Latin and, in China and Mongolia, in Arabic letters.
Translation engines and stop-word lists know it in Cyrillic only, so the other two are
read back into it. The way back is not exact: Latin ``i`` stands for both и and й, Arabic
script has one letter for а and ә and no capitals. What is lost is a letter here and there.
"""

import re

from bot.core.models import Script
from bot.text.alphabets import (
    ARABIC_FRONT_A_SIGN,
    ARABIC_FRONT_SIGN,
    ARABIC_FRONT_VOWELS,
    ARABIC_LETTERS,
    ARABIC_SIGNS,
    CYRILLIC_TO_LATIN,
    KAZAKH_VOWELS,
    LATIN_2018,
    LATIN_2021,
    LATIN_CHAT,
    LatinSpelling,
)

_LETTERS = {
    Script.CYRILLIC: re.compile("[\u0400-\u0481\u048a-\u052f]"),
    Script.LATIN: re.compile("[A-Za-zÀ-ÖØ-öø-ʯ\u1e00-\u1eff]"),
    Script.ARABIC: re.compile(
        "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc\u0750-\u077f"
        "\u08a0-\u08c7\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]"
    ),
}
_LETTER = re.compile(r"[^\W\d_]")


def script_of(text: str) -> Script:
    """The writing system most letters of *text* are in; OTHER if there are no letters."""
    counts = {script: len(letters.findall(text)) for script, letters in _LETTERS.items()}
    best = max(counts, key=lambda script: counts[script])
    others = len(_LETTER.findall(text)) - sum(counts.values())
    return best if counts[best] > max(others, 0) else Script.OTHER


def letters_of(text: str, script: Script) -> list[str]:
    """The letters of *text* that belong to *script*, which must be a named one."""
    return _LETTERS[script].findall(text)


_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")


def cyrillic_to_latin(text: str) -> str:
    """Write Kazakh Cyrillic in the alphabet of 2021; ь and ъ fall out, the rest stays."""
    return _CYRILLIC_LETTER.sub(_latin_letter, text)


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
    """Read Kazakh Latin into Cyrillic; letters of no Kazakh spelling stay as they are.

    The spelling is recognized by its letters: the alphabet of 2021 (ä ğ ñ ö ū ü ş ı), that
    of 2018 (á ǵ ń ó ú ý), else what people type on an English keyboard (sh, zh, ng, gh).
    """
    spelling = _spelling_of(text)
    lowered = "".join(_lower(letter, spelling) for letter in text)

    def read(match: re.Match[str]) -> str:
        token = match[0]
        cyrillic = "й" if match.lastgroup == "glide" else spelling.letters.get(token, token)
        return cyrillic.upper() if text[match.start()].isupper() else cyrillic

    return spelling.token.sub(read, lowered)


def _spelling_of(text: str) -> LatinSpelling:
    if LATIN_2018.sign.search(text):
        return LATIN_2018
    return LATIN_2021 if LATIN_2021.sign.search(text) else LATIN_CHAT


def _lower(letter: str, spelling: LatinSpelling) -> str:
    """One letter in, one letter out, so that positions hold."""
    small = spelling.small.get(letter) or letter.lower()
    return small if len(small) == 1 else letter


_ARABIC_WORD = re.compile("[\u0621-\u063f\u0641-\u064a\u066e-\u06d3\u06d5]+")
_ARABIC_YA = re.compile("ي([ау]?)")
_IOTATED = {"а": "я", "у": "ю"}


def arabic_to_cyrillic(text: str) -> str:
    """Read Kazakh in Arabic letters into Cyrillic, in small letters; digits become European."""
    return _ARABIC_WORD.sub(_cyrillic_word, text.translate(ARABIC_SIGNS))


def _cyrillic_word(match: re.Match[str]) -> str:
    """A hamza at its head, or one of ە ك گ in it, says that the vowels of a word are front."""
    word = match[0]
    letters = dict(ARABIC_LETTERS)
    if ARABIC_FRONT_SIGN.search(word):
        letters |= ARABIC_FRONT_VOWELS
    if ARABIC_FRONT_A_SIGN.search(word):
        letters["ا"] = "ә"
    return _ARABIC_YA.sub(_read_ya, "".join(letters.get(letter, letter) for letter in word))


def _read_ya(match: re.Match[str]) -> str:
    """ي is й after a vowel and и elsewhere; with а or у behind it, я or ю."""
    start = match.start()
    after_vowel = match.string[max(start - 1, 0) : start] in KAZAKH_VOWELS  # "" at the head
    if match[1]:
        return ("" if after_vowel else "и") + _IOTATED[match[1]]
    return "й" if after_vowel and start else "и"
