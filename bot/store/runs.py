"""Digests that were begun, and those that were posted."""

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.digests import Issued, PastRun, Run
from bot.core.models import LanguageCode
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import AnyRow, chunks, insert_new, put, rows_of
from bot.store.queue_rows import put_job
from bot.store.tables import issued as issued_table
from bot.store.tables import runs as table


class Runs:
    """RunStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def past_runs(self, chat_ids: Collection[int]) -> Mapping[int, Sequence[PastRun]]:
        """See bot.core.digest_ports.RunStore; chats without any have an empty list.

        A slot that was made up for counts as due when the run was that did it.
        """
        found: dict[int, list[PastRun]] = {chat_id: [] for chat_id in chat_ids}
        for some in chunks(tuple(found)):
            wanted = select(table.c.chat_id, table.c.slot, table.c.due)
            of_some = wanted.where(table.c.chat_id.in_(some))
            for row in await self._database.query(rows_of(of_some)):
                found[row.chat_id].append(PastRun(*row))
        return {chat: sorted(runs, key=attrgetter("due", "slot")) for chat, runs in found.items()}

    async def begin(self, run: Run, body: str, *, now_ms: int) -> bool:
        """See bot.core.digest_ports.RunStore; also False if a later run made up for the slot."""

        async def work(connection: AsyncConnection) -> bool:
            insert = insert_new(connection, table)
            first = insert.values(_row(run, run.slot, now_ms)).returning(table.c.slot)
            if await connection.scalar(first) is None:
                return False
            if run.missed:
                await connection.execute(insert, [_row(run, one, now_ms) for one in run.missed])
            await put_job(connection, run.chat_id, body, now=now_ms)
            return True

        return await self._database.write(work)

    async def issue(self, issued: Issued) -> None:
        """See bot.core.digest_ports.RunStore."""
        row = {
            "chat_id": issued.chat_id,
            "slot": issued.slot,
            "at": issued.at,
            "title": storable(issued.title),
            "html": storable(issued.html),
            "language": issued.language,
            "oldest": issued.oldest,
        }
        await self._database.write(put(issued_table, row))

    async def issues(self, chat_id: int, limit: int) -> Sequence[Issued]:
        """See bot.core.digest_ports.RunStore."""
        of_chat = select(issued_table).where(issued_table.c.chat_id == chat_id)
        newest = of_chat.order_by(issued_table.c.at.desc(), issued_table.c.slot.desc())
        rows = await self._database.query(rows_of(newest.limit(limit)))
        return tuple(map(_issued, rows))


def _issued(row: AnyRow) -> Issued:
    return Issued(
        chat_id=row.chat_id,
        slot=row.slot,
        at=row.at,
        title=row.title,
        html=row.html,
        language=LanguageCode(row.language),
        oldest=row.oldest,
    )


def _row(run: Run, slot: str, now_ms: int) -> dict[str, str | int | None]:
    return {
        "chat_id": run.chat_id,
        "slot": slot,
        "due": run.due,
        "made_up_by": None if slot == run.slot else run.slot,
        "created": now_ms // 1000,
    }
