"""What Qysqa answers to ``/catchup``: what a person missed, seen by that person alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.core.errors import AnswerExpiredError, GroupsOnlyError, NotCollectingError
from bot.core.groups import Group, GroupMessage
from bot.core.ports import Progress
from bot.digest.spans import Span, find_span
from bot.digest.zones import zone_of
from bot.i18n import digests
from bot.i18n.catalogs import Catalog
from bot.service.digest import DAY_S, MAX_MESSAGES, Digest
from bot.telegram.desk import Desk
from bot.telegram.groups.digest_views import When, catch_up_messages, digest_messages
from bot.telegram.groups.signed import MISSED
from bot.telegram.incoming import Incoming
from bot.telegram.replies import Reply, Rows, Send
from bot.telegram.shown.rich import rich

Replies = list[Reply]

CLOCKS_S: Final = 300  # by which Telegram's may be ahead of ours


@dataclass(frozen=True, slots=True)
class CatchUpHandlers:
    """In a group, or in private through the link that the group's answer holds."""

    desk: Desk

    async def catch_up(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/catchup [6h|50]``."""
        if not incoming.is_group or incoming.user_id is None:
            raise GroupsOnlyError
        group = await self._collecting(incoming.chat_id)
        t, chosen = await self.desk.speak(incoming)
        span = find_span(incoming.arguments)
        if span is None:
            return [Send(rich(digests.catch_up_usage(t)))]
        last, messages = await self._missed(group, incoming, span)
        if not messages:
            return [Send(rich(digests.nothing_missed(t)), silent=True)]
        link = self._link(group, messages[0].at - 1, incoming.thread_id)
        if incoming.ephemeral_id is None:  # all would see it
            button: Rows = (((digests.open_private(t), link),),)
            return [Send(rich(digests.in_private(t)), button, silent=True)]
        digest = await self.desk.qysqa.digests.of_talk(
            group, chosen.language, messages, progress, script=chosen.script
        )
        return self._private(t, digest, last, link)

    async def open(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/start`` in the private chat, with what such a link says."""
        opened = self.desk.seal.opened(MISSED, incoming.arguments)
        if opened is None or incoming.user_id is None:
            raise AnswerExpiredError
        chat_id, since, until, thread_id = opened
        group = await self._collecting(chat_id)
        if not await self.desk.telegram.is_member(chat_id, incoming.user_id):
            raise NotCollectingError  # to those outside, no more than that
        t, chosen = await self.desk.speak(incoming)
        span, composed = (since, until), self.desk.qysqa.digests
        language, script = chosen.language, chosen.script
        if not thread_id:
            digest = await composed.of_chat(group, language, span, progress, script=script)
            return [*map(Send, digest_messages(t, digest, self._when(group)))]
        between = self.desk.qysqa.groups.messages.between
        said = await between(chat_id, *span, thread_id=thread_id, limit=MAX_MESSAGES)
        digest = await composed.of_talk(group, language, said, progress, script=script)
        when = self._when(group)
        return [*map(Send, catch_up_messages(t, digest, when, last=None, seen_by_one=False))]

    async def _collecting(self, chat_id: int) -> Group:
        group = await self.desk.qysqa.groups.of(chat_id)
        if not group.collects:
            raise NotCollectingError
        return group

    async def _missed(
        self, group: Group, incoming: Incoming, span: Span
    ) -> tuple[int | None, Sequence[GroupMessage]]:
        """When the person wrote last, if that is what counts, and all that came after it.

        In a topic of a forum, what came in that topic.
        """
        kept, digests = self.desk.qysqa.groups.messages, self.desk.qysqa.digests
        now, last = digests.now(), None
        since = now - (span.seconds or DAY_S)
        if span.messages is not None:
            since = digests.earliest()
        elif span.seconds is None:
            last = await kept.last_of(group.chat_id, incoming.user_id or 0)
            since = last or since
        limit = span.messages or MAX_MESSAGES
        until, topic = now + CLOCKS_S, incoming.thread_id
        between = kept.between
        return last, await between(group.chat_id, since, until, thread_id=topic, limit=limit)

    def _link(self, group: Group, since: int, thread_id: int | None) -> str:
        now = self.desk.qysqa.digests.now()
        payload = self.desk.seal.link(MISSED, group.chat_id, since, now, thread_id or 0)
        return f"https://t.me/{self.desk.telegram.bot_name}?start={payload}"

    def _private(self, t: Catalog, digest: Digest, last: int | None, link: str) -> Replies:
        shown = catch_up_messages(t, digest, self._when(digest.group), last=last, seen_by_one=True)
        *before, end = shown
        button: Rows = (((digests.send_private(t), link),),)
        return [*map(Send, before), Send(end, button)]

    def _when(self, group: Group) -> When:
        zone = zone_of(group.plan.zone)
        return When(datetime.fromtimestamp(self.desk.qysqa.digests.now(), zone))
