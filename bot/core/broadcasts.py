"""A message from the owner to all: what it is, and how fast it goes out. Pure.

Times are unix seconds.
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    """The owner has seen it, and has not said yet that it is to be sent."""
    SENDING = "sending"
    STOPPED = "stopped"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One of them.

    Attributes:
        chat_id: The owner's, who is told how it goes.
        language: The owner chose, or of their app; "" if neither is known.
        body: The message, as the front end wrote it.
        last_person: Who got it last; people get it in the order of their numbers.
        total: People it was meant for when it began, or more if some came meanwhile.
        sent: People it was put into the outbox for.
    """

    number: int
    chat_id: int
    language: str
    body: str
    state: State
    last_person: int
    total: int
    sent: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets it; *language* they chose, or of their app; "" if neither is known."""

    person_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Pressure:
    """How much waits in the outbox: of this broadcast, and of everything else."""

    own: int
    others: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How many messages a step puts into the outbox.

    Answers are not held up: all that is ahead of one leaves within a second, at the 25 a second
    that Telegram takes.

    Attributes:
        slice: At most, a step.
        own: So many may wait to be sent.
        others: While more of anything else waits, none is put.
    """

    slice: int = 10
    own: int = 20
    others: int = 50


@dataclass(frozen=True, slots=True)
class Step:
    """What a step did: *broadcast* as it is now; *put* says how many messages it put."""

    broadcast: Broadcast
    put: int = 0


def room(pressure: Pressure, pace: Pace) -> int:
    """How many messages may be put now."""
    if pressure.others > pace.others:
        return 0
    return max(0, min(pace.slice, pace.own - pressure.own))


def message_tag(number: int) -> str:
    """What a broadcast's messages to people are remembered by."""
    return f"cast:{number}"


def report_tag(number: int) -> str:
    """What the message to its owner is remembered by, which says how it goes."""
    return f"told:{number}"
