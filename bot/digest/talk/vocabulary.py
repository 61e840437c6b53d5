"""What the words of a message are about: terms that compare equal across three languages. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from sys import intern

from bot.core.models import LanguageCode
from bot.digest.talk.common import COMMON, GENERAL, HOMONYMS
from bot.digest.talk.lexicon import LEXICON
from bot.digest.talk.skeleton import CACHED_WORDS, root, skeleton, writes_kazakh
from bot.digest.talk.smalltalk import (
    ADDRESSING,
    ASSENT,
    COURTESY,
    ENDINGS,
    FILLING,
    SWEAR,
)
from bot.digest.talk.verbs import says_nothing
from bot.text.stems import stem
from bot.text.stopwords import common_words, stop_words
from bot.text.words import spelled_words, words

MAX_CHARS = 2_000  # read of a message; Telegram allows 4,096
MIN_TERM_CHARS = 3  # of a root, unless the lexicon knows it
WEAK, STRONG = 0.35, 1.2
MIN_NUMBER_CHARS = 3  # shorter numbers are hours and counts, which many matters have

ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/)\S+|[@#]\w+", re.IGNORECASE)

_STOP = re.compile(r"[.!?…:)\n]")
_MAY_BE_ADDRESS = re.compile(r"[@#/]|www", re.IGNORECASE)

_LANGUAGES = tuple(map(LanguageCode, ("kk", "ru", "en")))


def plain(text: str) -> str:
    """Return the beginning of *text* without addresses, @names and #tags."""
    text = text[:MAX_CHARS]
    return ADDRESS.sub(" ", text) if _MAY_BE_ADDRESS.search(text) else text


def skeletons(table: str) -> frozenset[str]:
    """Return the words of *table* as they compare."""
    return frozenset(map(skeleton, words(table)))


@cache
def courtesy() -> frozenset[str]:
    """Return what a message of courtesy alone is made of."""
    return skeletons(COURTESY)


@cache
def addressing() -> frozenset[str]:
    """Return to whom courtesy may go."""
    return skeletons(ADDRESSING)


@cache
def assent() -> frozenset[str]:
    """Return what is worth nothing outside of its place."""
    return skeletons(ASSENT)


@cache
def _swear() -> tuple[frozenset[str], tuple[str, ...]]:
    entries = SWEAR.split()
    whole = frozenset(entry for entry in entries if not entry.endswith("*"))
    return whole, tuple(entry[:-1] for entry in entries if entry.endswith("*"))


def is_rude(text: str) -> bool:
    """Whether *text* has an insult in it."""
    whole, beginnings = _swear()
    return any(word in whole or word.startswith(beginnings) for word in words_of(text))


@cache
def _stops() -> tuple[frozenset[str], frozenset[str]]:
    """Return words that are no terms, as they are written and as skeletons.

    English ones are not compared as skeletons: "it" and «ит», a dog, have the same.
    """
    raw = frozenset(
        word for code in _LANGUAGES for word in stop_words(code) | common_words(code)
    ) | frozenset(words(FILLING + COURTESY + ASSENT + ADDRESSING))
    return raw, frozenset(skeleton(word) for word in raw if not word.isascii())


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, str]]:
    """Return the matter and the field that a root belongs to; the first that names it wins."""
    matters: dict[str, str] = {}
    fields: dict[str, str] = {}
    for block in LEXICON.split("@")[1:]:
        name, _, body = block.partition("\n")
        lines, _, others = body.partition("~")
        for line in filter(None, lines.splitlines()):
            roots = _roots(line)
            for each in roots:
                matters.setdefault(each, f"#{line.split()[0]}")
                fields.setdefault(each, f"@{name}")
        for each in _roots(others):
            fields.setdefault(each, f"@{name}")
    return matters, fields


@cache
def _homonyms() -> frozenset[str]:
    return frozenset(HOMONYMS.split())


def _roots(line: str) -> list[str]:
    """Return the roots of Kazakh, Russian and English words, between strokes.

    English ones stand for themselves: as a root "car" would be «қар», snow.
    """
    kazakh, russian, english = line.split("|") if line else ("", "", "")
    return [
        *(root(word, kazakh=True) for word in kazakh.split()),
        *(root(word, kazakh=False) for word in russian.split()),
        *map(_english, english.split()),
    ]


def _english(word: str) -> str:
    return "=" + stem(word, LanguageCode("en"))


def is_stop(word: str) -> bool:
    """Whether *word* (lower case) tells nothing of a matter."""
    raw, skeletal = _stops()
    if word in raw:
        return True
    bones = skeleton(word)
    return bones in skeletal or (not word.isascii() and says_nothing(bones))


@lru_cache(maxsize=CACHED_WORDS)
def term_of(word: str, *, kazakh: bool) -> tuple[str, str | None] | None:
    """Return what *word* (lower case) is compared by, and its field; None if it tells nothing."""
    if word[0].isdigit():
        return (word, None) if len(word) >= MIN_NUMBER_CHARS and word.isdigit() else None
    if is_stop(word):
        return None
    matters, fields = ({}, {}) if word in _homonyms() else _lexicon()
    found = root(word, kazakh=kazakh)
    known = _english(word) if word.isascii() and _english(word) in fields else found
    if len(found) < MIN_TERM_CHARS and known not in fields:
        return None
    return matters.get(known, found), fields.get(known)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of *text* but for addresses, as bot.text.words gives them."""
    return tuple(map(intern, words(plain(text))))


def terms_of(text: str, language: LanguageCode | None) -> list[tuple[str, str, str | None]]:
    """Return the words of *text* that are terms, in order, each with its term and field."""
    return terms_in(words_of(text), kazakh=is_kazakh(text, language))


def terms_in(said: Iterable[str], *, kazakh: bool) -> list[tuple[str, str, str | None]]:
    """Like terms_of, of words that were taken apart before."""
    terms_of_word = _terms_of_kazakh if kazakh else _terms_of_word
    return [found for word in said for found in terms_of_word(word)]


@lru_cache(maxsize=CACHED_WORDS)
def _terms_of_kazakh(word: str) -> tuple[tuple[str, str, str | None], ...]:
    return _terms_of_pieces(word, kazakh=True)


@lru_cache(maxsize=CACHED_WORDS)
def _terms_of_word(word: str) -> tuple[tuple[str, str, str | None], ...]:
    return _terms_of_pieces(word, kazakh=False)


def _terms_of_pieces(word: str, *, kazakh: bool) -> tuple[tuple[str, str, str | None], ...]:
    """Return the pieces of *word* (lower case) that are terms, each with its term and field."""
    found = []
    for piece in pieces(word):
        term = term_of(piece, kazakh=kazakh)
        if term is not None:
            found.append((piece, *term))
    return tuple(found)


def spelled_terms(text: str, language: LanguageCode | None) -> Iterator[tuple[str, str, bool]]:
    """Yield the words of *text* that are terms as they are written, each with its term.

    The third value is whether it is the first of a sentence, where a capital says nothing.
    """
    kazakh = is_kazakh(text, language)
    for sentence in _STOP.split(plain(text)):
        for place, word in enumerate(spelled_words(sentence)):
            for piece in pieces(word):
                found = term_of(piece.lower(), kazakh=kazakh)
                if found is not None:
                    yield piece, found[0], place == 0


def is_kazakh(text: str, language: LanguageCode | None) -> bool:
    """Whether *text* is read as Kazakh; without a *language* its letters tell."""
    return language == "kk" or (language is None and writes_kazakh(text))


def pieces(word: str) -> list[str]:
    """Return the parts of *word* that are words: two of «2-подъезд», "what" of "what's".

    None of "don't"; one of «Kaspi-ге» and «10-нан»: what is behind the stroke is an ending.
    """
    if "'" in word:
        word, _, rest = word.partition("'")
        if rest.lower() == "t":
            return []
    if "-" not in word:
        return [word]
    first, *others = word.split("-")
    return [piece for piece in (first, *others) if piece and (piece is first or not _ends(piece))]


def _ends(piece: str) -> bool:
    return piece.lower() in _endings()


@cache
def _endings() -> frozenset[str]:
    return frozenset(ENDINGS.split())


@lru_cache(maxsize=CACHED_WORDS)
def strength(term: str) -> float:
    """Return how much *term* may tell of a matter, by what is known of words at large."""
    if term in _weak():
        return WEAK
    return STRONG if term[0] == "#" else 1.0


@cache
def _weak() -> frozenset[str]:
    """Return the terms of common words."""
    common = {found[0] for word in words(COMMON) if (found := _either(word))}
    general = {found[0] for word in words(GENERAL) if (found := _either(word))}
    return frozenset(term for term in common if term[0] != "#") | general


def _either(word: str) -> tuple[str, str | None] | None:
    return term_of(word, kazakh=writes_kazakh(word))
