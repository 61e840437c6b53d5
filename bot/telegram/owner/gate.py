"""At the door: who is let in, what the others are told, and how the owner hears of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.core.access import Asker, Entry, Mode
from bot.core.errors import StoreError
from bot.core.jobs import Parcel
from bot.i18n import owner
from bot.i18n.catalogs import Catalog
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming, Standing
from bot.telegram.outgoing.parcels import Place, pack
from bot.telegram.owner.signed import owner_button
from bot.telegram.replies import Send
from bot.telegram.shown.rich import rich

ACCESS: Final = "allow"  # the kind of the button that lets somebody in
MAX_TOLD: Final = 10_000  # chats that are remembered a day; beyond them nobody is told any more
MAX_KNOCKS: Final = 20  # a day the owner hears of: a link to the bot may become known to all
_DAY_S: Final = 86_400

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Daily:
    """What happens once a day."""

    _day: int = 0
    _done: set[tuple[str, int]] = field(default_factory=set)

    def first(self, what: str, chat_id: int, now_s: int) -> bool:
        """Whether it is the first time today; says yes to a limited number of chats."""
        if now_s // _DAY_S != self._day:
            self._day = now_s // _DAY_S
            self._done.clear()
        if (what, chat_id) in self._done or len(self._done) >= MAX_TOLD:
            return False
        self._done.add((what, chat_id))
        return True

    def count(self, what: str) -> int:
        """How often that happened today."""
        return sum(one == what for one, _ in self._done)


@dataclass(frozen=True, slots=True)
class Gate:
    """Stands before all handlers."""

    desk: Desk
    daily: Daily = field(default_factory=Daily)

    async def keeps_out(
        self, incoming: Incoming, place: Place, *, asks: bool
    ) -> Sequence[Parcel] | None:
        """Return None for who is let in; for others, what is said to them and to the owner.

        *asks* says that somebody waits for an answer.

        Raises:
            StoreError: Nobody is let in before the store can be read again.
        """
        if incoming.standing is Standing.OUT:  # what is kept of the chat goes in any case
            if not incoming.is_group:
                await self.desk.qysqa.people.gone(incoming.chat_id)
            return None
        asker = await self._asker(incoming)
        match await self.desk.qysqa.access.entry(asker):
            case Entry.GRANTED:
                await self._meet(incoming, asker)
                return None
            case Entry.BANNED:
                return ()
            case _ if incoming.is_group:
                return await self._outside_group(incoming, place)
            case _:
                return await self._outside(incoming, place) if asks else ()

    async def lets_in(self, person_id: int, user_name: str | None) -> bool:
        """Whether the person may use the bot in chats that are not known: inline."""
        access = self.desk.qysqa.access
        is_owner = await access.is_owner(person_id, user_name)
        asker = Asker(person_id, is_owner=is_owner)
        try:
            return await access.entry(asker) is Entry.GRANTED
        except StoreError:  # which has been logged
            return False

    async def serves(self, chat_id: int) -> bool:
        """Whether what was planned for the chat, a digest, is still to be made."""
        access = self.desk.qysqa.access
        if chat_id < 0:
            return await access.entry(Asker(None, chat_id)) is Entry.GRANTED
        is_owner = chat_id == await access.owner_chat()
        return await access.entry(Asker(chat_id, is_owner=is_owner)) is Entry.GRANTED

    async def _asker(self, incoming: Incoming) -> Asker:
        person = None if _is_nobody(incoming) else incoming.user_id
        group = incoming.chat_id if incoming.is_group else None
        is_owner = await self.desk.qysqa.access.is_owner(person, incoming.user_name)
        return Asker(person, group, is_owner and person is not None)

    async def _meet(self, incoming: Incoming, asker: Asker) -> None:
        """Note who can be written to. A group that the owner adds the bot to is on the list."""
        access = self.desk.qysqa.access
        if incoming.is_group:
            is_new = asker.is_owner and incoming.standing is Standing.JOINED
            if is_new and access.mode is Mode.CLOSED:
                await access.allow(incoming.chat_id)
        elif asker.person_id is not None and not (incoming.is_inline or incoming.is_guest):
            await self.desk.qysqa.people.note(asker.person_id, incoming.app_language)
            if asker.is_owner:
                await access.meet_owner(asker.person_id)

    async def _outside(self, incoming: Incoming, place: Place) -> Sequence[Parcel]:
        """Once a day they are told, and the owner hears of them."""
        person = incoming.user_id
        if person is None or incoming.is_inline or not self._first("told", person):
            return ()
        t, facts = await self.desk.words(incoming), self.desk.qysqa.facts
        name = None if (facts.owner or "").isdecimal() else facts.owner
        said = pack(Send(rich(owner.private_bot(t, person, name))), place)
        who = incoming.author or (f"@{incoming.user_name}" if incoming.user_name else str(person))
        return [said, *await self._knock(who, person, is_group=False)]

    async def _outside_group(self, incoming: Incoming, place: Place) -> Sequence[Parcel]:
        """The group is told when the bot comes into it; then the bot is silent."""
        if incoming.standing is not Standing.JOINED or not self._first("told", incoming.chat_id):
            return ()
        t = await self.desk.words(incoming)
        said = pack(Send(rich(owner.private_group(t, incoming.chat_id))), place)
        title = incoming.chat.title if incoming.chat else ""
        return [said, *await self._knock(title, incoming.chat_id, is_group=True)]

    async def _knock(self, who: str, number: int, *, is_group: bool) -> Sequence[Parcel]:
        """What the owner is told, with a button that lets them in."""
        try:
            chat = await self.desk.qysqa.access.owner_chat()
            if chat is None or self.daily.count("knock") >= MAX_KNOCKS:
                return ()
            t = await self._owners_words(chat)
        except StoreError as error:  # they can give the owner their number themselves
            _log.warning("access.owner_not_told", error=error.code)
            return ()
        self._first("knock", number)
        data = owner_button(self.desk.seal, chat, ACCESS, "yes", number)
        said = rich(owner.knock(t, who, number, is_group=is_group))
        return [pack(Send(said, (((owner.allow_button(t), data),),)), Place(chat))]

    async def _owners_words(self, chat_id: int) -> Catalog:
        app_language = await self.desk.qysqa.people.language(chat_id)
        chosen = await self.desk.qysqa.preferences.of(chat_id, app_language)
        return self.desk.catalog(chosen.language, chosen.script)

    def _first(self, what: str, chat_id: int) -> bool:
        return self.daily.first(what, chat_id, int(self.desk.qysqa.clock().timestamp()))


def _is_nobody(incoming: Incoming) -> bool:
    """Written in the name of a chat: the number that Telegram gives is the same for all."""
    return incoming.is_channel or incoming.is_anonymous_admin
