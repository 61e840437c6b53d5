"""From a request to its summary: kept, found unchanged, or made anew and kept."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import structlog

from bot.article.links.canonical import canonical
from bot.article.links.tracking import untracked
from bot.article.links.urls import parse_link
from bot.core.errors import StoreError
from bot.core.keys import request_source, summary_key
from bot.core.models import Article, LinkRequest, Summary, SummaryRequest
from bot.core.ports import Clock, LinkReader, Progress, SummaryStore, Worker
from bot.service.asked import Note, Unnoted, is_public
from bot.service.choose import choose
from bot.service.flight import SingleFlight
from bot.summary.select import BUDGETS

LINK_FRESH = timedelta(hours=24)  # pages change: older than this the site is asked again
RANKED_DEPTH = max(BUDGETS.values())  # so that every length button is answered from the cache

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PrepareSummary:
    """The article itself is never kept, only the sentences chosen from it.

    *note* is told what is kept of people's own words, before it is kept; *public* is called
    where all that is asked about is a page.
    """

    read: LinkReader
    work: Worker
    summaries: SummaryStore
    clock: Clock
    method: str
    keep: timedelta
    note: Note = field(default_factory=Unnoted)
    public: Callable[[], None] = is_public
    flights: SingleFlight[Summary] = field(default_factory=SingleFlight)

    async def __call__(self, request: SummaryRequest, progress: Progress) -> tuple[Summary, bool]:
        """Return the summary, and whether it came from the cache without a question."""
        key, depth = self._key(request), _depth(request)
        is_link = isinstance(request.article, LinkRequest)
        if is_link:
            self.public()
        kept = await self.kept(key, min(LINK_FRESH, self.keep) if is_link else self.keep)
        if kept is not None and kept.depth >= depth:
            self.note.soon([key])
            return kept, True
        await self.note([key])
        made = await self.flights((key, depth), lambda: self._renewed(request, key, progress))
        self.note.soon([key])  # who asked may have been forgotten meanwhile: this is kept anew
        return made, False

    async def from_article(self, request: SummaryRequest, article: Article) -> Summary:
        """Return the summary of *article*, which is what *request* asks about; and keep it."""
        return await self._made(request, self._key(request), article)

    async def kept(self, key: str, keep: timedelta) -> Summary | None:
        """Return the summary kept under *key* for at most *keep*; a failing cache has none."""
        try:
            kept = await self.summaries.get_summary(key, newer_than=self.clock() - keep)
        except StoreError as error:
            _log.warning("cache.unavailable", error=error.code)
            return None
        if kept is not None and kept.url is not None:
            self.public()
        return kept

    async def _renewed(self, request: SummaryRequest, key: str, progress: Progress) -> Summary:
        """Ask the site whether its page has changed, where it said how; else read it."""
        link, kept = request.article, await self.kept(key, self.keep)
        article: Article | None
        if (
            isinstance(link, LinkRequest)
            and kept is not None
            and kept.validators is not None
            and kept.depth >= _depth(request)
        ):
            article = await self.read.refresh(link, kept.validators, progress)
            if article is None:
                await self._put(kept)
                return kept
        else:
            article = await self.read(link, progress)
        return await self._made(request, key, article)

    async def _made(self, request: SummaryRequest, key: str, article: Article) -> Summary:
        if isinstance(request.article, LinkRequest) and article.url is not None:
            # the answer is kept for others: they are not to see who shared it with the first
            article = replace(article, url=untracked(article.url))
        summary = await self.work(
            choose,
            article,
            key=key,
            method=request.method or self.method,
            depth=_depth(request),
            language=request.language,
        )
        await self._put(summary)
        own_name = article.canonical or article.url
        if isinstance(request.article, LinkRequest) and own_name is not None:
            # who comes by the page's own address, or by another link to it, finds it too
            known = self._key(replace(request, article=LinkRequest(own_name)))
            if known != key:
                await self._put(replace(summary, key=known))
        return summary

    async def _put(self, summary: Summary) -> None:
        try:
            await self.summaries.put_summary(summary, now=self.clock())
        except StoreError as error:  # a failing cache never fails an answer
            _log.warning("cache.unavailable", error=error.code)

    def _key(self, request: SummaryRequest) -> str:
        article = request.article
        if isinstance(article, LinkRequest):
            article = LinkRequest(canonical(parse_link(article.url)))
        method = request.method or self.method
        return summary_key(request_source(article), method=method, language=request.language)


def _depth(request: SummaryRequest) -> int:
    """How many sentences to rank: a length button later needs neither article nor network."""
    return max(RANKED_DEPTH, request.size) if isinstance(request.size, int) else RANKED_DEPTH
