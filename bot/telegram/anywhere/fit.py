"""An answer where only one message can be sent. Pure."""

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from typing import Final

from bot.i18n import anywhere
from bot.i18n.catalogs import Catalog
from bot.telegram.shown.measure import size_of
from bot.telegram.shown.rich import Rich, joined, link

START: Final = "inline"  # what follows ?start= in links to the private chat
MAX_PAYLOAD_CHARS: Final = 64  # Bot API, «deep linking»

_GAP: Final = "\n\n"  # between blocks; see bot.telegram.shown.views.join_blocks


def one_message(messages: Sequence[Rich], rest: Rich) -> Rich:
    """All of it, if that is one message; else as many blocks as fit, with *rest* under them."""
    first = messages[0]
    if len(messages) == 1:
        return first
    end = len(first.text)
    while end and not (size_of(first.cut(0, end)) + size_of(_GAP + rest)).fits:
        end = max(0, first.text.rfind(_GAP, 0, end))
    return joined(_GAP, (first.cut(0, end), rest))


def rest_line(t: Catalog, bot_name: str, url: str | None = None) -> Rich:
    """Says where the rest is: in the private chat, which the line opens.

    The page at *url* is read there at once, if its address fits the line; see
    bot.telegram.answers.read_payload.
    """
    coded = f"u_{urlsafe_b64encode((url or '').encode()).decode().rstrip('=')}"
    payload = coded if url and len(coded) <= MAX_PAYLOAD_CHARS else START
    return link(anywhere.rest_in_chat(t), f"https://t.me/{bot_name}?start={payload}")
