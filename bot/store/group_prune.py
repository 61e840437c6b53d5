"""Deleting what has been kept of groups for long enough."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, exists, func, select, update

from bot.core.groups import KEEP_DAYS
from bot.store.database import Database
from bot.store.queries import count_of, delete_in_steps
from bot.store.receipts import DIGESTS, begins
from bot.store.tables import feed_items, feeds, issued, messages, receipts, runs

RUN_DAYS: Final = 60  # no outage that is made up for lasts as long; digests' receipts as well
RECEIPT_DAYS: Final = 7  # what is older is seldom edited

_LISTED: Final = exists().where(
    feeds.c.url == feed_items.c.feed, feeds.c.listed == feed_items.c.listed
)


async def prune_groups(database: Database, now: datetime) -> int:
    """Delete, or empty, what is older than it is kept; return how many rows."""
    kept = _seconds(now, KEEP_DAYS)
    deleted = await delete_in_steps(database, messages.c.at, messages.c.at <= kept)
    for moment in (
        issued.c.at,
        issued.c.oldest,
    ):  # a quote is not kept for longer than its message
        deleted += await delete_in_steps(database, moment, moment <= kept)
    deleted += await delete_in_steps(database, runs.c.created, _old_run(now))
    deleted += await delete_in_steps(database, receipts.c.created, _old_receipt(now))
    return deleted + await _prune_items(database, feed_items.c.seen <= kept)


async def _prune_items(database: Database, old: ColumnElement[bool]) -> int:
    """What its feed still lists is emptied only: without its guid it would be news again."""
    deleted = await delete_in_steps(database, feed_items.c.seen, old & ~_LISTED)
    full = feed_items.c.sentence.is_distinct_from("")
    empty = {"title": "", "lead": "", "sentence": ""}
    return deleted + await database.write(
        count_of(update(feed_items).where(old, full).values(empty))
    )


def _old_run(now: datetime) -> ColumnElement[bool]:
    """But for each chat's newest: a clock that was far ahead for a moment must not take all."""
    others = runs.alias()
    newest = select(func.max(others.c.due)).where(others.c.chat_id == runs.c.chat_id)
    return (runs.c.created <= _seconds(now, RUN_DAYS)) & (runs.c.due < newest.scalar_subquery())


def _old_receipt(now: datetime) -> ColumnElement[bool]:
    tag, created = receipts.c.tag, receipts.c.created
    return (created <= _seconds(now, RECEIPT_DAYS)) & (
        ~begins(tag, DIGESTS) | (created <= _seconds(now, RUN_DAYS))
    )


def _seconds(now: datetime, days: int) -> int:
    """The last moment that is *days* old."""
    return int((now - timedelta(days=days)).timestamp())
