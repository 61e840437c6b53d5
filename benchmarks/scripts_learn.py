"""Learning weights of contexts: a logistic regression in which most of them are nothing."""

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.text.kazakh.harmony import FRONT_OF, contexts_of, needs_hamza, sign_of
from bot.text.kazakh.spelling import LETTERS, SIGNS, VOWELS
from bot.text.kazakh.tables import skeleton_of
from bot.text.kazakh.weights import BIAS, contexts_at

Words = Mapping[str, float]
"""Cyrillic words in small letters, each with what it counts."""

STEPS = 150
SCALE = 2
"""Weights are written as whole halves."""

_BACK_OF = str.maketrans({front: back for back, front in FRONT_OF.items()})
_DOUBLE = re.compile(f"(?<![{VOWELS}])ии(?=[ау])")
_SINGLE = re.compile(f"(?<![{VOWELS}])и(?=[ау])")
Sample = tuple[Sequence[str], bool, float]
"""The contexts of a place, what is there, and what that counts."""


def letters_at(word: str) -> tuple[str, dict[int, set[str]]]:
    """*word* as a skeleton between ^ and $, and what it has where more than one is possible."""
    framed, meant = "^", {}
    for letter in word:
        if letter in LETTERS or letter in SIGNS:
            meant.setdefault(len(framed), set()).add(letter)
        framed += skeleton_of(letter)
    return framed + "$", meant


def spelling_samples(parts: Iterable[tuple[Words, float]], letter: str) -> Iterator[Sample]:
    """Every place in the words where *letter* is possible, and whether it is there."""
    choice = LETTERS.get(letter) or SIGNS[letter]
    sign = letter in SIGNS
    for words, weight in parts:
        for word, n in words.items():
            framed, meant = letters_at(word)
            for at in range(1, len(framed)):
                if choice.fits(framed, at):
                    contexts = contexts_at(framed, at)
                    seen = [each for each in contexts if not sign or each[0] != "|"]
                    yield seen, letter in meant.get(at, ()), n * weight


def doubled_samples(parts: Iterable[tuple[Words, float]]) -> Iterator[Sample]:
    """Every и before а or у in Arabic script, and whether it stands for two."""
    for words, weight in parts:
        for word, n in words.items():
            skeleton = skeleton_of(word).translate(_BACK_OF)
            marked = f"^{_DOUBLE.sub('И', skeleton)}$"
            framed = marked.lower()
            for match in _SINGLE.finditer(framed):
                at = match.start()
                seen = list(contexts_at(framed, at))
                yield seen, marked[at] == "И", n * weight


def harmony_samples(parts: Iterable[tuple[Words, float]]) -> Iterator[Sample]:
    """Every vowel of the words that may be front, and whether it is."""
    for words, weight in parts:
        for word, n in words.items():
            skeleton = skeleton_of(word)
            back = skeleton.translate(_BACK_OF)
            sign = sign_of(back, hamza=needs_hamza(skeleton))
            for at, letter in enumerate(back):
                if letter in FRONT_OF:
                    seen = list(contexts_of(back, skeleton[:at], sign))
                    yield seen, skeleton[at] != letter, n * weight


def learn(samples: Iterable[Sample], penalty: float) -> str:
    """Return the table that tells places by their contexts, as ``parse_weights`` reads it.

    Args:
        samples: What to learn from.
        penalty: What a context must explain, in summed weights of samples, to be kept.
    """
    taught = list(samples)
    contexts = _shortest(taught, penalty)
    found = _descend(taught, contexts, penalty)
    rounded = {context: round(SCALE * weight) for context, weight in found.items()}
    return " ".join(f"{context}{weight}" for context, weight in sorted(rounded.items()) if weight)


def _shortest(samples: Sequence[Sample], penalty: float) -> list[str]:
    """The contexts that matter; of those at the very same places the shortest."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, (contexts, _, _) in enumerate(samples):
        for context in contexts:
            places[context].append(at)
    best: dict[tuple[int, ...], str] = {}
    for context, at in places.items():
        if sum(samples[each][2] for each in at) <= penalty:
            continue  # its weight could only be nothing
        other = best.setdefault(tuple(at), context)
        if (len(context), context) < (len(other), other):
            best[tuple(at)] = context
    return sorted(best.values())


def _descend(
    samples: Sequence[Sample], contexts: Sequence[str], penalty: float
) -> dict[str, float]:
    """Accelerated proximal descent, each weight at the pace its own places allow."""
    np: Any = importlib.import_module("numpy")
    column = {context: at for at, context in enumerate([BIAS, *contexts])}
    pairs = [
        (row, column[context])
        for row, (seen, _, _) in enumerate(samples)
        for context in (BIAS, *seen)
        if context in column
    ]
    rows, columns = (np.array(side) for side in zip(*pairs, strict=True))
    truth = np.array([meant for _, meant, _ in samples], dtype=float)
    counts = np.array([weight for _, _, weight in samples])
    sizes = np.bincount(rows, minlength=len(samples))
    pace = 4 / np.bincount(columns, (counts * sizes)[rows], minlength=len(column))
    floor = pace * penalty
    floor[0] = 0  # the bias is free
    weights = ahead = np.zeros(len(column))
    momentum = 1.0
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-np.clip(np.bincount(rows, ahead[columns]), -30, 30)))
        slope = np.bincount(columns, (counts * (guess - truth))[rows], minlength=len(column))
        moved = ahead - pace * slope
        moved = np.sign(moved) * np.maximum(np.abs(moved) - floor, 0)
        grown = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = moved + (momentum - 1) / grown * (moved - weights)
        weights, momentum = moved, grown
    return {context: float(weights[at]) for context, at in column.items()}
