"""What readers of files collect: the paragraphs of a document, within a budget. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.core.errors import FileTooLargeError
from bot.core.models import TextRequest

MAX_TEXT_CHARS = 1_000_000
"""A long novel. Beyond it nobody waits for a summary, and every stage has its bound."""

MAX_TITLE_CHARS = 300  # a longer one is a paragraph that was styled by mistake
_BREAK = "\n\n"


class Kind(Enum):
    """What a paragraph is to its document."""

    TEXT = auto()
    HEADING = auto()
    TITLE = auto()
    CELL = auto()
    ASIDE = auto()
    """Not part of what the author tells: a caption, a line of the table of contents."""


@dataclass(slots=True)
class Paragraphs:
    """The paragraphs of a document, in reading order."""

    title: str | None = None
    _blocks: list[tuple[Kind, str]] = field(default_factory=list)
    _chars: int = 0

    def add(self, text: str, kind: Kind = Kind.TEXT) -> None:
        """Take a paragraph; one without a visible character is none.

        Raises:
            FileTooLargeError: The text exceeds MAX_TEXT_CHARS.
        """
        lines = (" ".join(line.split()) for line in text.split("\n"))
        body = "\n".join(filter(None, lines))
        if body and kind is not Kind.ASIDE:
            self._chars += len(body) + len(_BREAK)
            check_length(self._chars - len(_BREAK))
            self._blocks.append((kind, body))

    def request(self) -> TextRequest:
        """Return the text; its title stands apart from it.

        Tables go unless they are most of the text: then it is laid out in one.
        """
        cells, chars = (sum(map(len, kind)) for kind in (self._of({Kind.CELL}), self._of(Kind)))
        wanted = set(Kind) if 2 * cells > chars else {*Kind} - {Kind.CELL}
        title, rest = self._title_apart(wanted)
        return TextRequest(_BREAK.join(rest), title)

    def _of(self, kinds: type[Kind] | set[Kind]) -> Iterator[str]:
        return (text for kind, text in self._blocks if kind in kinds)

    def _title_apart(self, wanted: set[Kind]) -> tuple[str | None, list[str]]:
        """Prefer what is styled as the title, then what the document says, then its heading."""
        blocks = [block for block in self._blocks if block[0] in wanted]
        styled = next((text for kind, text in blocks if kind is Kind.TITLE), None)
        first = blocks[0][1] if blocks and blocks[0][0] is Kind.HEADING else None
        found = (one_line(text) for text in (styled, self.title, first) if text)
        title = next((line for line in found if 0 < len(line) <= MAX_TITLE_CHARS), None)
        rest = [text for _, text in blocks]
        place = next((i for i, text in enumerate(rest[:_NEAR]) if one_line(text) == title), None)
        return title, rest if place is None else rest[:place] + rest[place + 1 :]


_NEAR = 10  # paragraphs: a title stands at the start, under a rubric or a letterhead at most


def check_length(chars: int) -> None:
    """Raise FileTooLargeError for more than MAX_TEXT_CHARS."""
    if chars > MAX_TEXT_CHARS:
        raise FileTooLargeError(MAX_TEXT_CHARS)


def one_line(text: str) -> str:
    """Return *text* with each run of spaces and line ends as one space."""
    return " ".join(text.split())
