"""What a word means, if it is one of some hundred subjects of news, whatever its language."""

from collections.abc import Mapping
from functools import cache, lru_cache

from bot.core.models import LanguageCode
from bot.digest.stories.concepts_law import LAW
from bot.digest.stories.concepts_life import LIFE
from bot.digest.stories.concepts_place import PLACE
from bot.digest.stories.concepts_state import STATE
from bot.digest.stories.skeleton import fold
from bot.text.stems import stem

LANGUAGES = ("en", "ru", "kk", "ky", "uz", "tr")
CACHED_WORDS = 50_000

_TABLES = (LAW, STATE, LIFE, PLACE)
_WHOLE = "."  # ends an entry that stands for a stem, not for a beginning


@lru_cache(maxsize=CACHED_WORDS)
def concept(word: str, language: LanguageCode | None) -> str | None:
    """Return the name of what *word* (lower case) means; None if it is in no table."""
    table = _entries().get(language or "")
    if table is None:
        return None
    plain = fold(word)
    whole = table.get(fold(stem(word, language)) + _WHOLE) or table.get(plain + _WHOLE)
    if whole:
        return whole
    beginnings = (plain[:size] for size in range(len(plain), 2, -1))
    return next((table[start] for start in beginnings if start in table), None)


@cache
def _entries() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for line in _lines():
        columns = [column.split() for column in line.split("|")]
        for language, entries in zip(LANGUAGES, columns, strict=True):
            for entry in entries:
                found[language].setdefault(_key(entry, language), columns[0][0])
    return found


def _lines() -> list[str]:
    text = "".join(_TABLES).replace("\n    ", " ")
    return [line for line in text.splitlines() if line]


def _key(entry: str, language: str) -> str:
    if not entry.endswith(_WHOLE):
        return fold(entry)
    return fold(stem(entry.removesuffix(_WHOLE), LanguageCode(language))) + _WHOLE
