"""Chats and what they chose."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.models import ChatPreferences, LanguageCode, Length
from bot.store.database import Database
from bot.store.groups import forget_author, forget_group
from bot.store.queries import put, rows_of
from bot.store.queue_prune import forget_in_queues
from bot.store.tables import chats, terms

_LENGTHS = {length.value: length for length in Length}


class Chats:
    """ChatStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def preferences(self, chat_id: int) -> ChatPreferences:
        """See bot.core.ports.ChatStore; a length that is no longer offered counts as none."""
        wanted = select(chats.c.language, chats.c.length).where(chats.c.chat_id == chat_id)
        rows = await self._database.query(rows_of(wanted))
        if not rows:
            return ChatPreferences()
        [row] = rows
        language = None if row.language is None else LanguageCode(row.language)
        return ChatPreferences(language, _LENGTHS.get(row.length))

    async def save_preferences(
        self, chat_id: int, preferences: ChatPreferences, *, now: datetime
    ) -> None:
        """See bot.core.ports.ChatStore."""
        seconds = int(now.timestamp())
        row = {
            "chat_id": chat_id,
            "language": preferences.language,
            "length": preferences.length and preferences.length.value,
            "created": seconds,
            "updated": seconds,
        }
        await self._database.write(put(chats, row, keep=["created"]))

    async def forget_chat(self, chat_id: int) -> None:
        """See bot.core.ports.ChatStore; the number of a private chat is the person's own.

        Their messages in groups go too. That they opted out of digests stays known.
        """

        async def forget(connection: AsyncConnection) -> None:
            for table in (chats, terms):
                await connection.execute(delete(table).where(table.c.chat_id == chat_id))
            await forget_group(connection, chat_id)
            if chat_id > 0:  # a person's: groups have numbers below zero
                await forget_author(connection, chat_id)
            await forget_in_queues(connection, chat_id)

        await self._database.write(forget)
