"""Sentences of an article as tokens that can be compared, within and across languages."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.core.models import LanguageCode
from bot.digest.stories.concepts import concept
from bot.digest.stories.skeleton import skeleton
from bot.text.stems import stem
from bot.text.stopwords import common_words, stop_words
from bot.text.words import spelled_words

HEAD_CHARS = 4
"""Of a skeleton: «Ставрополь» and «ставропольский» have one, whatever their endings."""

LOAN_CHARS = 5
"""A common word with as long a skeleton is the same in every language that has it; shorter
ones are alike by chance, so that only names cross languages. A capital at the head of a
sentence may be either's."""

CACHED_WORDS = 50_000

CONCEPT, HEAD = "=", "^"
"""Marks before a token: the name of a concept; the head of a skeleton."""

_INITIALS = re.compile(r"\b([A-ZА-Я])\.([A-ZА-Я])\.(?:([A-ZА-Я])\.)?")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'»“”)]*\s+|\n+")
_BACKGROUND = re.compile(
    r"\W*(?:\w+ ){0,2}(?:"
    r"напомним|ранее|отметим|добавим|кроме|как (?:ранее )?(?:сообщал|писал|передавал)|также|"
    r"читайте|подписыв|фото|earlier|previously|also|read more|subscribe|"
    r"еске сал|бұған дейін|бұдан бұрын|сондай-ақ|айта кет|эске сал|буга чейин|ошондой эле|"
    r"eslatib|avvalroq|shuningdek|daha önce|öte yandan|ayrıca)",
    re.IGNORECASE,
)
"""How a sentence begins that tells what was before, or is no part of the story."""

_SURNAME = re.compile("(.{2,}(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е|ой|ы|ых|ыми)?$")
"""Its cases: a Russian stemmer would cut «ов» as well, and lose Tokayev and Тоқаев."""


class Token(NamedTuple):
    """A word by its meaning, if that is known, else by its consonants and how they begin."""

    keys: tuple[str, ...]
    is_name: bool


def title_tokens(title: str, language: LanguageCode | None) -> list[Token]:
    """Return the tokens of *title*, all its sentences."""
    sentences = _SENTENCE_END.split(_joined_initials(title))
    return [token for sentence in sentences for token in _tokens(sentence, language)]


def text_tokens(text: str, language: LanguageCode | None) -> Iterator[tuple[int, Token]]:
    """Yield the tokens of *text* but its background, each with the place of its sentence."""
    start = 0
    for sentence in _SENTENCE_END.split(_joined_initials(text)):
        if not _BACKGROUND.match(sentence):
            for token in _tokens(sentence, language):
                yield start, token
        start += len(sentence) + 1


def _joined_initials(text: str) -> str:
    """«U.S.» is one word, and ends no sentence."""
    return _INITIALS.sub(lambda match: "".join(filter(None, match.groups())), text)


def _tokens(sentence: str, language: LanguageCode | None) -> Iterator[Token]:
    spelled = spelled_words(sentence)
    capitals = sum(word[0].isupper() for word in spelled[1:])
    is_loud = 2 * capitals > len(spelled)  # Every Word of an English Headline
    for at, word in enumerate(spelled):
        is_name = not is_loud and (_is_acronym(word) or (at > 0 and word[0].isupper()))
        found = _read(word, language, is_name=is_name)
        if found:
            yield Token(found, is_name)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=CACHED_WORDS)
def _read(word: str, language: LanguageCode | None, *, is_name: bool) -> tuple[str, ...]:
    """Return the keys of *word*, as it is spelled; none if it carries no subject."""
    small = word.replace("İ", "i").lower()
    if len(word) == 1 or word[0].isdigit():
        return ()
    if not _is_acronym(word) and small in stop_words(language) | common_words(language):
        return ()
    root = _without_apostrophe(small, language)
    known = concept(root, language)
    if known:
        return (CONCEPT + known,)
    surname = _SURNAME.match(root) if word[0].isupper() else None
    stemmed = surname[1] if surname else stem(root, language)
    bones = skeleton(stemmed, language) or stemmed  # in letters of another alphabet
    head = bones[:HEAD_CHARS]
    own = (f"{language}:{bones}", f"{HEAD}{language}:{head}")
    if not word[0].isupper():
        return (bones, own[1]) if len(bones) >= LOAN_CHARS else own
    return (bones, HEAD + head, own[1]) if is_name else (bones, HEAD + head, *own)


def _without_apostrophe(word: str, language: LanguageCode | None) -> str:
    """In English and Turkish an ending follows it, in Uzbek it is part of a letter."""
    return word.replace("'", "") if language == "uz" else word.partition("'")[0]
