"""The way to the database: one engine and its three kinds of transaction."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.faults import translated
from bot.store.postgres import postgres_ways
from bot.store.sqlite import sqlite_ways
from bot.store.together import SharedTransactions
from bot.store.whole import to_the_end, until_done

T = TypeVar("T")
Work = Callable[[AsyncConnection], Coroutine[Any, Any, T]]
Whole = Callable[[Connection], T]
"""Work that does all its statements itself: on SQLite it runs in the driver's thread."""


class Engine:
    """Gives out transactions and reports their failures as StoreError leaves.

    ``file`` is the database's path as the URL gives it, or the server's address without
    credentials; ``is_file`` says which.
    """

    def __init__(self, url: str, *, busy_timeout_s: float, beside: bool) -> None:
        location = make_url(url)
        self.is_file = location.get_backend_name() == "sqlite"
        self._ways = (
            sqlite_ways(location, busy_timeout_s=busy_timeout_s, beside=beside)
            if self.is_file
            else postgres_ways(location, busy_timeout_s=busy_timeout_s)
        )
        self._engine = self._ways.engine
        self.file = self._ways.file
        self._shared = SharedTransactions(self._write_whole)

    async def read(self, work: Work[T]) -> T:
        """Return what *work* returns in a transaction that only reads; it is never cut off.

        All it reads is of one moment, whoever writes meanwhile.
        """
        return await to_the_end(self._read(self._ways.reader, work))

    async def write(self, work: Work[T]) -> T:
        """Return what *work* returns in a transaction that may write; it is never cut off.

        Committed at the end, undone if anything is raised. There is one at a time, so that
        what *work* has read holds until its end. A caller that is cancelled goes when it
        has ended. *work* must wait for nothing but the connection.
        """
        return await to_the_end(self._write(work))

    async def write_together(self, work: Whole[T]) -> T:
        """The same in a transaction shared with others that wait: all are committed, or none.

        *work* runs after those that were given here before, and sees what they did. It may run
        twice: where one of them fails, each has a transaction of its own.
        """
        done: T = await until_done(self._shared.add(work))
        return done

    async def query(self, work: Work[T]) -> T:
        """Return what *work* returns: one statement, outside any transaction."""
        return await to_the_end(self._read(self._ways.single, work))

    async def look(self, work: Whole[T]) -> T:
        """Return what *work* returns: one statement, outside any transaction."""
        return await to_the_end(self._look(work))

    async def close(self) -> None:
        """Let go of the database and end the driver's thread; await it when nothing is in work."""
        await to_the_end(self._engine.dispose())

    async def _read(self, engine: AsyncEngine, work: Work[T]) -> T:
        """Nothing is committed in the end, which spares a way to the database and back."""
        with translated(self.file):
            async with engine.connect() as connection:
                return await work(connection)

    async def _write(self, work: Work[T]) -> T:
        with translated(self.file):
            async with self._ways.writer.begin() as connection:
                return await work(connection)

    async def _write_whole(self, work: Whole[T]) -> T:
        with translated(self.file):
            done: T = await self._ways.whole(self._ways.writer, work)
            return done

    async def _look(self, work: Whole[T]) -> T:
        with translated(self.file):
            done: T = await self._ways.whole(self._ways.single, work)
            return done
