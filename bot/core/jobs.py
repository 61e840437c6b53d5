"""What waits to be done and to be sent: the values that intake, runner, sender and store share.

Times are unix milliseconds. ``chat_id`` is what order and fairness go by: the chat's number,
a person's own where there is no chat, 0 where neither can be told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

MAX_ATTEMPTS = 5  # a job that ended this many processes is not given a sixth
MAX_UNCERTAIN = 1  # repeats of a message that may have arrived: one duplicate, no more


class State(IntEnum):
    """Where a row of the inbox or the outbox stands."""

    READY = 0
    WORK = 1  # being done, or being sent
    DEAD = 2  # given up; kept for the owner


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """An update as Telegram gave it, not yet understood.

    *asks* says that somebody waits for an answer just now: only such updates are turned away
    when there is too much to do.
    """

    update_id: int
    chat_id: int
    user_id: int | None
    body: str
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """A row of the inbox that has been claimed; *attempts* counts this one too.

    *turned_away* says that there was too much to do when it came: it is answered with that.
    """

    number: int
    update_id: int | None
    chat_id: int
    user_id: int | None
    body: str
    attempts: int
    created: int
    turned_away: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to be sent, as the front end packed it; *repeats*: better twice than never.

    The message is remembered under its *tag*, if it has one: what is sent later under the same
    tag takes its place, in the queue already if both repeat. *otherwise* is the body of a
    message that is sent, and repeated, where this one was given up or may not have arrived.
    """

    chat_id: int
    body: str
    repeats: bool = True
    tag: str | None = None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A row of the outbox; *uncertain* counts the tries after which it may have arrived.

    *sent_id* is the number of the message that was sent under the same *tag* before.
    """

    number: int
    chat_id: int
    body: str
    repeats: bool
    attempts: int
    uncertain: int
    created: int
    tag: str | None = None
    sent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the due messages are sent now, and until when others wait, by number."""

    send: Sequence[int]
    wait: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a message that was being sent.

    Delivered or not worth keeping: neither *again_at* nor *error*. To be tried again: *again_at*.
    Given up and kept for the owner: *error* alone. *message_id* is Telegram's, once delivered.
    *is_lost* says that nobody knows whether it arrived and that it is not sent again, or that
    it was given up: then Parcel.otherwise is due.
    """

    number: int
    again_at: int | None = None
    uncertain: int = 0
    error: str | None = None
    message_id: int | None = None
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits; *oldest_ms* is the age of the oldest job that is not dead, 0 without any."""

    ready: int = 0
    work: int = 0
    dead: int = 0
    unsent: int = 0
    unsent_dead: int = 0
    oldest_ms: int = 0


@dataclass(frozen=True, slots=True)
class DeadRow:
    """What was given up, as the owner sees it; *box* is ``inbox`` or ``outbox``."""

    box: str
    number: int
    chat_id: int
    attempts: int
    error: str
    created: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How many jobs may wait before further ones are turned away.

    Telegram gives a hundred updates at a time; a person who forwards a dozen posts is welcome.
    """

    of_user: int = 15
    of_chat: int = 30
    of_all: int = 1_000
    pause_above: int = 10_000
    """Beyond it nothing is taken in: Telegram itself keeps updates for a day."""


def turned_away(
    updates: Sequence[NewUpdate],
    waiting: Mapping[tuple[int, int | None], int],
    limits: Limits,
) -> list[bool]:
    """Say of each of *updates* whether too much waits before it.

    *waiting* counts by chat and person the jobs that ask and were let in.
    """
    chats, users = _count(waiting)
    total = sum(waiting.values())
    verdicts = []
    for one in updates:
        full = one.asks and (
            total >= limits.of_all
            or chats.get(one.chat_id, 0) >= limits.of_chat
            or (one.user_id is not None and users.get(one.user_id, 0) >= limits.of_user)
        )
        if one.asks and not full:
            total += 1
            chats[one.chat_id] = chats.get(one.chat_id, 0) + 1
            if one.user_id is not None:
                users[one.user_id] = users.get(one.user_id, 0) + 1
        verdicts.append(full)
    return verdicts


def _count(
    waiting: Mapping[tuple[int, int | None], int],
) -> tuple[dict[int, int], dict[int, int]]:
    chats: dict[int, int] = {}
    users: dict[int, int] = {}
    for (chat, user), count in waiting.items():
        chats[chat] = chats.get(chat, 0) + count
        if user is not None:
            users[user] = users.get(user, 0) + count
    return chats, users
