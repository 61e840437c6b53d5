"""What a group says while nobody asks the bot anything: kept where an admin allowed it."""

from dataclasses import dataclass

from bot.article.links.canonical import canonical
from bot.article.links.urls import parse_link
from bot.core.errors import BadLinkError, NoNameError, NotAnExportError, OtherChatError
from bot.core.groups import Group, GroupMessage
from bot.core.ports import Progress
from bot.digest.export import read_export
from bot.i18n import groups
from bot.service.groups import Groups
from bot.telegram.desk import Desk
from bot.telegram.groups.automatic import AutomaticTranslation
from bot.telegram.incoming import Incoming, Standing
from bot.telegram.replies import Reply, Send
from bot.telegram.shown.rich import rich

Replies = list[Reply]


@dataclass(frozen=True, slots=True)
class RoomHandlers:
    """One method a kind of event."""

    desk: Desk
    automatic: AutomaticTranslation

    @property
    def groups(self) -> Groups:
        """The use cases."""
        return self.desk.qysqa.groups

    async def message(self, incoming: Incoming, progress: Progress) -> Replies:
        """What people say to each other, and what they change in it later."""
        group = await self._known(incoming)
        if group is not None and group.collects:
            await self._collect(incoming, group)
        return await self.automatic.message(incoming, progress)

    async def standing(self, incoming: Incoming, _: Progress) -> Replies:
        """The bot came into the group, or is out of it."""
        if incoming.standing is Standing.OUT:
            await self.groups.leave(incoming.chat_id)
            return []
        t = await self.desk.words(incoming)
        rights = await self.desk.telegram.rights(incoming.chat_id)
        return [Send(rich(groups.welcome(t, sees_all=rights.sees_all)))]

    async def opt_out(self, incoming: Incoming, _: Progress) -> Replies:
        """``/optout``: in a group for that group, in private for all."""
        t, person = await self.desk.words(incoming), _person(incoming)
        everywhere = not incoming.is_group
        gone = await self.groups.opt_out(incoming.chat_id, person, is_private=everywhere)
        return [Send(rich(groups.opted_out(t, gone, everywhere=everywhere)))]

    async def opt_in(self, incoming: Incoming, _: Progress) -> Replies:
        """``/optin``: undoes that."""
        t, person = await self.desk.words(incoming), _person(incoming)
        private = not incoming.is_group
        was_out = await self.groups.opt_in(incoming.chat_id, person, is_private=private)
        return [Send(rich(groups.opted_in(t, was_out=was_out)))]

    async def history(self, incoming: Incoming, _: Progress) -> Replies:
        """An export of Telegram Desktop, sent in private by an admin of the group."""
        file = incoming.content.file
        if file is None:
            raise NotAnExportError
        body = (await self.desk.file(file)).content
        digests = self.desk.qysqa.digests
        span = (digests.earliest(), digests.now())
        export = await digests.work(read_export, body, since=span[0], until=span[1])
        group = await self.groups.of(export.chat_id)
        person = _person(incoming)
        if not group.collects or not await self.desk.telegram.is_admin(group.chat_id, person):
            raise OtherChatError
        kept = await self.groups.collect_all(export.messages)
        t = await self.desk.words(incoming)
        return [Send(rich(groups.imported(t, kept=kept, title=export.title)))]

    async def _known(self, incoming: Incoming) -> Group | None:
        """The group, with its title brought up to date."""
        group, facts = await self.groups.groups.group(incoming.chat_id), incoming.chat
        if group is None or facts is None:
            return group
        known = (group.title, group.username, group.is_forum)
        if known != (facts.title, facts.username, facts.is_forum):
            return await self.groups.change(
                group, title=facts.title, username=facts.username, is_forum=facts.is_forum
            )
        return group

    async def _collect(self, incoming: Incoming, group: Group) -> None:
        message = _message(incoming)
        earliest = max(group.since, self.desk.qysqa.digests.earliest())
        is_early = message is not None and message.at < earliest
        if message is None or (is_early and not incoming.is_edit):
            return
        if is_early or not _is_talk(incoming):  # an import may have brought it, as it was
            await self.groups.messages.drop_message(message.chat_id, message.message_id)
            return
        chosen = await self.desk.qysqa.preferences.of(group.chat_id, None)
        await self.groups.collect(message, chosen.language)


def _person(incoming: Incoming) -> int:
    """Who wrote it.

    Raises:
        NoNameError: Nobody in their own name.
    """
    if incoming.user_id is None or incoming.is_channel:
        raise NoNameError
    return incoming.user_id


def _is_talk(incoming: Incoming) -> bool:
    """What is asked of bots is nobody's talk, nor is a picture without words.

    The words of a person who wrote them elsewhere were not written for this group.
    """
    text, origin = incoming.content.text.strip(), incoming.origin
    is_own = origin is None or bool(origin.chat) or origin.person_id == incoming.user_id
    return bool(text) and not text.startswith("/") and is_own


def _message(incoming: Incoming) -> GroupMessage | None:
    """What may be kept of it; None for what only one person sees, and for notices."""
    if not incoming.is_written or not incoming.message_id or incoming.ephemeral_id is not None:
        return None
    origin = incoming.origin
    return GroupMessage(
        chat_id=incoming.chat_id,
        message_id=incoming.message_id,
        text=incoming.content.text,
        author=(origin.chat if origin else "") or incoming.author,
        author_id=None if incoming.is_channel else incoming.user_id,
        at=incoming.at,
        thread_id=incoming.thread_id,
        reply_to=incoming.replied_id,
        links=tuple(filter(None, map(_address, incoming.content.links))),
        is_bot=incoming.is_bot,
    )


def _address(link: str) -> str | None:
    """The link as all know it: without tracking, so that it counts once however it is shared."""
    try:
        return canonical(parse_link(link))
    except BadLinkError:
        return None
