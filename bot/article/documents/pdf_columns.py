"""Columns of a page, told by the white gutter between them. Pure."""

from collections.abc import Iterator, Sequence
from statistics import median

from bot.article.documents.pdf_lines import Line, make_lines

MAX_COLUMNS_DEPTH = 3  # halves of halves of halves
_MIN_ROWS = 4  # on either side; fewer rows side by side are a table or a signature
_MIN_FILLED = 0.5  # of a column's width by its usual run: prose fills it, a table does not
_MARGIN = 0.15  # of the width: nearer to its edge nothing is a column
_MIN_GUTTER_EM = 0.7
_MAX_CROSSING = 0.25  # of the rows: a title, an abstract, captions
_STEPS = 120  # places looked at across the page


def in_reading_order(runs: Sequence[Line], depth: int = MAX_COLUMNS_DEPTH) -> list[list[Line]]:
    """Return the lines of a page as blocks, each within one column, in reading order."""
    gutter = _gutter(runs) if depth else None
    if gutter is None:
        return [make_lines(runs)] if runs else []
    blocks: list[list[Line]] = []
    for band in _bands(runs, gutter):
        if _is_across(band[0], gutter):
            blocks.append(make_lines(band))
        else:
            for side in (_left(band, gutter), _right(band, gutter)):
                blocks.extend(in_reading_order(side, depth - 1))
    return blocks


def _left(runs: Sequence[Line], gutter: float) -> list[Line]:
    return [run for run in runs if run.right <= gutter]


def _right(runs: Sequence[Line], gutter: float) -> list[Line]:
    return [run for run in runs if run.left >= gutter]


def _is_across(run: Line, gutter: float) -> bool:
    return run.left < gutter < run.right


def _bands(runs: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Part what crosses the gutter from what stands in columns above and below it."""
    band: list[Line] = []
    for run in sorted(runs, key=lambda run: -(run.top + run.bottom)):
        if band and _is_across(run, gutter) != _is_across(band[0], gutter):
            yield band
            band = []
        band.append(run)
    yield band


def _gutter(runs: Sequence[Line]) -> float | None:
    """Return the middle of the widest gap that parts the runs into columns of prose."""
    if len(runs) < 2 * _MIN_ROWS:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    step = (right - left) / _STEPS
    if step <= 0:
        return None
    crossed = _crossings(runs, left, step)
    rows = len({round(run.bottom) for run in runs})
    size = median(run.size for run in runs)
    gaps = _gaps(crossed, int(_MAX_CROSSING * rows))
    wide = [(end - start, (start + end) / 2) for start, end in gaps
            if (end - start) * step >= _MIN_GUTTER_EM * size]  # fmt: skip
    places = (left + middle * step for _, middle in sorted(wide, reverse=True))
    return next((place for place in places if _are_columns(runs, place)), None)


def _crossings(runs: Sequence[Line], left: float, step: float) -> list[int]:
    """Count at each place across the page the runs that stand there."""
    change = [0] * (_STEPS + 2)
    for run in runs:
        change[int((run.left - left) / step)] += 1
        change[min(_STEPS, int((run.right - left) / step)) + 1] -= 1
    counts, count = [], 0
    for each in change[:_STEPS]:
        count += each
        counts.append(count)
    return counts


def _gaps(crossed: Sequence[int], allowed: int) -> Iterator[tuple[int, int]]:
    """Yield where hardly anything stands, away from the edges: its start and end."""
    first, last = int(_MARGIN * _STEPS), int((1 - _MARGIN) * _STEPS)
    lowest = min(crossed[first:last])
    start = None
    for place in range(first, last + 1):
        is_free = place < last and crossed[place] <= min(allowed, lowest + 1)
        if is_free and start is None:
            start = place
        elif not is_free and start is not None:
            yield start, place
            start = None


def _are_columns(runs: Sequence[Line], gutter: float) -> bool:
    """Whether prose stands on both sides, at the same height."""
    sides = _left(runs, gutter), _right(runs, gutter)
    rows = [make_lines(side) for side in sides]
    if min(map(len, rows)) < _MIN_ROWS:
        return False
    top = min(max(line.top for line in side) for side in rows)
    bottom = max(min(line.bottom for line in side) for side in rows)
    return top > bottom and all(map(_is_filled, rows))


def _is_filled(rows: Sequence[Line]) -> bool:
    width = max(row.right for row in rows) - min(row.left for row in rows)
    return median(row.width for row in rows) >= _MIN_FILLED * width
