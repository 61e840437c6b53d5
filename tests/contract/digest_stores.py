"""In-memory stand-ins for the ports of digests, held to the same contract as the database.

``FakeMessageStore()`` alone will do. Where several are to see the same rows, they are given
them: ``rows = DigestRows()``, then ``FakeGroupStore(rows)``, ``FakeRunStore(rows)`` …; jobs
that runs begin, and receipts, are in ``rows.queues`` (see tests.contract.queues).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.digest_ports import EVERYWHERE
from bot.core.digests import Feed, FeedItem, Issued, PastRun, Run
from bot.core.errors import TooManySourcesError
from bot.core.groups import Group, GroupMessage
from tests.contract.queues import Rows

MAX_SOURCES = 30  # as bot.store.feeds says; its contract suite compares


@dataclass
class DigestRows:
    """All that a database would keep: runs by chat and slot, items by feed and guid."""

    groups: dict[int, Group] = field(default_factory=dict)
    messages: dict[tuple[int, int], GroupMessage] = field(default_factory=dict)
    out: set[tuple[int, int]] = field(default_factory=set)
    runs: dict[tuple[int, str], PastRun] = field(default_factory=dict)
    issued: dict[tuple[int, str], Issued] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    following: dict[int, list[str]] = field(default_factory=dict)
    items: dict[tuple[str, str], FeedItem] = field(default_factory=dict)
    queues: Rows = field(default_factory=Rows)

    def drop_chat(self, chat_id: int) -> None:
        """Delete all that is kept of the chat, but who opted out in it."""
        self.groups.pop(chat_id, None)
        self.following.pop(chat_id, None)
        for kept in (self.messages, self.runs, self.queues.receipts):
            _drop(kept, chat_id)
        self.drop_digests(chat_id)
        self.drop_unread()

    def drop_digests(self, chat_id: int) -> None:
        """Delete digests of the chat, and posts of them that are not being sent."""
        _drop(self.issued, chat_id)
        self.queues.drop_posts(chat_id)

    def collects(self, chat_id: int) -> bool:
        """Whether an admin allowed that the chat's messages are kept."""
        group = self.groups.get(chat_id)
        return group is not None and group.collects

    def drop_unread(self) -> None:
        """Delete feeds that nobody reads, with their items."""
        read = {url for urls in self.following.values() for url in urls}
        self.feeds = {url: feed for url, feed in self.feeds.items() if url in read}
        self.items = {key: item for key, item in self.items.items() if item.feed in read}


class FakeGroupStore:
    """GroupStore over *rows*."""

    def __init__(self, rows: DigestRows | None = None) -> None:
        self.rows = rows or DigestRows()

    async def group(self, chat_id: int) -> Group | None:
        return self.rows.groups.get(chat_id)

    async def save_group(self, group: Group) -> None:
        self.rows.groups[group.chat_id] = replace(group, title=_whole(group.title))

    async def planned(self) -> Sequence[Group]:
        kept = self.rows.groups
        return tuple(kept[chat] for chat in sorted(kept) if kept[chat].plan.is_on)

    async def by_secret(self, secret: str) -> Group | None:
        groups = self.rows.groups.values()
        return next((one for one in groups if secret and one.secret == secret), None)

    async def drop_group(self, chat_id: int) -> None:
        self.rows.drop_chat(chat_id)


class FakeMessageStore:
    """MessageStore over *rows*."""

    def __init__(self, rows: DigestRows | None = None) -> None:
        self.rows = rows or DigestRows()

    async def keep(self, messages: Sequence[GroupMessage], *, overwrite: bool = True) -> int:
        kept = 0
        for key, one in {(one.chat_id, one.message_id): one for one in messages}.items():
            if one.author_id is not None and await self.is_out(one.chat_id, one.author_id):
                self.rows.messages.pop(key, None)
            elif overwrite or (key not in self.rows.messages and self.rows.collects(one.chat_id)):
                whole = replace(one, text=_whole(one.text), author=_whole(one.author))
                self.rows.messages[key] = whole
                kept += 1
        return kept

    async def between(
        self, chat_id: int, since: int, until: int, *, thread_id: int | None = None, limit: int
    ) -> Sequence[GroupMessage]:
        found = [one for one in self._of_chat(chat_id) if since < one.at <= until]
        wanted = [one for one in found if thread_id is None or one.thread_id == thread_id]
        return wanted[max(0, len(wanted) - limit) :]

    async def latest(self, chat_id: int, count: int) -> Sequence[GroupMessage]:
        found = self._of_chat(chat_id)
        return found[max(0, len(found) - count) :]

    async def last_of(self, chat_id: int, author_id: int) -> int | None:
        found = [one.at for one in self._of_chat(chat_id) if one.author_id == author_id]
        return max(found, default=None)

    async def drop_message(self, chat_id: int, message_id: int) -> None:
        self.rows.messages.pop((chat_id, message_id), None)

    async def drop_chat(self, chat_id: int) -> int:
        before = len(self.rows.messages)
        _drop(self.rows.messages, chat_id)
        self.rows.drop_digests(chat_id)
        return before - len(self.rows.messages)

    async def opt_out(self, chat_id: int, author_id: int) -> int:
        self.rows.out.add((chat_id, author_id))
        theirs = [
            key
            for key, one in self.rows.messages.items()
            if one.author_id == author_id and chat_id in {one.chat_id, EVERYWHERE}
        ]
        may_quote = {chat_id, *(key[0] for key in theirs)}
        if chat_id == EVERYWHERE:
            may_quote |= {one.chat_id for one in self.rows.groups.values() if one.collects}
        for key in theirs:
            del self.rows.messages[key]
        for chat in may_quote:
            self.rows.drop_digests(chat)
        return len(theirs)

    async def opt_in(self, chat_id: int, author_id: int) -> bool:
        was_out = (chat_id, author_id) in self.rows.out
        self.rows.out.discard((chat_id, author_id))
        return was_out

    async def is_out(self, chat_id: int, author_id: int) -> bool:
        return not self.rows.out.isdisjoint({(chat_id, author_id), (EVERYWHERE, author_id)})

    def _of_chat(self, chat_id: int) -> list[GroupMessage]:
        found = [one for one in self.rows.messages.values() if one.chat_id == chat_id]
        return sorted(found, key=lambda one: (one.at, one.message_id))


class FakeRunStore:
    """RunStore over *rows*; ``rows.queues`` has the jobs."""

    def __init__(self, rows: DigestRows | None = None) -> None:
        self.rows = rows or DigestRows()

    @property
    def jobs(self) -> list[tuple[int, str]]:
        """Chats and bodies of the jobs in the inbox, in their order."""
        kept = (row.value for _, row in sorted(self.rows.queues.inbox.rows.items()))
        return [(job.chat_id, job.body) for job in kept]

    async def past_runs(self, chat_ids: Collection[int]) -> Mapping[int, Sequence[PastRun]]:
        runs = sorted(self.rows.runs.values(), key=lambda run: (run.due, run.slot))
        return {chat: [run for run in runs if run.chat_id == chat] for chat in chat_ids}

    async def begin(self, run: Run, body: str, *, now_ms: int) -> bool:
        if (run.chat_id, run.slot) in self.rows.runs:
            return False
        for slot in (run.slot, *run.missed):
            self.rows.runs.setdefault((run.chat_id, slot), PastRun(run.chat_id, slot, run.due))
        self.rows.queues.put_job(run.chat_id, body, now_ms)
        return True

    async def issue(self, issued: Issued) -> None:
        self.rows.issued[issued.chat_id, issued.slot] = issued

    async def issues(self, chat_id: int, limit: int) -> Sequence[Issued]:
        found = [one for one in self.rows.issued.values() if one.chat_id == chat_id]
        return sorted(found, key=lambda one: (one.at, one.slot), reverse=True)[:limit]


class FakeFeedStore:
    """FeedStore over *rows*."""

    def __init__(self, rows: DigestRows | None = None) -> None:
        self.rows = rows or DigestRows()

    async def follow(self, chat_id: int, feed: Feed) -> bool:
        urls = self.rows.following.setdefault(chat_id, [])
        if feed.url in urls:
            return False
        if len(urls) >= MAX_SOURCES:
            raise TooManySourcesError(MAX_SOURCES)
        urls.append(feed.url)
        self.rows.feeds.setdefault(feed.url, feed)
        return True

    async def unfollow(self, chat_id: int, url: str) -> bool:
        urls = self.rows.following.get(chat_id, [])
        if url not in urls:
            return False
        urls.remove(url)
        self.rows.drop_unread()
        return True

    async def followed(self, chat_id: int) -> Sequence[Feed]:
        return tuple(self.rows.feeds[url] for url in self.rows.following.get(chat_id, ()))

    async def to_poll(self, now: int, limit: int) -> Sequence[Feed]:
        due = [feed for feed in self.rows.feeds.values() if feed.next_poll <= now]
        return sorted(due, key=lambda feed: (feed.next_poll, feed.url))[:limit]

    async def polled(self, feed: Feed, items: Sequence[FeedItem]) -> int:
        if feed.url not in self.rows.feeds:
            return 0
        self.rows.feeds[feed.url] = feed
        new = {(one.feed, one.guid): one for one in reversed(items)}
        for key in set(new) & set(self.rows.items):
            del new[key]
        self.rows.items |= new
        return len(new)

    async def without_sentence(self, limit: int) -> Sequence[FeedItem]:
        bare = [item for item in self.rows.items.values() if item.sentence is None]
        return _newest_first(bare)[:limit]

    async def put_sentence(self, item: FeedItem) -> None:
        kept = self.rows.items.get((item.feed, item.guid))
        if kept is not None:
            self.rows.items[item.feed, item.guid] = replace(
                kept, sentence=item.sentence, language=item.language, lead=item.lead
            )

    async def items(self, chat_id: int, since: int, until: int) -> Sequence[FeedItem]:
        urls = self.rows.following.get(chat_id, ())
        found = [one for one in self.rows.items.values() if one.feed in urls]
        return _newest_first([one for one in found if since < one.seen <= until])


class FakeReceiptStore:
    """ReceiptStore over the queues of *rows*."""

    def __init__(self, rows: DigestRows | None = None) -> None:
        self.rows = rows or DigestRows()

    async def tags(self, chat_id: int, prefix: str) -> Sequence[str]:
        queues = self.rows.queues
        sent = {tag for chat, tag in queues.receipts if chat == chat_id}
        found = sent | queues.waiting_tags(chat_id)
        return tuple(sorted(tag for tag in found if tag.startswith(prefix)))

    async def receipt(self, chat_id: int, tag: str) -> int | None:
        return self.rows.queues.receipts.get((chat_id, tag))


def _newest_first(items: Collection[FeedItem]) -> Sequence[FeedItem]:
    return sorted(items, key=lambda one: (-one.seen, -one.published, one.feed, one.guid))


def _drop(kept: dict[Any, Any], chat_id: int) -> None:
    for key in [key for key in kept if key[0] == chat_id]:
        del kept[key]


def _whole(text: str) -> str:
    return text.encode(errors="replace").decode()
