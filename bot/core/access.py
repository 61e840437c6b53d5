"""Who may use the bot. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Whom the bot is for, as its owner set it."""

    OPEN = "open"
    """Everybody but those who are banned."""
    CLOSED = "closed"
    """The owner, and the people and groups that were allowed."""


class Verdict(StrEnum):
    """What the owner decided about a person or a group."""

    BANNED = "banned"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict; *chat_id* is the number of a person or a group, *at* unix seconds."""

    chat_id: int
    verdict: Verdict
    at: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Who wants something: a person, and the group it is in, if it is in one.

    *person_id* is None where nobody wrote in their own name.
    """

    person_id: int | None
    group_id: int | None = None
    is_owner: bool = False


class Entry(StrEnum):
    """Whether somebody is let in."""

    GRANTED = "granted"
    BANNED = "banned"
    """Not even told so."""
    STRANGER = "stranger"
    """The bot is private, and they are not on its list."""
    UNKNOWN = "unknown"
    """The list cannot be read, and the bot is private: nobody is let in before it can."""


def may(mode: Mode, asker: Asker, verdicts: Mapping[int, Verdict] | None) -> Entry:
    """Say whether *asker* is let in; *verdicts* is None where they cannot be read.

    In a group its own number counts, and that nobody there is banned: a person who was allowed
    does not open other people's groups.
    """
    if asker.is_owner:
        return Entry.GRANTED
    if verdicts is None:
        return Entry.GRANTED if mode is Mode.OPEN else Entry.UNKNOWN
    numbers = {asker.person_id, asker.group_id} - {None}
    if any(verdicts.get(one) is Verdict.BANNED for one in numbers if one is not None):
        return Entry.BANNED
    place = asker.person_id if asker.group_id is None else asker.group_id
    is_listed = place is not None and verdicts.get(place) is Verdict.ALLOWED
    return Entry.GRANTED if mode is Mode.OPEN or is_listed else Entry.STRANGER


def owner_name(setting: str | None) -> str:
    """The owner's @name without its sign, or their number in digits; "" where none was set.

    The setting may be a name, a link to it, or a number.
    """
    return (setting or "").strip().casefold().rpartition("/")[2].lstrip("@")


def is_owner(name: str, person_id: int | None, user_name: str | None) -> bool:
    """Whether that person is who owner_name() names."""
    known = {(user_name or "").casefold(), "" if person_id is None else str(person_id)}
    return name in known - {""}
