"""Tables of weighted contexts: the letters around a place in a word, and what they speak for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

BIAS = "*"  # the context that is always there
MAX_SIDE_CHARS = 4  # of a context, before the place and behind it
MAX_CONTEXT_CHARS = 7  # of the longest context in a table
MAX_WORD_CHARS = 100  # a longer run of letters is no word; it is not weighed

_ENTRY = re.compile(r"(\S+?)(-?\d+)(?:\s|$)")


def parse_weights(table: str) -> dict[str, int]:
    """Read contexts, each with its weight behind it and no space between them."""
    return {context: int(weight) for context, weight in _ENTRY.findall(table)}


def contexts_at(framed: str, at: int) -> Iterator[str]:
    """Every context that a table may hold for the place *at* in a word between ^ and $."""
    for left in range(min(MAX_SIDE_CHARS, at) + 1):
        longest = min(MAX_SIDE_CHARS, MAX_CONTEXT_CHARS - left, len(framed) - at)
        for right in range(1, longest + 1):
            yield f"{framed[at - left : at]}|{framed[at : at + right]}"


@dataclass(frozen=True, slots=True)
class Votes:
    """What every context found in a word says of letters at places in it."""

    found: Mapping[tuple[int, str], int]
    bias: Mapping[str, int]

    def weight(self, at: int, letter: str) -> int:
        """Above zero: *letter* is meant at the place *at*."""
        return self.found.get((at, letter), 0) + self.bias[letter]


@dataclass(frozen=True, slots=True)
class Contexts:
    """By context: how far into it the place is, the letter meant and its weight.

    Every beginning of a context is a key too, if only of nothing.
    """

    entries: Mapping[str, tuple[tuple[int, str, int], ...]]
    bias: Mapping[str, int]

    @classmethod
    def parse(cls, tables: Mapping[str, str]) -> Self:
        """Read a table for each letter; ``|`` stands before the place."""
        entries: defaultdict[str, tuple[tuple[int, str, int], ...]] = defaultdict(tuple)
        bias = {}
        for letter, table in tables.items():
            weights = parse_weights(table)
            bias[letter] = weights.pop(BIAS, 0)
            for context, weight in weights.items():
                left, _, right = context.partition("|")
                entries[left + right] += ((len(left), letter, weight),)
        for context in list(entries):
            for end in range(1, len(context)):
                entries.setdefault(context[:end], ())  # where a look-up goes on from
        return cls(dict(entries), bias)

    def votes(self, framed: str) -> Votes:
        """Look up every piece of a word that stands between ^ and $."""
        found: defaultdict[tuple[int, str], int] = defaultdict(int)
        entries, length = self.entries, len(framed)
        for start in range(length):
            for end in range(start + 1, min(start + MAX_CONTEXT_CHARS, length) + 1):
                entry = entries.get(framed[start:end])
                if entry is None:
                    break
                for offset, letter, weight in entry:
                    found[start + offset, letter] += weight
        return Votes(found, self.bias)
