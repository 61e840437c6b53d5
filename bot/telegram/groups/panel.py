"""What Qysqa answers to ``/digest``: leave to keep messages, and the panel of the plan."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.core.errors import (
    AdminsOnlyError,
    AnswerExpiredError,
    UnknownZoneError,
)
from bot.core.groups import Group
from bot.core.ports import Progress
from bot.digest.schedule import next_due
from bot.digest.zones import find_minute, find_quiet, find_zone, offset_label, zone_of
from bot.i18n import groups
from bot.i18n.catalogs import Catalog
from bot.i18n.formats import moment
from bot.service.digest import DAY_S
from bot.telegram.desk import Desk
from bot.telegram.groups.pages import (
    Choices,
    Sight,
    buttons,
    changes,
    consent_buttons,
    page_of,
)
from bot.telegram.groups.posting import Posting
from bot.telegram.groups.signed import FEED
from bot.telegram.incoming import Incoming, first_word
from bot.telegram.replies import Edit, Reply, Rows, Send
from bot.telegram.shown.rich import Rich, rich

Replies = list[Reply]

MAX_WORD_CHARS: Final = 60  # of what is said back where it is not understood: more is a text
_ANSWERS: Final = ("agree", "no", "stop")


@dataclass(frozen=True, slots=True)
class PanelHandlers:
    """The command, its words, and the buttons under the panel."""

    desk: Desk
    posting: Posting

    async def digest(self, incoming: Incoming, progress: Progress) -> Replies:
        """``/digest``, with a time, a word, or nothing after it."""
        await self.desk.admins_only(incoming)
        group = await self._met(incoming)
        t = await self.desk.words(incoming)
        word, rest = first_word(incoming.arguments.lower())
        if word == "off":
            await self.desk.qysqa.groups.stop(group)
            return [Send(rich(groups.stopped(t)))]
        if _lacks_leave(incoming, group):
            return [Send(*await self._consent(t, incoming))]
        if word == "now":
            return [*await self.posting.now(group, self._yesterday(), progress)]
        group = await self._told(group, word, rest, incoming)
        return [Send(*await self._panel(t, "main", group, incoming))]

    async def press(self, incoming: Incoming, progress: Progress) -> Replies:
        """A button of the panel."""
        action = self.desk.pressed(incoming)
        await self.desk.admins_only(incoming)
        group = await self._met(incoming)
        t = await self.desk.words(incoming)
        if _lacks_leave(incoming, group) and action not in _ANSWERS:
            return [Send(*await self._consent(t, incoming))]
        match action:
            case "no":
                return [Edit(rich(groups.cancelled(t)))]
            case "stop":
                await self.desk.qysqa.groups.stop(group)
                return [Edit(rich(groups.stopped(t)))]
            case "now":
                return [*await self.posting.now(group, self._yesterday(), progress)]
            case "open":
                return [Send(*await self._panel(t, "main", group, incoming))]
            case _:
                group = await self._changed(action, group, incoming)
                return [Edit(*await self._panel(t, page_of(action), group, incoming))]

    async def feed(self, incoming: Incoming, _: Progress) -> Replies:
        """``/start`` in the private chat of an admin who wants the address of the feed."""
        opened = self.desk.seal.opened(FEED, incoming.arguments)
        if opened is None or incoming.user_id is None:
            raise AnswerExpiredError
        [chat_id] = opened
        if chat_id != incoming.user_id and not await self.desk.telegram.is_admin(
            chat_id, incoming.user_id
        ):
            raise AdminsOnlyError
        t, group = await self.desk.words(incoming), await self.desk.qysqa.groups.of(chat_id)
        url = await self.desk.qysqa.atom.address(group)
        said = groups.no_atom(t) if url is None else groups.atom(t, url)
        return [Send(rich(said))]

    async def _changed(self, action: str, group: Group, incoming: Incoming) -> Group:
        service = self.desk.qysqa.groups
        if action in ("agree", "start"):
            return await self._started(group, incoming)
        wanted = changes(action, self._sight(group, incoming))
        return await service.change_plan(group, **wanted) if wanted else group

    async def _started(self, group: Group, incoming: Incoming) -> Group:
        """On from now on, in the language that the admin was spoken to, unless one was chosen."""
        known = await self._speaking(group, incoming)
        return await self.desk.qysqa.groups.start(known, collects=incoming.is_group)

    async def _speaking(self, group: Group, incoming: Incoming) -> Group:
        _, chosen = await self.desk.speak(incoming)
        plan = replace(group.plan, language=group.plan.language or chosen.language)
        return replace(group, plan=plan)

    async def _told(self, group: Group, word: str, rest: str, incoming: Incoming) -> Group:
        """What was said in words after the command; a time turns the digest on."""
        service, minute = self.desk.qysqa.groups, find_minute(word)
        if minute is not None:
            known = await self._speaking(group, incoming)
            return await service.change_plan(known, minute=minute, is_on=True)
        if word == "zone":
            return await service.change_plan(group, zone=find_zone(rest[:MAX_WORD_CHARS]))
        if word == "quiet":
            return await service.change_plan(group, quiet=_quiet(rest))
        if word:
            raise UnknownZoneError(incoming.arguments[:MAX_WORD_CHARS])
        return group

    async def _met(self, incoming: Incoming) -> Group:
        """The group as it is now; a new one is known from here on."""
        group, facts = await self.desk.qysqa.groups.of(incoming.chat_id), incoming.chat
        if facts is None:
            return group
        return replace(group, title=facts.title, username=facts.username, is_forum=facts.is_forum)

    async def _consent(self, t: Catalog, incoming: Incoming) -> tuple[Rich, Rows]:
        said = [groups.consent(t), *await self._hints(t, None, incoming)]
        return rich("\n\n".join(said)), self._signed(consent_buttons(t), incoming)

    async def _panel(
        self, t: Catalog, page: str, group: Group, incoming: Incoming
    ) -> tuple[Rich, Rows]:
        plan, now = group.plan, self.desk.qysqa.clock()
        zone = groups.zone_name(t, plan.zone, offset_label(plan.zone, now))
        feeds = await self.desk.qysqa.sources.of(group.chat_id)
        said = groups.plan(
            t, group, zone=zone, sources=len(feeds), upcoming=await self._next(t, group, now)
        )
        lines = [said, *await self._hints(t, group, incoming)]
        if page in ("time", "zone", "quiet"):
            lines.append(groups.how_to(t))
        rows = buttons(t, page, self._sight(group, incoming))
        return rich("\n\n".join(lines)), self._signed(rows, incoming)

    async def _next(self, t: Catalog, group: Group, now: datetime) -> str | None:
        if not group.plan.is_on:
            return None
        past = await self.posting.runs.past_runs([group.chat_id])
        at = next_due(group.plan, past.get(group.chat_id, ()), now)
        if at is None:
            return None
        zone = zone_of(group.plan.zone)
        return moment(t, at.astimezone(zone), now=now.astimezone(zone))

    async def _hints(self, t: Catalog, group: Group | None, incoming: Incoming) -> list[str]:
        """What has to be changed in Telegram for the digest to work."""
        if not incoming.is_group:
            return []
        rights = await self.desk.telegram.rights(incoming.chat_id)
        hints = [] if rights.sees_all else [groups.cannot_see(t)]
        if group is not None and group.plan.pins and not rights.may_pin:
            hints.append(groups.cannot_pin(t))
        if incoming.chat is not None and incoming.chat.is_basic:
            hints.append(groups.basic_group(t))
        return hints

    def _sight(self, group: Group, incoming: Incoming) -> Sight:
        has_feed = self.desk.qysqa.atom.is_open
        return Sight(group, incoming.is_group, incoming.thread_id, has_feed)

    def _signed(self, rows: Choices, incoming: Incoming) -> Rows:
        name, key = self.desk.telegram.bot_name, self.desk.seal.link(FEED, incoming.chat_id)
        feed = f"https://t.me/{name}?start={key}"  # not for all to see

        def made(action: str) -> str:
            return feed if action == "feed" else self.desk.sealed(incoming, action)

        return tuple(tuple((label, made(action)) for label, action in row) for row in rows)

    def _yesterday(self) -> int:
        return self.desk.qysqa.digests.now() - DAY_S


def _quiet(text: str) -> tuple[int, int] | None:
    try:
        return find_quiet(text)
    except ValueError:
        raise UnknownZoneError(text[:MAX_WORD_CHARS]) from None


def _lacks_leave(incoming: Incoming, group: Group) -> bool:
    """Whether the group must be asked first: nothing else of the panel makes sense before."""
    return incoming.is_group and not group.collects
