"""How a text is shown: Telegram's entities and simple HTML, as Styles and back. Pure.

Source of the kinds and tags: Telegram Bot API 9, «MessageEntity» and «HTML style».
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate, pairwise

from bot.core.models import Style, StyleKind

EXPANDABLE = "expandable"
"""The data of a quotation that Telegram shows folded."""

_EXPANDABLE_TYPE = "expandable_blockquote"
_KINDS = {kind.value: kind for kind in StyleKind}  # others, such as url or mention, only read text
_WIDE = 0xFFFF  # above it a character takes two units of UTF-16

_FLOWING = frozenset(
    {
        StyleKind.BOLD,
        StyleKind.ITALIC,
        StyleKind.UNDERLINE,
        StyleKind.STRIKETHROUGH,
        StyleKind.SPOILER,
        StyleKind.LINK,
    }
)
"""Two touching pieces of these look like one; of the others each piece is a thing by itself."""

_CODE_KINDS = frozenset({StyleKind.CODE, StyleKind.BLOCK})

_TAGS = {
    StyleKind.BOLD: "b",
    StyleKind.ITALIC: "i",
    StyleKind.UNDERLINE: "u",
    StyleKind.STRIKETHROUGH: "s",
    StyleKind.SPOILER: "tg-spoiler",
    StyleKind.QUOTE: "blockquote",
    StyleKind.CODE: "code",
    StyleKind.BLOCK: "pre",
    StyleKind.LINK: "a",
    StyleKind.MENTION: "a",
    StyleKind.EMOJI: "tg-emoji",
}
_ATTRIBUTES = {
    StyleKind.LINK: ' href="{}"',
    StyleKind.MENTION: ' href="tg://user?id={}"',
    StyleKind.EMOJI: ' emoji-id="{}"',
}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of a message as Telegram sends it: *offset* and *length* in units of UTF-16.

    *data* is its ``url``, ``custom_emoji_id`` or ``language``, or the id of its ``user``.
    """

    type: str
    offset: int
    length: int
    data: str | None = None


def from_entities(text: str, entities: Iterable[Entity]) -> tuple[Style, ...]:
    """Read entities as styles; those that only point at what the text says anyway are left out.

    An offset inside a character, which a broken client may send, counts as its start.
    """
    starts = _units(text)
    found = (_style(entity, starts) for entity in entities)
    return clip([style for style in found if style is not None], 0, len(text))


def to_entities(text: str, styles: Iterable[Style]) -> tuple[Entity, ...]:
    """Write styles as Telegram reads them: in order, each within or beside every other."""
    whole = _arranged(text, styles)
    at = _units(text) if whole else ()
    return tuple(
        Entity(_type(one), at[one.start], at[one.end] - at[one.start], _data(one)) for one in whole
    )


def units(text: str) -> int:
    """The length of *text* in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _units(text: str) -> Sequence[int]:
    """How many units of UTF-16 stand before each character, and in the whole."""
    if units(text) == len(text):
        return range(len(text) + 1)
    return list(accumulate((2 if ord(char) > _WIDE else 1 for char in text), initial=0))


def _type(style: Style) -> str:
    return _EXPANDABLE_TYPE if _is_expandable(style) else style.kind.value


def _data(style: Style) -> str | None:
    return None if _is_expandable(style) else style.data


def _is_expandable(style: Style) -> bool:
    return style.kind is StyleKind.QUOTE and style.data == EXPANDABLE


def _style(entity: Entity, starts: Sequence[int]) -> Style | None:
    kind, data = _KINDS.get(entity.type), entity.data
    if entity.type == _EXPANDABLE_TYPE:
        kind, data = StyleKind.QUOTE, EXPANDABLE
    if kind is None:
        return None
    start = bisect_right(starts, entity.offset) - 1
    end = bisect_right(starts, entity.offset + entity.length) - 1
    return Style(kind, start, end, data)


def clip(styles: Iterable[Style], start: int, end: int) -> tuple[Style, ...]:
    """The parts of *styles* within ``text[start:end]``, counted from *start*."""
    spans = ((one, max(one.start, start), min(one.end, end)) for one in styles)
    return tuple(
        Style(one.kind, begin - start, stop - start, one.data)
        for one, begin, stop in spans
        if begin < stop
    )


def shift(styles: Iterable[Style], by: int) -> tuple[Style, ...]:
    """*styles* moved *by* code points to the right."""
    return tuple(Style(one.kind, one.start + by, one.end + by, one.data) for one in styles)


def merge(styles: Iterable[Style]) -> tuple[Style, ...]:
    """*styles* in order, each once; pieces that touch and look alike are one."""
    merged: list[Style] = []
    open_at: dict[tuple[StyleKind, str | None], int] = {}
    for style in sorted(set(styles), key=_order):
        key = style.kind, style.data
        at = open_at.get(key)
        if at is not None and style.start <= merged[at].end:
            merged[at] = replace(merged[at], end=max(merged[at].end, style.end))
            continue
        if style.kind in _FLOWING:
            open_at[key] = len(merged)
        merged.append(style)
    return tuple(sorted(merged, key=_order))


def heal(styles: Iterable[Style], seams: Iterable[Style]) -> tuple[Style, ...]:
    """Join styles that *seams* part: a quotation of two sentences is one.

    A seam counts only where its style stands on both sides of it; *seams* are in order.
    """
    whole = list(styles)
    for seam in seams:
        like = [one for one in whole if (one.kind, one.data) == (seam.kind, seam.data)]
        before = next((one for one in like if one.end == seam.start), None)
        after = next((one for one in like if one.start == seam.end), None)
        if before is not None and after is not None:
            whole.remove(before)
            whole[whole.index(after)] = replace(before, end=after.end)
    return tuple(whole)


def _order(style: Style) -> tuple[int, int, bool, str, str]:
    """Outer before inner; of the same size, what must stay whole is the outer one."""
    is_flowing = style.kind in _FLOWING
    return style.start, -style.end, is_flowing, style.kind, style.data or ""


def to_html(text: str, styles: Iterable[Style]) -> str:
    """Write *text* as Telegram's HTML; its tags are nested properly.

    Of two overlapping styles the one that may be cut is cut; of two that may not, the
    later is left out, as Telegram does.
    """
    return _write(text, _arranged(text, styles))


def _arranged(text: str, styles: Iterable[Style]) -> list[Style]:
    """*styles* as both ways of writing them need them."""
    whole = merge(clip(styles, 0, len(text)))
    shown = [style for style in whole if style.data or _stands_alone(style)]
    return shown if _is_nested(shown) else _nested(shown)


def _stands_alone(style: Style) -> bool:
    return style.kind not in _ATTRIBUTES


def _is_nested(styles: Iterable[Style]) -> bool:
    """Whether they surely are; *styles* are in order. Nearly all are, and the rest takes long."""
    around: list[Style] = []
    for style in styles:
        while around and around[-1].end <= style.start:
            around.pop()
        if around and (around[-1].end < style.end or not _may_hold(around, style)):
            return False
        around.append(style)
    return True


def _may_hold(around: Iterable[Style], style: Style) -> bool:
    return style.kind is not StyleKind.QUOTE and not any(
        other.kind in _CODE_KINDS for other in around
    )


def _nested(styles: Sequence[Style]) -> list[Style]:
    """The same, each within or beside every other."""
    nested: list[Style] = []
    for style in styles:
        if style.kind not in _FLOWING and not any(_excludes(other, style) for other in nested):
            nested.append(style)
    for style in styles:
        if style.kind in _FLOWING:
            nested += list(_cut(style, nested))
    return sorted(nested, key=_order)


def _excludes(other: Style, style: Style) -> bool:
    """Whether *style* may not stand where it does beside *other*.

    Code holds nothing else, and a quotation holds no other.
    """
    is_closed = other.kind in _CODE_KINDS or other.kind is style.kind is StyleKind.QUOTE
    return (is_closed and style.start < other.end) or _cross(style, other)


def _cut(style: Style, others: Iterable[Style]) -> Iterator[Style]:
    crossed = [other for other in others if _cross(style, other)]
    marks = {mark for other in crossed for mark in (other.start, other.end)}
    edges = [style.start, *sorted(m for m in marks if style.start < m < style.end), style.end]
    for start, end in pairwise(edges):
        yield replace(style, start=start, end=end)


def _cross(first: Style, second: Style) -> bool:
    """Whether they overlap and neither holds the other."""
    one, two = sorted((first, second), key=_order)
    return one.start < two.start < one.end < two.end


def _write(text: str, styles: Sequence[Style]) -> str:
    """Write styles that are nested, outer before inner."""
    html: list[str] = []
    waiting, opened = list(reversed(styles)), list[Style]()
    at = 0
    for mark in sorted({mark for one in styles for mark in (one.start, one.end)}):
        html.append(escape(text[at:mark], quote=False))
        at = mark
        while opened and opened[-1].end == mark:
            html.append(_closing(opened.pop()))
        while waiting and waiting[-1].start == mark:
            opened.append(waiting.pop())
            html.append(_opening(opened[-1]))
    return "".join(html) + escape(text[at:], quote=False)


def _opening(style: Style) -> str:
    data = escape(style.data or "")
    if style.kind is StyleKind.BLOCK and data:
        return f'<pre><code class="language-{data}">'
    if _is_expandable(style):
        return "<blockquote expandable>"
    return f"<{_TAGS[style.kind]}{_ATTRIBUTES.get(style.kind, '').format(data)}>"


def _closing(style: Style) -> str:
    inner = "</code>" if style.kind is StyleKind.BLOCK and style.data else ""
    return f"{inner}</{_TAGS[style.kind]}>"
