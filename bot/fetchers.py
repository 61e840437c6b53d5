"""The HTTP client of articles and of feeds, opened with the first link: most answers need none."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bot.article.fetch.pace import Pace
from bot.article.fetch.turns import Turns
from bot.config import Settings
from bot.core.models import Page, Validators
from bot.core.ports import PageFetcher


@dataclass(slots=True)
class Fetchers:
    """Both share their turns: to a site they are one visitor."""

    settings: Settings
    owned: AsyncExitStack
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)
    _opened: dict[bool, PageFetcher] = field(default_factory=dict)

    async def opened(self, *, feeds: bool) -> PageFetcher:
        """The client for that."""
        async with self._opening:  # two first links may come together
            if not self._opened:
                self._opened = await self._open()
        return self._opened[feeds]

    async def _open(self) -> dict[bool, PageFetcher]:
        from bot.article.fetch.fetcher import HttpFetcher  # noqa: PLC0415 - 0.2 s of imports
        from bot.article.fetch.kinds import ARTICLES, NEWS  # noqa: PLC0415 - as above

        agent, loopback = self.settings.user_agent, self.settings.test_loopback
        turns = Turns(Pace(pause_s=0, max_hold_s=0) if loopback else Pace())
        opened: dict[bool, PageFetcher] = {}
        for feeds, sought in ((False, ARTICLES), (True, NEWS)):
            fetcher = HttpFetcher(
                user_agent=agent, allow_loopback=loopback, sought=sought, turns=turns
            )
            opened[feeds] = await self.owned.enter_async_context(fetcher)
        return opened


@dataclass(frozen=True, slots=True)
class FetcherOnUse:
    """PageFetcher over one of them."""

    fetchers: Fetchers
    feeds: bool = False

    async def fetch(self, url: str) -> Page:
        """See bot.core.ports.PageFetcher."""
        return await (await self.fetchers.opened(feeds=self.feeds)).fetch(url)

    async def refresh(self, url: str, known: Validators) -> Page | None:
        """See bot.core.ports.PageFetcher."""
        return await (await self.fetchers.opened(feeds=self.feeds)).refresh(url, known)
