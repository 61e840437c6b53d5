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
from bot.telegram.shown import views

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
            return [Send(html) for html in await self._list(t, incoming.chat_id)]
        await self.desk.admins_only(incoming)
        said = await self._changed(t, word.lower(), rest.strip(), incoming.chat_id)
        return [Send(views.plain(said or groups.sources_usage(t)))]

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

    async def _list(self, t: Catalog, chat_id: int) -> tuple[str, ...]:
        feeds = await self.desk.qysqa.sources.of(chat_id)
        group = await self.desk.qysqa.groups.of(chat_id)
        head = f"<b>{views.plain(groups.sources(t, feeds))}</b>"
        lines = [_line(t, feed) for feed in feeds]
        words = views.plain("\n".join(groups.keywords(t, group.plan)))
        usage = views.plain(groups.sources_usage(t))
        return views.join_blocks(["\n".join([head, *lines]), words, usage])


def _line(t: Catalog, feed: Feed) -> str:
    trouble = groups.source_trouble(t, standing(feed.failures))
    return views.plain(f"· {groups.source(feed)}{f' ({trouble})' if trouble else ''}")


def _without(words: Sequence[str], text: str) -> tuple[str, ...]:
    return tuple(one for one in words if one.casefold() != text.casefold())
