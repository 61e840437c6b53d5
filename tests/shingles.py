"""How much of one text another holds, as extraction benchmarks count it."""

import re
from collections import Counter

SIZE = 4  # words; a shorter run repeats by chance, a longer one makes one wrong word dear

_WORD = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    starts = range(max(1, len(words) - SIZE + 1)) if words else ()
    return Counter(tuple(words[start : start + SIZE]) for start in starts)


def f1(found: str, wanted: str) -> float:
    """Return the harmonic mean of precision and recall of shingles; 1.0 for two empty texts."""
    ours, theirs = shingles(found), shingles(wanted)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0
