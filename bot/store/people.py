"""People who can be written to."""

from typing import Final

from sqlalchemy import bindparam, select, update

from bot.store.database import Database
from bot.store.queries import put, value_of
from bot.store.queue_rows import changed
from bot.store.tables import people as table

_OF_PERSON: Final = update(table).where(table.c.person_id == bindparam("of_person"))
_GONE: Final = _OF_PERSON.values(is_gone=True)
_NEWS: Final = _OF_PERSON.values(no_news=bindparam("since_when"))


class StoredPeople:
    """PeopleStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, person_id: int, language: str, day: int) -> None:
        """See bot.core.people_ports.PeopleStore."""
        row = {
            "person_id": person_id,
            "language": language,
            "since": day,
            "last": day,
            "is_gone": False,
        }
        await self._database.write(put(table, row, keep=["since", "no_news"]))

    async def mark_gone(self, person_id: int) -> None:
        """See bot.core.people_ports.PeopleStore."""
        await self._database.write(changed(_GONE, {"of_person": person_id}))

    async def refuse_news(self, person_id: int, at: int | None) -> None:
        """See bot.core.people_ports.PeopleStore."""
        named = {"of_person": person_id, "since_when": at}
        await self._database.write(changed(_NEWS, named))

    async def language(self, person_id: int) -> str:
        """See bot.core.people_ports.PeopleStore."""
        wanted = select(table.c.language).where(table.c.person_id == person_id)
        return await self._database.query(value_of(wanted)) or ""
