"""Buttons and links that only work for whom and where they were made. Pure.

Callback data comes back from Telegram as the client sent it: nothing but a signature tells that
this bot made it. It is bound to the chat, and to the person who opened the panel.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Final, Self

SIGNATURE_CHARS: Final = 12  # 72 bits: nobody guesses these at Telegram's pace
MISSED: Final = "c"  # links to what was said: a chat, since, until, a topic or 0
FEED: Final = "f"  # links to the address of a feed: a chat
ANYBODY: Final = 0  # in place of a person: an anonymous admin has no number

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Seal:
    """Signs short texts; *key* is this bot's own."""

    key: bytes

    @classmethod
    def of_token(cls, token: str) -> Self:
        """A key that is the same after a restart, and tells nothing of the token."""
        return cls(hashlib.sha256(b"qysqa buttons " + token.encode()).digest())

    def button(self, chat_id: int, person_id: int, action: str) -> str:
        """Callback data for *action*, some 30 bytes longer than that; Telegram takes 64."""
        body = f"{_written(person_id)}:{action}"
        return f"g:{body}:{self._sign('button', chat_id, body)}"

    def pressed(self, chat_id: int, person_id: int, data: str) -> str | None:
        """The action of callback data; None unless it was made for this chat and person."""
        body, _, signature = data.removeprefix("g:").rpartition(":")
        owner, _, action = body.partition(":")
        if not hmac.compare_digest(
            signature.encode(), self._sign("button", chat_id, body).encode()
        ):
            return None
        return action if owner in {_written(ANYBODY), _written(person_id)} else None

    def link(self, kind: str, *numbers: int) -> str:
        """What follows ``?start=``: a letter and numbers; at most 64 of A-Za-z0-9_-."""
        body = "_".join((kind, *map(_written, numbers)))
        return f"{body}_{self._sign('link', 0, body)}"

    def opened(self, kind: str, payload: str) -> tuple[int, ...] | None:
        """The numbers of such a link; None if this bot did not make it."""
        # a signature may hold what parts the rest
        body, signature = payload[: -SIGNATURE_CHARS - 1], payload[-SIGNATURE_CHARS:]
        if not hmac.compare_digest(signature.encode(), self._sign("link", 0, body).encode()):
            return None
        letter, *numbers = body.split("_")
        return tuple(map(_read, numbers)) if letter == kind else None

    def _sign(self, kind: str, chat_id: int, body: str) -> str:
        made = hmac.new(self.key, f"{kind} {chat_id} {body}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(made)[:SIGNATURE_CHARS].decode()


def _written(number: int) -> str:
    """The number in base 36: what is signed has to be short."""
    digits, rest = "", abs(number)
    while rest or not digits:
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if number < 0 else digits


def _read(digits: str) -> int:
    return int(digits, len(_DIGITS))
