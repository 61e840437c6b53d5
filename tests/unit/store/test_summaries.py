from datetime import UTC, datetime

from sqlalchemy import text

from bot.store.database import Database
from bot.store.summaries import Summaries


async def test_unreadable_summary_is_a_miss(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(text("INSERT INTO summaries VALUES ('k', '{}', 9)"))

    found = await Summaries(database).get_summary("k", newer_than=datetime.fromtimestamp(0, UTC))

    assert found is None
