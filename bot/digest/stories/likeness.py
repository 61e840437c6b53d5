"""Whether two articles tell the same story: eight measures and a weight for each."""

from collections.abc import Mapping
from math import exp, sqrt
from typing import NamedTuple

from bot.digest.stories.profile import Profile, Weights
from bot.digest.stories.traits import Traits
from bot.digest.stories.weights import ACROSS, WITHIN

UNKNOWN = 0.8  # share of names in common where one article has none
ENOUGH_NUMBERS = 2  # in common; more of them say no more
HALF_CONFLICT = 0.5  # dates differ, but not in the leads


class Measures(NamedTuple):
    """What two articles have in common, each from 0 to 1; the last two speak against it.

    Attributes:
        words: Cosine of all words.
        deeds: Cosine of the words that are no names.
        titles: How much of each title is in the other article, as a geometric mean.
        told: As much of the titles and of the leads' names together.
        title_names: How many names of the titles are in the other article.
        figures: How many numbers of the leads are in the other article, of the first few.
        dates: The articles name other days.
        numbers: The leads name other numbers.
    """

    words: float
    deeds: float
    titles: float
    told: float
    title_names: float
    figures: float
    dates: float
    numbers: float


class Scale(NamedTuple):
    """What to add up: a weight for each of the measures, and where it starts."""

    bias: float
    weights: tuple[float, ...]

    @classmethod
    def of(cls, table: Mapping[str, float]) -> "Scale":
        """Read *table*; a measure that it does not name has no weight."""
        return cls(table["bias"], tuple(table.get(name, 0.0) for name in Measures._fields))


class Model(NamedTuple):
    """How articles of one language, and those of two, are judged."""

    within: Scale
    across: Scale


SHIPPED = Model(Scale.of(WITHIN), Scale.of(ACROSS))


def likeness(a: Profile, b: Profile, model: Model = SHIPPED) -> float:
    """Return how likely it is that both tell the same story, 0 to 1; symmetric."""
    is_within = a.traits.language == b.traits.language
    bias, weights = model.within if is_within else model.across
    score = bias + sum(w * m for w, m in zip(weights, measure(a, b), strict=True))
    return 1 / (1 + exp(-score))


def measure(a: Profile, b: Profile) -> Measures:
    """Compare two articles of one batch."""
    covered, covering = _found(a.title, b), _found(b.title, a)
    titles = (covered + covering) / 2
    return Measures(
        words=_cosine(a.words, b.words),
        deeds=_cosine(a.deeds, b.deeds),
        titles=sqrt(covered * covering),
        told=sqrt(titles * (_known(a.names, b) + _known(b.names, a)) / 2),
        title_names=(_known(a.title_names, b) + _known(b.title_names, a)) / 2,
        figures=_same_numbers(a.traits, b.traits),
        dates=_other_dates(a.traits, b.traits),
        numbers=_other_numbers(a.traits, b.traits),
    )


def _cosine(a: Weights, b: Weights) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[key] for key, value in a.items() if key in b)


def _found(shares: Weights, other: Profile) -> float:
    return sum(value for key, value in shares.items() if key in other.words)


def _known(names: Weights, other: Profile) -> float:
    return _found(names, other) if names else UNKNOWN


def _same_numbers(a: Traits, b: Traits) -> float:
    shared = (a.lead_numbers & b.numbers) | (b.lead_numbers & a.numbers)
    return min(len(shared), ENOUGH_NUMBERS) / ENOUGH_NUMBERS


def _other_dates(a: Traits, b: Traits) -> float:
    if a.lead_dates and b.lead_dates and a.lead_dates.isdisjoint(b.lead_dates):
        return 1.0
    return HALF_CONFLICT if a.dates and b.dates and a.dates.isdisjoint(b.dates) else 0.0


def _other_numbers(a: Traits, b: Traits) -> float:
    if not a.lead_numbers or not b.lead_numbers:
        return 0.0
    are_other = a.lead_numbers.isdisjoint(b.numbers) and b.lead_numbers.isdisjoint(a.numbers)
    return float(are_other)
