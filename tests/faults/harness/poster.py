"""A webhook as Telegram posts to it: chats side by side, the updates of one in order."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp

from tests.simulator.world import Json

FIRST_PAUSE_S: Final = 0.1  # after a refused post; doubled each time. Telegram's own is longer
LONGEST_PAUSE_S: Final = 0.5
POST_S: Final = 10.0


class Poster:
    """Posts *updates* while a webhook is registered, and takes away what was taken.

    *changed* returns when there may be something new, *change* says that there is.

    Attributes:
        url: Empty without one.
        registered: How often one was.
    """

    def __init__(
        self,
        updates: list[Json],
        changed: Callable[[], Awaitable[object]],
        change: Callable[[], None],
    ) -> None:
        self.url = ""
        self.registered = 0
        self._secret, self._connections = "", 0
        self._updates, self._changed, self._change = updates, changed, change
        self._posting: asyncio.Task[None] | None = None

    async def register(self, url: str, secret: str, connections: int) -> None:
        """Post to *url* from now on, over so many *connections* at a time."""
        self.url, self._secret, self._connections = url, secret, connections
        self.registered += 1
        if self._posting is None:
            self._posting = asyncio.create_task(self._post_all())

    async def close(self) -> None:
        """Stop posting."""
        posting, self._posting, self.url = self._posting, None, ""
        if posting is not None:
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)

    async def _post_all(self) -> None:
        busy = set[int]()
        timeout = aiohttp.ClientTimeout(total=POST_S)
        async with aiohttp.ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as posts:
            while True:
                for update in tuple(self._updates):
                    chat = update["message"]["chat"]["id"]
                    if chat not in busy and len(busy) < self._connections:
                        busy.add(chat)
                        posts.create_task(self._post(session, update, busy))
                await self._changed()

    async def _post(self, session: aiohttp.ClientSession, update: Json, busy: set[int]) -> None:
        pause_s = FIRST_PAUSE_S
        while not await self._posted(session, update):
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
        self._updates.remove(update)
        busy.discard(update["message"]["chat"]["id"])
        self._change()

    async def _posted(self, session: aiohttp.ClientSession, update: Json) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                return response.ok
        except (aiohttp.ClientError, TimeoutError):
            return False
