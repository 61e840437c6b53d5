"""Learn the weights of the main-text extractor from pages with their true text.

    python benchmarks/extraction_fit.py --data DATA > bot/article/extract/weights.py
    python benchmarks/extraction_fit.py --data DATA --check

DATA holds ``extraction/*.jsonl.gz``. A block counts as article when half of its words' 3-grams
stand in the true text; every page weighs alike, every set alike. ``--check`` prints instead how
well weights learned on some sites do on the others. Needs numpy.
"""

import argparse
import importlib
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from extraction_measure import SETS, Page, compare, f1, read_pages

from bot.article.extract.advice import Advice
from bot.article.extract.choose import choose, inputs, opinions, second_inputs
from bot.article.extract.features import Features, Measured, grams, share, words_of
from bot.article.extract.page import look

TITLE = "Weights of the main-text model, as benchmarks/extraction_fit.py printed them. Data."
FOLDS = 4
RIDGE = 0.05
STEPS, ENOUGH = 30, 0.003
MIN_WEIGHT = 0.02
"""A smaller weight changes no decision and is not written."""

Voted = tuple[str, str] | None
Round = dict[str, float]


@dataclass
class Lesson:
    """A page as the learner sees it."""

    page: Page
    measured: Measured
    voted: Voted
    agreed: str
    features: list[Features]
    truth: list[float]

    @property
    def fold(self) -> int:
        """The same for all pages of a site, so that none is learned and judged on."""
        host = urlsplit(self.page.url).hostname or ""
        return zlib.crc32(".".join(host.split(".")[-2:]).encode()) % FOLDS

    @property
    def weights(self) -> list[float]:
        """Of the blocks: their words, as a share of the article."""
        pairs = zip(self.measured.sizes, self.truth, strict=True)
        whole = sum(size * truth for size, truth in pairs) + 20
        return [10 * size / whole for size in self.measured.sizes]


def lessons(folder: Path, *, alone: bool) -> Iterator[Lesson]:
    """Read all pages of all sets."""
    for name in SETS:
        for page in read_pages(folder, name):
            looked = look(page.html)
            if looked is None or not looked.measured.blocks:
                continue
            advice = Advice(looked.tree)
            voted, agreed = (None, "") if alone else (advice.votes, advice.agreed)
            known = set(grams(words_of(page.text)))
            truth = [share(runs, known) for runs in looked.measured.grams]
            features = inputs(looked.measured, voted)
            yield Lesson(page, looked.measured, voted, agreed, features, truth)


def learn(taught: Sequence[Lesson], features: Sequence[Sequence[Features]]) -> Round:
    """Fit a logistic regression by Newton's steps."""
    np: Any = importlib.import_module("numpy")
    names = sorted({name for page in features for each in page for name in each})
    column = {name: at for at, name in enumerate(names)}
    rows = [each for page in features for each in page]
    seen = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            seen[at, column[name]] = value
    sizes = {name: sum(one.page.set == name for one in taught) for name in SETS}
    truth = np.concatenate([one.truth for one in taught])
    weights = np.concatenate([np.array(one.weights) * 150 / sizes[one.page.set] for one in taught])
    found = np.zeros(len(names))
    ridge = np.full(len(names), RIDGE)
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-np.clip(seen @ found, -30, 30)))
        slope = seen.T @ (weights * (guess - truth)) + ridge * found
        bend = (seen.T * (weights * guess * (1 - guess))) @ seen + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        found -= step
        if abs(step).max() < ENOUGH:
            break
    return {name: round(float(found[column[name]]), 2) for name in names}


def second_features(taught: Sequence[Lesson], first: Sequence[Round]) -> list[list[Features]]:
    """What the second round sees of each page, *first* being the weights to use for it."""
    return [
        second_inputs(one.features, opinions(one.features, weights), one.measured)
        for one, weights in zip(taught, first, strict=True)
    ]


def two_rounds(taught: Sequence[Lesson]) -> tuple[Round, Round]:
    """Learn both rounds; the second from opinions of pages the first was not taught."""
    by_fold = []
    for fold in range(FOLDS):
        rest = [one for one in taught if one.fold != fold]
        by_fold.append(learn(rest, [one.features for one in rest]))
    honest = second_features(taught, [by_fold[one.fold] for one in taught])
    return learn(taught, [one.features for one in taught]), learn(taught, honest)


def check(taught: Sequence[Lesson]) -> None:
    """Print F1 per set of pages whose sites were not learned from."""
    results: dict[str, list[tuple[float, float, float]]] = {name: [] for name in SETS}
    for fold in range(FOLDS):
        rounds = two_rounds([one for one in taught if one.fold != fold])
        for one in taught:
            if one.fold == fold:
                text = one.agreed or "\n".join(choose(one.measured, rounds, one.voted))
                results[one.page.set].append(compare(one.page.text, text))
    scores = [f1(each) for each in results.values()]
    print("  ".join(f"{name} {s.f1:.3f}" for name, s in zip(SETS, scores, strict=True)), end="  ")
    print(f"mean {sum(s.f1 for s in scores) / len(scores):.4f}")


def table(name: str, weights: Round) -> str:
    """Write weights as Python, several on a line."""
    lines, line = [], "   "
    for key, value in weights.items():
        if abs(value) < MIN_WEIGHT:
            continue
        item = f' "{key}": {value:g},'
        if len(line) + len(item) > 99:
            lines.append(line)
            line = "   "
        line += item
    return "\n".join([f"{name} = {{", *lines, line, "}  # fmt: skip"])


def main() -> int:
    """Print the module, or with ``--check`` the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds extraction/")
    parser.add_argument("--check", action="store_true", help="judge on sites not learned from")
    options = parser.parse_args()
    if not options.check:
        print(f'"""{TITLE}"""')
    for name, alone in (("VOTED", False), ("ALONE", True)):
        taught = list(lessons(options.data / "extraction", alone=alone))
        if options.check:
            print(f"{name:6}", end=" ")
            check(taught)
            continue
        first, second = two_rounds(taught)
        print(f"\n{table(f'{name}_FIRST', first)}\n\n{table(f'{name}_SECOND', second)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
