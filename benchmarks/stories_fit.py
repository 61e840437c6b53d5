"""Learn the weights by which two articles are judged to tell the same story.

    python benchmarks/stories_fit.py --data DATA > bot/digest/stories/weights.py

DATA holds ``stories/pairs.jsonl`` for articles of one language and
``stories/cross_language.jsonl`` for articles of two. Translations of one article are alike as
reports of one event never are, and their stories as far apart as those of one town never are:
a day's news written for this project goes with them, and news of several years,
``summary/*.jsonl``, of which hardly two are the same story. So few examples tell a direction,
no more: weights are drawn towards a guess made beforehand, that all measures count alike.
Needs numpy.
"""

import argparse
import importlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from stories_sets import Article, Pair, read_articles, read_day, read_news, read_pairs

from bot.digest.stories.candidates import candidates
from bot.digest.stories.likeness import Measures, measure
from bot.digest.stories.profile import Rarity, profile
from bot.digest.stories.traits import read_traits

TITLE = "Weights of the measures of likeness, as benchmarks/stories_fit.py printed them. Data."
WITHIN = ("words", "titles", "told", "title_names", "dates", "numbers")
ACROSS = Measures._fields
AGAINST = ("dates", "numbers")
GUESS, GUESS_AGAINST = 1.0, -1.5  # for a measure that varies by 1
TRUST_WITHIN, TRUST_ACROSS = 20.0, 5.0  # in the guess: as of so many examples
MIN_SPREAD = 0.3  # of a measure against: it is rare, so that its spread is small
HARD = 3  # pairs of two stories to learn from, for each article: the most alike
DAY_PAIRS = 150  # of two stories of the day: the most alike
DAY_WEIGHT = 10  # the day's pairs are few, and as they will be
NEWS_HARD = 1  # pairs of unrelated news, for each article: the most alike
STEPS, ENOUGH = 30, 0.0001


@dataclass(frozen=True, slots=True)
class Example:
    """Two articles, as they are measured, and whether they tell the same story."""

    measures: Measures
    is_same: bool


def of_pairs(pairs: Sequence[Pair]) -> list[Example]:
    """Measure pairs one by one, as nothing is known of the words of others."""
    nothing = Rarity()
    read = [tuple(_traits(article) for article in pair.articles) for pair in pairs]
    return [
        Example(measure(profile(a, nothing), profile(b, nothing)), pair.is_same)
        for (a, b), pair in zip(read, pairs, strict=True)
    ]


def of_batch(articles: Sequence[Article], hard: int) -> list[Example]:
    """Measure articles of two languages: all of one story, and the *hard* most alike of two."""
    traits = [_traits(article) for article in articles]
    rarity = Rarity.of(traits)
    profiles = [profile(each, rarity) for each in traits]
    found = [
        Example(measure(one, other), a.story == b.story)
        for (a, one), (b, other) in combinations(zip(articles, profiles, strict=True), 2)
        if a.language != b.language
    ]
    apart = sorted((example for example in found if not example.is_same), key=_common)
    return [example for example in found if example.is_same] + apart[:hard]


def of_news(articles: Sequence[Article]) -> list[Example]:
    """Measure the most alike of unrelated articles of two languages."""
    traits = [_traits(article) for article in articles]
    rarity = Rarity.of(traits)
    profiles = [profile(each, rarity) for each in traits]
    found = [
        Example(measure(profiles[a], profiles[b]), is_same=False)
        for a, b in candidates([[each] for each in profiles])
        if articles[a].language != articles[b].language
    ]
    return sorted(found, key=_common)[: NEWS_HARD * len(articles)]


def _common(example: Example) -> float:
    """What speaks for one story, the most first."""
    return -sum(example.measures[: -len(AGAINST)])


def _traits(article: Article) -> Any:
    return read_traits(article.title, article.text, article.language)


def learn(examples: Sequence[Example], names: Sequence[str], trust: float) -> dict[str, float]:
    """Fit a logistic regression by Newton's steps, drawn towards the guess."""
    np: Any = importlib.import_module("numpy")
    seen = np.array([[getattr(one.measures, name) for name in names] for one in examples])
    truth = np.array([float(one.is_same) for one in examples])
    middle, spread = seen.mean(0), seen.std(0)
    against = np.array([name in AGAINST for name in names])
    spread = np.where(against & (trust == TRUST_ACROSS), np.maximum(spread, MIN_SPREAD), spread)
    scaled = np.c_[(seen - middle) / spread, np.ones(len(seen))]
    guess = np.append(np.where(against, GUESS_AGAINST, GUESS), 0.0)
    ridge = np.append(np.full(len(names), trust), 1e-4)
    found = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (likely - truth) + ridge * (found - guess)
        bend = (scaled.T * (likely * (1 - likely))) @ scaled + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        found -= step
        if abs(step).max() < ENOUGH:
            break
    weights = found[:-1] / spread
    bias = found[-1] - (weights * middle).sum()
    learned = {"bias": bias} | dict(zip(names, weights, strict=True))
    return {name: round(float(value), 2) for name, value in learned.items()}


def learn_within(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the weights for articles of one language."""
    return learn(of_pairs(pairs), WITHIN, TRUST_WITHIN)


def learn_across(articles: Sequence[Article], news: Sequence[Article]) -> dict[str, float]:
    """Return the weights for articles of two languages."""
    examples = of_batch(articles, HARD * len(articles))
    examples += of_batch(read_day(), DAY_PAIRS) * DAY_WEIGHT
    examples += of_news(news)
    return learn(examples, ACROSS, TRUST_ACROSS)


def table(name: str, weights: Mapping[str, float]) -> str:
    """Write weights as Python."""
    lines = "".join(f'    "{key}": {value},\n' for key, value in weights.items())
    return f"{name} = {{\n{lines}}}"


def main() -> int:
    """Print the module of weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the data")
    data = parser.parse_args().data
    print(f'"""{TITLE}"""\n')
    print(table("WITHIN", learn_within(read_pairs(data / "stories"))) + "\n")
    across = learn_across(read_articles(data / "stories"), read_news(data / "summary"))
    print(table("ACROSS", across))
    return 0


if __name__ == "__main__":
    sys.exit(main())
