"""ROUGE-1, ROUGE-2 and ROUGE-L F1 for any script.

The definitions are those of Lin (2004) as the common ``rouge-score`` package computes them,
without stemming. That package's tokenizer keeps ``[a-z0-9]`` only, so that a Russian pair
is compared by its digits; here a token is a run of letters or digits of any alphabet.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+")


class Rouge(NamedTuple):
    """F1 of unigrams, of bigrams and of the longest common subsequence, each 0 to 1."""

    r1: float
    r2: float
    rl: float


def tokens(text: str) -> list[str]:
    """Return the runs of letters and digits, lower case."""
    return _TOKEN.findall(text.lower())


def rouge(candidate: Sequence[str], reference: Sequence[str]) -> Rouge:
    """Compare two token sequences."""
    return Rouge(
        _ngram_f1(candidate, reference, 1),
        _ngram_f1(candidate, reference, 2),
        _f1(_common_subsequence(candidate, reference), len(candidate), len(reference)),
    )


def mean_rouge(candidate: Sequence[str], references: Sequence[Sequence[str]]) -> Rouge:
    """Return the mean over several references: each annotator counts the same."""
    scores = [rouge(candidate, reference) for reference in references]
    return Rouge(*(sum(column) / len(scores) for column in zip(*scores, strict=True)))


def _ngram_f1(candidate: Sequence[str], reference: Sequence[str], size: int) -> float:
    ours, theirs = _ngrams(candidate, size), _ngrams(reference, size)
    return _f1((ours & theirs).total(), ours.total(), theirs.total())


def _ngrams(sequence: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(sequence[start:] for start in range(size)), strict=False))


def _f1(common: int, ours: int, theirs: int) -> float:
    return 2 * common / (ours + theirs) if common else 0.0


def _common_subsequence(first: Sequence[str], second: Sequence[str]) -> int:
    """Length of the longest common subsequence, a row of the table in one integer (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for index, token in enumerate(first):
        places[token] = places.get(token, 0) | 1 << index
    row = full = (1 << len(first)) - 1
    for token in second:
        matched = row & places.get(token, 0)
        row = (row + matched | row - matched) & full
    return len(first) - row.bit_count()
