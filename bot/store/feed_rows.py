"""Feeds and their items as rows."""

from typing import Any

from bot.core.digests import Feed, FeedItem
from bot.core.models import LanguageCode, Validators
from bot.store.codec import storable
from bot.store.queries import AnyRow


def feed_row(feed: Feed) -> dict[str, Any]:
    """What the port knows of *feed*; when it gave items last is the store's own."""
    known = feed.validators or Validators()
    return {
        "url": storable(feed.url),
        "title": storable(feed.title),
        "site": storable(feed.site),
        "language": feed.language,
        "etag": _storable(known.etag),
        "modified": _storable(known.modified),
        "next_poll": feed.next_poll,
        "failures": feed.failures,
        "checked": feed.checked,
    }


def feed_of(row: AnyRow) -> Feed:
    """Read what feed_row wrote."""
    return Feed(
        url=row.url,
        title=row.title,
        site=row.site,
        language=_language(row.language),
        validators=Validators(row.etag, row.modified) if row.etag or row.modified else None,
        next_poll=row.next_poll,
        failures=row.failures,
        checked=row.checked,
    )


def item_row(item: FeedItem) -> dict[str, Any]:
    """What the port knows of *item*; an empty sentence is none."""
    return {
        "feed": storable(item.feed),
        "guid": storable(item.guid),
        "url": storable(item.url),
        "source": storable(item.source),
        "title": storable(item.title),
        "lead": storable(item.lead),
        "language": item.language,
        "published": item.published,
        "seen": item.seen,
        "sentence": _storable(item.sentence) or None,
    }


def item_of(row: AnyRow) -> FeedItem:
    """Read what item_row wrote."""
    return FeedItem(
        feed=row.feed,
        guid=row.guid,
        url=row.url,
        source=row.source,
        title=row.title,
        lead=row.lead,
        language=_language(row.language),
        published=row.published,
        seen=row.seen,
        sentence=row.sentence,
    )


def _language(code: str | None) -> LanguageCode | None:
    return None if code is None else LanguageCode(code)


def _storable(text: str | None) -> str | None:
    return None if text is None else storable(text)
