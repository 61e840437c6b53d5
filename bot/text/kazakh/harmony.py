"""Front or back: Kazakh Arabic has one letter for а and ә, о and ө, ұ and ү, ы and і.

Vowels of a word mostly agree, and a hamza before the word, or one of ە ك گ in it, says that
they are front. Loans, names and endings mix them; there the letters around each are weighed.
"""

import re
from collections.abc import Iterator, Mapping

from bot.text.kazakh import tables
from bot.text.kazakh.weights import BIAS, MAX_WORD_CHARS

FRONT_OF = dict(zip("аоұы", "әөүі", strict=True))
FRONT_ANYWAY = frozenset("екг")
_FRONT = frozenset("әөүіе")
_BACK = frozenset("аоұы")

_WITH = re.compile("(?<=..)[мбп]ен$")  # this ending is front behind any word
_LEFT_CHARS, _RIGHT_CHARS = 3, 5  # of the longest contexts in the table; right: with the vowel


def needs_hamza(skeleton: str) -> bool:
    """Whether a hamza must say that a word's vowels are front: by the first of them."""
    if not FRONT_ANYWAY.isdisjoint(skeleton):
        return False
    return next((letter in _FRONT for letter in skeleton if letter in _FRONT | _BACK), False)


def harmonise(word: str, *, hamza: bool) -> str:
    """Make the vowels front that are meant so in *word*, in which all are written as back."""
    if len(word) > MAX_WORD_CHARS:
        return word
    sign = sign_of(word, hamza=hamza)
    weights = tables.shipped().fronting
    read = ""
    for letter in word:
        front = letter in FRONT_OF and _weight(weights, word, read, sign) > 0
        read += FRONT_OF[letter] if front else letter
    return read


def sign_of(word: str, *, hamza: bool) -> str:
    """How a word in back vowels is marked: ~ by a hamza, = by a letter in it, ^ not at all.

    By + if the only such letter is in an ending that says nothing of the vowels before it.
    """
    if hamza:
        return "~"
    if FRONT_ANYWAY.isdisjoint(word):
        return "^"
    return "+" if FRONT_ANYWAY.isdisjoint(_WITH.sub("", word)) else "="


def _weight(weights: Mapping[str, int], word: str, read: str, sign: str) -> int:
    """Above zero: the next vowel of *word* is front."""
    found = sum(weights.get(context, 0) for context in contexts_of(word, read, sign))
    return weights.get(BIAS, 0) + found


def contexts_of(word: str, read: str, sign: str) -> Iterator[str]:
    """Every context that the table may hold for a vowel, *read* being what is before it."""
    at = len(read)
    yield from _hints(
        word[at], sign, _vowel_before(read), _sound_after(_WITH.sub("", word)[at + 1 :])
    )
    left = (sign + read)[-_LEFT_CHARS:]
    right = f"{word}$"[at : at + _RIGHT_CHARS]
    for start in range(len(left) + 1):
        for end in range(1, len(right) + 1):
            yield f"{left[start:]}|{right[:end]}"


def _hints(letter: str, sign: str, before: str, after: str) -> tuple[str, ...]:
    """How the word is marked, the vowel before, and a consonant further on that tells."""
    return (
        f"%{sign}{before}{after}{letter}",
        f"%{sign}{before}{after}",
        f"%{sign}{before}",
        f"%{before}{after}{letter}",
        f"%{before}{letter}",
    )


def _vowel_before(read: str) -> str:
    for letter in reversed(read):
        if letter in _FRONT:
            return "f"
        if letter in _BACK:
            return "b"
    return "."


def _sound_after(rest: str) -> str:
    for letter in rest:
        if letter in FRONT_ANYWAY:
            return "f"
        if letter in "қғ":
            return "b"
    return "."
