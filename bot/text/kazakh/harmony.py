"""Front or back: Kazakh Arabic has one letter for а and ә, о and ө, ұ and ү, ы and і.

Vowels of a word mostly agree, and a hamza before the word, or one of ە ك گ in it, says that
they are front. Loans, names and endings mix them; there the letters around each are weighed.
"""

from functools import cache

from bot.text.kazakh.harmony_weights import HARMONY
from bot.text.kazakh.weights import BIAS, MAX_WORD_CHARS, parse_weights

FRONT_OF = dict(zip("аоұы", "әөүі", strict=True))
FRONT_ANYWAY = frozenset("екг")
_FRONT = frozenset("әөүіе")
_BACK = frozenset("аоұы")

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
    sign = _sign(word, hamza=hamza)
    read = ""
    for at, letter in enumerate(word):
        front = letter in FRONT_OF and _weight(word, at, read, sign) > 0
        read += FRONT_OF[letter] if front else letter
    return read


def _sign(word: str, *, hamza: bool) -> str:
    if hamza:
        return "~"
    return "^" if FRONT_ANYWAY.isdisjoint(word) else "="


def _weight(word: str, at: int, read: str, sign: str) -> int:
    """Above zero: the vowel at *at* is front; *read* is what was made of the letters before."""
    weights = _weights()
    hints = _hints(word[at], sign, _vowel_before(read), _sound_after(word[at + 1 :]))
    total = weights[BIAS] + sum(weights.get(hint, 0) for hint in hints)
    left = (sign + read)[-_LEFT_CHARS:]
    right = f"{word}$"[at : at + _RIGHT_CHARS]
    for start in range(len(left) + 1):
        for end in range(1, len(right) + 1):
            total += weights.get(f"{left[start:]}|{right[:end]}", 0)
    return total


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


@cache
def _weights() -> dict[str, int]:
    return parse_weights(HARMONY)
