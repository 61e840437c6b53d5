"""One message of the outbox as a call of the Bot API."""

from functools import partial
from typing import Final, assert_never

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
    User,
)
from telegram.error import BadRequest, TelegramError

from bot.core.models import StyleKind
from bot.telegram.outgoing.messages import (
    ChangedInline,
    ChangedMessage,
    GuestAnswer,
    Message,
    NewFile,
    NewMessage,
    PressAnswer,
    Whispered,
    Withdrawn,
)
from bot.telegram.outgoing.outcome import is_bad_link, is_bad_quote, is_lost_topic, is_not_modified
from bot.telegram.replies import INLINE, Quote, Rows, is_link
from bot.telegram.shown.rich import Rich
from bot.translation.formatting import Entity, to_entities

ANSWER_S: Final = 30.0  # a message may come twice once we stop listening for its receipt
MAX_TITLE_CHARS: Final = 64  # of an answer to a guest; people do not see it

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
        case NewFile():
            return await _upload(bot, chat_id, message)
        case Withdrawn():
            await _withdraw(bot, chat_id, sent_id)
            return None
        case _:
            await _tell(bot, chat_id, message)
            return None


async def _tell(
    bot: Bot, chat_id: int, message: ChangedInline | GuestAnswer | Whispered | PressAnswer
) -> None:
    """What becomes no message that could be found again."""
    match message:
        case ChangedInline():
            await _change_inline(bot, message)
        case GuestAnswer():
            await _answer_guest(bot, message)
        case Whispered():
            await _whisper(bot, chat_id, message)
        case PressAnswer(query_id, text):
            await bot.answer_callback_query(query_id, text)
        case _:
            assert_never(message)


async def _send(bot: Bot, chat_id: int, message: NewMessage) -> int:
    try:
        sent = await bot.send_message(
            chat_id,
            message.body.text,
            entities=entities_of(message.body),
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard_of(message.buttons),
            message_thread_id=message.thread_id,
            reply_parameters=_reply_to(message.reply_to, message.quote),
            disable_notification=message.silent or None,
            read_timeout=ANSWER_S,
        )
    except BadRequest as error:
        if message.quote is not None and is_bad_quote(error):
            return await _send(bot, chat_id, message.unquoted)
        if message.lost_topic and is_lost_topic(error):
            return await _send(bot, chat_id, message.in_general)
        if is_bad_link(error) and message.buttons != message.linkless.buttons:
            return await _send(bot, chat_id, message.linkless)
        raise
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
            message.body.text,
            chat_id,
            message.message_id,
            entities=entities_of(message.body),
            link_preview_options=_NO_PREVIEW,
            reply_markup=keyboard_of(message.buttons),
            read_timeout=ANSWER_S,
        )
    except BadRequest as error:
        if is_not_modified(error):
            raise
        if not message.revives and "not found" in error.message:  # somebody did not want it
            return None
        return await _send(bot, chat_id, message.anew)
    return message.message_id


async def _withdraw(bot: Bot, chat_id: int, sent_id: int | None) -> None:
    """Somebody may have deleted it already; what cannot be deleted stays."""
    if sent_id is None:
        return
    try:
        await bot.delete_message(chat_id, sent_id)
    except BadRequest as error:
        _log.info("message.not_withdrawn", error=type(error).__name__)


async def _upload(bot: Bot, chat_id: int, file: NewFile) -> int:
    upload = bot.send_photo if file.is_photo else bot.send_document
    sent = await upload(
        chat_id,
        file.content,
        caption=file.body.text or None,
        caption_entities=entities_of(file.body),
        filename=file.name,
        reply_markup=keyboard_of(file.buttons),
        message_thread_id=file.thread_id,
        reply_parameters=_reply_to(file.reply_to),
        read_timeout=ANSWER_S,
    )
    return sent.message_id


async def _change_inline(bot: Bot, message: ChangedInline) -> None:
    await bot.edit_message_text(
        message.body.text,
        inline_message_id=message.inline_id,
        entities=entities_of(message.body),
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard_of(message.buttons),
        read_timeout=ANSWER_S,
    )


async def _answer_guest(bot: Bot, message: GuestAnswer) -> None:
    said = InputTextMessageContent(
        message.body.text,
        entities=entities_of(message.body),
        link_preview_options=_NO_PREVIEW,
    )
    article = InlineQueryResultArticle(
        "answer",
        message.body.text[:MAX_TITLE_CHARS],
        said,
        reply_markup=keyboard_of(message.buttons),
    )
    await bot.answer_guest_query(message.guest_id, article, read_timeout=ANSWER_S)


async def _whisper(bot: Bot, chat_id: int, message: Whispered) -> None:
    """Ephemeral messages (Bot API 10.2) are newer than the library.

    Only what was asked ephemerally is answered so: a server that does not know them would take
    the answer for a message to all.
    """
    await bot.send_message(
        chat_id,
        message.body.text,
        entities=entities_of(message.body),
        link_preview_options=_NO_PREVIEW,
        reply_markup=keyboard_of(message.buttons),
        message_thread_id=message.thread_id,
        read_timeout=ANSWER_S,
        api_kwargs={
            "ephemeral_message_parameters": {"receiver_user_id": message.person_id},
            "reply_parameters": {"ephemeral_message_id": message.reply_to},
        },
    )


def _reply_to(message_id: int | None, quote: Quote | None = None) -> ReplyParameters | None:
    if message_id is None:
        return None
    if quote is None:
        return ReplyParameters(message_id, allow_sending_without_reply=True)
    return ReplyParameters(
        message_id,
        allow_sending_without_reply=True,
        quote=quote.text.text,
        quote_entities=entities_of(quote.text),
        quote_position=quote.position,
    )


def entities_of(body: Rich) -> list[MessageEntity] | None:
    """The styles of *body* as Telegram takes them."""
    return [_entity(one) for one in to_entities(body.text, body.styles)] or None


def _entity(one: Entity) -> MessageEntity:
    shown = partial(MessageEntity, one.type, one.offset, one.length)
    match one.type:
        case StyleKind.LINK:
            return shown(url=one.data)
        case StyleKind.MENTION:
            return shown(user=User(int(one.data or 0), "", is_bot=False))
        case StyleKind.EMOJI:
            return shown(custom_emoji_id=one.data)
        case StyleKind.BLOCK:
            return shown(language=one.data)
        case _:
            return shown()


def keyboard_of(rows: Rows) -> InlineKeyboardMarkup | None:
    """Buttons under a message; None without any."""
    if not any(rows):
        return None
    return InlineKeyboardMarkup(
        [[_button(label, action) for label, action in row] for row in rows if row]
    )


def _button(label: str, action: str) -> InlineKeyboardButton:
    if is_link((label, action)):
        return InlineKeyboardButton(label, url=action)
    if action.startswith(INLINE):
        text = action.removeprefix(INLINE)
        return InlineKeyboardButton(label, switch_inline_query=text)
    return InlineKeyboardButton(label, callback_data=action)
