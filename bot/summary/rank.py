"""Qysqa's own ranker: place, centrality and length, then variety. Pure, close to linear."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from bot.core.models import LanguageCode, Sentence
from bot.summary.features import Features, Vector, read
from bot.summary.kind import Kind, recognise

# Set by hand in the middle of the range over which the sets of benchmarks/summary.py agree.
# Weights learned on a thousand articles did worse on unseen ones.
PARAGRAPH_START = 0.1
CENTRALITY = 0.6
COVERAGE = 0.3
LENGTH = 0.9
FRAGMENT = -0.3
UNFINISHED = -1.2
QUESTION = -0.2
QUOTATION = -0.15
REPEATED = -0.5  # what a page prints twice is seldom its story
DANGLING = -0.3  # a sentence that leans on the one before, as long as that is not chosen

REDUNDANCY = 0.35  # of maximal marginal relevance (Carbonell and Goldstein 1998)
NEAR_DUPLICATE = 0.8  # cosine; a sentence this close to a chosen one says the same ...
NEAR_DUPLICATE_TERMS = 4  # ... if it has so many terms: «Сөйлем бір.» is not «Сөйлем екі.»

COMPARED_PICKS = 100
"""A term stands for so many of the chosen at most; else a text of one word is quadratic."""

GIST_SHARE = 3
"""More than one sentence in so many is no longer the gist but an abridgement: there people
choose the sentences that leave least unsaid, the long ones."""

ABRIDGED_EXTENT = 2.0
ABRIDGED_POSITION = 0.3
ABRIDGED_COVERAGE = 0.3


@dataclass(frozen=True, slots=True)
class Weights:
    """What depends on the kind of text.

    *opening* makes the first whole sentence the first pick: as a headline nothing beats it.
    """

    opening: float = 1.25
    position: float = 1.1
    voice: float = -0.35


NEWS = Weights()
NO_LEAD = Weights(position=0.2)
WEIGHTS: Mapping[Kind, Weights] = {
    Kind.NEWS: NEWS,
    Kind.ENTRY: Weights(position=6.0),
    Kind.FEATURE: NO_LEAD,
    Kind.LIST: NO_LEAD,
    Kind.TALK: Weights(position=0.2, voice=0.0),
    Kind.CHAT: Weights(opening=0.0, position=0.2, voice=0.0),
    Kind.LAW: Weights(opening=0.0, position=0.2),
}


def rank(
    sentences: Sequence[Sentence], language: LanguageCode | None, limit: int
) -> tuple[int, ...]:
    """See bot.core.ports.Ranker; a shorter answer is the start of a longer one.

    A sentence that repeats a chosen one is left out, so that the answer may be shorter
    than *limit* and than *sentences*.
    """
    reading = read(sentences, language)
    weights = WEIGHTS[recognise(sentences, reading)]
    first_seen = {reading.wordings[i]: i for i in reversed(range(len(sentences)))}
    candidates = sorted(first_seen.values())
    choice = _Choice(reading.vectors, [item.form.anaphora for item in reading.features])
    gist = {i: gist_score(reading.features[i], weights) for i in candidates}
    whole = sum(reading.features[i].form.whole for i in candidates)
    choice.extend(gist, min(limit, max(1, whole // GIST_SHARE)))
    choice.extend({i: abridged_score(reading.features[i]) for i in candidates}, limit)
    return tuple(choice.order)


def gist_score(features: Features, weights: Weights = NEWS) -> float:
    """Weigh what speaks for a sentence as one of few against what speaks against it."""
    form = features.form
    return (
        weights.opening * features.opening
        + weights.position * features.position
        + PARAGRAPH_START * features.paragraph_start
        + CENTRALITY * features.centrality
        + COVERAGE * features.coverage
        + LENGTH * form.length
        + FRAGMENT * (form.fragment and not features.opening)  # many an article opens with one
        + UNFINISHED * (not form.whole)
        + REPEATED * (features.repeated and not features.opening)
        + QUESTION * form.question
        + QUOTATION * form.quotation
        + weights.voice * form.voice
    )


def abridged_score(features: Features) -> float:
    """Weigh a sentence as one of many."""
    return (
        ABRIDGED_EXTENT * features.form.extent
        + ABRIDGED_POSITION * features.position
        + ABRIDGED_COVERAGE * features.coverage
        + REPEATED * features.repeated
    )


class _Choice:
    """Sentences picked one by one, the best each time, less what it shares with the picks so far.

    A candidate's worth only falls, so that it is looked at again only when its last known
    worth makes it the best (lazy greedy, Minoux 1978); it rises once, when the sentence that
    it leans on is picked.
    """

    def __init__(self, vectors: Sequence[Vector], leaning: Sequence[bool]) -> None:
        self.order: list[int] = []
        self._vectors = vectors
        self._leaning = leaning
        self._taken: set[int] = set()
        self._picked = _Picked()

    def extend(self, scores: Mapping[int, float], limit: int) -> None:
        """Pick from *scores* until there are *limit* picks or nothing is left."""
        heap = [(-self._worth(i, scores), i, -1) for i in scores if i not in self._taken]
        heapify(heap)
        while heap and len(self.order) < limit:
            _, index, picks_known = heappop(heap)
            if index in self._taken:
                continue
            if picks_known == len(self.order):
                self._take(index)
                if index + 1 in scores and self._leaning[index + 1]:
                    heappush(heap, (-scores[index + 1], index + 1, -1))
                continue
            closeness = self._picked.closeness(self._vectors[index])
            if closeness < NEAR_DUPLICATE or len(self._vectors[index]) < NEAR_DUPLICATE_TERMS:
                worth = self._worth(index, scores) - REDUNDANCY * closeness
                heappush(heap, (-worth, index, len(self.order)))

    def _worth(self, index: int, scores: Mapping[int, float]) -> float:
        dangling = self._leaning[index] and index - 1 not in self._taken
        return scores[index] + DANGLING * dangling

    def _take(self, index: int) -> None:
        self.order.append(index)
        self._taken.add(index)
        self._picked.add(self._vectors[index])


class _Picked:
    """The chosen sentences by term, so that a candidate meets only those it shares one with."""

    def __init__(self) -> None:
        self._size = 0
        self._by_term: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)

    def add(self, vector: Vector) -> None:
        for term, weight in vector.items():
            if len(self._by_term[term]) < COMPARED_PICKS:
                self._by_term[term].append((self._size, weight))
        self._size += 1

    def closeness(self, vector: Vector) -> float:
        """Cosine to the nearest chosen sentence."""
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            for pick, other in self._by_term.get(term, ()):
                shared[pick] += weight * other
        return max(shared.values(), default=0.0)
