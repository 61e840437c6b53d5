"""A message with all the answers to it: what is moved from topic to topic as one. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from bot.digest.talk.remarks import Remark

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Unit:
    """Remarks that answer one another, by their numbers, in order of time.

    *terms*, *fields* and *authors* count remarks; *called* are those who are named in them.
    """

    members: tuple[int, ...]
    room: int | None
    terms: Mapping[str, int]
    fields: Mapping[str, int]
    authors: Mapping[int | str, int]
    called: frozenset[int | str]


def units_of(remarks: Sequence[Remark]) -> list[Unit]:
    """Return *remarks* by what they answer, in order of time; no unit is of two rooms."""
    numbers = {remark.message.message_id: number for number, remark in enumerate(remarks)}
    members: dict[int, list[int]] = {}
    roots: list[int] = []
    for number, remark in enumerate(remarks):
        answered = numbers.get(remark.message.reply_to or 0, number)
        is_answer = answered < number and _room(remarks, answered) == _room(remarks, number)
        roots.append(roots[answered] if is_answer else number)
        members.setdefault(roots[number], []).append(number)
    return [_unit(remarks, numbers_of) for numbers_of in members.values()]


def _room(remarks: Sequence[Remark], number: int) -> int | None:
    return remarks[number].message.thread_id


def _unit(remarks: Sequence[Remark], members: Sequence[int]) -> Unit:
    inside = [remarks[number] for number in members]
    return Unit(
        tuple(members),
        inside[0].message.thread_id,
        _times([each.terms for each in inside]),
        _times([each.fields for each in inside]),
        _times([(each.author,) for each in inside]),
        frozenset().union(*(each.called for each in inside)),
    )


def _times(found: Sequence[Sequence[K]]) -> Mapping[K, int]:
    """Return how many of *found* have each thing; none has it twice."""
    if len(found) == 1:  # as most: much faster than to count
        return dict.fromkeys(found[0], 1)
    return Counter(chain.from_iterable(found))
