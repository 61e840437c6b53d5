"""What a row of the outbox holds: a message, without the chat that the row itself names.

The chat may get a new number while the message waits.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from html import escape
from typing import Any, Final, assert_never

from bot.core.jobs import Parcel
from bot.telegram.replies import Edit, Post, Reply, Rows, Send, Toast

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
        ephemeral_id: The message to reply to where only one person sees it.
        person_id: That person.
    """

    chat_id: int
    message_id: int | None = None
    thread_id: int | None = None
    query_id: str | None = None
    pressed_id: int | None = None
    ephemeral_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Telegram HTML; it is sent also where the message to reply to is gone.

    For *pins*, *unpins* and *lost_topic* see bot.telegram.replies.Post, for *revives* Send.
    """

    html: str
    buttons: Rows = ()
    reply_to: int | None = None
    thread_id: int | None = None
    silent: bool = False
    pins: bool = False
    unpins: int | None = None
    lost_topic: str = ""
    revives: bool = True

    @property
    def in_general(self) -> "NewMessage":
        """The same outside of its topic, which is said above it."""
        html = f"{escape(self.lost_topic, quote=False)}\n\n{self.html}"
        return replace(self, html=html, reply_to=None, thread_id=None, lost_topic="")

    def instead_of(self, message_id: int) -> "ChangedMessage":
        """The same in place of an earlier message."""
        return ChangedMessage(
            message_id, self.html, self.buttons, self.thread_id, revives=self.revives
        )


@dataclass(frozen=True, slots=True)
class ChangedMessage:
    """A message of ours that becomes this; where it is gone, a new one says it, if *revives*."""

    message_id: int
    html: str
    buttons: Rows = ()
    thread_id: int | None = None
    revives: bool = True

    @property
    def anew(self) -> NewMessage:
        """The same as a new message."""
        return NewMessage(self.html, self.buttons, thread_id=self.thread_id)


@dataclass(frozen=True, slots=True)
class Whispered:
    """Telegram HTML that one person sees, in reply to what only that person wrote."""

    html: str
    person_id: int
    reply_to: int
    buttons: Rows = ()
    thread_id: int | None = None


@dataclass(frozen=True, slots=True)
class PressAnswer:
    """A line over the chat of the person who pressed a button."""

    query_id: str
    text: str


Message = NewMessage | ChangedMessage | Whispered | PressAnswer

_KINDS: Final[Mapping[type[Message], str]] = {
    NewMessage: "send",
    ChangedMessage: "edit",
    Whispered: "whisper",
    PressAnswer: "press",
}
_OLD_NAMES: Final = {"thread": "thread_id", "message": "message_id", "query": "query_id"}


def pack(reply: Reply, place: Place) -> Parcel:
    """Make *reply* ready to be sent to *place*.

    What can't be where no button was pressed, an edit or a toast, becomes a new message. To
    what only one person sees, the answer is seen by that person alone.
    """
    body = _written(_message(reply, place))
    if not isinstance(reply, Post):
        return Parcel(place.chat_id, body, tag=reply.tag if isinstance(reply, Send) else None)
    return Parcel(
        place.chat_id, body, repeats=False, tag=reply.tag, otherwise=_otherwise(reply, place)
    )


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
        case Post(html, buttons):
            more = {name: getattr(reply, name) for name in ("pins", "unpins", "lost_topic")}
            return NewMessage(html, buttons, None, place.thread_id, silent=True, **more)
        case Send(html, buttons):
            to, silent, revives = reply.reply_to, reply.silent, reply.revives
            return _new(place, html, buttons, to, silent=silent, revives=revives)
        case Edit(html, buttons):
            if place.pressed_id is None:
                return _new(place, html, buttons)
            return ChangedMessage(place.pressed_id, html, buttons, place.thread_id)
        case Toast(text):
            if place.query_id is None:
                return _new(place, escape(text, quote=False))
            return PressAnswer(place.query_id, _cut(text))
        case _:
            assert_never(reply)


def _otherwise(post: Post, place: Place) -> str | None:
    if not post.otherwise:
        return None
    said = escape(post.otherwise, quote=False)
    return _written(NewMessage(said, (), None, place.thread_id, lost_topic=post.lost_topic))


def _new(
    place: Place,
    html: str,
    buttons: Rows = (),
    reply_to: int | None = None,
    *,
    silent: bool = False,
    revives: bool = True,
) -> NewMessage | Whispered:
    if place.ephemeral_id is not None and place.person_id is not None:
        return Whispered(html, place.person_id, place.ephemeral_id, buttons, place.thread_id)
    to = reply_to or place.message_id
    return NewMessage(html, buttons, to, place.thread_id, silent, revives=revives)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TOAST_CHARS else f"{text[: MAX_TOAST_CHARS - 1]}…"


def _written(message: Message) -> str:
    """Fields by their names; what has its default is left out."""
    kind = _KINDS[type(message)]
    value = {"kind": kind, **dict(_fields(message))}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _fields(message: Message) -> Iterator[tuple[str, Any]]:
    for field in fields(message):
        value = getattr(message, field.name)
        if value != field.default:
            yield field.name, value


def _read(value: Any) -> Message:
    """Rows of the outbox outlive an update of this program: see _OLD_NAMES."""
    kind = {name: one for one, name in _KINDS.items()}[value["kind"]]
    names = {field.name for field in fields(kind)}
    given = {_OLD_NAMES.get(name, name): one for name, one in value.items() if name != "kind"}
    if "buttons" in given:
        given["buttons"] = _rows(given["buttons"])
    return kind(**{name: one for name, one in given.items() if name in names})


def _rows(value: Any) -> Rows:
    return tuple(tuple((label, action) for label, action in row) for row in value)
