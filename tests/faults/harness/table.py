"""What was found, beside what must be."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.faults.harness.process import BotName

NAMES = {"qysqa": "Qysqa", "plain": "python-telegram-bot"}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; *passed* is None where nothing is demanded.

    Of Qysqa it is demanded that the figure holds, of plain python-telegram-bot that it does not:
    a harness that finds no loss there would find none anywhere.
    """

    what: str
    bot: BotName
    found: str
    passed: bool | None = None

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.passed is None:
            return "–"
        if self.bot == "plain":
            return "the loss shows" if self.passed else "NO LOSS SHOWN"
        return "holds" if self.passed else "MISSED"


def table(lines: Sequence[Line]) -> str:
    """Return *lines* as a Markdown table."""
    rows = [(one.what, NAMES[one.bot], one.found, one.verdict) for one in lines]
    rows = [("what", "bot", "found", "verdict"), *rows]
    widths = [max(len(row[place]) for row in rows) for place in range(4)]
    text = [_row(row, widths) for row in rows]
    return "\n".join([text[0], _row(["-" * width for width in widths], widths), *text[1:]])


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
