"""Units on piles that become topics, and what speaks for a unit to lie on a pile. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from math import exp, log
from typing import NamedTuple, TypeVar

from bot.digest.talk.remarks import Remark
from bot.digest.talk.units import Unit
from bot.digest.talk.vocabulary import strength

WINDOW = 6  # messages of the room looked at before and after a unit
NEAR = 4  # of them that count as company
HALF_S = 3_600  # silence after which being next to each other counts half
COMPANY_HALF_S = 600
FAR_S = 1_000_000  # «never»
PRIOR = 3.0  # messages that a pile is thought to have of what is common everywhere
MAX_OF_TERM = 40  # piles looked up for a word: a more frequent one is no way to find them
FOUND = 3  # of those, the ones that have it most
RAREST = 4  # words of a unit by which piles are looked up
FAR = 3  # of those in all, the ones that have most of its words
READ = 16  # words of a unit that are compared
MAX_WORDS, MAX_FIELDS = 8.0, 5.0  # evidence beyond which there is no more to prove

K = TypeVar("K")

TAKEN = -1
"""In place of a pile: the unit was taken up, to be laid elsewhere."""

Signs = tuple[float, ...]

SIGNS = (
    "words", "fields", "before_time", "before_place", "after_time", "after_place", "company",
    "people", "known_person", "called", "wordless",
)  # fmt: skip
"""That a unit lies on a pile."""

ALONE_SIGNS = ("any", "words", "single", "size")
"""That it begins one of its own."""


@dataclass(slots=True)
class Pile:
    """What lies on it, counted in messages."""

    room: int | None
    size: int = 0
    terms: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    authors: dict[int | str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Near:
    """How near the messages of a pile come to a unit, in seconds and in messages between."""

    before_s: float = FAR_S
    before: int = WINDOW * 2
    after_s: float = FAR_S
    after: int = WINDOW * 2
    company: float = 0.0


class _Traits(NamedTuple):
    """What a unit is compared by, with how rare each is among other messages.

    *words* come with their strength, *people* with their share of the unit's messages;
    *alone* is what speaks for a pile of its own.
    """

    words: list[tuple[str, float, float]]
    fields: list[tuple[str, float]]
    people: list[tuple[int | str, float, float]]
    alone: Signs


class Piles:
    """All units of a talk, each on one pile; at first each on its own."""

    def __init__(self, remarks: Sequence[Remark], units: Sequence[Unit]) -> None:
        self.remarks = remarks
        self.units = units
        self.place = [0] * len(remarks)  # pile of each remark
        self.piles: list[Pile] = []
        self._rooms: defaultdict[int | None, list[int]] = defaultdict(list)
        self._seat: list[int] = []  # of each remark in its room
        for number, remark in enumerate(remarks):
            room = self._rooms[remark.message.thread_id]
            self._seat.append(len(room))
            room.append(number)
        self._terms = Counter(term for remark in remarks for term in remark.terms)
        self._fields = Counter(name for remark in remarks for name in remark.fields)
        self._authors = Counter(remark.author for remark in remarks)
        self._total = len(remarks)
        self._with: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._traits = [self._traits_of(unit) for unit in units]
        for unit in units:
            self.put(unit, self.new_pile(unit.room))

    def new_pile(self, room: int | None) -> int:
        """Return the number of an empty pile."""
        self.piles.append(Pile(room))
        return len(self.piles) - 1

    def _traits_of(self, unit: Unit) -> _Traits:
        shared = [term for term, times in unit.terms.items() if self._terms[term] > times]
        shared.sort(key=lambda term: (self._terms[term], term))
        own = sum(strength(term) for term in unit.terms)
        size = len(unit.members)
        return _Traits(
            [
                (term, self._rarity(self._terms, unit.terms, term), strength(term))
                for term in shared[:READ]
            ],
            [(name, self._rarity(self._fields, unit.fields, name)) for name in unit.fields],
            [
                (author, self._rarity(self._authors, unit.authors, author), times / size)
                for author, times in unit.authors.items()
            ],
            (1.0, 1 - exp(-own / 3), float(size == 1), log(size)),
        )

    def _rarity(self, all_of: Mapping[K, int], own: Mapping[K, int], key: K) -> float:
        """Return in which part of the other messages *key* is, inverted."""
        return self._total / max(all_of[key] - own[key], 0.5)

    def put(self, unit: Unit, number: int) -> None:
        """Lay *unit*, which was taken up, on the pile *number*."""
        self._count(unit, number, 1)
        for member in unit.members:
            self.place[member] = number

    def take(self, unit: Unit) -> int:
        """Take *unit* up; return the number of the pile it lay on."""
        number = self.place[unit.members[0]]
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

    def _around(self, unit: Unit) -> dict[int, _Near]:
        """Return the piles of the messages just before and after the first of *unit*."""
        first = unit.members[0]
        at = self.remarks[first].message.at
        found: dict[int, _Near] = {}
        for between, (pile, other) in enumerate(self._beside(first, -1)):
            near = found.setdefault(pile, _Near())
            if near.before_s == FAR_S:
                near.before_s, near.before = at - other, between
            if between < NEAR:
                near.company += 0.5 ** ((at - other) / COMPANY_HALF_S)
        for between, (pile, other) in enumerate(self._beside(first, 1)):
            near = found.setdefault(pile, _Near())
            if near.after_s == FAR_S:
                near.after_s, near.after = other - at, between
            if between < NEAR:
                near.company += 0.5 ** ((other - at) / COMPANY_HALF_S)
        return found

    def _beside(self, first: int, step: int) -> Iterator[tuple[int, int]]:
        """Yield pile and time of the nearest messages of the room that were not taken up."""
        room = self._rooms[self.remarks[first].message.thread_id]
        seat, left = self._seat[first] + step, WINDOW
        while left and 0 <= seat < len(room):
            pile = self.place[room[seat]]
            if pile != TAKEN:
                left -= 1
                yield pile, self.remarks[room[seat]].message.at
            seat += step

    def _candidates(self, unit: Unit, traits: _Traits) -> dict[int, _Near]:
        """Return the piles beside *unit*, and a few others that have its rarest words."""
        found = self._around(unit)
        votes: dict[int, float] = {}
        for term, rarity, _ in traits.words[:RAREST]:
            holders = self._with.get(term, {})
            for number in nsmallest(FOUND, holders, key=lambda pile: (-holders[pile], pile)):
                if number not in found and self.piles[number].room == unit.room:
                    votes[number] = votes.get(number, 0.0) + rarity
        for number in nsmallest(FAR, votes, key=lambda pile: (-votes[pile], pile)):
            found[number] = _Near()
        return found

    def signs(self, index: int) -> Iterator[tuple[int, Signs]]:
        """Yield piles that the unit *index*, which was taken up, may lie on, and what for."""
        unit, traits = self.units[index], self._traits[index]
        for number, near in self._candidates(unit, traits).items():
            yield number, _signs(unit, traits, self.piles[number], near)

    def alone(self, index: int) -> Signs:
        """Return what speaks for the unit *index* to begin a pile of its own."""
        return self._traits[index].alone


def _add(kept: dict[K, int], counts: Mapping[K, int], sign: int) -> None:
    for key, times in counts.items():
        kept[key] = kept.get(key, 0) + sign * times


def _signs(unit: Unit, traits: _Traits, pile: Pile, near: _Near) -> Signs:
    people, known = _people(traits, pile)
    before = 1 / (1 + near.before)
    return (
        min(_words(traits, pile), MAX_WORDS) / 3,
        max(-3.0, min(_fields(traits, pile), MAX_FIELDS)) / 3,
        0.5 ** (near.before_s / HALF_S) if near.before_s < FAR_S else 0.0,
        before,
        0.5 ** (near.after_s / HALF_S) if near.after_s < FAR_S else 0.0,
        1 / (1 + near.after),
        near.company,
        people,
        known,
        1.0 if unit.called and any(pile.authors.get(each) for each in unit.called) else 0.0,
        0.0 if unit.terms else before,
    )


def _words(traits: _Traits, pile: Pile) -> float:
    """Return by how much the unit's words are more frequent here than elsewhere (logarithm)."""
    size, terms, told = pile.size + PRIOR, pile.terms, 0.0
    for term, rarity, worth in traits.words:
        times = terms.get(term)
        if times:
            more = times * rarity + PRIOR
            if more > size:
                told += worth * log(more / size)
    return told


def _fields(traits: _Traits, pile: Pile) -> float:
    size, fields = pile.size + PRIOR, pile.fields
    return sum(
        log((fields.get(name, 0) * rarity + PRIOR) / size) for name, rarity in traits.fields
    )


def _people(traits: _Traits, pile: Pile) -> tuple[float, float]:
    """Return how much more the unit's authors write here than elsewhere, and if any does."""
    size, told, known = pile.size + PRIOR, 0.0, 0.0
    for author, rarity, share in traits.people:
        times = pile.authors.get(author, 0)
        if times:
            known = 1.0
        told += share * log((times * rarity + PRIOR) / size)
    return told, known
