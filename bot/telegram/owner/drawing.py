"""Draws the picture of ``/stats``. Loads matplotlib, 60 MB: only a worker imports this module.

Sizes are pixels of a picture that a phone shows at a third: letters of 27 are 9 there.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import nan
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from bot.telegram.owner.canvas import FAINT, FONT, LEAST_SIZE, PAPER, RULE, Page, Pen
from bot.telegram.owner.chart import HEIGHT, WIDTH, Chart, Panel, Part, Status, Tile

MARGIN: Final = 56
INNER: Final = WIDTH - 2 * MARGIN
COLUMN: Final = (INNER - 64) // 2
GAP: Final = 28  # between what stands side by side
SQUARE: Final = 36  # a colour in a key, with its gap
ROW: Final = 50  # of a list
MARKS: Final = 4  # steps between marks that have room
AXIS: Final = 108  # left of the axes, for their numbers

TITLE, HEADING, FIGURE = (Pen(size, is_bold=True) for size in (50, 34, 54))
NORMAL, SMALL, FAINT_NORMAL, FAINT_SMALL = Pen(28), Pen(26), Pen(28, FAINT), Pen(26, FAINT)

# Okabe and Ito: told apart also by people who do not see all colours
COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9")
TWO: Final = ("#1a1a1a", "#d55e00")
WELL, UNWELL = "#0072b2", "#d55e00"


def picture(chart: Chart) -> bytes:
    """Return *chart* as a PNG."""
    with rc_context({"font.family": FONT}):
        return drawn(chart).png()


def drawn(chart: Chart) -> Page:
    """Return the page with *chart* on it; it is as long as its lists make it."""
    below = ROW * max(2, len(chart.errors.rows), len(chart.engines.rows))
    page = Page(WIDTH, HEIGHT + below)
    page.text(MARGIN, 66, chart.title, TITLE, room=INNER)
    page.text(MARGIN, 122, chart.period, FAINT_NORMAL, room=INNER)
    _tiles(page, 172, chart.tiles)
    _requests(page, 356, chart)
    _times(page, 856, chart)
    _languages(page, 1226, chart.languages)
    _errors(page, 1408, chart.errors)
    _engines(page, 1408, chart.engines)
    _people(page, 1502 + below, chart.people)
    return page


def _tiles(page: Page, top: float, tiles: Sequence[Tile]) -> None:
    """One beside the other, all figures in one size."""
    step = INNER / max(len(tiles), 1)
    room = step - GAP
    pen = FIGURE
    while any(page.width_of(tile.value, pen) > room for tile in tiles):
        pen = replace(pen, size=pen.size - 1)
    for place, tile in enumerate(tiles):
        left = MARGIN + place * step
        page.text(left, top + 30, tile.value, pen)
        page.wrapped(left, top + 82, tile.label, FAINT_SMALL, room=room)


def _heading(page: Page, left: float, top: float, title: str, room: float = INNER) -> None:
    page.box(left, top, room, 2, RULE)
    page.text(left, top + 38, title, HEADING, room=room)


def _key(
    page: Page, top: float, labels: Sequence[str], colours: Sequence[str] = COLOURS, lines: int = 1
) -> None:
    """What the colours mean, with the figures, in as many *lines* at most."""
    pen = NORMAL
    while len(rows := _rows(page, labels, pen)) > lines and pen.size > LEAST_SIZE:
        pen = replace(pen, size=pen.size - 1)
    names = zip(labels, colours, strict=False)
    for place, row in enumerate(rows):
        y = top + 46 * place
        for left, (label, colour) in zip(row, names, strict=False):
            page.box(left, y - 12, 24, 24, colour)
            page.text(left + SQUARE, y, label, pen, room=INNER - SQUARE)


def _rows(page: Page, labels: Sequence[str], pen: Pen) -> Sequence[Sequence[float]]:
    """Where each label begins, line by line."""
    rows: list[list[float]] = [[]]
    left = float(MARGIN)
    for label in labels:
        width = SQUARE + page.width_of(label, pen)
        if rows[-1] and left + width > WIDTH - MARGIN:
            rows.append([])
            left = float(MARGIN)
        rows[-1].append(left)
        left += width + GAP
    return rows


def _requests(page: Page, top: float, chart: Chart) -> None:
    panel = chart.requests
    _heading(page, MARGIN, top, panel.title)
    _key(page, top + 92, [series.label for series in panel.rows], lines=2)
    axes = page.axes(MARGIN + AXIS, top + 182, INNER - AXIS, 250)
    floor = [0.0] * chart.days
    for series, colour in zip(panel.rows, COLOURS, strict=False):
        heights = [value or 0.0 for value in series.values]
        axes.bar(range(chart.days), heights, 0.8, floor, color=colour, edgecolor=PAPER, lw=0.6)
        floor = [below + height for below, height in zip(floor, heights, strict=True)]
    axes.set_ylim(0, max(4.0, *floor) * 1.08)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    _days(axes, chart)
    if not any(floor):
        _nothing(page, axes, top + 306, panel.nothing)


def _times(page: Page, top: float, chart: Chart) -> None:
    panel = chart.times
    _heading(page, MARGIN, top, panel.title)
    _key(page, top + 92, [series.label for series in panel.rows], TWO)
    axes = page.axes(MARGIN + AXIS, top + 136, INNER - AXIS, 170)
    axes.set_yscale("log")
    for series, colour, mark in zip(panel.rows, TWO, "os", strict=True):
        values = [nan if value is None else value for value in series.values]
        axes.plot(range(chart.days), values, color=colour, lw=3, marker=mark, ms=6)
    seen = [value for series in panel.rows for value in series.values if value is not None]
    _seconds(axes, chart.second_marks, seen or [0.1, 10.0])
    _days(axes, chart)
    if not seen:
        _nothing(page, axes, top + 220, panel.nothing)


def _seconds(axes: Axes, marks: Sequence[tuple[float, str]], seen: Sequence[float]) -> None:
    """The marks around what was seen, two at least; every second where they are many."""
    below = max((n for n, (at, _) in enumerate(marks) if at <= min(seen)), default=0)
    above = min((n for n, (at, _) in enumerate(marks) if at >= max(seen)), default=len(marks) - 1)
    above = max(above, below + 1)
    step = 1 if above - below <= MARKS else 2
    shown = marks[below - below % step : above + above % step + 1 : step]
    axes.set_ylim(shown[0][0] * 0.85, shown[-1][0] * 1.18)
    axes.yaxis.set_major_locator(FixedLocator([at for at, _ in shown]))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_yticklabels([label for _, label in shown])


def _days(axes: Axes, chart: Chart) -> None:
    axes.set_xlim(-0.6, chart.days - 0.4)
    axes.set_xticks([place for place, _ in chart.day_marks], [day for _, day in chart.day_marks])
    last = axes.get_xticklabels()[-1]
    last.set_horizontalalignment("right")  # it stands at the edge


def _nothing(page: Page, axes: Axes, top: float, said: str) -> None:
    axes.get_yaxis().set_visible(False)
    page.text(WIDTH / 2, top, said, FAINT_NORMAL, align="center", room=INNER)


def _languages(page: Page, top: float, panel: Panel[Part]) -> None:
    _heading(page, MARGIN, top, panel.title)
    total = sum(part.value for part in panel.rows)
    if not total:
        page.text(MARGIN, top + 96, panel.nothing, FAINT_NORMAL, room=INNER)
        return
    left = float(MARGIN)
    for part, colour in zip(panel.rows, COLOURS, strict=False):
        width = INNER * part.value / total
        page.box(left, top + 74, max(width - 3, 0.0), 34, colour)
        left += width
    _key(page, top + 142, [part.label for part in panel.rows])


def _errors(page: Page, top: float, panel: Panel[Part]) -> None:
    _heading(page, MARGIN, top, panel.title, COLUMN)
    if not panel.rows:
        page.wrapped(MARGIN, top + 94, panel.nothing, FAINT_SMALL, room=COLUMN)
    most = max((part.value for part in panel.rows), default=1)
    for place, part in enumerate(panel.rows):
        y = top + 94 + ROW * place
        count = page.text(MARGIN + COLUMN, y, part.told, SMALL, align="right")
        page.text(MARGIN, y, part.label, SMALL, room=COLUMN - count - 24)
        page.box(MARGIN, y + 21, COLUMN * part.value / most, 6, UNWELL)


def _engines(page: Page, top: float, panel: Panel[Status]) -> None:
    left = WIDTH - MARGIN - COLUMN
    _heading(page, left, top, panel.title, COLUMN)
    if not panel.rows:
        page.wrapped(left, top + 94, panel.nothing, FAINT_SMALL, room=COLUMN)
    for place, status in enumerate(panel.rows):
        y = top + 94 + ROW * place
        if status.is_well:
            page.dot(left + 12, y, 20, WELL)
        else:
            page.box(left + 2, y - 10, 20, 20, UNWELL)
        name = page.text(left + 36, y, status.name, SMALL, room=COLUMN * 0.45)
        room = COLUMN - 36 - name - 16
        page.text(left + COLUMN, y, status.text, FAINT_SMALL, align="right", room=room)


def _people(page: Page, top: float, panel: Panel[Tile]) -> None:
    _heading(page, MARGIN, top, panel.title)
    _tiles(page, top + 70, panel.rows)
