"""What speaks for a unit to lie on a pile, as numbers for a weighted sum. Pure."""

from dataclasses import dataclass, field
from math import log

from bot.digest.talk.near import FAR_S, HALF_S, Near
from bot.digest.talk.traits import Signs, Traits
from bot.digest.talk.units import Unit

PRIOR = 3.0  # messages that a pile is thought to have of what is common everywhere
MAX_WORDS, MAX_FIELDS = 8.0, 5.0  # evidence beyond which there is no more to prove
WIDE = 5.0  # logarithm of the messages from the first to the last of a usual pile

SIGNS = (
    "words", "fields", "before_time", "after_time", "after_place", "company", "people", "dialog",
    "addressed", "answers", "starter", "short", "question", "wide",
)  # fmt: skip
"""That a unit lies on a pile."""


@dataclass(slots=True)
class Pile:
    """What lies on it, counted in messages; *begins* are the first messages of units, in order."""

    room: int | None
    size: int = 0
    begins: list[int] = field(default_factory=list)
    terms: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    authors: dict[int | str, int] = field(default_factory=dict)


def signs_of(unit: Unit, traits: Traits, pile: Pile, near: Near, starter: int | str) -> Signs:
    """Return SIGNS of *unit* and *pile*, whose first message is by *starter*."""
    before = 1 / (1 + near.before)
    return (
        min(_words(traits, pile), MAX_WORDS) / 3,
        max(-3.0, min(_fields(traits, pile), MAX_FIELDS)) / 3,
        0.5 ** (near.before_s / HALF_S) if near.before_s < FAR_S else 0.0,
        0.5 ** (near.after_s / HALF_S) if near.after_s < FAR_S else 0.0,
        1 / (1 + near.after),
        near.company,
        _people(traits, pile),
        near.dialog,
        near.addressed,
        near.answers,
        1.0 if starter in unit.authors else 0.0,
        0.0 if near.before else traits.short,
        traits.question * before,
        log(1 + pile.begins[-1] - pile.begins[0]) / WIDE,
    )


def _words(traits: Traits, pile: Pile) -> float:
    """Return by how much the unit's words are more frequent here than elsewhere (logarithm)."""
    size, terms, told = pile.size + PRIOR, pile.terms, 0.0
    for term, rarity, worth in traits.words:
        times = terms.get(term)
        if times:
            more = times * rarity + PRIOR
            if more > size:
                told += worth * log(more / size)
    return told


def _fields(traits: Traits, pile: Pile) -> float:
    size, fields, told = pile.size + PRIOR, pile.fields, 0.0
    for name, rarity in traits.fields:
        told += log((fields.get(name, 0) * rarity + PRIOR) / size)
    return told


def _people(traits: Traits, pile: Pile) -> float:
    """Return how much more the unit's authors write here than elsewhere (logarithm)."""
    size, authors, told = pile.size + PRIOR, pile.authors, 0.0
    for author, rarity, share in traits.people:
        told += share * log((authors.get(author, 0) * rarity + PRIOR) / size)
    return told
