"""Text with its styles, as people see it. Telegram takes it as a text and its entities. Pure.

Foreign text is never parsed as markup: what somebody wrote is shown as they wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

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
    whole = Rich()
    for part in filter(None, map(rich, parts)):
        whole = whole + separator + part if whole else part
    return whole


def _styled(said: Rich | str, kind: StyleKind, data: str | None = None) -> Rich:
    inner = rich(said)
    outer = (Style(kind, 0, len(inner.text), data),) if inner else ()
    return Rich(inner.text, (*outer, *inner.styles))
