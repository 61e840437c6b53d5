"""Remarks → topics: each unit is laid where most speaks for it, a few times over. Pure.

At first each lies alone, and only what is sure is joined; with each round more of what a topic
is about and who takes part in it is known, and less evidence will do.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import mul

from bot.digest.talk.near import WINDOW
from bot.digest.talk.piles import Piles
from bot.digest.talk.remarks import Remark
from bot.digest.talk.traits import Signs
from bot.digest.talk.units import units_of
from bot.digest.talk.weights import ALONE_WEIGHTS, WEIGHTS

ROUNDS = (0.5, 0.0, -0.5)
"""How much each round prefers to leave a unit alone, as logarithms of odds."""

SMALL = 0.1  # by how much, for each factor e of its size, a pile is avoided

MANY = 3_000  # remarks, from which words and people tell enough for fewer rounds
FEW_ROUNDS, FEW_WINDOW = (0.5, -0.5), 3

SETTLED = 6  # messages on a pile: a unit that stayed on a larger one in a round stays for good


def gather(
    remarks: Sequence[Remark],
    weights: Sequence[float] = WEIGHTS,
    alone_weights: Sequence[float] = ALONE_WEIGHTS,
) -> list[list[int]]:
    """Return *remarks*, which are in order of time, by topic: their numbers, in order."""
    units = units_of(remarks)
    is_short = len(remarks) < MANY
    piles = Piles(remarks, units, WINDOW if is_short else FEW_WINDOW)
    alone = [_told(alone_weights, piles.alone(number)) for number in range(len(units))]
    open_units = list(range(len(units)))
    for more in ROUNDS if is_short else FEW_ROUNDS:
        moved = [n for n in open_units if _lay(piles, n, weights, alone[n] + more)]
        open_units = sorted({*moved, *_lonely(piles)})
    topics: defaultdict[int, list[int]] = defaultdict(list)
    for remark, place in enumerate(piles.place):
        topics[place].append(remark)
    return list(topics.values())


def _told(weights: Sequence[float], signs: Signs) -> float:
    return math.fsum(map(mul, weights, signs))


def _lonely(piles: Piles) -> Iterator[int]:
    """Yield the units on small piles."""
    for number, unit in enumerate(piles.units):
        if piles.piles[piles.place[unit.members[0]]].size < SETTLED:
            yield number


def _lay(piles: Piles, number: int, weights: Sequence[float], alone: float) -> bool:
    """Lay a unit where most speaks for it; say whether that is another pile than before."""
    unit = piles.units[number]
    before = piles.take(unit)
    best, best_score = None, alone
    for place, signs in piles.signs(number):
        score = _told(weights, signs) - SMALL * math.log(piles.piles[place].size)
        if score > best_score:
            best, best_score = place, score
    if best is None:
        best = piles.new_pile(unit.room) if piles.piles[before].size else before
    piles.put(unit, best)
    return best != before
