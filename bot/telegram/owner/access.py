"""``/ban``, ``/allow`` and what undoes them: for the owner alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.access import Mode, Ruling, Verdict
from bot.core.ports import Progress
from bot.i18n import owner
from bot.i18n.catalogs import Catalog
from bot.service.access import Access
from bot.telegram.desk import Desk
from bot.telegram.incoming import Incoming, first_word
from bot.telegram.owner.gate import ACCESS
from bot.telegram.owner.signed import owner_pressed
from bot.telegram.replies import Edit, Reply, Send, Toast
from bot.telegram.shown.rich import Rich, code, joined, rich

MAX_SHOWN: Final = 50  # numbers in a list: a tap copies each, and a message holds 90 such
_NUMBER: Final = re.compile(r"-?[1-9]\d{0,17}\Z")  # Telegram's have at most 52 bits


@dataclass(frozen=True, slots=True)
class AccessHandlers:
    """Hidden commands. In groups nobody but the owner is answered: others have a /ban too."""

    desk: Desk

    async def ban(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/ban``: by number, or in reply to a message of theirs; alone it lists."""
        return await self._rule(incoming, Verdict.BANNED)

    async def allow(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/allow``: the same; in a group, without a reply, the group itself."""
        return await self._rule(incoming, Verdict.ALLOWED)

    async def unban(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/unban``: undoes a ban."""
        return await self._lift(incoming, Verdict.BANNED)

    async def disallow(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """``/disallow``: undoes a leave."""
        return await self._lift(incoming, Verdict.ALLOWED)

    async def press(self, incoming: Incoming, _: Progress) -> list[Reply]:
        """«Allow», under a message about somebody who asked."""
        t = await self.desk.words(incoming)
        pressed = owner_pressed(self.desk.seal, incoming, ACCESS)
        if pressed is None or not await self._is_owner(incoming):
            return [Toast(owner.owner_only(t))]
        _action, number = pressed
        await self._access.allow(number)
        return [Edit(rich(owner.ruled(t, Verdict.ALLOWED, number)))]

    @property
    def _access(self) -> Access:
        return self.desk.qysqa.access

    async def _is_owner(self, incoming: Incoming) -> bool:
        return await self._access.is_owner(incoming.user_id, incoming.user_name)

    async def _rule(self, incoming: Incoming, verdict: Verdict) -> list[Reply]:
        t = await self.desk.words(incoming)
        number = await self._meant(t, incoming, verdict)
        if not isinstance(number, int):
            return number
        if await self._access.is_owner(number, None) or number == incoming.user_id:
            return [Send(rich(owner.owner_meant(t)))]
        if verdict is Verdict.BANNED:
            await self._access.ban(number)
        else:
            await self._access.allow(number)
        return [Send(rich(owner.ruled(t, verdict, number)))]

    async def _lift(self, incoming: Incoming, verdict: Verdict) -> list[Reply]:
        t = await self.desk.words(incoming)
        number = await self._meant(t, incoming, verdict)
        if not isinstance(number, int):
            return number
        was_there = await self._access.lift(number, verdict)
        return [Send(rich(owner.lifted(t, verdict, number, was_there=was_there)))]

    async def _meant(self, t: Catalog, incoming: Incoming, verdict: Verdict) -> int | list[Reply]:
        """Whose number the owner means, or the answer where it is not the owner or nobody's."""
        if not await self._is_owner(incoming):
            return [] if incoming.is_group else [Send(rich(owner.owner_only(t)))]
        number = _number(incoming, verdict)
        return [Send(await self._nobody(t, incoming, verdict))] if number is None else number

    async def _nobody(self, t: Catalog, incoming: Incoming, verdict: Verdict) -> Rich:
        """A list is for the owner's eyes: in a group there is only the usage."""
        if incoming.replied_id is not None:
            return rich(owner.nobody_meant(t))
        usage = rich(owner.list_usage(t, verdict))
        if incoming.is_group or incoming.arguments:
            return usage
        rulings = await self._access.listed(verdict)
        is_idle = verdict is Verdict.ALLOWED and self._access.mode is Mode.OPEN
        note = owner.open_to_all(t) if is_idle else ""
        return joined("\n\n", [_list(t, verdict, rulings), note, usage])


def _number(incoming: Incoming, verdict: Verdict) -> int | None:
    """Whose number it is about; None if that is not said."""
    word = first_word(incoming.arguments)[0]
    if word:
        return int(word) if _NUMBER.match(word) else None
    if incoming.replied_id is not None:
        return incoming.replied_person
    is_own_group = incoming.is_group and verdict is Verdict.ALLOWED
    return incoming.chat_id if is_own_group else None


def _list(t: Catalog, verdict: Verdict, rulings: Sequence[Ruling]) -> Rich:
    title = owner.list_title(t, verdict, len(rulings))
    shown = [code(str(one.chat_id)) for one in rulings[:MAX_SHOWN]]
    more = len(rulings) - len(shown)
    return joined("\n", [title, *shown, owner.list_more(t, more) if more else ""])
