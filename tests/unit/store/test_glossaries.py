from datetime import UTC, datetime

from sqlalchemy import text

from bot.core.languages import EN
from bot.core.models import Term
from bot.store.database import Database
from bot.store.glossaries import Glossaries
from bot.store.queries import rows_of


async def test_term_remembers_when_it_was_first_put(database: Database) -> None:
    seconds = iter([100, 200])
    glossaries = Glossaries(database, lambda: datetime.fromtimestamp(next(seconds), UTC))
    await glossaries.put_term(7, Term("Әкім", "akim", EN))
    await glossaries.put_term(7, Term("әкім", "mayor", EN))

    [row] = await database.query(rows_of(text("SELECT * FROM terms")))
    assert tuple(row) == (7, "әкім", "en", "әкім", "mayor", 100)
