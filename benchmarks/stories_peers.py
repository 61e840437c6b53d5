"""Two simple ways to find the same story, measured beside ours by benchmarks/stories.py."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from stories_sets import Article

from bot.digest.stories.clusters import cluster
from bot.text.words import words

Grouper = Callable[[Sequence[Article]], list[int]]
"""A number for each article: those of one story have the same."""


def same_name(articles: Sequence[Article]) -> list[int]:
    """Group by title or address."""
    seen: dict[str, int] = {}
    found: list[int] = []
    for at, article in enumerate(articles):
        names = (article.title.lower().strip(), article.url or str(at))
        place = next((seen[name] for name in names if name in seen), at)
        seen.update(dict.fromkeys(names, place))
        found.append(place)
    return found


Vector = Mapping[str, float]


def vectors(articles: Sequence[Article], rarity: Mapping[str, float]) -> list[Vector]:
    """Return TF-IDF vectors of length 1."""
    found: list[Vector] = []
    for article in articles:
        counts = Counter(words(f"{article.title} {article.text}"))
        raw = {word: (1 + math.log(n)) * rarity.get(word, 1.0) for word, n in counts.items()}
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        found.append({word: value / length for word, value in raw.items()})
    return found


def rarity_of(articles: Iterable[Article]) -> Mapping[str, float]:
    """Return how rare each word is in the set."""
    read = [set(words(f"{article.title} {article.text}")) for article in articles]
    counts = Counter(word for each in read for word in each)
    return {word: math.log((1 + len(read)) / count) for word, count in counts.items()}


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of vectors of length 1."""
    return sum(value * b[word] for word, value in a.items() if word in b)


def tfidf(rarity: Mapping[str, float], threshold: float) -> Grouper:
    """Group by cosine of TF-IDF vectors, joined on average as ours are."""

    def group(articles: Sequence[Article]) -> list[int]:
        read = vectors(articles, rarity)
        pairs = [(a, b) for b in range(len(read)) for a in range(b)]

        def judge(a: int, b: int) -> float:
            return min(1.0, cosine(read[a], read[b]) / threshold / 2)

        groups = cluster(len(read), pairs, judge)
        found = {member: at for at, members in enumerate(groups) for member in members}
        return [found[at] for at in range(len(read))]

    return group
