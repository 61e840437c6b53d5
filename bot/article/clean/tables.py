"""What a table of page furniture holds; one per language. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The furniture of one language, lower-case and without marks at the ends.

    The first group holds whole lines (*sections* are ordinary words, too), then come what stands
    before a colon, single words, and what a line begins with (*signed*: before a name; *inside*
    and *rights*: holds anywhere).
    """

    networks: frozenset[str] = _NONE
    share: frozenset[str] = _NONE
    comments: frozenset[str] = _NONE
    menu: frozenset[str] = _NONE
    sections: frozenset[str] = _NONE

    labels: frozenset[str] = _NONE
    credit_labels: frozenset[str] = _NONE
    related_labels: frozenset[str] = _NONE

    agencies: frozenset[str] = _NONE
    dates: frozenset[str] = _NONE
    date_company: frozenset[str] = _NONE
    counted: frozenset[str] = _NONE
    measures: frozenset[str] = _NONE

    openers: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()


def phrases(table: str) -> frozenset[str]:
    """Read phrases parted by semicolons."""
    return frozenset(_split(table))


def starts(table: str) -> tuple[str, ...]:
    """Read beginnings parted by semicolons: whole words, or a stem where ``*`` ends it.

    A whole word gets a space behind it, because lines are compared as words with spaces.
    """
    return tuple(
        part.removesuffix("*") if part.endswith("*") else f"{part} " for part in _split(table)
    )


def _split(table: str) -> list[str]:
    parts = (" ".join(part.split()) for part in table.split(";"))
    return [part for part in parts if part]


INDEX_CHARS = 3  # no beginning is shorter; more would not part them better

Index = dict[str, tuple[str, ...]]


def index(beginnings: Iterable[str]) -> Index:
    """Group beginnings by their first letters, so that a line meets only those it may have."""
    found: dict[str, list[str]] = {}
    for beginning in beginnings:
        found.setdefault(beginning[:INDEX_CHARS], []).append(beginning)
    return {letters: tuple(group) for letters, group in found.items()}


def begins(flat: str, beginnings: Index) -> bool:
    """Whether the words *flat* begin with one of *beginnings*."""
    return flat.startswith(beginnings.get(flat[:INDEX_CHARS], ()))


def holds(flat: str, words: Iterable[str], beginnings: Index) -> bool:
    """Whether one of *beginnings* stands anywhere among the *words* of *flat*."""
    heads = {f"{word} "[:INDEX_CHARS] for word in words}
    if heads.isdisjoint(beginnings):
        return False
    padded = f" {flat}"
    return any(
        f" {beginning}" in padded for letters in heads for beginning in beginnings.get(letters, ())
    )


def union(tables: Iterable[Words], *fields: str) -> frozenset[str]:
    """Join *fields* of all languages."""
    return frozenset(chain.from_iterable(getattr(t, field) for t in tables for field in fields))


def joint_index(tables: Iterable[Words], field: str) -> Index:
    """Index the beginnings of all languages."""
    return index(chain.from_iterable(getattr(table, field) for table in tables))
