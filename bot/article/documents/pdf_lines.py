"""Runs of letters on a page: what stands together, and lines made of them. Pure.

Lengths are in points (1/72 inch); y grows upwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

SPACE_EM = 0.15  # a narrower gap is kerning; spaces are .25 em and rarely less than .2
_SAME_LINE = 0.5  # of the lower height must overlap: an index or a footnote mark does
_MARK_SIZE = 0.8  # of the type beside it


@dataclass(frozen=True, slots=True)
class Line:
    """Letters that stand in a row: a run as it was written, or a whole line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    """Of the type, in points."""

    @property
    def width(self) -> float:
        """From its first letter to its last."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Of its highest letter."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """The runs of a page, in the order they were written."""

    runs: Sequence[Line]


def share_a_line(span: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two spans, each of a bottom and a top, are of one line."""
    shared = min(span[1], other[1]) - max(span[0], other[0])
    return shared > _SAME_LINE * min(span[1] - span[0], other[1] - other[0])


def make_lines(runs: Sequence[Line]) -> list[Line]:
    """Join the runs of one column into its lines, from top to bottom."""
    rows: list[list[Line]] = []
    for run in sorted(runs, key=lambda run: -(run.top + run.bottom)):
        span = run.bottom, run.top
        if rows and share_a_line((rows[-1][0].bottom, rows[-1][0].top), span):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_joined(sorted(row, key=lambda run: run.left)) for row in rows]


def _joined(row: list[Line]) -> Line:
    widest = max(row, key=lambda run: len(run.text))
    row = [run for run in row if not _is_mark(run, widest)]
    return Line(
        text="".join(_spaced(row)).strip(),
        left=row[0].left,
        right=max(run.right for run in row),
        bottom=widest.bottom,  # a bullet's or a formula's font reaches elsewhere
        top=widest.top,
        size=widest.size,
    )


def _is_mark(run: Line, beside: Line) -> bool:
    """Whether this is the small raised number of a footnote."""
    is_small = run.size < _MARK_SIZE * beside.size or run.height < _MARK_SIZE * beside.height
    return is_small and run.bottom > beside.bottom and run.text.isdigit()


def _spaced(row: Sequence[Line]) -> Iterator[str]:
    yield row[0].text
    for before, run in pairwise(row):
        if run.left - before.right > SPACE_EM * run.size:
            yield " "
        yield run.text
