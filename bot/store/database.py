"""The database as the program holds it: opened once, closed at the end."""

import asyncio
from pathlib import Path

from bot.store.check import refuse_emptied
from bot.store.engine import Engine
from bot.store.files import make_folder
from bot.store.lifetime import OpenAndClose
from bot.store.migrate import migrate

BUSY_TIMEOUT_S = 5.0  # how long to wait for another process; its transactions take milliseconds


class Database(Engine, OpenAndClose):
    """The store's file, or its place on a server; ``async with`` opens and closes it.

    *beside* is for commands: a bot may have the file open, see bot.store.sqlite.
    """

    def __init__(
        self, url: str, *, busy_timeout_s: float = BUSY_TIMEOUT_S, beside: bool = False
    ) -> None:
        super().__init__(url, busy_timeout_s=busy_timeout_s, beside=beside)

    async def open(self) -> None:
        """Make the folder and the file if need be, and bring the tables up to date.

        Raises:
            DataFolderNotWritableError: The folder or the file cannot be made or written, or
                the server does not let this role make tables in that database.
            DatabaseUnreadableError: The file is damaged, or another program's.
            DatabaseTooNewError: A newer version of this program made it.
            DatabaseBusyError: Another process held it, or the server did not answer, for
                longer than the timeout.
        """
        if self.is_file:
            await asyncio.to_thread(make_folder, Path(self.file).parent)
            await asyncio.to_thread(refuse_emptied, Path(self.file))
        try:
            await migrate(self)
        except BaseException:
            await self.close()
            raise
