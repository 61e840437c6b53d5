"""Which articles are worth comparing: those that share rare words. Linear in their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from bot.digest.stories.profile import Profile

MAX_HOLDERS = 100  # articles; a word that more of them have finds no candidates
MAX_CANDIDATES = 20  # for an article: a story has seldom more sources
MIN_COSINE = 0.05  # of what they share; less is never one story

Vector = Mapping[str, float]


def candidates(articles: Sequence[Sequence[Profile]]) -> list[tuple[int, int]]:
    """Return pairs of places, the smaller first; an article may have several profiles."""
    vectors = [_merged(profiles) for profiles in articles]
    holders = _holders(vectors)
    pairs = {
        (min(at, other), max(at, other))
        for at, vector in enumerate(vectors)
        for other in _nearest(at, vector, holders)
    }
    return sorted(pairs)


def _merged(profiles: Iterable[Profile]) -> Vector:
    return {key: value for profile in profiles for key, value in profile.words.items()}


def _holders(vectors: Sequence[Vector]) -> Mapping[str, list[tuple[int, float]]]:
    found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        for key, value in vector.items():
            found[key].append((at, value))
    return {key: held for key, held in found.items() if 1 < len(held) <= MAX_HOLDERS}


def _nearest(
    at: int, vector: Vector, holders: Mapping[str, list[tuple[int, float]]]
) -> Iterable[int]:
    shared: defaultdict[int, float] = defaultdict(float)
    for key, value in vector.items():
        for other, weight in holders.get(key, ()):
            shared[other] += value * weight
    shared.pop(at, None)
    close = ((-cosine, other) for other, cosine in shared.items() if cosine >= MIN_COSINE)
    return [other for _, other in nsmallest(MAX_CANDIDATES, close)]
