"""``/broadcast``: a message from the owner to all, shown to the owner first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.core.broadcasts import Broadcast, Recipient, State, message_tag, report_tag
from bot.core.jobs import Parcel
from bot.core.languages import interface_language
from bot.core.models import LanguageCode
from bot.core.ports import Progress
from bot.i18n import owner
from bot.i18n.catalogs import ENGLISH, Catalog
from bot.service.broadcasts import Broadcasts
from bot.telegram.desk import Desk
from bot.telegram.incoming import Content, Incoming
from bot.telegram.outgoing.messages import NewMessage
from bot.telegram.outgoing.parcels import Place, pack
from bot.telegram.outgoing.rows import unpack, written
from bot.telegram.owner.signed import Signs, owner_button, owner_pressed
from bot.telegram.replies import Edit, Post, Reply, Rows, Send, Toast
from bot.telegram.shown.measure import size_of
from bot.telegram.shown.rich import Rich, rich

CAST: Final = "cast"  # the kind of the buttons under a preview
NO_NEWS, NEWS = "news:off", "news:on"  # for anybody: they concern who presses them

_SEND, _DROP, _STOP = "send", "drop", "stop"


@dataclass(frozen=True, slots=True)
class Announcements:
    """What belongs to a broadcast, as parcels; see bot.core.people_ports.Announcer."""

    catalogs: Mapping[LanguageCode, Catalog]
    seal: Signs

    def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
        """The message itself: never twice, and silent."""
        t, tag = self._words(person.language), message_tag(broadcast.number)
        post = Post(_read(broadcast.body), _no_news_row(t), tag=tag)
        return pack(post, Place(person.person_id))

    def progress(self, broadcast: Broadcast) -> Parcel:
        """How far it got, with a button that stops it."""
        t = self._words(broadcast.language)
        data = owner_button(self.seal, broadcast.chat_id, CAST, _STOP, broadcast.number)
        said = owner.progress(t, broadcast.sent, broadcast.total)
        return _told(broadcast, said, (((owner.stop_button(t), data),),))

    def summary(self, broadcast: Broadcast, delivered: int) -> Parcel:
        """How many got it, and how many could not be reached."""
        t = self._words(broadcast.language)
        return _told(broadcast, owner.summary(t, delivered, broadcast.sent - delivered))

    def _words(self, language: str) -> Catalog:
        return self.catalogs.get(interface_language(language), ENGLISH)


@dataclass(frozen=True, slots=True)
class BroadcastHandlers:
    """A hidden command, the owner's buttons, and the one that everybody has."""

    desk: Desk

    async def broadcast(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/broadcast`` with a text after it, or in reply to a message."""
        t = await self.desk.words(incoming)
        if incoming.is_group:
            return []
        if not await self._is_owner(incoming):
            return [Send(rich(owner.owner_only(t)))]
        body = _asked(incoming)
        if not body.text.strip():
            return [Send(rich(owner.broadcast_usage(t)))]
        if not size_of(body).fits:
            return [Send(rich(owner.broadcast_too_large(t)))]
        return await self._preview(t, incoming, body)

    async def press(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """A button under the preview; what it says afterwards is told by who sends it."""
        t = await self.desk.words(incoming)
        pressed = owner_pressed(self.desk.seal, incoming, CAST)
        if pressed is None or not await self._is_owner(incoming):
            return [Toast(owner.owner_only(t))]
        action, number = pressed
        match action:
            case "send":
                known = await self._broadcasts.begin(number)
                return [] if known else [Edit(rich(owner.not_a_draft(t)))]
            case "drop":
                known = await self._broadcasts.drop(number)
                return [] if known else [Edit(rich(owner.dropped(t)))]
            case _:
                return _stopped(t, await self._broadcasts.stop(number))

    async def news(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """A person wants no more of these, or wants them again after all."""
        t, people = await self.desk.words(incoming), self.desk.qysqa.people
        if incoming.data == NEWS:
            await people.take_news(incoming.chat_id)
            return [Edit(rich(owner.news(t)))]
        await people.refuse_news(incoming.chat_id)
        return [Send(rich(owner.no_news(t)), (((owner.news_button(t), NEWS),),))]

    @property
    def _broadcasts(self) -> Broadcasts:
        return self.desk.qysqa.broadcasts

    async def _is_owner(self, incoming: Incoming) -> bool:
        return await self.desk.qysqa.access.is_owner(incoming.user_id, incoming.user_name)

    async def _preview(self, t: Catalog, incoming: Incoming, body: Rich) -> list[Reply]:
        """The message as people will see it, and beneath it the question."""
        chat = incoming.chat_id
        people = await self._broadcasts.audience(chat)
        if not people:
            return [Send(rich(owner.nobody_to_tell(t)))]
        number = await self._broadcasts.draft(chat, written(NewMessage(body)))
        rows = (
            ((owner.send_button(t, people), self._button(chat, _SEND, number)),),
            ((owner.drop_button(t), self._button(chat, _DROP, number)),),
        )
        asked = Send(rich(owner.preview(t, people)), rows, tag=report_tag(number))
        return [Send(body, _no_news_row(t)), asked]

    def _button(self, chat_id: int, action: str, number: int) -> str:
        return owner_button(self.desk.seal, chat_id, CAST, action, number)


def _asked(incoming: Incoming) -> Rich:
    """What stands after the command, else the message it replies to; as it was written."""
    replied = incoming.replied or Content("", (), None)
    asked = incoming.after(incoming.arguments) if incoming.arguments else replied
    return Rich(asked.text, asked.styles)


def _stopped(t: Catalog, known: Broadcast | None) -> list[Reply]:
    if known is None or known.state is not State.STOPPED:  # it was over before
        return []
    return [Edit(rich(owner.stopped(t, known.sent, known.total)))]


def _no_news_row(t: Catalog) -> Rows:
    return (((owner.no_news_button(t), NO_NEWS),),)


def _read(body: str) -> Rich:
    message = unpack(body)
    if not isinstance(message, NewMessage):
        raise TypeError("a broadcast is a message")
    return message.body


def _told(broadcast: Broadcast, said: str, buttons: Rows = ()) -> Parcel:
    told = Send(rich(said), buttons, tag=report_tag(broadcast.number))
    return pack(told, Place(broadcast.chat_id))
