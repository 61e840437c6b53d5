"""What the store and the front end do for people, access and broadcasts. Times: unix seconds."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.access import Ruling, Verdict
from bot.core.broadcasts import Broadcast, Pace, Recipient, Step
from bot.core.jobs import Parcel


class PeopleStore(Protocol):
    """People who can be written to: they wrote to the bot in private."""

    async def note(self, person_id: int, language: str, day: int) -> None:
        """The person was here on *day*, its first second in UTC, and can be written to.

        *language* is that of their app, "" if it was not told.
        """
        ...

    async def mark_gone(self, person_id: int) -> None:
        """The person can't be written to any more; they may be unknown."""
        ...

    async def refuse_news(self, person_id: int, at: int | None) -> None:
        """The person wants no broadcasts from *at* on, or wants them again: None."""
        ...

    async def language(self, person_id: int) -> str:
        """Return the language of the person's app, "" where it is not known."""
        ...


class AccessStore(Protocol):
    """What the owner decided about people and groups."""

    async def rulings(self) -> Sequence[Ruling]:
        """Return all, the newest first."""
        ...

    async def rule(self, ruling: Ruling) -> None:
        """Keep *ruling*, in place of another on the same number."""
        ...

    async def lift(self, chat_id: int, verdict: Verdict) -> bool:
        """Undo such a ruling; False if there is none."""
        ...

    async def owner(self, name: str) -> int | None:
        """Return the number of the person who was the owner by that @name."""
        ...

    async def know_owner(self, name: str, person_id: int, at: int) -> None:
        """The owner by that @name has this number; who was it before is forgotten."""
        ...


class Announcer(Protocol):
    """How the front end says what belongs to a broadcast. Pure; may be asked more than once."""

    def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
        """The message itself, tagged message_tag(): better never than twice."""
        ...

    def progress(self, broadcast: Broadcast) -> Parcel:
        """What the owner is told meanwhile, tagged report_tag()."""
        ...

    def summary(self, broadcast: Broadcast, delivered: int) -> Parcel:
        """What the owner is told at the end, tagged report_tag()."""
        ...


class BroadcastStore(Protocol):
    """Broadcasts, and how far they have got."""

    async def audience(self, chat_id: int) -> int:
        """Count the people a broadcast of the owner *chat_id* reaches.

        All who can be written to, are not banned and did not refuse; not the owner.
        """
        ...

    async def draft(self, chat_id: int, body: str, *, at: int) -> int:
        """Keep a broadcast of that owner; return its number. Other drafts of theirs go."""
        ...

    async def find(self, number: int) -> Broadcast | None:
        """Return the broadcast as it is now."""
        ...

    async def begin(self, number: int) -> bool:
        """Have a draft sent, to the people there are now; False if it is no draft any more."""
        ...

    async def drop(self, number: int) -> bool:
        """Delete a draft; False if it is none."""
        ...

    async def stop(self, number: int) -> bool:
        """Send no more of it, take back what waits; False if it is not being sent."""
        ...

    async def under_way(self) -> int | None:
        """Return the number of the oldest that is being sent."""
        ...

    async def step(
        self, number: int, announcer: Announcer, pace: Pace, *, tells: bool, now_ms: int
    ) -> Step | None:
        """Put the next messages into the outbox and note how far it got, in one transaction.

        With *tells* the owner is told. Where nobody is left, and all that was put has been
        sent, it is done and the owner is told that. None if it is not being sent.
        """
        ...
