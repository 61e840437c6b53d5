"""Keeps up with feeds: asks them when it is time, and reads the articles they announce.

All of it is done for nobody in particular: slowly, and never in the way of those who wait.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

import structlog

from bot.core.digest_ports import FeedStore
from bot.core.digests import Feed, FeedItem
from bot.core.errors import PageNotFoundError, QysqaError, SiteAnsweredError, StoreError
from bot.core.models import LinkRequest, Stage, Summary, SummaryRequest
from bot.core.ports import Clock, PageFetcher, Progress, Worker
from bot.digest.feeds import pace
from bot.digest.feeds.lead import MAX_CHARS, lead_sentence
from bot.service.sources import ReadFeed, items_of
from bot.service.traces import trace_of

ROUND_S = 60.0
FEEDS_A_ROUND = 50
HOSTS_AT_ONCE = 4  # half of the fetcher's connections
ARTICLES_A_ROUND = 10
ARTICLES_OF_SITE = 3  # a minute; readers' own links come before
RECENT_S = 2 * 24 * 3600  # what is older has been in a digest, or missed it
_LOOKED_AT = 500  # items that wait: those of one site alone must not hide the others

_POST = "https://t.me/"  # the feed of a channel holds its posts as they are

_log = structlog.get_logger(__name__)

Summarize = Callable[[SummaryRequest, Progress], Awaitable[tuple[Summary, bool]]]
"""See bot.service.prepare.PrepareSummary."""


@dataclass(frozen=True, slots=True)
class NewsPoller:
    """Its calls raise nothing: what fails is tried again, later and later.

    Attributes:
        fetch: Brings feeds.
        summarize: Reads an article and ranks its sentences.
        is_busy: Whether people wait for the processes that articles are read in.
        sleep: For so many seconds.
    """

    feeds: FeedStore
    fetch: PageFetcher
    work: Worker
    read: ReadFeed
    summarize: Summarize
    clock: Clock
    is_busy: Callable[[], bool] = lambda: False
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def run(self) -> None:
        """Keep up with all feeds until cancelled."""
        while True:
            for work in (self.poll_due, self.prepare):
                try:
                    await work()
                except Exception as error:  # noqa: BLE001 - news are no reason to end the bot
                    _log.error("news.broken", **trace_of(error))
            await self.sleep(ROUND_S)

    async def poll_due(self) -> int:
        """Ask the feeds whose time has come, one of each host at a time; say how many are new."""
        try:
            due = await self.feeds.to_poll(self._now(), FEEDS_A_ROUND)
        except StoreError as error:
            return _not_stored(error)
        hosts: dict[str, list[Feed]] = defaultdict(list)
        for feed in due:
            hosts[feed.site.partition("/")[0]].append(feed)
        slots = asyncio.Semaphore(HOSTS_AT_ONCE)
        return sum(await asyncio.gather(*(self._in_turn(one, slots) for one in hosts.values())))

    async def prepare(self, limit: int = ARTICLES_A_ROUND) -> int:
        """Choose the sentence of at most *limit* recent items, a few of each site.

        Returns how many were looked at.
        """
        try:
            waiting = await self.feeds.without_sentence(_LOOKED_AT)
        except StoreError as error:
            return _not_stored(error)
        done = 0
        for item in list(self._worth_reading(waiting))[:limit]:
            if self.is_busy():
                break
            await self._choose(item)
            done += 1
        return done

    async def _in_turn(self, feeds: Sequence[Feed], slots: asyncio.Semaphore) -> int:
        async with slots:
            return sum([await self._poll(feed) for feed in feeds])

    async def _poll(self, feed: Feed) -> int:
        try:
            polled, items = await self._ask(feed)
        except QysqaError as error:
            polled, items = self._failed(feed, error), []
        except Exception as error:  # noqa: BLE001 - a bug in one feed must not stop the others
            _log.error("feed.broken", site=feed.site, **trace_of(error))
            polled, items = self._failed(feed, error), []
        try:
            return await self.feeds.polled(polled, items)
        except StoreError as error:
            return _not_stored(error)

    async def _ask(self, feed: Feed) -> tuple[Feed, list[FeedItem]]:
        known = feed.validators
        page = await (self.fetch.refresh(feed.url, known) if known else self.fetch.fetch(feed.url))
        parsed = None if page is None else await self.work(self.read, page)
        now = self._now()  # after all that takes time: a digest that is made now has no such item
        answered = replace(feed, failures=0, checked=now)
        if page is None or parsed is None:
            pause = 0 if feed.failures else feed.next_poll - feed.checked
            again = pace.after_nothing_new(feed.url, pause, now)
            return replace(answered, next_poll=again), []
        dates = [entry.published for entry in parsed.entries if entry.published]
        renewed = replace(
            answered,
            title=parsed.title or feed.title,
            language=parsed.language or feed.language,
            validators=page.validators,
            next_poll=pace.after_news(feed.url, dates, now),
        )
        return renewed, items_of(feed, parsed, now)

    def _failed(self, feed: Feed, error: Exception) -> Feed:
        """Count the failure; 410 says that the feed will not come back."""
        is_gone = isinstance(error, PageNotFoundError) and error.status == HTTPStatus.GONE
        failures = max(feed.failures, pace.GONE) if is_gone else feed.failures + 1
        asked_s = error.pause_s if isinstance(error, SiteAnsweredError) else 0.0
        code = error.code if isinstance(error, QysqaError) else "bug"
        _log.info("feed.failed", site=feed.site, error=code, failures=failures)
        again = pace.after_failure(feed.url, failures, self._now(), asked_s=asked_s)
        return replace(feed, failures=failures, next_poll=again)

    def _worth_reading(self, items: Sequence[FeedItem]) -> Iterator[FeedItem]:
        oldest, of_site = self._now() - RECENT_S, Counter[str]()
        for item in items:
            of_site[item.source] += item.published > oldest
            if item.published > oldest and of_site[item.source] <= ARTICLES_OF_SITE:
                yield item

    async def _choose(self, item: FeedItem) -> None:
        """Keep the sentence of *item*; where neither article nor feed has one, its title."""
        chosen = await self._from_article(item)
        if chosen is None:
            said = lead_sentence(item.lead, item.title, item.language)
            chosen = replace(item, sentence=said or item.title)
        try:
            await self.feeds.put_sentence(chosen)
        except StoreError as error:
            _not_stored(error)

    async def _from_article(self, item: FeedItem) -> FeedItem | None:
        if item.url.startswith(_POST):
            return None
        try:
            summary, _ = await self.summarize(SummaryRequest(LinkRequest(item.url)), _silently)
        except QysqaError as error:  # the feed's own words are there, or nothing is
            _log.debug("news.unread", site=item.source, error=error.code)
            return None
        except Exception as error:  # noqa: BLE001 - as in _poll
            _log.error("news.broken", site=item.source, **trace_of(error))
            return None
        best = next((one for one in summary.ranked if len(one.text) <= MAX_CHARS), None)
        if best is None:
            return None
        language = best.language or summary.language or item.language
        return replace(item, sentence=best.text, language=language)

    def _now(self) -> int:
        return int(self.clock().timestamp())


def _not_stored(error: StoreError) -> int:
    """Nothing is lost: the next round does it again."""
    _log.warning("news.not_stored", error=error.code)
    return 0


async def _silently(stage: Stage, site: str | None = None) -> None:
    """Nobody waits."""
