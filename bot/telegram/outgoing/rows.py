"""Messages as the rows of the outbox hold them: JSON, without the chat. Pure."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Final

from bot.core.models import Style, StyleKind
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
from bot.telegram.replies import Quote, Rows
from bot.telegram.shown.rich import Rich
from bot.translation.entities import from_html

_ANSWER_PRESS: Final = '{"kind":"press"'  # is_press_answer must not parse what may be 4,000 long

_KINDS: Final[Mapping[type[Message], str]] = {
    NewMessage: "send",
    ChangedMessage: "edit",
    ChangedInline: "inline",
    GuestAnswer: "guest",
    NewFile: "file",
    Whispered: "whisper",
    PressAnswer: "press",
    Withdrawn: "gone",
}
_OLD_NAMES: Final = {"thread": "thread_id", "message": "message_id", "query": "query_id"}


def written(message: Message) -> str:
    """Fields by their names; what has its default is left out."""
    value = {"kind": _KINDS[type(message)], **dict(_fields(message))}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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


def _fields(message: Message) -> Iterator[tuple[str, Any]]:
    for field in fields(message):
        value = getattr(message, field.name)
        if isinstance(value, Rich):
            yield from _said(value)
        elif isinstance(value, Quote):
            yield field.name, {**dict(_said(value.text)), "position": value.position}
        elif value != field.default:
            is_binary = isinstance(value, bytes)
            yield field.name, b64encode(value).decode("ascii") if is_binary else value


def _said(body: Rich) -> Iterator[tuple[str, Any]]:
    yield "text", body.text
    if body.styles:
        yield "styles", [_style(one) for one in body.styles]


def _style(style: Style) -> list[str | int]:
    data = [] if style.data is None else [style.data]
    return [style.kind.value, style.start, style.end, *data]


def _read(value: Any) -> Message:
    """Rows of the outbox outlive an update of this program: see _OLD_NAMES and _body."""
    kind = {name: one for one, name in _KINDS.items()}[value["kind"]]
    names = {field.name for field in fields(kind)}
    given = {_OLD_NAMES.get(name, name): one for name, one in value.items() if name != "kind"}
    if "body" in names:
        given["body"] = _body(given)
    if "buttons" in given:
        given["buttons"] = _rows(given["buttons"])
    if "content" in given:
        given["content"] = b64decode(given["content"], validate=True)
    if given.get("quote"):
        given["quote"] = Quote(_body(given["quote"]), int(given["quote"]["position"]))
    return kind(**{name: one for name, one in given.items() if name in names})


def _body(value: Any) -> Rich:
    """Earlier versions wrote messages as Telegram's HTML."""
    if "html" in value:
        return Rich(*from_html(value["html"]))
    styles = (Style(StyleKind(kind), *rest) for kind, *rest in value.get("styles", ()))
    return Rich(str(value["text"]), tuple(styles))


def _rows(value: Any) -> Rows:
    return tuple(tuple((label, action) for label, action in row) for row in value)
