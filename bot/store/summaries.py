"""The cache of summaries."""

from datetime import datetime

from sqlalchemy import select

from bot.core.models import Summary
from bot.store.codec import storable, summary_from_json, summary_to_json
from bot.store.database import Database
from bot.store.queries import upsert
from bot.store.tables import summaries


class Summaries:
    """SummaryStore over the database. Times count in whole seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        """See bot.core.ports.SummaryStore; a body that cannot be read is a miss."""
        wanted = select(summaries.c.body).where(
            summaries.c.key == storable(key), summaries.c.created > int(newer_than.timestamp())
        )
        async with self._database.reading() as connection:
            body = await connection.scalar(wanted)
        return None if body is None else summary_from_json(body)

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        """See bot.core.ports.SummaryStore."""
        row = {
            "key": storable(summary.key),
            "body": summary_to_json(summary),
            "created": int(now.timestamp()),
        }
        async with self._database.writing() as connection:
            await connection.execute(upsert(connection, summaries), row)
