"""What a Telegram client marks in a person's message by itself."""

import re
from typing import Final

from tests.simulator.html import Entity, utf16

_KINDS: Final = (
    ("url", re.compile(r"https?://[^\s<>\"«»]{1,2048}(?<![.,;:!?)])")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}")),
    ("hashtag", re.compile(r"(?<![\w#])#\w{1,64}")),
)


def marked(text: str) -> list[Entity]:
    """Return the links, commands, mentions and hashtags of *text*, in order, apart."""
    found: list[Entity] = []
    taken: set[int] = set()
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            span = set(range(*match.span()))
            if not span & taken:
                taken |= span
                start, length = utf16(text[: match.start()]), utf16(match[0])
                found.append({"type": kind, "offset": start, "length": length})
    return sorted(found, key=lambda entity: entity["offset"])
