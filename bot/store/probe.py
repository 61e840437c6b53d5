"""Whether the database can be written now, tried by writing."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.queries import upsert
from bot.store.tables import updates_seen


async def try_writing(database: Database, now_ms: int) -> None:
    """Write a row that stands for nothing: Telegram numbers its updates from 1.

    Raises:
        StoreError: Nothing can be written.
    """
    row = {"update_id": 0, "created": now_ms}

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(upsert(connection, updates_seen), row)

    await database.write(work)
