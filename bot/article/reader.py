"""The LinkReader port: fetches what a link points at, reads everything in a worker."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import assert_never

from bot.article.fetch.kinds import DOCUMENTS
from bot.article.links.forward import forwarded
from bot.article.links.special import LinkKind, Route, route
from bot.article.links.urls import parse_link, site
from bot.article.read import keep_text, read_text
from bot.article.read_file import keep_file, read_document, read_file
from bot.article.read_page import read_html, read_page
from bot.core.models import (
    Article,
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LinkRequest,
    Page,
    Stage,
    TextRequest,
    Validators,
)
from bot.core.ports import PageFetcher, Progress, Worker


@dataclass(frozen=True, slots=True)
class Reader:
    """See bot.core.ports.LinkReader; *is_busy* tells when others wait for a worker."""

    fetcher: PageFetcher
    work: Worker
    is_busy: Callable[[], bool] = lambda: False

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

    async def refresh(
        self, request: LinkRequest, known: Validators, progress: Progress
    ) -> Article | None:
        """See bot.core.ports.LinkReader."""
        link = parse_link(request.url)
        way = route(link)
        await progress(Stage.OPENING, site(way.address))
        page = await self.fetcher.refresh(way.address, known)
        return None if page is None else await self._read(page, way, link, progress)

    async def _follow(self, request: LinkRequest, progress: Progress) -> Article:
        link = parse_link(request.url)
        way = route(link)
        await progress(Stage.OPENING, site(way.address))
        page = await self.fetcher.fetch(way.address)
        return await self._read(page, way, link, progress)

    async def _read(self, first: Page, way: Route, link: str, progress: Progress) -> Article:
        page, kind = await self._arrive(first, way.kind)
        await progress(Stage.READING)
        if page.content_type in DOCUMENTS:
            article = await self.work(read_document, page)
        else:
            article = await self.work(read_page, page, kind, fast=self.is_busy())
        if kind is LinkKind.ARCHIVE:  # the address asked was that of the bare copy
            article = replace(article, url=link, canonical=None)
        # asked again is the first address: what a second one says of changes is not for it
        return replace(article, validators=page.validators if page is first else None)

    async def _arrive(self, page: Page, kind: LinkKind) -> tuple[Page, LinkKind]:
        """A short link may lead to a doorway, or to what is read at an address of its own."""
        if kind is not LinkKind.PAGE:
            return page, kind
        target = forwarded(page)
        if target is not None:
            page = await self.fetcher.fetch(route(target).address)
        end = route(page.url)
        if end.kind in (LinkKind.POST, LinkKind.VIDEO) and end.address != page.url:
            page = await self.fetcher.fetch(end.address)
        return page, end.kind
