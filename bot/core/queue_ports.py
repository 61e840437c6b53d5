"""What the bot needs of its queues: what was taken in, what is to be sent, what was given up."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from bot.core.jobs import Backlog, Choice, DeadRow, Due, Job, NewUpdate, Parcel, Settled


class Inbox(Protocol):
    """Updates that were taken in and are not done yet; *now* and all times in milliseconds.

    Within a chat jobs are claimed in the order they came, one at a time.
    """

    async def add(self, updates: Sequence[NewUpdate], *, now: int) -> int:
        """Store those not seen before, all in one transaction; return how many these are."""
        ...

    async def claim(self, limit: int, *, now: int) -> Sequence[Job]:
        """Begin up to *limit* jobs: the oldest of each chat that has none in work, if ready."""
        ...

    async def finish(self, job: Job, parcels: Sequence[Parcel], *, now: int) -> bool:
        """End *job* and put *parcels* into the outbox, in one transaction.

        False, and nothing is done, if the job is not this process's any more.
        """
        ...

    async def say(self, job: Job, parcel: Parcel, *, now: int) -> bool:
        """Put *parcel* into the outbox while *job* goes on; False as in finish."""
        ...

    async def retry(self, job: Job, *, error: str, at: int) -> None:
        """Have *job* claimed again from *at* on; *error* names what went wrong."""
        ...

    async def bury(self, job: Job, parcels: Sequence[Parcel], *, error: str, now: int) -> None:
        """Give *job* up and keep it for the owner; *parcels* tell the person."""
        ...

    async def hand_back(self, jobs: Sequence[Job]) -> None:
        """Undo the claim of *jobs*, this attempt does not count: the process is stopping."""
        ...

    async def recover(self) -> int:
        """Make ready what another, ended process had in work; return how many."""
        ...

    async def release(self, keep: Collection[int]) -> int:
        """Make ready what this process has in work but for *keep*, by number; return how many.

        For what it lost sight of: a claim that was made, though the store said that it failed.
        The attempt stays counted.
        """
        ...

    async def backlog(self, *, now: int) -> Backlog:
        """Count what waits, here and in the outbox."""
        ...


class Outbox(Protocol):
    """Messages that are to be sent; within a chat one at a time, in the order they were put."""

    async def step(
        self,
        settled: Sequence[Settled],
        choose: Callable[[Sequence[Due]], Choice],
        *,
        now: int,
    ) -> Sequence[Due]:
        """Note what became of messages, then mark those that *choose* picks as being sent.

        All in one transaction. *choose* is given the oldest unsent message of each chat that
        has none being sent and may be tried *now*; those picked are returned, marked. It is
        pure and may be asked more than once.
        """
        ...

    async def recover(self, *, now: int) -> int:
        """Decide on what an ended process was sending: it may have arrived.

        It is sent once more if it *repeats* and has not been repeated before; else it goes,
        or is dead where it repeats, and what is to be said otherwise is put in its place.
        Return how many were being sent.
        """
        ...

    async def release(self, keep: Collection[int]) -> int:
        """Undo the marks of this process but for *keep*, by number: those were never sent."""
        ...

    async def next_at(self) -> int | None:
        """When the first message that waits may be tried; None if there is none."""
        ...

    async def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: its new number replaces the old one everywhere."""
        ...


class DeadLetters(Protocol):
    """What was given up, for the owner."""

    async def rows(self) -> Sequence[DeadRow]:
        """Return all, the oldest first."""
        ...

    async def revive(self, box: str, number: int, *, now: int) -> bool:
        """Make a row ready again, as if it were new, in its old place; False if there is none."""
        ...

    async def drop(self, box: str, number: int) -> bool:
        """Delete a row; False if there is none."""
        ...
