"""Feeds and their sites at their worst: nothing is raised, nothing is hammered, no one waits."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.article.fetch.kinds import NEWS
from bot.article.load import load
from bot.article.reader import Reader
from bot.core.digests import Feed
from bot.core.errors import (
    AddressNotAllowedError,
    NoFeedError,
    NotHtmlError,
    SiteFailingError,
    TooManyRequestsError,
)
from bot.core.models import Page, Validators
from bot.core.ports import Worker
from bot.digest.feeds import pace
from bot.digest.feeds.parse import read_feed
from bot.service.news import NewsPoller
from bot.service.prepare import PrepareSummary
from bot.service.sources import Sources
from bot.summary.methods import DEFAULT_METHOD
from bot.workers import Limits, ProcessWorker
from tests.contract.digest_stores import FakeFeedStore
from tests.contract.stores import FakeSummaryStore
from tests.simulator.newsstand import NOON, Newsstand, Shelf, Story, front_page, newsstand, rss
from tests.unit.doubles import at_once

CHAT = -1_001
HOUR_S = 3600
LIMITS = FetchLimits(connect_s=1, read_s=0.3, total_s=2, redirects=2, body_bytes=300_000)
STORY = Story("/jana/1", "Қалада жаңа мектеп ашылды", "Жаңа мектеп Достық көшесінде орналасқан.")
FACTS = (
    "Алматыда 600 орындық жаңа мектеп ашылды.",
    "Мектептің құрылысына қала бюджетінен 3 миллиард теңге бөлінді.",
    "Оны жергілікті компания екі жылда салып бітірді.",
    "Жаңа мектепте спорт залы мен кітапхана бар.",
    "Оқушылар алғашқы сабақтарына дүйсенбі күні барады.",
    "Келесі жылы ауданда тағы екі мектеп салынады.",
)
ARTICLE = (
    "<!doctype html><html lang=kk><head><title>Қалада жаңа мектеп ашылды</title></head><body>"
    f"<article><h1>Қалада жаңа мектеп ашылды</h1>{''.join(f'<p>{one}</p>' for one in FACTS)}"
    "</article></body></html>"
).encode()


@dataclass
class Rig:
    stand: Newsstand
    fetch: HttpFetcher
    work: Worker = at_once
    feeds: FakeFeedStore = field(default_factory=FakeFeedStore)
    now: datetime = datetime(2026, 11, 23, 10, tzinfo=UTC)

    def clock(self) -> datetime:
        return self.now

    @property
    def sources(self) -> Sources:
        return Sources(self.feeds, self.fetch, self.work, read_feed, self.clock)

    def news(self, articles: HttpFetcher | None = None) -> NewsPoller:
        prepare = PrepareSummary(
            Reader(articles or self.fetch, at_once),
            at_once,
            FakeSummaryStore(),
            self.clock,
            DEFAULT_METHOD,
            timedelta(days=30),
        )
        return NewsPoller(self.feeds, self.fetch, self.work, read_feed, prepare, self.clock)

    async def poll(self, path: str = "/rss") -> Feed:
        """Have the feed at *path* polled, and return how it stands with it."""
        url = f"{self.stand.url}{path}"
        await self.feeds.follow(CHAT, Feed(url, "", "127.0.0.1"))
        kept = self.feeds.rows.feeds[url]
        self.feeds.rows.feeds[url] = replace(kept, next_poll=0)
        await self.news().poll_due()
        return self.feeds.rows.feeds[url]


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    async with (
        newsstand() as stand,
        HttpFetcher(
            user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True, sought=NEWS
        ) as fetcher,
    ):
        yield Rig(stand, fetcher)


async def test_a_feed_is_asked_with_what_it_gave_and_may_say_that_nothing_changed(
    rig: Rig,
) -> None:
    rig.stand.shelves["/rss"] = Shelf(rss(STORY), etag='"1"')
    first = await rig.poll()
    second = await rig.poll()

    assert first.validators == second.validators == Validators('"1"')
    assert [headers.get("If-None-Match") for _, headers in rig.stand.heard] == [None, '"1"']
    assert "application/rss+xml" in rig.stand.heard[0][1]["Accept"]
    assert second.failures == 0
    assert len(rig.feeds.rows.items) == 1


async def test_retry_after_is_honoured_beyond_the_pause_of_a_site(rig: Rig) -> None:
    rig.stand.shelves["/rss"] = Shelf(status=429, headers={"Retry-After": str(5 * HOUR_S)})

    feed = await rig.poll()

    assert feed.failures == 1
    assert feed.next_poll >= NOON + 5 * HOUR_S


@pytest.mark.parametrize(
    ("status", "leaf"), [(429, TooManyRequestsError), (503, SiteFailingError)]
)
async def test_the_error_tells_for_how_long(
    rig: Rig, status: int, leaf: type[SiteFailingError | TooManyRequestsError]
) -> None:
    rig.stand.shelves["/rss"] = Shelf(status=status, headers={"Retry-After": "120"})

    with pytest.raises(leaf) as failed:
        await rig.fetch.fetch(f"{rig.stand.url}/rss")

    assert failed.value.pause_s == 120


async def test_what_is_gone_is_asked_once_a_week(rig: Rig) -> None:
    rig.stand.shelves["/rss"] = Shelf(status=410)

    feed = await rig.poll()

    assert pace.standing(feed.failures) is pace.Standing.GONE
    assert feed.next_poll >= NOON + pace.WEEK_S


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf(status=500),
        Shelf(status=304),
        Shelf(b"", "image/png"),
        Shelf(b"%PDF-1.7", "application/pdf"),
        Shelf(b"<html>Moved</html>", "text/html"),
        Shelf(b"<rss>" + b" " * 400_000),
        Shelf(gzip.compress(b"<rss>" + b" " * 400_000), headers={"Content-Encoding": "gzip"}),
        Shelf(b"no gzip", headers={"Content-Encoding": "gzip"}),
        Shelf(status=302, headers={"Location": "/rss"}),
        Shelf(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"}),
        Shelf(status=302, headers={"Location": "http://10.0.0.1/rss"}),
        Shelf(status=302, headers={"Location": "file:///etc/passwd"}),
        Shelf(b'{"version": "https://jsonfeed.org/version/1"' * 1_000, "application/json"),
        Shelf(b"\x00" * 1_000),
    ],
)
async def test_whatever_a_site_answers_is_a_failure_and_no_more(rig: Rig, shelf: Shelf) -> None:
    rig.stand.shelves["/rss"] = shelf

    feed = await rig.poll()

    assert feed.failures == 1
    assert NOON + pace.BASE_S <= feed.next_poll <= NOON + pace.BASE_S * 1.1
    assert rig.feeds.rows.items == {}


async def test_failures_add_up_and_one_answer_makes_up_for_them(rig: Rig) -> None:
    feeds = [await rig.poll() for _ in range(pace.FAILING)]
    assert pace.standing(feeds[-1].failures) is pace.Standing.FAILING

    rig.stand.shelves["/rss"] = Shelf(rss(STORY))

    assert (await rig.poll()).failures == 0


async def test_a_page_cannot_lead_into_the_network_behind(rig: Rig) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="http://{}/rss">'
    hosts = ("169.254.169.254", "10.0.0.1", "metadata.internal")
    rig.stand.shelves["/"] = Shelf(front_page(*map(link.format, hosts)), "text/html")

    with pytest.raises(NoFeedError):
        await rig.sources.add(CHAT, rig.stand.url)


async def test_feeds_are_fetched_from_the_public_internet_only() -> None:
    async with HttpFetcher(user_agent="Qysqa-test", limits=LIMITS, sought=NEWS) as fetcher:
        with pytest.raises(AddressNotAllowedError):
            await fetcher.fetch("http://127.0.0.1/rss")


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/json", "text/xml"])
async def test_who_reads_articles_still_takes_no_feeds(rig: Rig, kind: str) -> None:
    rig.stand.shelves["/rss"] = Shelf(rss(STORY), kind)

    async with HttpFetcher(user_agent="t", limits=LIMITS, allow_loopback=True) as articles:
        with pytest.raises(NotHtmlError):
            await articles.fetch(f"{rig.stand.url}/rss")

    assert (await rig.fetch.fetch(f"{rig.stand.url}/rss")).body == rss(STORY)


async def test_an_article_gives_its_sentence_and_a_missing_one_leaves_the_feeds_own(
    rig: Rig,
) -> None:
    missing = Story("/jana/2", "Екінші хабар", "Көпірдің жөндеу жұмыстары келесі айда басталады.")
    rig.stand.shelves |= {
        "/rss": Shelf(rss(STORY, missing)),
        "/jana/1": Shelf(ARTICLE, "text/html"),
    }
    await rig.sources.add(CHAT, f"{rig.stand.url}/rss")

    async with HttpFetcher(user_agent="t", limits=LIMITS, allow_loopback=True) as articles:
        assert await rig.news(articles).prepare() == 2

    found = {item.title: item.sentence for item in await rig.feeds.items(CHAT, 0, NOON)}
    assert found[STORY.title] in FACTS
    assert found[missing.title] == missing.lead


@pytest.mark.slow
async def test_a_feed_that_takes_too_long_is_stopped_and_the_others_are_read(rig: Rig) -> None:
    rig.work = ProcessWorker({read_feed: Limits(cpu_s=0.25, wall_s=10)}, load)
    endless = b"<rss><channel>" + b"<item>" * 45_000  # takes more than a second
    rig.stand.shelves |= {"/rss": Shelf(endless), "/good": Shelf(rss(STORY))}

    assert (await rig.poll()).failures == 1
    assert (await rig.poll("/good")).failures == 0


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel>" + b"<item>" * 4_000,
        b"<rss " + b'a="' * 20_000,
        b"<rss>" + b"<![CDATA[" * 20_000,
        b"<feed>" + b"<entry>" * 500 + b"<title>" * 500,
        b"<!-- " * 2_000 + b"<rss>",
        b"<rss><channel><item><title>" + b"&amp;" * 20_000,
        b"<rdf:RDF>" + b"</x>" * 8_000,
    ],
)
def test_hostile_feeds_end_soon_in_a_feed_or_a_refusal(body: bytes) -> None:
    try:
        feed = read_feed(Page("https://kala.kz/rss", "text/xml", None, body))
    except NoFeedError:
        return
    assert all(len(entry.title) <= 300 for entry in feed.entries)
