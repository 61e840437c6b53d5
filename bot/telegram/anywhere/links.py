"""What the button under a message stands for that was sent by way of an inline query.

Telegram gives back 64 bytes, and nothing of the message: a link that is longer is remembered
here, until the bot is started again or others take its place.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, NamedTuple

from bot.core.errors import AnswerExpiredError
from bot.core.languages import parse_written
from bot.service.group_translation import Target

MAX_DATA_BYTES: Final = 64  # Bot API, InlineKeyboardButton
MAX_KNOWN: Final = 10_000  # links; some 4 MB: a query, and so a link, has at most 256 characters

READ: Final = re.compile(r"r:([\w-]+):(.+)")

_SCHEME: Final = "https://"


class ToRead(NamedTuple):
    """A page to be shortened, and the language to show it in."""

    url: str
    target: Target


@dataclass(slots=True)
class Links:
    """Callback data for links, and back."""

    _known: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def data(self, one: ToRead) -> str:
        """What a button carries: the link itself if it fits, else its digest."""
        head = f"r:{one.target.code}:"
        whole = head + one.url.removeprefix(_SCHEME)
        if len(whole.encode()) <= MAX_DATA_BYTES:
            return whole
        digest = "#" + blake2b(one.url.encode(), digest_size=16).hexdigest()
        self._known[digest] = one.url
        self._known.move_to_end(digest)
        if len(self._known) > MAX_KNOWN:
            self._known.popitem(last=False)
        return head + digest

    def read(self, data: str) -> ToRead:
        """What the button with *data*, which matches READ, stands for.

        Raises:
            AnswerExpiredError: It was made before the last start, or too many others since.
            UnknownLanguageError: This bot made no such button.
        """
        found = READ.fullmatch(data)
        assert found is not None  # as the route says
        target, rest = Target(*parse_written(found[1])), found[2]
        if not rest.startswith("#"):
            has_scheme = rest.startswith(("http://", _SCHEME))
            return ToRead(rest if has_scheme else _SCHEME + rest, target)
        url = self._known.get(rest)
        if url is None:
            raise AnswerExpiredError
        return ToRead(url, target)
