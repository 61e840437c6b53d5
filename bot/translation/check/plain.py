"""What the checks read of a text: its words, without masks and addresses."""

import re

from bot.core.models import LanguageCode, Script
from bot.text.scripts import letters_of

MAX_CHARS = 20_000  # read of a text; an article's longest sentence is far shorter

_MASK = re.compile(r"\[\s?\[\s?\d{1,4}\s?\]\s?\]")
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_BARE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_CYRILLIC = "ba be bg kk ky mk mn ru tg tt uk"
_LATIN = "az cs da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl sv tr uz vi"
_ARABIC = "ar fa ug ur"

SCRIPTS = {
    LanguageCode(code): script
    for codes, script in (
        (_CYRILLIC, Script.CYRILLIC),
        (_LATIN, Script.LATIN),
        (_ARABIC, Script.ARABIC),
    )
    for code in codes.split()
}
"""What a translation into each language is written in; Serbian and others have two scripts."""


def without_masks(text: str) -> str:
    """*text* without tokens such as ``[[3]]``, which stand for what is not translated.

    Invisible signs inside words go too.
    """
    return _MASK.sub(" ", text[:MAX_CHARS]).translate(_INVISIBLE)


def words(text: str) -> list[str]:
    """Words as they stand, without addresses: those stay as they are in any language."""
    return [
        word
        for word in text.split()
        if not ("://" in word or "@" in word or word.casefold().startswith("www."))
    ]


def has_words(text: str) -> bool:
    """Whether there is anything to translate, beyond numbers, signs and addresses."""
    return any(map(str.isalpha, " ".join(words(without_masks(text)))))


def bare_words(text: str) -> list[str]:
    """Like words, without the punctuation around them."""
    found = map(_BARE.search, words(text))
    return [match[0] for match in found if match]


def is_plain(word: str) -> bool:
    """Whether *word* is no name, brand or abbreviation: two letters or more, no capitals."""
    return len(word) > 1 and word.isalpha() and word == word.lower()


def written_in(text_words: list[str], script: Script) -> list[str]:
    """The words with a letter of *script*."""
    return [word for word in text_words if letters_of(word, script)]
