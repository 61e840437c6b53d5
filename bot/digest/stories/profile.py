"""How much each trait of an article says: the rarer a word, the more."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log, sqrt

from bot.digest.stories.tokens import CONCEPT, HEAD
from bot.digest.stories.traits import Traits

PRIOR_ARTICLES = 100
"""As many articles are taken to have been seen before the first: what a batch says of its
words counts beside them."""

WORD_SHARE, CONCEPT_SHARE = 0.004, 0.02  # of articles that hold a given word, a given concept
COMPARED = 2  # articles at a time: that both have a word does not make it common
HEAD_WEIGHT = 0.5  # beside the whole skeleton
_FULL = log(1 / WORD_SHARE)


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of a batch of articles each key is."""

    articles: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Iterable[Traits]) -> "Rarity":
        """Count the keys of *batch*."""
        seen = list(batch)
        return cls(len(seen), Counter(key for traits in seen for key in traits.counts))

    def weight(self, key: str) -> float:
        """Return what *key* says: 1 if it is rare, towards 0 if all articles have it."""
        share = CONCEPT_SHARE if key[0] == CONCEPT else WORD_SHARE
        others = max(0, self.counts.get(key, 0) - COMPARED)
        seen = share * PRIOR_ARTICLES + others
        rarity = min(1.0, log((PRIOR_ARTICLES + self.articles) / seen) / _FULL)
        return rarity * (HEAD_WEIGHT if key[0] == HEAD else 1)


Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """An article ready to be compared with others of its batch.

    *words* and *deeds* are vectors of length 1; the weights of *title*, *names* and
    *title_names* add up to 1 each.
    """

    traits: Traits
    words: Weights
    deeds: Weights
    title: Weights
    names: Weights
    title_names: Weights


def profile(traits: Traits, rarity: Rarity) -> Profile:
    """Weigh *traits* by how rare each is."""
    weight = {key: rarity.weight(key) for key in traits.counts}
    words = {key: count * weight[key] for key, count in traits.counts.items()}
    return Profile(
        traits,
        words=_unit(words),
        deeds=_unit({key: words[key] for key in words if key in traits.deeds}),
        title=_shares(traits.title, weight),
        names=_shares(traits.names, weight),
        title_names=_shares(traits.title_names, weight),
    )


def _unit(vector: Weights) -> Weights:
    length = sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items()}


def _shares(keys: Iterable[str], weight: Weights) -> Weights:
    ordered = sorted(keys)  # sums of floats depend on it
    total = sum(weight[key] for key in ordered)
    return {key: weight[key] / total for key in ordered}
