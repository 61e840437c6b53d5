"""One message of the outbox as a call of the Bot API."""

from typing import Final, assert_never

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.telegram.outcome import is_not_modified
from bot.telegram.parcels import ChangedMessage, Message, NewMessage, PressAnswer
from bot.telegram.replies import Rows

ANSWER_S: Final = 30.0  # a message may come twice once we stop listening for its receipt
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


async def deliver(bot: Bot, chat_id: int, message: Message) -> None:
    """Make the call that *message* stands for.

    Raises:
        TelegramError: As Telegram, or the way to it, has it; see bot.telegram.outcome.
    """
    match message:
        case NewMessage():
            await _send(bot, chat_id, message)
        case ChangedMessage():
            await _change(bot, chat_id, message)
        case PressAnswer(query_id, text):
            await bot.answer_callback_query(query_id, text)
        case _:
            assert_never(message)


async def _send(bot: Bot, chat_id: int, message: NewMessage) -> None:
    to = message.reply_to
    await bot.send_message(
        chat_id,
        message.html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=_keyboard(message.buttons),
        message_thread_id=message.thread_id,
        reply_parameters=ReplyParameters(to, allow_sending_without_reply=True) if to else None,
        read_timeout=ANSWER_S,
    )


async def _change(bot: Bot, chat_id: int, message: ChangedMessage) -> None:
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
        await _send(bot, chat_id, message.anew)


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
