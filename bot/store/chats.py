"""Chats and what they chose."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.core.languages import KAZAKH_SCRIPTS
from bot.core.models import ChatPreferences, LanguageCode, Length
from bot.store.database import Database
from bot.store.forgetting import forget
from bot.store.queries import AnyRow, put
from bot.store.tables import chats
from bot.store.together import Gathered, Taken

_LENGTHS = {length.value: length for length in Length}
_SCRIPTS = {script.value: script for script in KAZAKH_SCRIPTS}
_CHOSEN = select(chats.c.chat_id, chats.c.language, chats.c.length, chats.c.script).where(
    chats.c.chat_id.in_(bindparam("of", expanding=True))
)


class Chats:
    """ChatStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._chosen = Gathered(self._rows)

    async def preferences(self, chat_id: int) -> ChatPreferences:
        """See bot.core.ports.ChatStore; what is no longer offered counts as not chosen."""
        row = await self._chosen(chat_id)
        if row is None:
            return ChatPreferences()
        language = None if row.language is None else LanguageCode(row.language)
        return ChatPreferences(language, _LENGTHS.get(row.length), _SCRIPTS.get(row.script))

    async def save_preferences(
        self, chat_id: int, preferences: ChatPreferences, *, now: datetime
    ) -> None:
        """See bot.core.ports.ChatStore."""
        seconds = int(now.timestamp())
        row = {
            "chat_id": chat_id,
            "language": preferences.language,
            "length": preferences.length and preferences.length.value,
            "script": preferences.script and preferences.script.value,
            "created": seconds,
            "updated": seconds,
        }
        await self._database.write(put(chats, row, keep=["created"]))

    async def forget_chat(self, chat_id: int) -> None:
        """See bot.core.ports.ChatStore; the number of a private chat is the person's own.

        Their messages in groups go too. That they opted out of digests stays known.
        """
        await self._database.write(lambda connection: forget(connection, chat_id))

    async def _rows(self, taken: Taken[int]) -> Sequence[AnyRow | None]:
        def work(connection: Connection) -> Sequence[AnyRow | None]:
            wanted = taken()
            rows = connection.execute(_CHOSEN, {"of": sorted(set(wanted))})
            found = {row.chat_id: row for row in rows}
            return [found.get(chat_id) for chat_id in wanted]

        return await self._database.look(work)
