"""How a chat's sources are found, kept and let go."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.article.fetch.fetcher import FetchLimits, HttpFetcher
from bot.article.fetch.kinds import NEWS
from bot.core.digests import Feed, FeedItem
from bot.core.errors import (
    BadLinkError,
    FetchTimeoutError,
    NoFeedError,
    PageNotFoundError,
    TooManyRequestsError,
    TooManySourcesError,
)
from bot.core.groups import KEEP_DAYS
from bot.core.languages import KK
from bot.core.models import Page, Validators
from bot.digest.feeds.discover import MAX_GUESSES
from bot.digest.feeds.entries import Entry, ParsedFeed
from bot.digest.feeds.parse import read_feed
from bot.service.sources import Sources, items_of
from tests.contract.digest_stores import MAX_SOURCES, FakeFeedStore
from tests.simulator.newsstand import NOON, Newsstand, Shelf, Story, front_page, newsstand, rss
from tests.unit.doubles import at_once

CHAT = -1_001
DAY_S = 24 * 3600
LIMITS = FetchLimits(connect_s=1, read_s=0.3, total_s=1)
STORY = Story("/jana/1", "Қалада жаңа мектеп ашылды", "Оны екі жыл салды.")
LINK = '<link rel="alternate" type="application/rss+xml" title="Қала" href="{}">'


@dataclass
class Shelves:
    """A PageFetcher over pages by address."""

    pages: Mapping[str, Page | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def fetch(self, url: str) -> Page:
        url = url.removesuffix("/")
        self.asked.append(url)
        found = self.pages.get(url, PageNotFoundError("kala.kz", 404))
        if isinstance(found, Exception):
            raise found
        return found

    async def refresh(self, url: str, known: Validators) -> Page | None:
        return await self.fetch(url)


def clock() -> datetime:
    return datetime.fromtimestamp(NOON, UTC)


@pytest.fixture
def feeds() -> FakeFeedStore:
    return FakeFeedStore()


@pytest.fixture
async def stand() -> AsyncIterator[Newsstand]:
    async with newsstand() as made:
        yield made


@pytest.fixture
async def sources(feeds: FakeFeedStore) -> AsyncIterator[Sources]:
    async with HttpFetcher(
        user_agent="Qysqa-test", limits=LIMITS, allow_loopback=True, sought=NEWS
    ) as fetcher:
        yield Sources(feeds, fetcher, at_once, read_feed, clock)


def over(feeds: FakeFeedStore, **pages: Page | Exception) -> tuple[Sources, Shelves]:
    shelves = Shelves({f"https://{name.replace('_', '.')}": page for name, page in pages.items()})
    return Sources(feeds, shelves, at_once, read_feed, clock), shelves


def page(url: str, body: bytes) -> Page:
    return Page(url, "text/html", "utf-8", body)


async def test_a_feed_is_followed_and_its_items_are_new(
    stand: Newsstand, sources: Sources, feeds: FakeFeedStore
) -> None:
    stand.shelves["/rss.xml"] = Shelf(rss(STORY), etag='"1"')

    feed = await sources.add(CHAT, f"{stand.url}/rss.xml")

    assert (feed.url, feed.title, feed.site) == (
        f"{stand.url}/rss.xml",
        "Қала жаңалықтары",
        "127.0.0.1",
    )
    assert (feed.language, feed.validators, feed.checked) == (KK, Validators('"1"'), NOON)
    assert feed.next_poll > NOON
    assert await feeds.items(CHAT, NOON - 1, NOON) == [
        FeedItem(
            feed=feed.url,
            guid=f"{stand.url}/jana/1",
            url=f"{stand.url}/jana/1",
            source="127.0.0.1",
            title=STORY.title,
            lead=STORY.lead,
            language=KK,
            published=NOON,
            seen=NOON,
        )
    ]
    assert await sources.of(CHAT) == (feed,)


async def test_the_feed_that_a_page_names_is_found(stand: Newsstand, sources: Sources) -> None:
    stand.shelves["/"] = Shelf(
        front_page(LINK.format("/gone.xml"), LINK.format("news.xml")), "text/html"
    )
    stand.shelves["/news.xml"] = Shelf(rss(STORY))

    feed = await sources.add(CHAT, stand.url)

    assert feed.url == f"{stand.url}/news.xml"
    assert stand.paths == ["/", "/gone.xml", "/news.xml"]


async def test_a_feed_that_no_page_names_is_guessed(stand: Newsstand, sources: Sources) -> None:
    stand.shelves["/"] = Shelf(front_page(), "text/html")
    stand.shelves["/rss"] = Shelf(rss())  # empty: not what is wanted
    stand.shelves["/feed"] = Shelf(b"", status=301, headers={"Location": "/"})
    stand.shelves["/rss.xml"] = Shelf(rss(STORY), "text/html")  # mislabelled, as many are

    assert (await sources.add(CHAT, stand.url)).url == f"{stand.url}/rss.xml"


async def test_where_there_is_none_few_are_tried(stand: Newsstand, sources: Sources) -> None:
    stand.shelves["/"] = Shelf(front_page(), "text/html")

    with pytest.raises(NoFeedError) as refused:
        await sources.add(CHAT, stand.url)

    assert refused.value.site == "127.0.0.1"
    assert len(stand.heard) == 1 + MAX_GUESSES


async def test_a_feed_that_moved_is_known_by_its_new_address(
    stand: Newsstand, sources: Sources
) -> None:
    stand.shelves["/old"] = Shelf(status=301, headers={"Location": "/new"})
    stand.shelves["/new"] = Shelf(rss())

    assert (await sources.add(CHAT, f"{stand.url}/old")).url == f"{stand.url}/new"


@pytest.mark.parametrize(
    "trouble", [TooManyRequestsError("kala.kz", 429), FetchTimeoutError("kala.kz")]
)
async def test_a_site_that_wants_peace_is_not_searched(
    feeds: FakeFeedStore, trouble: Exception
) -> None:
    sources, shelves = over(feeds, kala_kz=page("https://kala.kz/", front_page()))
    shelves.pages = {**shelves.pages, "https://kala.kz/feed": trouble}

    with pytest.raises(type(trouble)):
        await sources.add(CHAT, "kala.kz")

    assert shelves.asked == ["https://kala.kz", "https://kala.kz/rss", "https://kala.kz/feed"]


async def test_what_is_no_address_is_refused(sources: Sources) -> None:
    with pytest.raises(BadLinkError):
        await sources.add(CHAT, "жаңалықтар")


async def test_a_page_that_fails_says_why(sources: Sources, stand: Newsstand) -> None:
    with pytest.raises(PageNotFoundError):
        await sources.add(CHAT, f"{stand.url}/nothing")


async def test_a_channel_is_read_by_its_preview(feeds: FakeFeedStore) -> None:
    url = "https://t.me/s/kala_news"
    html = (
        '<div class="tgme_channel_info_header_title">Қала</div>'
        '<div class="tgme_widget_message" data-post="kala_news/7">'
        '<div class="tgme_widget_message_text">Мектеп ашылды.</div></div>'
    )
    sources = Sources(feeds, Shelves({url: page(url, html.encode())}), at_once, read_feed, clock)

    feed = await sources.add(CHAT, "@kala_news")

    (item,) = await feeds.items(CHAT, 0, NOON)
    assert (feed.url, feed.title, feed.site) == (url, "Қала", "t.me/kala_news")
    assert (item.source, item.url) == ("t.me/kala_news", "https://t.me/kala_news/7")
    assert await sources.remove(CHAT, "t.me/kala_news") == [feed]


async def test_a_channel_without_preview_is_not_searched(feeds: FakeFeedStore) -> None:
    asked = "https://t.me/s/kala_news"
    moved = page("https://t.me/kala_news", b"<p>Open in Telegram</p>")
    shelves = Shelves({asked: moved})

    with pytest.raises(NoFeedError):
        await Sources(feeds, shelves, at_once, read_feed, clock).add(CHAT, "@kala_news")

    assert shelves.asked == [asked]


async def test_a_feed_without_title_goes_by_its_site(feeds: FakeFeedStore) -> None:
    sources, _ = over(feeds, www_kala_kz=page("https://www.kala.kz/", b"<rss><channel/></rss>"))

    assert (await sources.add(CHAT, "www.kala.kz")).title == "kala.kz"


async def test_adding_twice_changes_nothing(feeds: FakeFeedStore) -> None:
    sources, _ = over(feeds, kala_kz=page("https://kala.kz/", rss(STORY)))

    first = await sources.add(CHAT, "kala.kz")
    assert await sources.add(CHAT, "https://kala.kz/") == first
    assert len(await sources.of(CHAT)) == 1


async def test_a_chat_reads_no_more_than_it_may(feeds: FakeFeedStore) -> None:
    for number in range(MAX_SOURCES):
        await feeds.follow(CHAT, Feed(f"https://kala.kz/{number}", "", "kala.kz"))
    sources, _ = over(feeds, kala_kz=page("https://kala.kz/", rss(STORY)))

    with pytest.raises(TooManySourcesError):
        await sources.add(CHAT, "kala.kz")


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("https://kala.kz/kk/rss", ["https://kala.kz/kk/rss"]),
        ("http://www.kala.kz/ru/rss/", ["https://kala.kz/ru/rss"]),
        ("  қала  ЖАҢАЛЫҚТАРЫ ", ["https://kala.kz/kk/rss"]),
        ("kala.kz", ["https://kala.kz/kk/rss", "https://kala.kz/ru/rss"]),
        ("дала.kz", []),
        ("сөз", []),
    ],
)
async def test_a_source_is_let_go_by_address_title_or_site(
    feeds: FakeFeedStore, text: str, urls: list[str]
) -> None:
    await feeds.follow(CHAT, Feed("https://kala.kz/kk/rss", "Қала жаңалықтары", "kala.kz"))
    await feeds.follow(CHAT, Feed("https://kala.kz/ru/rss", "Новости города", "kala.kz"))
    sources, _ = over(feeds)

    removed = await sources.remove(CHAT, text)

    assert [feed.url for feed in removed] == urls
    assert len(await sources.of(CHAT)) == 2 - len(urls)


def item(url: str, *, published: int | None = None) -> list[FeedItem]:
    parsed = ParsedFeed("", None, (Entry("1", url, "Хабар", "", published),))
    return items_of(Feed("https://kala.kz/rss", "", "kala.kz"), parsed, NOON)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://kaz.kala.kz/1", "kala.kz"),
        ("https://www.kala.kz/1", "kala.kz"),
        ("https://ayan.blogspot.com/1", "ayan.blogspot.com"),
        ("https://t.me/s/kala_news", "t.me/kala_news"),
        ("http://t.me/kala_news/5", "t.me/kala_news"),
        ("http://127.0.0.1:80/1", "127.0.0.1"),
    ],
)
def test_editions_of_one_newsroom_are_one_source(url: str, source: str) -> None:
    assert [one.source for one in item(url)] == [source]


def test_an_item_that_could_not_be_opened_is_left_out() -> None:
    assert item("https://user@kala.kz/1") == []


def test_what_is_not_yet_or_has_no_date_is_of_now() -> None:
    assert item("https://kala.kz/1")[0].published == NOON
    assert item("https://kala.kz/1", published=NOON + DAY_S)[0].published == NOON
    assert item("https://kala.kz/1", published=NOON - DAY_S)[0].published == NOON - DAY_S


def test_what_is_older_than_news_are_kept_is_no_news() -> None:
    assert item("https://kala.kz/1", published=NOON - KEEP_DAYS * DAY_S) == []
