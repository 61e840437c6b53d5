"""Keeping up with feeds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from bot.core.digests import Feed, FeedItem
from bot.core.errors import (
    DatabaseBusyError,
    FetchTimeoutError,
    PageNotFoundError,
    PaywallError,
    SiteFailingError,
    WorkTooLongError,
)
from bot.core.languages import KK, RU
from bot.core.models import LinkRequest, Page, Sentence, Summary, SummaryRequest, Validators
from bot.core.ports import Progress
from bot.digest.feeds import pace
from bot.digest.feeds.parse import read_feed
from bot.service.news import (
    ARTICLES_OF_SITE,
    HOSTS_AT_ONCE,
    RECENT_S,
    ROUND_S,
    NewsPoller,
)
from tests.contract.digest_stores import FakeFeedStore
from tests.simulator.newsstand import NOON, Story, rss
from tests.unit.doubles import at_once

CHAT = -1_001
URL = "https://kala.kz/rss"
HOUR_S = 3600
TODAY = datetime.fromtimestamp(NOON, UTC)
STORY = Story("https://kala.kz/1", "Қалада жаңа мектеп ашылды")
CARRIES = "Алматыда 600 орындық мектеп ашылды."


@dataclass
class FakeFetcher:
    """Says of each address what it was told; counts who is asked at the same time."""

    answers: dict[str, Page | Exception | None] = field(default_factory=dict)
    asked: list[tuple[str, Validators | None]] = field(default_factory=list)
    busy: dict[str, int] = field(default_factory=dict)
    busiest: int = 0

    async def fetch(self, url: str) -> Page:
        page = await self._answer(url, None)
        assert page is not None
        return page

    async def refresh(self, url: str, known: Validators) -> Page | None:
        return await self._answer(url, known)

    async def _answer(self, url: str, known: Validators | None) -> Page | None:
        self.asked.append((url, known))
        host = url.split("/")[2]
        self.busy[host] = self.busy.get(host, 0) + 1
        assert self.busy[host] == 1, "one feed of a host at a time"
        self.busiest = max(self.busiest, sum(self.busy.values()))
        await asyncio.sleep(0)
        self.busy[host] -= 1
        found = self.answers.get(url)
        if isinstance(found, Exception):
            raise found
        return found


@dataclass
class FakeSummarizer:
    """PrepareSummary whose articles hold the same sentences, unless it was told to raise."""

    sentences: tuple[Sentence, ...] = (Sentence(CARRIES, 0, len(CARRIES), 1, RU),)
    trouble: Exception | None = None
    asked: list[SummaryRequest] = field(default_factory=list)

    async def __call__(self, request: SummaryRequest, progress: Progress) -> tuple[Summary, bool]:
        self.asked.append(request)
        if self.trouble is not None:
            raise self.trouble
        return Summary(
            "", None, None, None, None, KK, self.sentences, 1, (), len(self.sentences), 9
        ), False

    @property
    def links(self) -> list[str]:
        return [one.article.url for one in self.asked if isinstance(one.article, LinkRequest)]


class BrokenFeeds(FakeFeedStore):
    """A store whose database is busy."""

    async def to_poll(self, now: int, limit: int) -> Sequence[Feed]:
        raise DatabaseBusyError("qysqa.db")

    async def without_sentence(self, limit: int) -> Sequence[FeedItem]:
        raise DatabaseBusyError("qysqa.db")


class ReadOnlyFeeds(FakeFeedStore):
    """A store that takes nothing."""

    async def polled(self, feed: Feed, items: Sequence[FeedItem]) -> int:
        raise DatabaseBusyError("qysqa.db")

    async def put_sentence(self, item: FeedItem) -> None:
        raise DatabaseBusyError("qysqa.db")


@dataclass
class Rig:
    feeds: FakeFeedStore = field(default_factory=FakeFeedStore)
    fetch: FakeFetcher = field(default_factory=FakeFetcher)
    summarize: FakeSummarizer = field(default_factory=FakeSummarizer)
    now: datetime = TODAY
    busy: bool = False
    rounds: list[float] = field(default_factory=list)

    @property
    def news(self) -> NewsPoller:
        return NewsPoller(
            self.feeds,
            self.fetch,
            at_once,
            read_feed,
            self.summarize,
            lambda: self.now,
            lambda: self.busy,
            self.sleep,
        )

    async def sleep(self, seconds: float) -> None:
        self.rounds.append(seconds)
        if len(self.rounds) > 1:
            raise asyncio.CancelledError

    async def follow(self, url: str = URL, **known: object) -> Feed:
        feed = replace(Feed(url, "Қала", url.split("/")[2]), **known)  # type: ignore[arg-type] # fields of Feed
        await self.feeds.follow(CHAT, feed)
        return feed

    async def put(self, *items: FeedItem) -> None:
        feed = await self.follow()
        await self.feeds.polled(feed, items)

    def stored(self, url: str = URL) -> Feed:
        return self.feeds.rows.feeds[url]

    @property
    def items(self) -> list[FeedItem]:
        return list(self.feeds.rows.items.values())


@pytest.fixture
def rig() -> Rig:
    return Rig()


def page(*stories: Story, url: str = URL, etag: str | None = None) -> Page:
    known = Validators(etag) if etag else None
    return Page(url, "application/rss+xml", None, rss(*stories), known)


def item(number: int = 1, **known: object) -> FeedItem:
    made = FeedItem(
        feed=URL,
        guid=str(number),
        url=f"https://kala.kz/{number}",
        source="kala.kz",
        title="Қалада жаңа мектеп ашылды",
        lead="",
        language=KK,
        published=NOON - number,
        seen=NOON,
    )
    return replace(made, **known)  # type: ignore[arg-type] # fields of FeedItem


async def test_a_feed_whose_time_has_come_is_asked_and_its_items_are_kept(rig: Rig) -> None:
    await rig.follow()
    rig.fetch.answers[URL] = page(STORY, etag='"1"')

    assert await rig.news.poll_due() == 1

    kept = rig.stored()
    assert [one.title for one in rig.items] == [STORY.title]
    assert (kept.title, kept.language, kept.validators) == (
        "Қала жаңалықтары",
        KK,
        Validators('"1"'),
    )
    assert (kept.failures, kept.checked) == (0, NOON)
    assert NOON < kept.next_poll <= NOON + pace.LONGEST_S * 1.1


async def test_a_feed_is_not_asked_before_its_time(rig: Rig) -> None:
    await rig.follow(next_poll=NOON + 1)

    assert await rig.news.poll_due() == 0
    assert rig.fetch.asked == []


async def test_what_is_known_is_not_new(rig: Rig) -> None:
    await rig.follow()
    rig.fetch.answers[URL] = page(STORY)
    await rig.news.poll_due()
    rig.now += timedelta(days=1)

    assert await rig.news.poll_due() == 0
    assert rig.items[0].seen == NOON


async def test_a_feed_that_has_not_changed_is_asked_ever_less(rig: Rig) -> None:
    known = Validators('"1"')
    await rig.follow(
        validators=known, checked=NOON - HOUR_S, next_poll=NOON, title="Қала", language=KK
    )
    rig.fetch.answers[URL] = None

    assert await rig.news.poll_due() == 0

    kept = rig.stored()
    assert rig.fetch.asked == [(URL, known)]
    assert (kept.validators, kept.checked, kept.title) == (known, NOON, "Қала")
    assert HOUR_S * 1.2 < kept.next_poll - NOON < HOUR_S * 1.4


async def test_after_a_failure_an_unchanged_feed_has_the_usual_pace(rig: Rig) -> None:
    await rig.follow(validators=Validators('"1"'), checked=NOON - 90 * HOUR_S, failures=9)
    rig.fetch.answers[URL] = None

    await rig.news.poll_due()

    assert rig.stored().failures == 0
    assert rig.stored().next_poll - NOON < pace.BASE_S * 1.11


async def test_a_feed_without_title_or_language_keeps_the_old_ones(rig: Rig) -> None:
    await rig.follow(language=RU)
    rig.fetch.answers[URL] = Page(URL, "text/xml", None, b"<rss><channel/></rss>")

    await rig.news.poll_due()

    assert (rig.stored().title, rig.stored().language) == ("Қала", RU)


@pytest.mark.parametrize(
    "trouble",
    [
        FetchTimeoutError("kala.kz"),
        SiteFailingError("kala.kz", 500),
        WorkTooLongError(),
        Page(URL, "text/html", None, b"<html>Moved</html>"),
        ZeroDivisionError("a bug"),
    ],
)
async def test_each_failure_is_counted_and_raises_nothing(
    rig: Rig, trouble: Exception | Page
) -> None:
    await rig.follow(failures=1, checked=5)
    rig.fetch.answers[URL] = trouble

    assert await rig.news.poll_due() == 0

    assert (rig.stored().failures, rig.stored().checked) == (2, 5)
    assert 2 * pace.BASE_S <= rig.stored().next_poll - NOON <= 2 * pace.BASE_S * 1.1


async def test_a_site_is_left_alone_as_long_as_it_asks(rig: Rig) -> None:
    await rig.follow()
    rig.fetch.answers[URL] = SiteFailingError("kala.kz", 503, 5.0 * HOUR_S)

    await rig.news.poll_due()

    assert rig.stored().next_poll >= NOON + 5 * HOUR_S


async def test_a_feed_that_is_gone_is_asked_once_a_week_and_said_to_be(rig: Rig) -> None:
    await rig.follow(failures=3)
    rig.fetch.answers[URL] = PageNotFoundError("kala.kz", 410)

    await rig.news.poll_due()

    assert pace.standing(rig.stored().failures) is pace.Standing.GONE
    assert rig.stored().next_poll >= NOON + pace.WEEK_S


async def test_a_feed_that_is_missing_may_come_back(rig: Rig) -> None:
    await rig.follow(failures=3)
    rig.fetch.answers[URL] = PageNotFoundError("kala.kz", 404)

    await rig.news.poll_due()

    assert rig.stored().failures == 4


async def test_one_feed_of_a_host_at_a_time_and_a_few_hosts_at_once(rig: Rig) -> None:
    for host in range(HOSTS_AT_ONCE * 2):
        for feed in range(3):
            await rig.follow(f"https://{host}.kz/{feed}")
            rig.fetch.answers[f"https://{host}.kz/{feed}"] = page()

    await rig.news.poll_due()

    assert len(rig.fetch.asked) == HOSTS_AT_ONCE * 2 * 3
    assert rig.fetch.busiest == HOSTS_AT_ONCE


async def test_one_feeds_bug_does_not_stop_the_others(rig: Rig) -> None:
    await rig.follow()
    await rig.follow("https://kala.kz/other")
    rig.fetch.answers |= {URL: ZeroDivisionError(), "https://kala.kz/other": page(STORY)}

    assert await rig.news.poll_due() == 1


async def test_an_item_gets_its_articles_best_sentence(rig: Rig) -> None:
    await rig.put(item())

    assert await rig.news.prepare() == 1

    assert rig.summarize.links == ["https://kala.kz/1"]
    assert (rig.items[0].sentence, rig.items[0].language) == (CARRIES, RU)
    assert await rig.news.prepare() == 0


async def test_a_sentence_without_language_has_the_articles(rig: Rig) -> None:
    rig.summarize.sentences = (Sentence(CARRIES, 0, len(CARRIES), 1),)
    await rig.put(item(language=RU))

    await rig.news.prepare()

    assert rig.items[0].language == KK


@pytest.mark.parametrize("trouble", [PaywallError("kala.kz"), ZeroDivisionError("a bug"), None])
@pytest.mark.parametrize(
    ("lead", "sentence"), [(f"Фото. {CARRIES} Тағы.", CARRIES), ("", STORY.title)]
)
async def test_where_an_article_says_nothing_the_feeds_own_words_do(
    rig: Rig, trouble: Exception | None, lead: str, sentence: str
) -> None:
    rig.summarize.trouble = trouble
    rig.summarize.sentences = (Sentence("сөз " * 300, 0, 1_200, 1),)  # too long for a digest
    await rig.put(item(lead=lead))

    assert await rig.news.prepare() == 1

    assert (rig.items[0].sentence, rig.items[0].language) == (sentence, KK)
    assert await rig.news.prepare() == 0


async def test_posts_of_channels_are_there_already(rig: Rig) -> None:
    await rig.put(item(url="https://t.me/kala_news/1", lead=CARRIES))

    await rig.news.prepare()

    assert (rig.items[0].sentence, rig.summarize.asked) == (CARRIES, [])


async def test_a_few_of_each_site_are_read_at_a_time(rig: Rig) -> None:
    others = [item(90 + n, source="dala.kz") for n in range(2)]
    await rig.put(*(item(n) for n in range(1, 9)), *others)

    assert await rig.news.prepare() == ARTICLES_OF_SITE + 2
    assert await rig.news.prepare(1) == 1
    assert rig.summarize.links[:3] == [f"https://kala.kz/{n}" for n in (1, 2, 3)]


async def test_what_is_not_recent_is_not_read(rig: Rig) -> None:
    await rig.put(item(published=NOON - RECENT_S))

    assert await rig.news.prepare() == 0
    assert rig.items[0].sentence is None


async def test_readers_go_first(rig: Rig) -> None:
    await rig.put(item())
    rig.busy = True

    assert await rig.news.prepare() == 0
    assert rig.summarize.asked == []


async def test_a_store_that_fails_is_tried_in_the_next_round() -> None:
    rig = Rig(feeds=BrokenFeeds())

    assert await rig.news.poll_due() == 0
    assert await rig.news.prepare() == 0


async def test_what_cannot_be_stored_is_asked_again() -> None:
    rig = Rig(feeds=ReadOnlyFeeds())
    await rig.follow()
    rig.fetch.answers[URL] = page(STORY)
    rig.feeds.rows.items[URL, "1"] = item()

    assert await rig.news.poll_due() == 0
    assert await rig.news.prepare() == 1
    assert rig.stored().checked == 0
    assert rig.items[0].sentence is None


async def test_it_goes_on_until_it_is_cancelled(rig: Rig) -> None:
    await rig.follow()
    rig.fetch.answers[URL] = page(STORY)

    with pytest.raises(asyncio.CancelledError):
        await rig.news.run()

    assert rig.rounds == [ROUND_S, ROUND_S]
    assert rig.items[0].sentence == CARRIES


async def test_a_round_that_breaks_is_followed_by_the_next(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> Sequence[Feed]:
        raise KeyError("x")

    monkeypatch.setattr(rig.feeds, "to_poll", broken)
    with structlog.testing.capture_logs() as logs, pytest.raises(asyncio.CancelledError):
        await rig.news.run()

    assert [one["event"] for one in logs] == ["news.broken", "news.broken"]
    assert rig.rounds == [ROUND_S, ROUND_S]
