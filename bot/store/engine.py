"""The way to the database: one engine and its three kinds of transaction."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.faults import translated
from bot.store.sqlite import BEGIN_READ, BEGIN_WRITE, NO_BEGIN, sqlite_engine


class Engine:
    """Gives out transactions and reports their failures as StoreError leaves.

    ``file`` is the database's path as the URL gives it.
    """

    def __init__(self, url: str, *, busy_timeout_s: float) -> None:
        location = make_url(url)
        self.file = location.database or ""
        self._engine = sqlite_engine(location, busy_timeout_s=busy_timeout_s)
        self._reader = self._engine.execution_options(begin=BEGIN_READ)
        self._writer = self._engine.execution_options(begin=BEGIN_WRITE)
        self._bare = self._engine.execution_options(begin=NO_BEGIN)

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that only reads; it goes on while another process writes."""
        return self._connection(self._reader)

    def writing(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that may write: committed at the end, undone if anything is raised."""
        return self._transaction(self._writer)

    def bare(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """The connection without a transaction: for one statement that reads, and for VACUUM."""
        return self._connection(self._bare)

    async def close(self) -> None:
        """Let go of the file and end the driver's thread; await it when nothing is in work."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _connection(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """Nothing is committed in the end, which spares a way to the driver's thread and back."""
        with translated(self.file):
            async with engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        with translated(self.file):
            async with engine.begin() as connection:
                yield connection
