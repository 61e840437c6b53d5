"""An update as a question: what is asked, and the place where it is answered."""

from dataclasses import replace
from typing import NamedTuple

from telegram import CallbackQuery, Message, Update

from bot.telegram.incoming import Incoming
from bot.telegram.outgoing.parcels import Place
from bot.telegram.reading import (
    ephemeral_of,
    is_for_us,
    is_inline,
    message_of,
    read_update,
    topic_of,
)


class Question(NamedTuple):
    """An update that has been read."""

    incoming: Incoming
    place: Place


def read_question(update: Update, *, bot_name: str) -> Question | None:
    """Read *update*; None if it is of a kind that was not asked for."""
    if not is_for_us(update):
        return None
    incoming = read_update(update, bot_name=bot_name)
    if incoming.is_group and not _is_there(update.callback_query):
        incoming = replace(incoming, data="")  # what no button says
    return Question(incoming, _place(update))


def _is_there(query: CallbackQuery | None) -> bool:
    """Whether the button that was pressed, if any, stands under its message.

    A member's client may send what it likes: without this it could turn any message of the
    bot into any answer, for all to see.
    """
    message = query.message if query else None
    keyboard = message.reply_markup if isinstance(message, Message) else None
    if query is None or keyboard is None:
        return True
    return any(one.callback_data == query.data for row in keyboard.inline_keyboard for one in row)


def _place(update: Update) -> Place:
    if update.my_chat_member is not None:
        return Place(update.my_chat_member.chat.id)
    if is_inline(update):
        return _inline_place(update)
    message, query, user = message_of(update), update.callback_query, update.effective_user
    if update.guest_message is not None:
        person_id = user.id if user else 0
        return Place(person_id, person_id=person_id, guest_id=update.guest_message.guest_query_id)
    return Place(
        chat_id=message.chat.id,
        message_id=message.message_id or None,  # 0: only one person sees it
        thread_id=topic_of(message),
        query_id=query.id if query else None,
        pressed_id=message.message_id if query else None,
        ephemeral_id=ephemeral_of(message),
        person_id=user.id if user else None,
    )


def _inline_place(update: Update) -> Place:
    """A message that is in a chat nobody tells of."""
    query, chosen, user = update.callback_query, update.chosen_inline_result, update.effective_user
    person_id = user.id if user else 0
    known = query or chosen
    inline_id = known.inline_message_id if known else None
    query_id = query.id if query else None
    return Place(person_id, query_id=query_id, person_id=person_id, inline_id=inline_id)
