"""The sources of a chat's news: found from what was typed, followed, let go."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.article.links.canonical import canonical
from bot.article.links.urls import parse_link, site
from bot.core.digest_ports import FeedStore
from bot.core.digests import Feed, FeedItem
from bot.core.errors import (
    AddressNotAllowedError,
    BadLinkError,
    ConnectionFailedError,
    FetchError,
    FetchTimeoutError,
    NoFeedError,
    TooManyRequestsError,
    WorkTooLongError,
)
from bot.core.groups import KEEP_DAYS
from bot.core.models import Page
from bot.core.ports import Clock, PageFetcher, Worker
from bot.digest.feeds import pace
from bot.digest.feeds.discover import feed_links, guesses, is_channel, typed_address
from bot.digest.feeds.entries import ParsedFeed

KEEP_S = KEEP_DAYS * 24 * 3600

ReadFeed = Callable[[Page], ParsedFeed]
"""Reads the feed that a page is, in a worker; raises NoFeedError if it is none."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a chat's digest of news is made from; *fetch* brings feeds and pages."""

    feeds: FeedStore
    fetch: PageFetcher
    work: Worker
    read: ReadFeed
    clock: Clock

    async def add(self, chat_id: int, text: str) -> Feed:
        """Have the chat read the site, feed or channel that *text* names.

        What the feed holds now is kept as new, so that the first digest has something.

        Raises:
            BadLinkError: *text* is no address.
            NoFeedError: There is a page, but no feed that it names or that could be guessed.
            TooManySourcesError: The chat reads as many as it may.
            FetchError: The page could not be brought in.
        """
        url = parse_link(typed_address(text))
        page, parsed = await self._find(url)
        now = int(self.clock().timestamp())
        feed = _feed(page, parsed, now)
        if await self.feeds.follow(chat_id, feed):
            await self.feeds.polled(feed, items_of(feed, parsed, now))
        return feed

    async def remove(self, chat_id: int, text: str) -> Sequence[Feed]:
        """Have the chat read no more what *text* names by address, title or site.

        Returns what that was: feeds of one address, else of one title, else of one site.
        """
        followed = await self.feeds.followed(chat_id)
        for matches in (_by_address(text), _by_title(text), _by_site(text)):
            if found := [feed for feed in followed if matches(feed)]:
                for feed in found:
                    await self.feeds.unfollow(chat_id, feed.url)
                return found
        return ()

    async def of(self, chat_id: int) -> Sequence[Feed]:
        """Return what the chat reads, in the order it was added."""
        return await self.feeds.followed(chat_id)

    async def _find(self, url: str) -> tuple[Page, ParsedFeed]:
        page = await self.fetch.fetch(url)
        try:
            return page, await self.work(self.read, page)
        except NoFeedError:
            if is_channel(url):
                raise
        links = await self.work(feed_links, page)
        for link in dict.fromkeys((*links, *guesses(page.url))):
            if (found := await self._try(link)) is not None:
                return found
        raise NoFeedError(site(page.url))

    async def _try(self, url: str) -> tuple[Page, ParsedFeed] | None:
        """Return the feed at *url*, if one with entries is there.

        Raises:
            FetchError: The site does not answer, or asks for a pause: no other try would help.
        """
        try:
            page = await self.fetch.fetch(url)
            parsed = await self.work(self.read, page)
        except (TooManyRequestsError, FetchTimeoutError, ConnectionFailedError):
            raise
        except (FetchError, AddressNotAllowedError, BadLinkError, NoFeedError, WorkTooLongError):
            return None
        return (page, parsed) if parsed.entries else None


def items_of(feed: Feed, parsed: ParsedFeed, now: int) -> list[FeedItem]:
    """Return what is news of *parsed*: what is older than news are kept would come back."""
    return list(_items(feed, parsed, now))


def _items(feed: Feed, parsed: ParsedFeed, now: int) -> Iterator[FeedItem]:
    for entry in parsed.entries:
        published = min(entry.published or now, now)
        source = _source(entry.url)
        if source is not None and published > now - KEEP_S:
            yield FeedItem(
                feed=feed.url,
                guid=entry.guid,
                url=entry.url,
                source=source,
                title=entry.title,
                lead=entry.lead,
                language=entry.language,
                published=published,
                seen=now,
            )


def _feed(page: Page, parsed: ParsedFeed, now: int) -> Feed:
    where = _place(page.url)
    dates = [entry.published for entry in parsed.entries if entry.published]
    return Feed(
        url=page.url,
        title=parsed.title or where,
        site=where,
        language=parsed.language,
        validators=page.validators,
        next_poll=pace.after_news(page.url, dates, now),
        checked=now,
    )


def _source(url: str) -> str | None:
    """Return whose word it is: ``kaz.`` and ``en.`` of one newsroom are no two sources.

    None where *url* is an address that could not be opened.
    """
    from tld import get_fld  # noqa: PLC0415 - a table of names, only when there is news

    try:
        where = _place(url)
    except BadLinkError:
        return None
    if "/" in where:
        return where
    # of a host of blogs each blog is one
    return get_fld(url, fail_silently=True, search_private=True) or where


def _place(url: str) -> str:
    """Return the site of *url*; of a channel or its post, its name as well."""
    where = site(url)
    if where != "t.me":
        return where
    channel = urlsplit(url).path.removeprefix("/s/").strip("/").partition("/")[0]
    return f"{where}/{channel}"


def _by_address(text: str) -> Callable[[Feed], bool]:
    wanted = _canonical(typed_address(text))
    return lambda feed: wanted is not None and _canonical(feed.url) == wanted


def _by_title(text: str) -> Callable[[Feed], bool]:
    wanted = " ".join(text.split()).casefold()
    return lambda feed: feed.title.casefold() == wanted


def _by_site(text: str) -> Callable[[Feed], bool]:
    try:
        wanted = site(parse_link(typed_address(text)))
    except BadLinkError:
        return lambda _: False
    return lambda feed: feed.site == wanted


def _canonical(text: str) -> str | None:
    try:
        return canonical(parse_link(text))
    except BadLinkError:
        return None
