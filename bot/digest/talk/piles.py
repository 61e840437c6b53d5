"""Units on piles that become topics, and the piles that one may lie on. Pure."""

import math
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import TypeVar

from bot.digest.talk.near import WINDOW, Near
from bot.digest.talk.remarks import Remark
from bot.digest.talk.signs import Pile, signs_of
from bot.digest.talk.traits import Common, Signs, Traits
from bot.digest.talk.units import Unit

MAX_OF_TERM = 20  # piles looked up for a word: a more frequent one is no way to find them
FOUND = 3  # of those, the ones that have it most
RAREST = 4  # words of a unit by which piles are looked up
FAR = 3  # of those in all, the ones that have most of its words
QUIET_HALF_S = 1_800  # silence that makes a beginning half sure

K = TypeVar("K")

TAKEN = -1
"""In place of a pile: the unit was taken up, to be laid elsewhere."""


class Piles:
    """All units of a talk, each on one pile; at first each on its own.

    *window* is how many messages of the room are looked at on each side of a unit. Its units have
    only the terms that others have, too: no other tells where they belong.
    """

    def __init__(
        self, remarks: Sequence[Remark], units: Sequence[Unit], window: int = WINDOW
    ) -> None:
        self.remarks = remarks
        self.window = window
        self.place = [0] * len(remarks)  # pile of each remark
        self.piles: list[Pile] = []
        self._seat_all()
        common = Common(remarks)
        self._terms = common.terms
        self._with: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._traits = [self._traits_of(common, unit) for unit in units]
        self.units = [replace(unit, terms=common.shared(unit)) for unit in units]
        for unit in self.units:
            self.put(unit, self.new_pile(unit.room))

    def _seat_all(self) -> None:
        """Note the remarks of each room, and the place of each remark among them."""
        self._rooms: defaultdict[int | None, list[int]] = defaultdict(list)
        self._seat: list[int] = []
        for number, remark in enumerate(self.remarks):
            room = self._rooms[remark.message.thread_id]
            self._seat.append(len(room))
            room.append(number)

    def _traits_of(self, common: Common, unit: Unit) -> Traits:
        first = unit.members[0]
        return common.traits(unit, self.remarks[first], self._quiet(first))

    def new_pile(self, room: int | None) -> int:
        """Return the number of an empty pile."""
        self.piles.append(Pile(room))
        return len(self.piles) - 1

    def _quiet(self, number: int) -> float:
        """Return 0 to 1 by the silence before a message of the room."""
        message = self.remarks[number].message
        if not self._seat[number]:
            return 1.0
        last = self._rooms[message.thread_id][self._seat[number] - 1]
        halves = (message.at - self.remarks[last].message.at) / QUIET_HALF_S
        return 1 - math.pow(0.5, halves)

    def put(self, unit: Unit, number: int) -> None:
        """Lay *unit*, which was taken up, on the pile *number*."""
        insort(self.piles[number].begins, unit.members[0])
        self._count(unit, number, 1)
        for member in unit.members:
            self.place[member] = number

    def take(self, unit: Unit) -> int:
        """Take *unit* up; return the number of the pile it lay on."""
        number = self.place[unit.members[0]]
        begins = self.piles[number].begins
        del begins[bisect_left(begins, unit.members[0])]
        self._count(unit, number, -1)
        for member in unit.members:
            self.place[member] = TAKEN
        return number

    def _count(self, unit: Unit, number: int, sign: int) -> None:
        pile = self.piles[number]
        pile.size += sign * len(unit.members)
        _add(pile.terms, unit.terms, sign)
        _add(pile.fields, unit.fields, sign)
        _add(pile.authors, unit.authors, sign)
        for term in unit.terms:
            if self._terms[term] <= MAX_OF_TERM:
                self._with[term][number] = pile.terms[term]
                if not pile.terms[term]:
                    del self._with[term][number]

    def _around(self, unit: Unit) -> dict[int, Near]:
        """Return the piles of the messages just before and after the first of *unit*."""
        first = unit.members[0]
        own = self.remarks[first]
        found: dict[int, Near] = {}
        for between, other in enumerate(self._beside(first, -1)):
            near = found.setdefault(self.place[other], Near())
            near.look_back(own, self.remarks[other], between)
        for between, other in enumerate(self._beside(first, 1)):
            near = found.setdefault(self.place[other], Near())
            near.look_ahead(own, self.remarks[other], between)
        return found

    def _beside(self, first: int, step: int) -> Iterator[int]:
        """Yield the nearest messages of the room that were not taken up."""
        room = self._rooms[self.remarks[first].message.thread_id]
        seat, left = self._seat[first] + step, self.window
        while left and 0 <= seat < len(room):
            if self.place[room[seat]] != TAKEN:
                left -= 1
                yield room[seat]
            seat += step

    def _candidates(self, unit: Unit, traits: Traits) -> dict[int, Near]:
        """Return the piles beside *unit*, and a few others that have its rarest words."""
        found = self._around(unit)
        votes: dict[int, float] = {}
        for term, rarity, _ in traits.words[:RAREST]:
            holders = self._with.get(term, {})
            for number in _most(FOUND, holders):
                if number not in found and self.piles[number].room == unit.room:
                    votes[number] = votes.get(number, 0.0) + rarity
        for number in _most(FAR, votes):
            found[number] = Near()
        return found

    def signs(self, index: int) -> Iterator[tuple[int, Signs]]:
        """Yield piles that the unit *index*, which was taken up, may lie on, and what for."""
        unit, traits = self.units[index], self._traits[index]
        for number, near in self._candidates(unit, traits).items():
            pile = self.piles[number]
            starter = self.remarks[pile.begins[0]].author
            yield number, signs_of(unit, traits, pile, near, starter)

    def alone(self, index: int) -> Signs:
        """Return what speaks for the unit *index* to begin a pile of its own."""
        return self._traits[index].alone


def _most(limit: int, worth: Mapping[int, float]) -> Iterable[int]:
    """Return those that are worth most, in any order."""
    if len(worth) <= limit:
        return worth
    return nsmallest(limit, worth, key=lambda number: (-worth[number], number))


def _add(kept: dict[K, int], counts: Mapping[K, int], sign: int) -> None:
    for key, times in counts.items():
        kept[key] = kept.get(key, 0) + sign * times
