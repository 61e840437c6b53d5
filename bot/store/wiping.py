"""Emptying SQLite's log after something was forgotten: what is deleted from the file stays in it.

A log that has been moved into the file is written over from its beginning, so that old content
may stand at its end for days. The file itself is clean: secure_delete writes zeros.
"""

import asyncio
from typing import Final

import structlog
from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import StoreError
from bot.store.database import Database
from bot.store.lifetime import OpenAndClose
from bot.store.queries import value_of
from bot.store.queue_rows import DEAD
from bot.store.tables import inbox, outbox

PAUSE_S: Final = 2.0  # the answer is sent by then as a rule, and the job's own row gone

_log = structlog.get_logger(__name__)


class Wiping(OpenAndClose):
    """Empties the log when all that waited for a forgotten chat has gone; for the owner's process.

    Two processes that move the log at once may lose commits, see bot.store.sqlite. On a server
    there is nothing to do: it lets go of old rows by itself.
    """

    def __init__(self, database: Database, *, pause_s: float = PAUSE_S) -> None:
        self._database, self._pause_s = database, pause_s
        self._chats: set[int] = set()
        self._some = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def soon(self, chat_id: int) -> None:
        """Have the log emptied, now that the chat was forgotten."""
        if self._task is not None:
            self._chats.add(chat_id)
            self._some.set()

    async def open(self) -> None:
        """Begin to wait for that."""
        if self._database.is_file:
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """End; who closes the file last empties its log anyway."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while True:
            await self._some.wait()
            await asyncio.sleep(self._pause_s)
            try:
                await self._wipe()
            except StoreError as error:
                _log.warning("store.not_wiped", error=error.code)

    async def _wipe(self) -> None:
        """Forget the chats here too, once that is done."""
        chats = frozenset(self._chats)
        if await self._waits(chats) or not await self._database.query(emptied):
            return
        self._chats -= chats
        if not self._chats:
            self._some.clear()

    async def _waits(self, chats: frozenset[int]) -> bool:
        theirs = or_(inbox.c.chat_id.in_(chats), inbox.c.user_id.in_(chats))
        waits = or_(
            exists().where(theirs, inbox.c.state < DEAD),
            exists().where(outbox.c.chat_id.in_(chats), outbox.c.state < DEAD),
        )
        return bool(await self._database.query(value_of(select(waits))))


async def emptied(connection: AsyncConnection) -> bool:
    """Move the log into the file and leave none; False if a command is reading just now.

    Waiting for it would hold up everything else.
    """
    timeout = (await connection.exec_driver_sql("PRAGMA busy_timeout")).scalar_one()
    await connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        done = await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return not done.one()[0]
    finally:
        await connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(timeout)}")
