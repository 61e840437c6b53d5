"""What a unit is compared by, and what speaks for it to begin a topic of its own. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp, log
from typing import NamedTuple, TypeVar

from bot.digest.talk.remarks import Remark
from bot.digest.talk.units import Unit
from bot.digest.talk.vocabulary import strength

READ = 16  # words of a unit that are compared
USUAL = 150  # messages of a talk: a word that is rare in fewer is rare in so many, too
SHORT_CHARS = 20.0  # of a message that lives by what was said just before
QUESTION_CHARS = 40  # at the end of a message, where its question mark is looked for

K = TypeVar("K")

Signs = tuple[float, ...]

ALONE_SIGNS = ("any", "words", "single", "size", "quiet", "question", "own_words")
"""That a unit begins a pile of its own."""


class Traits(NamedTuple):
    """What a unit is compared by, with how rare each is among other messages.

    *words* come with their strength, *people* with their share of the unit's messages; *short*
    is 1 if its first message has no letters and less the longer it is, *question* 1 if that asks;
    *alone* are ALONE_SIGNS.
    """

    words: list[tuple[str, float, float]]
    fields: list[tuple[str, float]]
    people: list[tuple[int | str, float, float]]
    short: float
    question: float
    alone: Signs


class Common:
    """In how many remarks of a talk each term, field and author is."""

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self.terms = Counter(term for remark in remarks for term in remark.terms)
        self._fields = Counter(name for remark in remarks for name in remark.fields)
        self._authors = Counter(remark.author for remark in remarks)
        self._total = len(remarks)

    def shared(self, unit: Unit) -> dict[str, int]:
        """Return the terms of *unit* that others have, too, and how often it has each."""
        return {term: times for term, times in unit.terms.items() if self.terms[term] > times}

    def traits(self, unit: Unit, first: Remark, quiet: float) -> Traits:
        """Return the traits of *unit*; *quiet* is 0 to 1 by the silence before its *first*."""
        size, text = len(unit.members), first.message.text
        question = 1.0 if "?" in text[-QUESTION_CHARS:] else 0.0
        return Traits(
            self._words(unit),
            [(name, self._rarity(self._fields, unit.fields, name)) for name in unit.fields],
            [
                (author, self._rarity(self._authors, unit.authors, author), times / size)
                for author, times in unit.authors.items()
            ],
            exp(-len(text) / SHORT_CHARS),
            question,
            (*self._alone(unit), quiet, question, self._own_words(unit)),
        )

    def _words(self, unit: Unit) -> list[tuple[str, float, float]]:
        """Return the rarest words that others have, too."""
        scale = max(1.0, USUAL / self._total)
        shared = sorted(self.shared(unit), key=lambda term: (self.terms[term], term))
        return [
            (term, scale * self._rarity(self.terms, unit.terms, term), strength(term))
            for term in shared[:READ]
        ]

    def _rarity(self, all_of: Mapping[K, int], own: Mapping[K, int], key: K) -> float:
        """Return in which part of the other messages *key* is, inverted."""
        return self._total / max(all_of[key] - own[key], 0.5)

    def _alone(self, unit: Unit) -> Signs:
        size = len(unit.members)
        told = sum(map(strength, unit.terms))
        return 1.0, 1 - exp(-told / 3), float(size == 1), log(size)

    def _own_words(self, unit: Unit) -> float:
        """Return the share of words that nobody else has."""
        own = len(unit.terms) - len(self.shared(unit))
        return own / (1 + len(unit.terms))
