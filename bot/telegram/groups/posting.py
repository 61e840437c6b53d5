"""A planned digest as posts: composed when its job is done, sent once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.core.digest_ports import ReceiptStore, RunStore
from bot.core.digests import Issued, Run
from bot.core.groups import Group
from bot.core.models import LanguageCode
from bot.core.ports import Progress
from bot.digest.moments import quiet_end
from bot.digest.schedule import LATE_S
from bot.digest.zones import zone_of
from bot.i18n import digests, groups
from bot.i18n.catalogs import Catalog
from bot.service.digest import Digest
from bot.telegram.desk import Desk
from bot.telegram.groups.digest_views import When, digest_messages, quiet_message
from bot.telegram.groups.signed import ANYBODY, MISSED
from bot.telegram.outgoing.parcels import Place
from bot.telegram.replies import Post, Reply, Rows
from bot.telegram.shown.rich import Rich, rich
from bot.translation.formatting import to_html

_PART: Final = "+"  # and its number: of a digest's further messages
TAG: Final = "digest:"  # and the slot: what the newest digest of a chat is found by


class UnknownChatError(Exception):
    """A digest is due in a chat of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Makes posts of digests."""

    desk: Desk
    runs: RunStore
    receipts: ReceiptStore

    async def planned(
        self, chat_id: int, run: Run, progress: Progress
    ) -> tuple[Place, Sequence[Reply]]:
        """What *run* posts, and where; nothing if the digest was turned off meanwhile.

        The job knows the chat's number of now, the run that of when it was begun.

        Raises:
            UnknownChatError: Nothing is known of the chat, as while it gets another number.
        """
        group = await self.desk.qysqa.groups.groups.group(chat_id)
        if group is None:
            raise UnknownChatError
        place = Place(chat_id, thread_id=_topic(group))
        if not group.plan.is_on:
            return place, ()
        t, digest = await self._composed(group, (run.since, run.due), progress)
        if digest.is_quiet:
            line = self._post(t, group, quiet_message(t, digest))
            return place, [line] if group.plan.tells_quiet else []
        when = self.when(group)
        run = replace(run, is_late=run.is_late or _is_late(run, group, when))
        messages = digest_messages(t, digest, when, run)
        await self.runs.issue(_issued(t, digest, run, messages))
        return place, await self._posts(t, digest, messages, f"{TAG}{run.slot}")

    async def now(self, group: Group, since: int, progress: Progress) -> Sequence[Reply]:
        """A digest that an admin wants at once; the planned one comes all the same."""
        span = (since, self.desk.qysqa.digests.now())
        t, digest = await self._composed(group, span, progress)
        if digest.is_quiet:
            return [self._post(t, group, quiet_message(t, digest))]
        messages = digest_messages(t, digest, self.when(group))
        return await self._posts(t, digest, messages, None)

    async def failed(self, chat_id: int, code: str) -> tuple[Place, Sequence[Reply]]:
        """A digest that could not be made says so, in one line."""
        group = await self.desk.qysqa.groups.of(chat_id)
        t = (await self._speak(group))[0]
        place = Place(chat_id, thread_id=_topic(group))
        return place, [self._post(t, group, rich(digests.failed(t, code)))]

    def when(self, group: Group) -> When:
        """Now, in the group's zone."""
        zone = zone_of(group.plan.zone)
        return When(datetime.fromtimestamp(self.desk.qysqa.digests.now(), zone))

    async def _composed(
        self, group: Group, span: tuple[int, int], progress: Progress
    ) -> tuple[Catalog, Digest]:
        t, language = await self._speak(group)
        composed = self.desk.qysqa.digests
        return t, await composed.of_chat(group, language, span, progress, script=t.script)

    async def _speak(self, group: Group) -> tuple[Catalog, LanguageCode]:
        """The words of the plan's language, else of the chat's."""
        chosen = await self.desk.qysqa.preferences.of(group.chat_id, None)
        language = group.plan.language or chosen.language
        return self.desk.catalog(language, chosen.script), language

    async def _posts(
        self, t: Catalog, digest: Digest, messages: Sequence[Rich], tag: str | None
    ) -> list[Reply]:
        """The first one is pinned, the last one has the buttons."""
        group = digest.group
        pins = group.plan.pins and tag is not None
        unpins = await self._newest(group, tag) if pins else None
        posts = [self._post(t, group, body) for body in messages]
        if tag is not None:
            posts = [replace(post, tag=f"{tag}{_PART}{n}") for n, post in enumerate(posts)]
        posts[0] = replace(posts[0], tag=tag, pins=pins, unpins=unpins)
        posts[-1] = replace(posts[-1], buttons=self._buttons(t, digest))
        return [*posts]

    def _post(self, t: Catalog, group: Group, body: Rich) -> Post:
        """With what is said if its topic is not there, or if it may not have arrived."""
        lost = "" if _topic(group) is None else digests.lost_topic(t)
        return Post(body, lost_topic=lost, otherwise=digests.may_be_lost(t))

    async def _newest(self, group: Group, but: str | None) -> int | None:
        """The digest before this one, by its slot."""
        tags = await self.receipts.tags(group.chat_id, TAG)
        earlier = sorted(tag for tag in tags if tag != but and _PART not in tag)
        return await self.receipts.receipt(group.chat_id, earlier[-1]) if earlier else None

    def _buttons(self, t: Catalog, digest: Digest) -> Rows:
        """In a group: the same for one reader, in that reader's language; and the panel."""
        if not digest.group.collects:
            return ()
        seal, name, chat_id = self.desk.seal, self.desk.telegram.bot_name, digest.group.chat_id
        payload = seal.link(MISSED, chat_id, digest.since, digest.until, 0)
        link = (digests.send_private(t), f"https://t.me/{name}?start={payload}")
        settings = (groups.button(t, "settings"), seal.button(chat_id, ANYBODY, "open"))
        return ((link,), (settings,))


def _topic(group: Group) -> int | None:
    """Where to post; a group may have stopped being a forum since the topic was chosen."""
    return group.plan.thread_id if group.is_forum else None


def _is_late(run: Run, group: Group, when: When) -> bool:
    """Whether the job itself came late: the run may have been begun before an outage."""
    expected = quiet_end(group.plan.quiet, run.due, zone_of(group.plan.zone))
    return when.now.timestamp() - expected > LATE_S


def _issued(t: Catalog, digest: Digest, run: Run, messages: Sequence[Rich]) -> Issued:
    shown = "<hr>".join(to_html(message.text, message.styles) for message in messages)
    html = shown.replace("\n", "<br>\n")
    title = f"{digests.title(t, digest.group.title)}, {run.slot[:10]}"
    quoted = [quote.message.at for topic in digest.talk.topics for quote in topic.quotes]
    oldest = min(quoted, default=None)
    chat_id, language = digest.group.chat_id, digest.language
    return Issued(chat_id, run.slot, run.due, title, html, language, oldest)
