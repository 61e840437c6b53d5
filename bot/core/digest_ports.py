"""What digests need of the store. Times are unix seconds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.core.digests import Feed, FeedItem, Issued, PastRun, Run
from bot.core.groups import Group, GroupMessage

EVERYWHERE = 0
"""In place of a chat's number: a person opted out of all chats."""


class GroupStore(Protocol):
    """Chats that digests or translations were set up in."""

    async def group(self, chat_id: int) -> Group | None:
        """Return what is known of the chat."""
        ...

    async def save_group(self, group: Group) -> None:
        """Keep *group*, replacing what was known."""
        ...

    async def planned(self) -> Sequence[Group]:
        """Return those whose plan is on."""
        ...

    async def by_secret(self, secret: str) -> Group | None:
        """Return the one whose Atom feed that is; "" finds none."""
        ...

    async def drop_group(self, chat_id: int) -> None:
        """Delete all that is kept of the chat for digests: messages, plan, sources, runs."""
        ...


class MessageStore(Protocol):
    """Messages of groups, for KEEP_DAYS."""

    async def keep(self, messages: Sequence[GroupMessage], *, overwrite: bool = True) -> int:
        """Keep *messages*; return how many were kept.

        Those of the same number are replaced, or, without *overwrite*, stay as they are: what
        was heard live is better than an export, and nothing is brought into a chat that does
        not collect. Those of people who opted out are not kept:
        their old version goes as well.
        """
        ...

    async def between(
        self, chat_id: int, since: int, until: int, *, thread_id: int | None = None, limit: int
    ) -> Sequence[GroupMessage]:
        """Return the newest *limit* of those with ``since < at <= until``, oldest first.

        With *thread_id*, those of that topic alone.
        """
        ...

    async def latest(self, chat_id: int, count: int) -> Sequence[GroupMessage]:
        """Return the newest *count*, oldest first."""
        ...

    async def last_of(self, chat_id: int, author_id: int) -> int | None:
        """When the person wrote last, as far as it is kept."""
        ...

    async def drop_message(self, chat_id: int, message_id: int) -> None:
        """Delete one, if it is there."""
        ...

    async def drop_chat(self, chat_id: int) -> int:
        """Delete all of the chat's messages, and digests made of them; say how many messages.

        Posts of digests that wait, or were given up, go too.
        """
        ...

    async def opt_out(self, chat_id: int, author_id: int) -> int:
        """Keep none of the person's messages from now on; delete what is kept; say how many.

        Digests that may quote them go as well, posts that wait too: all of the chat.
        *chat_id* may be EVERYWHERE: then all of chats that collect messages, or have theirs.
        """
        ...

    async def opt_in(self, chat_id: int, author_id: int) -> bool:
        """Undo opt_out of the same chat; False if there was nothing to undo."""
        ...

    async def is_out(self, chat_id: int, author_id: int) -> bool:
        """Whether the person opted out here or everywhere."""
        ...


class RunStore(Protocol):
    """Which digests were begun; one a slot, whoever asks."""

    async def past_runs(self, chat_ids: Collection[int]) -> Mapping[int, Sequence[PastRun]]:
        """Return the runs of each chat that are kept, oldest first by *due*."""
        ...

    async def begin(self, run: Run, body: str, *, now_ms: int) -> bool:
        """Note *run* with all it makes up for and put the job *body* into the inbox.

        In one transaction. False, and nothing is done, if the slot was begun before.
        """
        ...

    async def issue(self, issued: Issued) -> None:
        """Keep a digest for its Atom feed, replacing that of the same slot."""
        ...

    async def issues(self, chat_id: int, limit: int) -> Sequence[Issued]:
        """Return the newest, newest first."""
        ...


class FeedStore(Protocol):
    """Feeds, who reads them, and what was in them."""

    async def follow(self, chat_id: int, feed: Feed) -> bool:
        """Have the chat read *feed*, making it known if it is not; False if it did already.

        Raises:
            TooManySourcesError: The chat reads as many as it may.
        """
        ...

    async def unfollow(self, chat_id: int, url: str) -> bool:
        """Undo follow; a feed that nobody reads is deleted with its items."""
        ...

    async def followed(self, chat_id: int) -> Sequence[Feed]:
        """Return what the chat reads, in the order it was added."""
        ...

    async def to_poll(self, now: int, limit: int) -> Sequence[Feed]:
        """Return feeds whose time has come, the longest waiting first."""
        ...

    async def polled(self, feed: Feed, items: Sequence[FeedItem]) -> int:
        """Keep how it stands with *feed*, and its items that are new; return how many were.

        An item that is known keeps the moment it was seen and its sentence.
        """
        ...

    async def without_sentence(self, limit: int) -> Sequence[FeedItem]:
        """Return items that no sentence was chosen of yet, the newest first."""
        ...

    async def put_sentence(self, item: FeedItem) -> None:
        """Keep the sentence, language and lead of *item*."""
        ...

    async def items(self, chat_id: int, since: int, until: int) -> Sequence[FeedItem]:
        """Return items of the chat's feeds with ``since < seen <= until``, newest first."""
        ...


class ReceiptStore(Protocol):
    """Numbers of messages that were sent under a tag; see bot.core.jobs.Parcel."""

    async def tags(self, chat_id: int, prefix: str) -> Sequence[str]:
        """Return the tags that begin so, of messages sent and of those still waiting."""
        ...

    async def receipt(self, chat_id: int, tag: str) -> int | None:
        """Return the number of the message sent under *tag*."""
        ...
