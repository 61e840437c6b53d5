"""Signs of progress: they may be lost or repeated without harm, and none is left behind."""

from collections.abc import Awaitable, Sequence
from typing import Final, Protocol

import structlog
from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.core.errors import StoreError
from bot.core.jobs import Job, Parcel
from bot.telegram.outgoing.parcels import Place, pack
from bot.telegram.replies import Send, Withdraw
from bot.telegram.shown.rich import rich

MAX_NOTES: Final = 2
"""Of one job: with the answer they stay within what a group may be sent at once."""


class Notes(Protocol):
    """Messages that are sent while a job goes on; both raise StoreError."""

    async def say(self, job: Job, parcel: Parcel) -> bool:
        """Put *parcel* into the outbox."""
        ...

    async def tags(self, chat_id: int, prefix: str) -> Sequence[str]:
        """Return tags that begin so of messages that were sent to the chat, or wait."""
        ...


_log = structlog.get_logger(__name__)


class Signs:
    """What a chat sees while one job is done; a sign that fails is not tried again.

    In private that is a draft of the answer, which Telegram takes away by itself. Groups know no
    drafts: there it is a silent message, which goes when the answer comes. It is sent by way of
    the outbox, under a tag, so that it is found again after a crash.
    """

    def __init__(self, bot: Bot, place: Place, job: Job, notes: Notes) -> None:
        self._bot, self._place, self._job, self._notes = bot, place, job, notes
        is_elsewhere = (place.inline_id or place.guest_id) is not None  # in a chat not known
        # all of a group would see who is answered
        self._shows = place.ephemeral_id is None and not is_elsewhere
        is_asked = self._shows and place.query_id is None
        self._drafts = is_asked and place.chat_id > 0  # Bot API: private chats only
        self._may_note = is_asked and place.chat_id < 0
        self._said = 0

    async def let_go(self) -> None:
        """Let go of the pressed button: it is shown waiting until then."""
        if self._place.query_id is not None:
            await _tolerated(self._bot.answer_callback_query(self._place.query_id))

    async def show_typing(self) -> None:
        """A sign of life; Telegram shows it for five seconds."""
        place = self._place
        if not self._shows:
            return
        await _tolerated(
            self._bot.send_chat_action(
                place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
            )
        )

    async def show_progress(self, text: str) -> None:
        """Say what is done now; a later text takes the place of an earlier one."""
        if self._drafts:
            await self._draft(text)
        elif self._may_note and self._said < MAX_NOTES:
            self._said += 1
            await self._note(text)

    async def withdrawn(self) -> tuple[Parcel, ...]:
        """What takes the signs of this job away, those of attempts that ended early too."""
        is_there = self._said > 0 or (self._may_note and await self._was_said())
        return (pack(Withdraw(self._tag), self._place),) if is_there else ()

    @property
    def _tag(self) -> str:
        return f"note:{self._job.number}"

    async def _was_said(self) -> bool:
        return self._tag in await self._notes.tags(self._place.chat_id, self._tag)

    async def _draft(self, text: str) -> None:
        place, number = self._place, self._job.number  # changes of one draft are animated
        self._drafts = await _tolerated(
            self._bot.send_message_draft(
                place.chat_id, number, text, message_thread_id=place.thread_id
            )
        )

    async def _note(self, text: str) -> None:
        note = Send(rich(text), tag=self._tag, silent=True, revives=False)
        try:
            await self._notes.say(self._job, pack(note, self._place))
        except StoreError as error:
            _log.warning("sign.failed", error=error.code)


async def _tolerated(call: Awaitable[object]) -> bool:
    """Whether it succeeded; the answer itself must not fail with it."""
    try:
        await call
    except TelegramError as error:
        _log.warning("sign.failed", error=type(error).__name__)
        return False
    return True
