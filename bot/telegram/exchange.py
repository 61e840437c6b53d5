"""One update, and what goes back to Telegram because of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar, assert_never

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.telegram import views
from bot.telegram.incoming import message_of
from bot.telegram.replies import Edit, Reply, Rows, Send, Toast

MAX_TOAST_CHARS = 200  # Bot API, answerCallbackQuery
MAX_WAIT_S = 30.0  # where Telegram asks a chat to slow down; later, the answer is stale
AGAIN_S = 1.0  # after which a call that failed on the way is made once more

T = TypeVar("T")

_log = structlog.get_logger(__name__)


class Exchange:
    """Sends in answer to one message or one press of a button."""

    def __init__(self, bot: Bot, update: Update) -> None:
        message, query = message_of(update), update.callback_query
        self._bot = bot
        self._chat_id = message.chat.id
        self._message_id = message.message_id
        self._thread_id = _topic(message)
        self._is_press = query is not None
        self._query_id = query.id if query else None
        self._progress_id: int | None = None

    async def answer_press(self, text: str | None = None) -> None:
        """Let go of the pressed button, once: it is shown waiting until then."""
        query_id, self._query_id = self._query_id, None
        if query_id is not None:
            await _tolerated(self._bot.answer_callback_query(query_id, text))

    async def show_typing(self) -> None:
        """A sign of life."""
        thread = self._thread_id
        action = self._bot.send_chat_action(
            self._chat_id, ChatAction.TYPING, message_thread_id=thread
        )
        await _tolerated(action)

    async def show_progress(self, text: str) -> None:
        """One message, edited as the work goes on; none where a pressed message will change."""
        html = views.plain(text)
        if self._progress_id is not None:
            await _tolerated(self._edit(html, (), self._progress_id))
        elif not self._is_press:
            sent = await _tolerated(self._send(html, ()))
            self._progress_id = sent.message_id if sent else None

    async def deliver(self, reply: Reply) -> None:
        """Send what a handler answered; a progress message turns into the first of it."""
        match reply:
            case Toast(text):
                await self.answer_press(text)
            case Edit(html, buttons):
                await _patiently(lambda: self._put(html, buttons, self._message_id))
            case Send(html, buttons):
                await _patiently(lambda: self._put(html, buttons, self._progress_id))
                self._progress_id = None
            case _:
                assert_never(reply)

    def sorry(self, text: str) -> Reply:
        """How a failure is told: over the chat where a button still waits for its answer."""
        if self._query_id is not None and len(text) <= MAX_TOAST_CHARS:
            return Toast(text)
        return Send(views.plain(text))

    async def _put(self, html: str, buttons: Rows, message_id: int | None) -> None:
        """Into the message of that number; into a new one where there is none any more."""
        if message_id is None or not await self._edit(html, buttons, message_id):
            await self._send(html, buttons)

    async def _send(self, html: str, buttons: Rows) -> Message:
        return await self._bot.send_message(
            self._chat_id,
            html,
            reply_markup=_keyboard(buttons),
            message_thread_id=self._thread_id,
            reply_parameters=ReplyParameters(self._message_id, allow_sending_without_reply=True),
        )

    async def _edit(self, html: str, buttons: Rows, message_id: int) -> bool:
        """Whether the message says that now; a person may have deleted it."""
        keyboard = _keyboard(buttons)
        try:
            await self._bot.edit_message_text(
                html, self._chat_id, message_id, reply_markup=keyboard
            )
        except BadRequest as error:
            return "not modified" in error.message  # the same choice again: nothing to change
        return True


async def _tolerated(call: Awaitable[T]) -> T | None:
    """A sign of progress may fail: the answer itself must not."""
    try:
        return await call
    except TelegramError as error:
        _log.warning("sign.failed", error=type(error).__name__)
        return None


async def _patiently(call: Callable[[], Awaitable[object]]) -> None:
    """Send; once more where Telegram asks for a pause or the way to it failed.

    An answer that comes twice is better than none.
    """
    try:
        await call()
    except (RetryAfter, NetworkError) as error:
        wait_s = _pause_s(error)
        if wait_s is None:
            raise
        await asyncio.sleep(wait_s)
        await call()


def _pause_s(error: RetryAfter | NetworkError) -> float | None:
    """Seconds until another try; None where it would be in vain or too late."""
    if not isinstance(error, RetryAfter):
        return None if isinstance(error, BadRequest) else AGAIN_S
    asked = error.retry_after  # seconds or, in the library's next version, a timedelta
    wait_s = asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
    return wait_s if wait_s <= MAX_WAIT_S else None


def _topic(message: MaybeInaccessibleMessage) -> int | None:
    """Outside forums the number belongs to a thread of replies, where nobody can be sent to."""
    if not isinstance(message, Message) or not message.is_topic_message:
        return None
    return message.message_thread_id


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not any(rows):
        return None
    return InlineKeyboardMarkup(
        [[_button(label, action) for label, action in row] for row in rows if row]
    )


def _button(label: str, action: str) -> InlineKeyboardButton:
    if action.startswith("https://"):
        return InlineKeyboardButton(label, url=action)
    return InlineKeyboardButton(label, callback_data=action)
