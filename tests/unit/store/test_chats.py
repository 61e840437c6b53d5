from datetime import UTC, datetime

from sqlalchemy import text

from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences, Term
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.glossaries import Glossaries
from bot.store.queries import count_of, rows_of


async def test_length_and_script_of_another_version_count_as_none(database: Database) -> None:
    await database.write(
        count_of(text("INSERT INTO chats VALUES (7, 'kk', 'endless', 0, 0, 'Tfng')"))
    )

    assert await Chats(database).preferences(7) == ChatPreferences(KK)


async def test_chat_remembers_when_it_first_chose(database: Database) -> None:
    chats = Chats(database)
    for seconds, language in ((100, KK), (200, RU)):
        now = datetime.fromtimestamp(seconds, UTC)
        await chats.save_preferences(7, ChatPreferences(language), now=now)

    [row] = await database.query(rows_of(text("SELECT created, updated FROM chats")))
    assert tuple(row) == (100, 200)


async def test_forgotten_chat_has_no_terms_left(database: Database) -> None:
    glossaries = Glossaries(database, lambda: datetime.fromtimestamp(0, UTC))
    for chat in (7, 8):
        await glossaries.put_term(chat, Term("әкім"))

    await Chats(database).forget_chat(7)

    assert await glossaries.terms(7) == ()
    assert await glossaries.terms(8) == (Term("әкім"),)
