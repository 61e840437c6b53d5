"""One message of the outbox as a call of the Bot API."""

from typing import Final, assert_never

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.telegram.outgoing.outcome import is_lost_topic, is_not_modified
from bot.telegram.outgoing.parcels import (
    ChangedMessage,
    Message,
    NewMessage,
    PressAnswer,
    Whispered,
)
from bot.telegram.replies import Rows

ANSWER_S: Final = 30.0  # a message may come twice once we stop listening for its receipt
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)

_log = structlog.get_logger(__name__)


async def deliver(
    bot: Bot, chat_id: int, message: Message, sent_id: int | None = None
) -> int | None:
    """Make the call that *message* stands for; return the number of the message, if it has one.

    A new message takes the place of *sent_id*, where that was sent under the same tag.

    Raises:
        TelegramError: As Telegram, or the way to it, has it; see bot.telegram.outgoing.outcome.
    """
    match message:
        case NewMessage():
            if sent_id is not None:
                return await _change(bot, chat_id, message.instead_of(sent_id))
            return await _send(bot, chat_id, message)
        case ChangedMessage():
            return await _change(bot, chat_id, message)
        case Whispered():
            await _whisper(bot, chat_id, message)
            return None
        case PressAnswer(query_id, text):
            await bot.answer_callback_query(query_id, text)
            return None
        case _:
            assert_never(message)


async def _send(bot: Bot, chat_id: int, message: NewMessage) -> int:
    to = message.reply_to
    try:
        sent = await bot.send_message(
            chat_id,
            message.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(message.buttons),
            message_thread_id=message.thread_id,
            reply_parameters=ReplyParameters(to, allow_sending_without_reply=True) if to else None,
            disable_notification=message.silent or None,
            read_timeout=ANSWER_S,
        )
    except BadRequest as error:
        if not (message.lost_topic and is_lost_topic(error)):
            raise
        return await _send(bot, chat_id, message.in_general)
    if message.pins:
        await _pin(bot, chat_id, sent.message_id, message.unpins)
    return sent.message_id


async def _pin(bot: Bot, chat_id: int, new: int, old: int | None) -> None:
    """The digest is there either way: that the bot may not pin is no reason to fail."""
    try:
        await bot.pin_chat_message(chat_id, new, disable_notification=True)
        if old is not None:
            await bot.unpin_chat_message(chat_id, old)
    except TelegramError as error:
        _log.warning("digest.not_pinned", error=type(error).__name__)


async def _change(bot: Bot, chat_id: int, message: ChangedMessage) -> int | None:
    """A person may have deleted it: then a new one takes its place."""
    try:
        await bot.edit_message_text(
            message.html,
            chat_id,
            message.message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=_keyboard(message.buttons),
            read_timeout=ANSWER_S,
        )
    except BadRequest as error:
        if is_not_modified(error):
            raise
        if not message.revives and "not found" in error.message:  # somebody did not want it
            return None
        return await _send(bot, chat_id, message.anew)
    return message.message_id


async def _whisper(bot: Bot, chat_id: int, message: Whispered) -> None:
    """Ephemeral messages (Bot API 10.2) are newer than the library.

    Only what was asked ephemerally is answered so: a server that does not know them would take
    the answer for a message to all.
    """
    await bot.send_message(
        chat_id,
        message.html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(message.buttons),
        message_thread_id=message.thread_id,
        read_timeout=ANSWER_S,
        api_kwargs={
            "ephemeral_message_parameters": {"receiver_user_id": message.person_id},
            "reply_parameters": {"ephemeral_message_id": message.reply_to},
        },
    )


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
