"""When signs of progress are shown: typing almost at once, words when it takes longer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from bot.core.models import Stage


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between signs."""

    first_typing_s: float = 0.3
    """Most answers to commands are there sooner and need no sign."""
    typing_s: float = 4.5
    """Telegram shows «typing» for five."""
    first_words_s: float = 3.0
    """Sooner, words only flicker."""
    words_s: float = 3.0
    """Changes of a draft count against the chat's limits."""


class ChatProgress:
    """Shows the work on one request while it lasts; ``async with`` is its lifetime.

    *typing* shows that the bot is busy; *show* says in words what it does;
    *words* turns a stage into a sentence.
    """

    def __init__(
        self,
        *,
        typing: Callable[[], Awaitable[None]],
        show: Callable[[str], Awaitable[None]],
        words: Callable[[Stage, str | None], str],
        pace: Pace,
    ) -> None:
        self._typing = typing
        self._show = show
        self._words = words
        self._pace = pace
        self._said: str | None = None
        self._tasks: tuple[asyncio.Task[None], ...] = ()

    async def __call__(self, stage: Stage, site: str | None = None) -> None:
        """Take note; what is shown follows at its own pace."""
        self._said = self._words(stage, site)

    async def __aenter__(self) -> Self:
        self._tasks = (
            asyncio.create_task(self._keep_typing()),
            asyncio.create_task(self._keep_saying()),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep_typing(self) -> None:
        await asyncio.sleep(self._pace.first_typing_s)
        while True:
            await self._typing()
            await asyncio.sleep(self._pace.typing_s)

    async def _keep_saying(self) -> None:
        shown = None
        await asyncio.sleep(self._pace.first_words_s)
        while True:
            if self._said is not None and self._said != shown:
                shown = self._said
                await self._show(shown)
            await asyncio.sleep(self._pace.words_s)
