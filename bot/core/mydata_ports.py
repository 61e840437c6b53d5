"""What is kept of a person: its parts, how much there is of each, and who can tell.

A person's number is that of their private chat; groups have numbers below zero, and what
is kept of one is counted, and forgotten, in the same way.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

DEAD_DAYS = 7  # what could not be answered or sent: people's words, so as groups' messages
PEOPLE_DAYS = 365  # of who has not come since
CONFIRM_S = 600  # how long a question whether to delete can be answered with yes

Row = Mapping[str, object]
"""A row as it is kept: names of columns and their values."""


class Part(StrEnum):
    """The parts of what is kept; each has its line in /privacy and its section in /export."""

    SETTINGS = "settings"
    GLOSSARY = "glossary"
    ANSWERS = "answers"
    DIGEST = "digest"
    GROUP_MESSAGES = "group_messages"
    QUEUE = "queue"
    VISITS = "visits"
    WISHES = "wishes"
    """To be left out of digests."""
    ACCESS = "access"
    """What the owner decided."""


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a chat would go.

    Attributes:
        summaries: Made of what was sent, not of links.
        sources: Sites and feeds of its news.
        messages: Kept in groups for their digests; of a group, those in it.
        waiting: Messages that are to be answered or sent, or could not be.
    """

    has_settings: bool = False
    has_plan: bool = False
    summaries: int = 0
    terms: int = 0
    sources: int = 0
    messages: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Stays:
    """What is kept of a person even when all else is forgotten.

    Attributes:
        wishes: That they opted out of digests, somewhere or everywhere.
        access: What the owner decided of them: a ban, or that they may come in.
    """

    wishes: bool = False
    access: bool = False


class AskedStore(Protocol):
    """Whose words answers were made of."""

    async def note(
        self, chat_ids: Collection[int], keys: Collection[str], *, now: datetime
    ) -> None:
        """Note each of *keys*, of summaries and translations, for each of *chat_ids*.

        What is noted already keeps its time.
        """
        ...

    def note_soon(
        self, chat_ids: Collection[int], keys: Collection[str], *, now: datetime
    ) -> None:
        """The same, written soon, in batches."""
        ...

    async def noted(self, chat_id: int) -> frozenset[str]:
        """Return the keys that are noted for the chat."""
        ...


class MyDataStore(Protocol):
    """Finds what is kept of a chat."""

    async def held(self, chat_id: int) -> Held:
        """Count what forgetting the chat would delete."""
        ...

    async def stays(self, chat_id: int) -> Stays:
        """Say what it would leave."""
        ...

    async def rows(self, chat_id: int) -> Mapping[Part, Mapping[str, Sequence[Row]]]:
        """Return all that is kept, by part and by table; tables without any are there too."""
        ...
