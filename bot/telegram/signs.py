"""Signs of progress: they go out directly, because they may be lost or repeated without harm."""

from collections.abc import Awaitable

import structlog
from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.telegram.outgoing.parcels import Place

_log = structlog.get_logger(__name__)


class Signs:
    """What a chat sees while one job is done; a sign that fails is not tried again."""

    def __init__(self, bot: Bot, place: Place, number: int) -> None:
        self._bot = bot
        self._place = place
        self._number = number  # of the job: changes of one draft are animated
        self._drafts = place.chat_id > 0 and place.query_id is None  # Bot API: private chats only
        self._shows = place.ephemeral_id is None  # all of a group would see who is answered

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
        """A draft of the answer, which Telegram takes away by itself: none is left behind."""
        if self._drafts:
            place = self._place
            self._drafts = await _tolerated(
                self._bot.send_message_draft(
                    place.chat_id, self._number, text, message_thread_id=place.thread_id
                )
            )


async def _tolerated(call: Awaitable[object]) -> bool:
    """Whether it succeeded; the answer itself must not fail with it."""
    try:
        await call
    except TelegramError as error:
        _log.warning("sign.failed", error=type(error).__name__)
        return False
    return True
