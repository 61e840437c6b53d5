"""Whom the bot is for: the owner's decisions, at hand without asking the store each time."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.core.access import Asker, Entry, Mode, Ruling, Verdict, is_owner, may, owner_name
from bot.core.errors import StoreError
from bot.core.people_ports import AccessStore
from bot.core.ports import Clock

FRESH_S: Final = 60  # another process may have decided, or a backup was restored

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Access:
    """Says who is let in, and changes that; what it changes holds at once.

    *setting* is how the owner was named. The owner's number, where only their @name is known,
    is learned when they write; from then on it counts, as names pass to other people.
    """

    store: AccessStore
    clock: Clock
    mode: Mode = Mode.OPEN
    setting: str | None = None
    _verdicts: Mapping[int, Verdict] | None = None
    _read_at: float = 0.0
    _changes: int = 0
    """How often something was decided: what was read before that is not kept."""
    _met: asyncio.Event = field(default_factory=asyncio.Event)
    _owner: int | None = None
    _is_looked_up: bool = False

    async def is_owner(self, person_id: int | None, user_name: str | None) -> bool:
        """Whether that person is the owner; nobody is while that cannot be read."""
        try:
            known = await self.owner_chat()
        except StoreError as error:
            _log.warning("access.owner_not_read", error=error.code)
            return False
        if known is not None:
            return person_id == known
        return is_owner(owner_name(self.setting), person_id, user_name)

    async def entry(self, asker: Asker) -> Entry:
        """Say whether *asker* is let in.

        Raises:
            StoreError: The bot is private, and its list cannot be read: nobody is let in.
        """
        if asker.is_owner:
            return Entry.GRANTED
        try:
            verdicts = await self._known()
        except StoreError as error:
            _log.warning("access.not_read", error=error.code, mode=self.mode.value)
            if may(self.mode, asker, None) is not Entry.GRANTED:
                raise
            return Entry.GRANTED
        return may(self.mode, asker, verdicts)

    async def ban(self, chat_id: int) -> None:
        """Let that person or group in no more."""
        await self._rule(chat_id, Verdict.BANNED)

    async def allow(self, chat_id: int) -> None:
        """Let that person or group in, though the bot is private; a ban ends."""
        await self._rule(chat_id, Verdict.ALLOWED)

    async def lift(self, chat_id: int, verdict: Verdict) -> bool:
        """Undo a ban or a leave; False if there is none."""
        was_there = await self.store.lift(chat_id, verdict)
        self._forget()
        return was_there

    async def listed(self, verdict: Verdict) -> Sequence[Ruling]:
        """Return who has that verdict, the newest first."""
        return [one for one in await self.store.rulings() if one.verdict is verdict]

    async def meet_owner(self, person_id: int) -> None:
        """The owner writes in private: that is where they are told things.

        That the number can't be kept costs nobody an answer.
        """
        if self._owner != person_id:
            await self._learn(person_id)
        self._met.set()

    async def owner_met(self) -> None:
        """Wait until the owner has written in private since this program began."""
        await self._met.wait()

    async def owner_chat(self) -> int | None:
        """Return the number of the owner's private chat, if it is known; raises StoreError."""
        name = owner_name(self.setting)
        if self._owner is None and name and not self._is_looked_up:
            found = int(name) if name.isdecimal() else await self.store.owner(name)
            self._is_looked_up = True
            if found is not None:  # else they may have been met meanwhile
                self._owner = found
        return self._owner

    async def _learn(self, person_id: int) -> None:
        name = owner_name(self.setting)
        try:
            if name != str(person_id) and await self.store.owner(name) != person_id:
                await self.store.know_owner(name, person_id, int(self.clock().timestamp()))
        except StoreError as error:
            _log.warning("access.owner_not_kept", error=error.code)
        self._owner = person_id

    async def _rule(self, chat_id: int, verdict: Verdict) -> None:
        at = int(self.clock().timestamp())
        await self.store.rule(Ruling(chat_id, verdict, at))
        self._forget()

    def _forget(self) -> None:
        self._changes += 1
        self._verdicts = None

    async def _known(self) -> Mapping[int, Verdict]:
        """The verdicts as they are, or as they last could be read if nothing was decided since."""
        now = self.clock().timestamp()
        if self._verdicts is not None and 0 <= now - self._read_at < FRESH_S:
            return self._verdicts
        changes = self._changes
        try:
            found = {one.chat_id: one.verdict for one in await self.store.rulings()}
        except StoreError:
            if self._verdicts is None:
                raise
            return self._verdicts
        if changes == self._changes:
            self._verdicts, self._read_at = found, now
        return found
