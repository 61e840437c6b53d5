"""Remarks → topics: each unit is laid where most speaks for it, a few times over. Pure.

At first each lies alone, and only what is sure is joined; with each round more of what a topic
is about and who takes part in it is known, and less evidence will do.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import mul

from bot.digest.talk.piles import Piles
from bot.digest.talk.remarks import Remark
from bot.digest.talk.units import units_of

WEIGHTS = (
    1.97,  # words
    0.70,  # fields
    1.54,  # before_time
    -0.29,  # before_place
    1.27,  # after_time
    -1.21,  # after_place
    0.83,  # company
    0.73,  # people
    1.85,  # known_person
    1.00,  # called
    1.20,  # wordless
)
ALONE_WEIGHTS = (
    1.49,  # any
    0.64,  # words
    2.46,  # single
    -0.83,  # size
)
"""Of bot.digest.talk.piles.SIGNS and ALONE_SIGNS, in their order: logarithms of odds, by logistic
regression on the logs of tests/data/talk that are for tuning."""

ROUNDS = ((2.0, 0.2), (0.0, 0.2), (-0.5, 0.0))
"""How much each round prefers to leave a unit alone, and to lay it on a small pile."""

MANY = 3_000  # remarks, from which words and people tell enough for fewer rounds
FEW_ROUNDS = ((1.0, 0.2), (-0.5, 0.1))

SETTLED = 6  # messages on a pile: a unit that stayed on a larger one in a round stays for good


def gather(remarks: Sequence[Remark]) -> list[list[int]]:
    """Return *remarks*, which are in order of time, by topic: their numbers, in order."""
    units = units_of(remarks)
    piles = Piles(remarks, units)
    open_units = list(range(len(units)))
    for alone, small in ROUNDS if len(remarks) < MANY else FEW_ROUNDS:
        moved = [number for number in open_units if _lay(piles, number, alone, small)]
        open_units = sorted({*moved, *_lonely(piles)})
    topics: defaultdict[int, list[int]] = defaultdict(list)
    for remark, place in enumerate(piles.place):
        topics[place].append(remark)
    return list(topics.values())


def _lonely(piles: Piles) -> Iterator[int]:
    """Yield the units on small piles."""
    for number, unit in enumerate(piles.units):
        if piles.piles[piles.place[unit.members[0]]].size < SETTLED:
            yield number


def _lay(piles: Piles, number: int, alone: float, small: float) -> bool:
    """Lay a unit where most speaks for it; say whether that is another pile than before."""
    unit = piles.units[number]
    before = piles.take(unit)
    best = None
    best_score = sum(map(mul, ALONE_WEIGHTS, piles.alone(number))) + alone
    for place, signs in piles.signs(number):
        score = sum(map(mul, WEIGHTS, signs)) - small * math.log(piles.piles[place].size)
        if score > best_score:
            best, best_score = place, score
    if best is None:
        best = piles.new_pile(unit.room) if piles.piles[before].size else before
    piles.put(unit, best)
    return best != before
