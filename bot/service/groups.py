"""What a group decided: whether its messages are kept, and when its digest comes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import structlog

from bot.core.digest_ports import EVERYWHERE, GroupStore, MessageStore
from bot.core.errors import QysqaError
from bot.core.groups import AutoMode, Group, GroupMessage
from bot.core.models import LanguageCode
from bot.core.ports import Clock, Worker
from bot.text.identify import identify

A_CALL: Final = 2_000  # messages a worker identifies at a time: a second of CPU

_RESTARTS: Final = {"minute", "zone", "days", "is_on"}  # with these other moments become due

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Groups:
    """Reads and changes what is known of groups; collects what is said in those that allow it."""

    groups: GroupStore
    messages: MessageStore
    work: Worker
    clock: Clock

    async def of(self, chat_id: int) -> Group:
        """Return the group, as if new where nothing is known of it."""
        return await self.groups.group(chat_id) or Group(chat_id)

    async def change(self, group: Group, **changes: Any) -> Group:
        """Keep *group* with *changes* to it."""
        changed = replace(group, **changes)
        await self.groups.save_group(changed)
        return changed

    async def change_plan(self, group: Group, **changes: Any) -> Group:
        """Keep *group* with *changes* to its plan; what was due before them stays undone."""
        plan = replace(group.plan, **changes)
        if any(getattr(plan, name) != getattr(group.plan, name) for name in _RESTARTS):
            plan = replace(plan, since=int(self.clock().timestamp()))
        return await self.change(group, plan=plan)

    async def start(self, group: Group, *, collects: bool) -> Group:
        """Turn the digest on, with the admin's leave to keep messages where there are any."""
        since = group.since if group.collects else int(self.clock().timestamp())
        return await self.change_plan(replace(group, collects=collects, since=since), is_on=True)

    async def stop(self, group: Group) -> Group:
        """Turn the digest off; what was kept for it goes at once, its feed's address too."""
        off = replace(group, collects=False, secret="")
        stopped = await self.change_plan(off, is_on=False)
        await self.messages.drop_chat(group.chat_id)  # not before: an import may be going on
        return stopped

    async def leave(self, chat_id: int) -> None:
        """The bot is out of the chat: nobody there can ask it to forget, or to be silent."""
        group = await self.groups.group(chat_id)
        if group is not None:
            translation = replace(group.translation, mode=AutoMode.OFF)
            await self.stop(replace(group, translation=translation))

    async def collect(self, message: GroupMessage, prior: LanguageCode | None) -> GroupMessage:
        """Keep *message* with the language it is in; *prior* is the group's own."""
        known = replace(message, language=await self._language(message.text, prior))
        await self.messages.keep([known])
        return known

    async def collect_all(self, messages: Sequence[GroupMessage]) -> int:
        """Keep what was written before the bot came; return how many were kept.

        What was heard from people themselves stays as it is: a file says what it likes.
        """
        kept = 0
        for start in range(0, len(messages), A_CALL):
            some = messages[start : start + A_CALL]
            languages = await self.work(languages_of, [one.text for one in some])
            pairs = zip(some, languages, strict=True)
            known = [replace(one, language=code) for one, code in pairs]
            kept += await self.messages.keep(known, overwrite=False)
        return kept

    async def opt_out(self, chat_id: int, person_id: int, *, is_private: bool) -> int:
        """Keep nothing of the person's here, or anywhere if *is_private*; say how many went."""
        return await self.messages.opt_out(EVERYWHERE if is_private else chat_id, person_id)

    async def opt_in(self, chat_id: int, person_id: int, *, is_private: bool) -> bool:
        """Undo that; False if there was nothing to undo."""
        return await self.messages.opt_in(EVERYWHERE if is_private else chat_id, person_id)

    async def _language(self, text: str, prior: LanguageCode | None) -> LanguageCode | None:
        try:
            return (await self.work(identify, text, prior)).language
        except QysqaError as error:  # the message is worth keeping without
            _log.warning("message.not_identified", error=error.code)
            return None


def languages_of(texts: Sequence[str]) -> list[LanguageCode | None]:
    """Identify each of *texts*. Pure."""
    return [identify(text).language for text in texts]
