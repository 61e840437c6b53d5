"""Who can be written to: people who wrote to the bot in private, and did not block it."""

from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.core.errors import StoreError
from bot.core.people_ports import PeopleStore
from bot.core.ports import Clock

MAX_NOTED: Final = 50_000  # people remembered a day; more are noted more than once
_DAY_S: Final = 86_400

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class People:
    """Notes who was here: one write a person a day, and no more than the day is kept."""

    store: PeopleStore
    clock: Clock
    _noted: set[int] = field(default_factory=set)
    _day: int = 0

    async def note(self, person_id: int, app_language: str | None) -> None:
        """The person wrote in private. That it can't be noted costs nobody an answer."""
        day = int(self.clock().timestamp()) // _DAY_S
        if day != self._day or len(self._noted) >= MAX_NOTED:
            self._noted.clear()
            self._day = day
        if person_id in self._noted:
            return
        try:
            await self.store.note(person_id, app_language or "", day * _DAY_S)
        except StoreError as error:
            _log.warning("person.not_noted", error=error.code)
            return
        self._noted.add(person_id)

    async def gone(self, chat_id: int) -> None:
        """The chat can't be written to any more; if they write again, they are back.

        Raises:
            StoreError: It is not noted.
        """
        if chat_id > 0:  # groups have numbers below zero
            self._noted.discard(chat_id)
            await self.store.mark_gone(chat_id)

    async def refuse_news(self, person_id: int) -> None:
        """The person wants no more broadcasts."""
        await self.store.refuse_news(person_id, int(self.clock().timestamp()))

    async def take_news(self, person_id: int) -> None:
        """Undo that."""
        await self.store.refuse_news(person_id, None)

    async def language(self, person_id: int) -> str | None:
        """The language of the person's app, if it is known; raises StoreError."""
        return await self.store.language(person_id) or None
