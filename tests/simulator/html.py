"""Telegram's HTML, read as strictly as Telegram reads it: text and entities, or a refusal.

Not on html.parser: it forgives what Telegram refuses (``a < b``) and loses the end of ``&y=2``.
Source: core.telegram.org/bots/api#html-style; the wording is TDLib's (MessageEntity.cpp).
"""

import html
import re
from dataclasses import dataclass, field
from typing import Any, Final

from tests.simulator.refusal import Refusal, bad_request

Entity = dict[str, Any]

TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_SHORTEST: Final = {kind: tag for tag, kind in reversed(TAGS.items())}
LINK_SCHEMES: Final = ("http://", "https://", "tg://", "mailto:", "tel:")

_TOKEN: Final = re.compile(r"</(?P<end>[^>]*)>|<(?P<start>[^\s>]*)(?P<rest>[^>]*)>|[^<]+|<")
_ATTRIBUTE: Final = re.compile(r"""([a-z-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_CHARACTER: Final = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6})\b;?")


def utf16(text: str) -> int:
    """Return the length of *text* in UTF-16 units, which entities are counted in."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the text that is shown, and its entities in order.

    Raises:
        Refusal: Telegram would not send *source*.
    """
    reading = _Reading(source)
    for token in _TOKEN.finditer(source):
        reading.take(token)
    if reading.open:
        tag = reading.open[-1].tag
        raise _refusal(f'Can\'t find end tag corresponding to start tag "{tag}"')
    entities = sorted(reading.entities, key=lambda found: (found["offset"], -found["length"]))
    return reading.shown, entities


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Return both without the spaces at the ends of the text, as Telegram sends them."""
    kept = text.strip()
    cut, length = utf16(text) - utf16(text.lstrip()), utf16(kept)
    moved = []
    for entity in entities:
        start = max(0, entity["offset"] - cut)
        end = min(length, entity["offset"] - cut + entity["length"])
        if start < end:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def written(text: str, entities: list[Entity]) -> str:
    """Return the HTML that reads as *text* with *entities*, outer ones first."""
    units = text.encode("utf-16-le")
    tags: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        opening, closing = _tags(entity)
        if not opening:
            continue
        start, end = entity["offset"], entity["offset"] + entity["length"]
        tags.setdefault(start, []).append(opening)
        tags.setdefault(end, []).insert(0, closing)
    source, at = "", 0
    for mark in sorted(tags):
        source += html.escape(units[2 * at : 2 * mark].decode("utf-16-le"), quote=False)
        source, at = source + "".join(tags[mark]), mark
    return source + html.escape(units[2 * at :].decode("utf-16-le"), quote=False)


def _tags(entity: Entity) -> tuple[str, str]:
    """Return nothing for what a client marks by itself."""
    match entity["type"]:
        case "text_link":
            return f'<a href="{html.escape(entity["url"])}">', "</a>"
        case "text_mention":
            return f'<a href="tg://user?id={entity["user"]["id"]}">', "</a>"
        case "custom_emoji":
            return f'<tg-emoji emoji-id="{entity["custom_emoji_id"]}">', "</tg-emoji>"
        case "pre" if "language" in entity:
            return f'<pre><code class="language-{entity["language"]}">', "</code></pre>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case kind:
            tag = _SHORTEST.get(kind)
            return (f"<{tag}>", f"</{tag}>") if tag else ("", "")


def _refusal(reason: str) -> Refusal:
    return bad_request(f"can't parse entities: {reason}")


@dataclass(frozen=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass
class _Reading:
    source: str
    shown: str = ""
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def take(self, token: re.Match[str]) -> None:
        where = f"at byte offset {len(self.source[: token.start()].encode())}"
        if token["start"] is not None:
            self.start(token["start"].lower(), token["rest"], where)
        elif token["end"] is not None:
            self.end(token["end"].strip().lower(), where)
        elif token[0] == "<":
            raise _refusal(f"Unclosed start tag {where}")
        else:
            self.shown += _CHARACTER.sub(lambda found: html.unescape(found[0]), token[0])

    def start(self, tag: str, rest: str, where: str) -> None:
        found = _ATTRIBUTE.findall(rest)
        attributes = {name: html.unescape("".join(values)) for name, *values in found}
        if tag not in TAGS and not (tag == "span" and attributes.get("class") == "tg-spoiler"):
            raise _refusal(f'Unsupported start tag "{tag}" {where}')
        self.open.append(_Open(tag, utf16(self.shown), attributes))

    def end(self, tag: str, where: str) -> None:
        if not self.open:
            raise _refusal(f"Unexpected end tag {where}")
        opened = self.open.pop()
        if tag not in {"", opened.tag}:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _refusal(f"Unmatched end tag {where}, {expected}")
        entity = _entity(opened, utf16(self.shown))
        if entity is not None:
            self.entities.append(entity)


def _entity(opened: _Open, end: int) -> Entity | None:
    """Return None for what Telegram drops in silence: empty entities and links to nowhere."""
    kind = TAGS.get(opened.tag, "spoiler")
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        kind = "expandable_blockquote"
    entity: Entity = {"type": kind, "offset": opened.start, "length": end - opened.start}
    if kind == "text_link":
        entity["url"] = opened.attributes.get("href", "")
    is_link_to_nowhere = kind == "text_link" and not entity["url"].startswith(LINK_SCHEMES)
    return None if entity["length"] == 0 or is_link_to_nowhere else entity
