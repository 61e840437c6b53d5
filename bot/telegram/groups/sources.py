"""What Qysqa answers to ``/sources``: sites, feeds and channels of the chat's news."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.digests import Feed
from bot.core.ports import Progress
from bot.digest.feeds.pace import standing
from bot.i18n import groups
from bot.i18n.catalogs import Catalog
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming, first_word
from bot.telegram.replies import Reply, Send
from bot.telegram.shown.blocks import close, join_blocks
from bot.telegram.shown.rich import Rich, bold, rich

Replies = list[Reply]

MAX_KEYWORDS: Final = 30  # a chat, of each kind: each is looked for in each item
MAX_KEYWORD_CHARS: Final = 60


@dataclass(frozen=True, slots=True)
class SourceHandlers:
    """The command and its words."""

    desk: Desk

    async def sources(self, incoming: Incoming, _: Progress) -> Replies:
        """``/sources``, or with ``add``, ``remove``, ``only``, ``mute``, ``clear``."""
        t = await self.desk.words(incoming)
        word, rest = first_word(incoming.arguments)
        if not rest:
            return [*map(Send, await self._list(t, incoming.chat_id))]
        await self.desk.admins_only(incoming)
        said = await self._changed(t, word.lower(), rest.strip(), incoming.chat_id)
        return [Send(rich(said or groups.sources_usage(t)))]

    async def _changed(self, t: Catalog, word: str, rest: str, chat_id: int) -> str | None:
        sources = self.desk.qysqa.sources
        match word:
            case "add":
                return groups.source_added(t, await sources.add(chat_id, rest))
            case "remove":
                removed = await sources.remove(chat_id, rest)
                return groups.sources_removed(t, rest[:MAX_KEYWORD_CHARS], removed)
            case "only" | "mute" | "clear":
                return await self._filter(t, word, rest[:MAX_KEYWORD_CHARS], chat_id)
            case _:
                return None

    async def _filter(self, t: Catalog, word: str, text: str, chat_id: int) -> str:
        service = self.desk.qysqa.groups
        group = await service.of(chat_id)
        wanted, muted = _without(group.plan.wanted, text), _without(group.plan.muted, text)
        if word == "only":
            wanted = (*wanted, text)[-MAX_KEYWORDS:]
        elif word == "mute":
            muted = (*muted, text)[-MAX_KEYWORDS:]
        group = await service.change_plan(group, wanted=wanted, muted=muted)
        return "\n".join(groups.keywords(t, group.plan)) or groups.no_keywords(t)

    async def _list(self, t: Catalog, chat_id: int) -> tuple[Rich, ...]:
        feeds = await self.desk.qysqa.sources.of(chat_id)
        group = await self.desk.qysqa.groups.of(chat_id)
        head = bold(groups.sources(t, feeds))
        lines = [close(_line(t, feed)) for feed in feeds]
        words = rich("\n".join(groups.keywords(t, group.plan)))
        return join_blocks([head, *lines, words, rich(groups.sources_usage(t))])


def _line(t: Catalog, feed: Feed) -> Rich:
    trouble = groups.source_trouble(t, standing(feed.failures))
    return rich(f"· {groups.source(feed)}{f' ({trouble})' if trouble else ''}")


def _without(words: Sequence[str], text: str) -> tuple[str, ...]:
    return tuple(one for one in words if one.casefold() != text.casefold())
