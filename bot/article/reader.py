"""The ArticleReader port: fetches what a link points at, reads everything in a worker."""

from dataclasses import dataclass
from typing import assert_never

from bot.article.read import keep_file, keep_text, read_file, read_html, read_page, read_text
from bot.article.urls import parse_link, site
from bot.core.models import (
    Article,
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LinkRequest,
    Stage,
    TextRequest,
)
from bot.core.ports import PageFetcher, Progress, Worker


@dataclass(frozen=True, slots=True)
class Reader:
    """See bot.core.ports.ArticleReader."""

    fetcher: PageFetcher
    work: Worker

    async def __call__(self, request: ArticleRequest, progress: Progress) -> Article:
        """Return the article; a link is opened first."""
        if isinstance(request, LinkRequest):
            return await self._follow(request, progress)
        await progress(Stage.READING)
        match request:
            case FileRequest():
                return await self.work(read_file, request)
            case HtmlRequest():
                return await self.work(read_html, request)
            case TextRequest():
                return await self.work(read_text, request)
            case _:
                assert_never(request)

    async def whole(self, request: ArticleRequest, progress: Progress) -> Article:
        """Like a call, but text that was sent is kept whole: nothing of it is boilerplate."""
        match request:
            case TextRequest():
                return await self.work(keep_text, request)
            case FileRequest():
                return await self.work(keep_file, request)
            case _:
                return await self(request, progress)

    async def _follow(self, request: LinkRequest, progress: Progress) -> Article:
        url = parse_link(request.url)
        await progress(Stage.OPENING, site(url))
        page = await self.fetcher.fetch(url)
        await progress(Stage.READING)
        return await self.work(read_page, page)
