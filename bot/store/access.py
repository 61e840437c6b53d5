"""What the owner decided about people and groups."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.access import Ruling, Verdict
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import count_of, put, rows_of, upsert, value_of
from bot.store.receipts import begins
from bot.store.tables import access as table

_OWNER: Final = "owner:"  # before the @name by which a person is the owner


class StoredAccess:
    """AccessStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rulings(self) -> Sequence[Ruling]:
        """See bot.core.people_ports.AccessStore; of one moment the higher number first."""
        wanted = select(table.c.chat_id, table.c.verdict, table.c.at).where(
            table.c.verdict.in_(list(Verdict))
        )
        newest = wanted.order_by(table.c.at.desc(), table.c.chat_id.desc())
        rows = await self._database.query(rows_of(newest))
        return tuple(Ruling(row.chat_id, Verdict(row.verdict), row.at) for row in rows)

    async def rule(self, ruling: Ruling) -> None:
        """See bot.core.people_ports.AccessStore."""
        await self._database.write(put(table, _row(ruling.chat_id, ruling.verdict, ruling.at)))

    async def lift(self, chat_id: int, verdict: Verdict) -> bool:
        """See bot.core.people_ports.AccessStore."""
        such = delete(table).where(table.c.chat_id == chat_id, table.c.verdict == verdict.value)
        return await self._database.write(count_of(such)) > 0

    async def owner(self, name: str) -> int | None:
        """See bot.core.people_ports.AccessStore."""
        wanted = select(table.c.chat_id).where(table.c.verdict == _by(name))
        found: int | None = await self._database.query(value_of(wanted))
        return found

    async def know_owner(self, name: str, person_id: int, at: int) -> None:
        """See bot.core.people_ports.AccessStore."""

        async def work(connection: AsyncConnection) -> None:
            await connection.execute(delete(table).where(begins(table.c.verdict, _OWNER)))
            await connection.execute(upsert(connection, table), _row(person_id, _by(name), at))

        await self._database.write(work)


def _by(name: str) -> str:
    return _OWNER + storable(name)


def _row(chat_id: int, verdict: str, at: int) -> dict[str, int | str]:
    return {"chat_id": chat_id, "verdict": str(verdict), "at": at}
