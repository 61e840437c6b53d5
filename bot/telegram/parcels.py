"""What a row of the outbox holds: a message, without the chat that the row itself names.

The chat may get a new number while the message waits.
"""

import json
from dataclasses import dataclass
from html import escape
from typing import Any, Final, assert_never

from bot.core.jobs import Parcel
from bot.telegram.replies import Edit, Reply, Rows, Send, Toast

MAX_TOAST_CHARS: Final = 200  # Bot API, answerCallbackQuery

_ANSWER_PRESS: Final = '{"kind":"press"'  # is_press_answer must not parse what may be 4,000 long


@dataclass(frozen=True, slots=True)
class Place:
    """Where replies go.

    Attributes:
        message_id: The message to reply to.
        thread_id: The topic, in a forum only: elsewhere nobody can be sent to a thread.
        query_id: The press of a button, while it waits for its answer.
        pressed_id: The message whose button was pressed.
    """

    chat_id: int
    message_id: int | None = None
    thread_id: int | None = None
    query_id: str | None = None
    pressed_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Telegram HTML; it is sent also where the message to reply to is gone."""

    html: str
    buttons: Rows = ()
    reply_to: int | None = None
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangedMessage:
    """A message of ours that becomes this; where it is gone, a new one says it."""

    message_id: int
    html: str
    buttons: Rows = ()
    thread_id: int | None = None

    @property
    def anew(self) -> NewMessage:
        """The same as a new message."""
        return NewMessage(self.html, self.buttons, thread_id=self.thread_id)


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """A line over the chat of the person who pressed a button."""

    query_id: str
    text: str


Message = NewMessage | ChangedMessage | PressAnswer


def pack(reply: Reply, place: Place) -> Parcel:
    """Make *reply* ready to be sent to *place*.

    What can't be where no button was pressed, an edit or a toast, becomes a new message.
    """
    return Parcel(place.chat_id, _written(_message(reply, place)))


def unpack(body: str) -> Message:
    """Return the message that *body* holds.

    Raises:
        ValueError: No message was written like that, or by another version of this program.
    """
    try:
        return _read(json.loads(body))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a message") from error


def is_press_answer(body: str) -> bool:
    """Whether *body* holds a PressAnswer; Telegram does not count these as messages."""
    return body.startswith(_ANSWER_PRESS)


def _message(reply: Reply, place: Place) -> Message:
    match reply:
        case Send(html, buttons):
            return NewMessage(html, buttons, place.message_id, place.thread_id)
        case Edit(html, buttons):
            if place.pressed_id is None:
                return NewMessage(html, buttons, place.message_id, place.thread_id)
            return ChangedMessage(place.pressed_id, html, buttons, place.thread_id)
        case Toast(text):
            if place.query_id is None:
                html = escape(text, quote=False)
                return NewMessage(html, (), place.message_id, place.thread_id)
            return PressAnswer(place.query_id, _cut(text))
        case _:
            assert_never(reply)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TOAST_CHARS else f"{text[: MAX_TOAST_CHARS - 1]}…"


def _written(message: Message) -> str:
    match message:
        case NewMessage(html, buttons, reply_to, thread_id):
            rest = {"buttons": buttons, "reply_to": reply_to, "thread": thread_id}
            value: dict[str, Any] = {"kind": "send", "html": html, **rest}
        case ChangedMessage(message_id, html, buttons, thread_id):
            rest = {"buttons": buttons, "thread": thread_id}
            value = {"kind": "edit", "message": message_id, "html": html, **rest}
        case PressAnswer(query_id, text):
            value = {"kind": "press", "query": query_id, "text": text}
        case _:
            assert_never(message)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read(value: Any) -> Message:
    kind, buttons = value["kind"], _rows(value.get("buttons", ()))
    if kind == "send":
        return NewMessage(value["html"], buttons, value["reply_to"], value["thread"])
    if kind == "edit":
        return ChangedMessage(value["message"], value["html"], buttons, value["thread"])
    if kind == "press":
        return PressAnswer(value["query"], value["text"])
    raise ValueError("not a kind of message")


def _rows(value: Any) -> Rows:
    return tuple(tuple((label, action) for label, action in row) for row in value)
