"""What a Telegram client marks in a person's message by itself, and what a bot may mark."""

import re
from typing import Final

from tests.simulator.html import LINK_SCHEMES, Entity, utf16

_ALONE: Final = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre"}
    | {"blockquote", "expandable_blockquote"}
)
_SPLITTABLE: Final = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
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


def mistakes(text: str, entities: list[Entity]) -> list[str]:
    """Return what is wrong with the entities that a bot gives; Telegram mends or drops most."""
    found = [wrong for entity in entities for wrong in _wrong(text, entity)]
    spans = [(one["offset"], -one["length"]) for one in entities]
    if spans != sorted(spans):
        found.append("entities out of order")
    pairs = ((one, other) for n, one in enumerate(entities) for other in entities[n + 1 :])
    return [*found, *(wrong for pair in pairs for wrong in _clash(*pair))]


def _wrong(text: str, entity: Entity) -> list[str]:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    found = []
    if not 0 <= start < end <= utf16(text):
        found.append(f"an entity of {text[:40]!r} from {start} to {end}")
    elif any(_splits(text, place) for place in (start, end)):
        found.append(f"an entity of {text[:40]!r} splits a character")
    if not _has_all(entity):
        found.append(f"an entity that is none: {entity}")
    return found


def _splits(text: str, place: int) -> bool:
    try:
        text.encode("utf-16-le")[: 2 * place].decode("utf-16-le")
    except UnicodeDecodeError:
        return True
    return False


def _has_all(entity: Entity) -> bool:
    match entity["type"]:
        case "text_link":
            return str(entity.get("url", "")).startswith(LINK_SCHEMES)
        case "text_mention":
            return isinstance(entity.get("user", {}).get("id"), int)
        case "custom_emoji":
            return str(entity.get("custom_emoji_id", "")).isdecimal()
        case kind:
            return kind in _ALONE


def _clash(one: Entity, other: Entity) -> list[str]:
    """Of two in order: they cross, or what holds nothing of the kind holds it."""
    end, other_end = (each["offset"] + each["length"] for each in (one, other))
    if other["offset"] >= end:
        return []
    if other_end > end:
        return [f"entities cross: {one}, {other}"]
    quotes = all(each["type"].endswith("blockquote") for each in (one, other))
    is_code = one["type"] in {"code", "pre"} and other["type"] not in _SPLITTABLE
    return [f"{other} stands in {one}"] if quotes or is_code else []
