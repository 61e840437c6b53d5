"""Text with its styles, as people see it. Telegram takes it as a text and its entities. Pure.

Foreign text is never parsed as markup: what somebody wrote is shown as they wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from bot.core.models import Style, StyleKind
from bot.translation.formatting import EXPANDABLE, clip, shift


@dataclass(frozen=True, slots=True)
class Rich:
    """A text and how parts of it are shown; offsets count code points."""

    text: str = ""
    styles: tuple[Style, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: "Rich | str") -> "Rich":
        after = rich(other)
        moved = shift(after.styles, len(self.text))
        return Rich(self.text + after.text, (*self.styles, *moved))

    def __radd__(self, other: str) -> "Rich":
        return rich(other) + self

    def cut(self, start: int, end: int) -> "Rich":
        """The part between two offsets, as it is shown there."""
        return Rich(self.text[start:end], clip(self.styles, start, end))

    def strip(self) -> "Rich":
        """The same without white space at its ends, which Telegram takes away."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def rejoined(self, after: "Rich") -> "Rich":
        """The whole that this and *after* are pieces of: what is shown in one style is one."""
        seam, whole = len(self.text), [*self.styles]
        for style in shift(after.styles, seam):
            like = (one for one in whole if _touch(one, style))
            before = next(like, None) if style.start == seam else None
            if before is None:
                whole.append(style)
            else:
                whole[whole.index(before)] = replace(before, end=style.end)
        return Rich(self.text + after.text, tuple(whole))


EMPTY: Final = Rich()


def rich(said: Rich | str) -> Rich:
    """*said* without a style of its own."""
    return said if isinstance(said, Rich) else Rich(said)


def bold(said: Rich | str) -> Rich:
    """*said* in bold."""
    return _styled(said, StyleKind.BOLD)


def italic(said: Rich | str) -> Rich:
    """*said* in italics."""
    return _styled(said, StyleKind.ITALIC)


def code(said: Rich | str) -> Rich:
    """*said* in a fixed width: a tap copies it."""
    return _styled(said, StyleKind.CODE)


def link(said: Rich | str, url: str) -> Rich:
    """*said* as a link."""
    return _styled(said, StyleKind.LINK, url)


def folded(said: Rich | str) -> Rich:
    """*said* as a quotation that a tap unfolds."""
    return _styled(said, StyleKind.QUOTE, EXPANDABLE)


def joined(separator: Rich | str, parts: Iterable[Rich | str]) -> Rich:
    """*parts* that are not empty, with *separator* between them."""
    between = rich(separator)
    texts, styles, length = list[str](), list[Style](), 0
    for part in filter(None, map(rich, parts)):
        for one in (between, part) if texts else (part,):
            styles += shift(one.styles, length)
            texts.append(one.text)
            length += len(one.text)
    return Rich("".join(texts), tuple(styles))


def _touch(before: Style, after: Style) -> bool:
    """Whether both are pieces of one style; each emoji is one by itself."""
    is_like = before.kind is not StyleKind.EMOJI and (before.kind, before.data) == (
        after.kind,
        after.data,
    )
    return is_like and before.end == after.start


def _styled(said: Rich | str, kind: StyleKind, data: str | None = None) -> Rich:
    inner = rich(said)
    outer = (Style(kind, 0, len(inner.text), data),) if inner else ()
    return Rich(inner.text, (*outer, *inner.styles))
