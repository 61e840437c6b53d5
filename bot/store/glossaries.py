"""Glossaries: what each chat wants kept as it is, or translated its own way."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import GlossaryFullError
from bot.core.models import LanguageCode, Term
from bot.core.ports import Clock
from bot.store.codec import folded, storable
from bot.store.database import Database
from bot.store.queries import AnyRow, count_of, upsert
from bot.store.tables import terms as table
from bot.store.together import Gathered, Taken

MAX_TERMS: Final = 200  # a chat: each is looked for in each sentence

_TERMS: Final = select(table).where(table.c.chat_id.in_(bindparam("of", expanding=True)))


class Glossaries:
    """GlossaryStore over the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._terms = Gathered(self._rows)

    async def terms(self, chat_id: int) -> Sequence[Term]:
        """See bot.core.ports.GlossaryStore; of one text the term for any language first."""
        rows = await self._terms(chat_id)
        return tuple(
            Term(row.text, row.rendition, LanguageCode(row.language) if row.language else None)
            for row in sorted(rows, key=_place)
        )

    async def put_term(self, chat_id: int, term: Term) -> None:
        """See bot.core.ports.GlossaryStore.

        Raises:
            GlossaryFullError: It would be one more than MAX_TERMS.
        """
        key = {
            "chat_id": chat_id,
            "folded": folded(term.text),
            "language": term.language or "",
        }
        row = key | {
            "text": storable(term.text),
            "rendition": None if term.rendition is None else storable(term.rendition),
            "created": int(self._clock().timestamp()),
        }
        others = select(func.count()).where(
            table.c.chat_id == chat_id,
            (table.c.folded != key["folded"]) | (table.c.language != key["language"]),
        )

        async def put_one(connection: AsyncConnection) -> None:
            if (await connection.scalar(others) or 0) >= MAX_TERMS:
                raise GlossaryFullError(MAX_TERMS)
            await connection.execute(upsert(connection, table, keep=["created"]), row)

        await self._database.write(put_one)

    async def drop_term(self, chat_id: int, text: str) -> bool:
        """See bot.core.ports.GlossaryStore."""
        named = delete(table).where(table.c.chat_id == chat_id, table.c.folded == folded(text))
        return await self._database.write(count_of(named)) > 0

    async def _rows(self, taken: Taken[int]) -> Sequence[Sequence[AnyRow]]:
        def work(connection: Connection) -> Sequence[Sequence[AnyRow]]:
            wanted = taken()
            found = defaultdict[int, list[AnyRow]](list)
            for row in connection.execute(_TERMS, {"of": sorted(set(wanted))}):
                found[row.chat_id].append(row)
            return [found[chat_id] for chat_id in wanted]

        return await self._database.look(work)


def _place(row: AnyRow) -> tuple[str, str]:
    """Terms are ordered here: servers order letters by their own locale."""
    return row.folded, row.language
