"""How much of an article a summary may be. Pure."""

from collections.abc import Sequence

from bot.core.models import Length, Sentence

BUDGETS = {Length.SHORT: 3, Length.MEDIUM: 5, Length.LONG: 8}
"""Sentences; three of news make some 60 words, what a phone shows without scrolling."""

LARGEST_SHARE = 3
"""A summary is at most one sentence in so many: a longer one saves its reader little."""

MIN_SENTENCES = 4
"""A text of fewer sentences is given whole: it is about as short as its summary."""

WORDS_PER_MINUTE = 180
"""Silent reading of Russian is 184, of English 228, of Turkish 166 words a minute (Trauzettel-
Klosinski and Dietz, IReST, 2012); Kazakh, not measured there, builds words as Turkish does."""


def budget(length: Length, sentences_total: int) -> int:
    """Return how many sentences a summary of *length* has: one at least."""
    return max(1, min(BUDGETS[length], sentences_total // LARGEST_SHARE))


def pick(ranked: Sequence[Sentence], count: int) -> tuple[Sentence, ...]:
    """Return the first *count* of *ranked* (best first) in the order of the article."""
    return tuple(sorted(ranked[: max(0, count)], key=lambda sentence: sentence.start))


def reading_seconds(words: int) -> int:
    """Return how long reading so many words takes, in whole seconds."""
    return round(words * 60 / WORDS_PER_MINUTE)
