"""Learn the weights by which messages are gathered into topics.

    python benchmarks/talk_fit.py > bot/digest/talk/weights.py
    python benchmarks/talk_fit.py --folds

Learned are choices: with all other units of a log on the piles of their labels, where one unit
belongs, among the piles that are looked at for it and one of its own. A conditional logistic
regression, by Newton's steps, on the dev_* logs of tests/data/talk. --folds prints instead how
well weights learned on the other logs do on each. Needs numpy.
"""

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from talk import LOGS, NO_TOPIC, Log, b_cubed, read_log

from bot.digest.talk.gather import gather
from bot.digest.talk.piles import Piles
from bot.digest.talk.remarks import Remark, in_order, remarks_of
from bot.digest.talk.signs import SIGNS
from bot.digest.talk.traits import ALONE_SIGNS, Signs
from bot.digest.talk.units import Unit, units_of

TITLE = "Weights of the signs of units, as benchmarks/talk_fit.py printed them. Data."
RIDGE = 3.0  # how strongly weights are drawn to nothing: dev logs agree well on 1 to 8
STEPS, ENOUGH = 30, 0.0001


@dataclass(frozen=True, slots=True)
class Choice:
    """What speaks for each place of a unit, and the number of the right one."""

    signs: tuple[Signs, ...]
    right: int


def choices_of(log: Log) -> Iterator[Choice]:
    """Yield the choices of *log* whose right answer is among what is looked at."""
    remarks = remarks_of(in_order(log.messages))
    piles = Piles(remarks, units_of(remarks))
    _lay_by_label(piles, log)
    for index, unit in enumerate(piles.units):
        right = piles.take(unit)
        found = {place: (*signs, *_none(ALONE_SIGNS)) for place, signs in piles.signs(index)}
        is_alone = not piles.piles[right].size
        piles.put(unit, right)
        if is_alone or right in found:
            places = (*found.values(), (*_none(SIGNS), *piles.alone(index)))
            yield Choice(places, len(found) if is_alone else list(found).index(right))


def _lay_by_label(piles: Piles, log: Log) -> None:
    """Join the units of each topic; what is of no topic stays alone."""
    place: dict[tuple[int | None, str], int] = {}
    for unit in piles.units:
        label = _label(unit, piles.remarks, log)
        if label not in NO_TOPIC:
            before = piles.take(unit)
            piles.put(unit, place.setdefault((unit.room, label), before))


def _label(unit: Unit, remarks: Sequence[Remark], log: Log) -> str:
    labels = [log.gold[remarks[member].message.message_id] for member in unit.members]
    return max(labels, key=labels.count)


def _none(names: Sequence[str]) -> Signs:
    return (0.0,) * len(names)


def learn(choices: Sequence[Choice]) -> list[float]:
    """Return the weights of SIGNS and ALONE_SIGNS."""
    np: Any = importlib.import_module("numpy")
    read = [(np.array(choice.signs), choice.right) for choice in choices]
    found = np.zeros(len(SIGNS) + len(ALONE_SIGNS))
    for _ in range(STEPS):
        slope, bend = RIDGE * found, RIDGE * np.eye(len(found))
        for signs, right in read:
            likely = np.exp(signs @ found - (signs @ found).max())
            likely /= likely.sum()
            middle = likely @ signs
            slope += middle - signs[right]
            bend += (signs.T * likely) @ signs - np.outer(middle, middle)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if abs(step).max() < ENOUGH:
            break
    return [round(float(weight), 2) for weight in found]


def print_folds(logs: Sequence[Log], choices: Sequence[Sequence[Choice]]) -> None:
    """Print precision, recall and F1 of each log by the weights of all others."""
    scores = []
    for log in logs:
        others = zip(logs, choices, strict=True)
        weights = learn([each for other, some in others if other is not log for each in some])
        remarks = remarks_of(in_order(log.messages))
        topics = gather(remarks, weights[: len(SIGNS)], weights[len(SIGNS) :])
        clusters = [[remarks[number].message.message_id for number in topic] for topic in topics]
        scores.append(b_cubed(log, clusters))
        print(f"{log.name:<16}" + "".join(f"{score:>7.3f}" for score in scores[-1]))
    means = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    print(f"{'mean':<16}" + "".join(f"{mean:>7.3f}" for mean in means))


def table(name: str, names: Sequence[str], weights: Sequence[float]) -> str:
    """Write weights as Python."""
    pairs = zip(names, weights, strict=True)
    return f"{name} = (\n" + "".join(f"    {weight},  # {sign}\n" for sign, weight in pairs) + ")"


def main() -> int:
    """Print the module of weights, or with --folds how well it would do."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", action="store_true", help="leave one log out at a time")
    options = parser.parse_args()
    logs = [read_log(path) for path in sorted(LOGS.glob("dev_*.jsonl"))]
    choices = [list(choices_of(log)) for log in logs]
    if options.folds:
        print_folds(logs, choices)
        return 0
    weights = learn([each for some in choices for each in some])
    print(f'"""{TITLE}"""\n')
    print(table("WEIGHTS", SIGNS, weights[: len(SIGNS)]) + "\n")
    print(table("ALONE_WEIGHTS", ALONE_SIGNS, weights[len(SIGNS) :]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
