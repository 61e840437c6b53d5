"""Replies of a handler as parcels for the outbox. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from bot.core.jobs import Parcel
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
from bot.telegram.outgoing.rows import written
from bot.telegram.replies import Attach, Edit, Post, Reply, Send, Toast, Withdraw
from bot.telegram.shown.rich import rich

MAX_TOAST_CHARS: Final = 200  # Bot API, answerCallbackQuery


@dataclass(frozen=True, slots=True)
class Place:
    """Where replies go.

    Attributes:
        chat_id: A person's number where the chat is not known: see *inline_id* and *guest_id*.
        message_id: The message to reply to.
        thread_id: The topic, in a forum only: elsewhere nobody can be sent to a thread.
        query_id: The press of a button, while it waits for its answer.
        pressed_id: The message whose button was pressed.
        ephemeral_id: The message to reply to where only one person sees it.
        person_id: That person.
        inline_id: The message whose button was pressed, sent by a person through this bot.
        guest_id: The mention to be answered where the bot is no member.
    """

    chat_id: int
    message_id: int | None = None
    thread_id: int | None = None
    query_id: str | None = None
    pressed_id: int | None = None
    ephemeral_id: int | None = None
    person_id: int | None = None
    inline_id: str | None = None
    guest_id: str | None = None


def pack_all(replies: Sequence[Reply], place: Place) -> list[Parcel]:
    """Make *replies* ready to be sent; a guest may answer once, so all but the first text go."""
    if place.guest_id is not None:
        replies = [reply for reply in replies if isinstance(reply, Send | Edit)][:1]
    return [pack(reply, place) for reply in replies]


def pack(reply: Reply, place: Place) -> Parcel:
    """Make *reply* ready to be sent to *place*.

    What can't be where no button was pressed, an edit or a toast, becomes a new message. To
    what only one person sees, the answer is seen by that person alone: a file goes to the
    private chat. Where the chat is not known, an edit changes the message that was sent
    through this bot, and anything else is a line over the chat.
    """
    body = written(_message(reply, place))
    match reply:
        case Post():
            otherwise = _otherwise(reply, place)
            return Parcel(place.chat_id, body, repeats=False, tag=reply.tag, otherwise=otherwise)
        case Send() | Withdraw():
            return Parcel(place.chat_id, body, tag=reply.tag)
        case Attach() if place.ephemeral_id is not None and place.person_id is not None:
            return Parcel(place.person_id, body)
        case _:
            return Parcel(place.chat_id, body)


def _message(reply: Reply, place: Place) -> Message:
    match reply:
        case Post(body, buttons):
            more = {name: getattr(reply, name) for name in ("pins", "unpins", "lost_topic")}
            return NewMessage(body, buttons, None, place.thread_id, silent=True, **more)
        case Send():
            return _new(reply, place)
        case Withdraw():
            return Withdrawn()
        case Attach():
            return _file(reply, place)
        case Edit():
            return _changed(reply, place)
        case Toast():
            return _toast(reply, place)
        case _:
            assert_never(reply)


def _otherwise(post: Post, place: Place) -> str | None:
    if not post.otherwise:
        return None
    said = rich(post.otherwise)
    return written(NewMessage(said, (), None, place.thread_id, lost_topic=post.lost_topic))


def _new(send: Send, place: Place) -> Message:
    if place.guest_id is not None:
        return GuestAnswer(place.guest_id, send.body, send.buttons)
    if place.inline_id is not None and place.query_id is not None:
        return PressAnswer(place.query_id, _cut(send.body.text))
    body, buttons, thread_id = send.body, send.buttons, place.thread_id
    if place.ephemeral_id is not None and place.person_id is not None:
        return Whispered(body, place.person_id, place.ephemeral_id, buttons, thread_id)
    return NewMessage(
        body,
        buttons,
        send.reply_to or place.message_id,
        thread_id,
        send.silent,
        revives=send.revives,
        quote=send.quote,
    )


def _changed(edit: Edit, place: Place) -> Message:
    if place.inline_id is not None:
        return ChangedInline(place.inline_id, edit.body, edit.buttons)
    if place.pressed_id is not None:
        return ChangedMessage(place.pressed_id, edit.body, edit.buttons, place.thread_id)
    return _new(Send(edit.body, edit.buttons), place)


def _toast(toast: Toast, place: Place) -> Message:
    if place.query_id is None:
        return _new(Send(rich(toast.text)), place)
    return PressAnswer(place.query_id, _cut(toast.text))


def _file(attach: Attach, place: Place) -> NewFile:
    is_private = place.ephemeral_id is not None
    return NewFile(
        attach.name,
        attach.content,
        attach.caption,
        attach.is_photo,
        attach.buttons,
        None if is_private else place.message_id,
        None if is_private else place.thread_id,
    )


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TOAST_CHARS else f"{text[: MAX_TOAST_CHARS - 1]}…"
