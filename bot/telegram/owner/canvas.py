"""A page to draw on, measured in pixels from its upper left corner. Loads matplotlib: 60 MB."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle
from matplotlib.text import Text

FONT: Final = "DejaVu Sans"  # comes with matplotlib, has all letters of Kazakh
INK, FAINT, RULE, PAPER = "#1a1a1a", "#595959", "#d9d9d9", "#ffffff"

_DPI: Final = 100
_POINTS: Final = 72 / _DPI  # a pixel
LEAST_SIZE: Final = 20  # letters smaller than 7 pixels of a phone are not read
_LINE: Final = 1.25  # from line to line, in letters' sizes
_DOTS: Final = "…"


@dataclass(frozen=True, slots=True)
class Pen:
    """How letters look; their *size* is in pixels."""

    size: float
    colour: str = INK
    is_bold: bool = False


class Page:
    """A sheet of *width* by *height*."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=PAPER)
        FigureCanvasAgg(self.figure)  # the figure keeps it

    def png(self) -> bytes:
        """Return what was drawn."""
        file = BytesIO()
        self.figure.savefig(file, format="png")
        return file.getvalue()

    def text(
        self,
        x: float,
        y: float,
        said: str,
        pen: Pen,
        *,
        align: Literal["left", "center", "right"] = "left",
        room: float | None = None,
    ) -> float:
        """Write *said* with its middle at *y*; return how wide it came out.

        In less *room* it is made smaller, then cut.
        """
        artist = self._write(x / self.width, 1 - y / self.height, said, pen)
        artist.set_horizontalalignment(align)
        size = pen.size
        while room is not None and self._width(artist) > room:
            if size > LEAST_SIZE:
                size -= 1
                artist.set_fontsize(size * _POINTS)
            elif artist.get_text() != _DOTS:
                artist.set_text(artist.get_text().rstrip(_DOTS)[:-1] + _DOTS)
            else:  # not even these fit
                break
        return self._width(artist)

    def wrapped(self, x: float, y: float, said: str, pen: Pen, *, room: float) -> None:
        """Write *said* in as many lines as it takes, the first with its middle at *y*."""
        line = ""
        for word in said.split(" "):
            longer = f"{line} {word}".strip()
            if line and self.width_of(longer, pen) > room:
                self.text(x, y, line, pen, room=room)
                line, y = word, y + pen.size * _LINE
            else:
                line = longer
        self.text(x, y, line, pen, room=room)

    def width_of(self, said: str, pen: Pen) -> float:
        """How wide *said* would come out."""
        artist = self._write(0, 0, said, pen)
        width = self._width(artist)
        artist.remove()
        return width

    def _write(self, x: float, y: float, said: str, pen: Pen) -> Text:
        return self.figure.text(
            x,
            y,
            said,
            size=pen.size * _POINTS,
            color=pen.colour,
            weight="bold" if pen.is_bold else "normal",
            va="center_baseline",
            parse_math=False,  # an engine may have a dollar in its name
        )

    def _width(self, artist: Text) -> float:
        return float(artist.get_window_extent().width)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose upper left corner is at *x*, *y*."""
        corner = (x / self.width, 1 - (y + height) / self.height)
        size = (width / self.width, height / self.height)
        shape = Rectangle(corner, *size, color=colour, lw=0, transform=self.figure.transFigure)
        self.figure.add_artist(shape)

    def dot(self, x: float, y: float, size: float, colour: str) -> None:
        """Fill a circle around *x*, *y*."""
        centre = (x / self.width, 1 - y / self.height)
        shape = Ellipse(
            centre,
            size / self.width,
            size / self.height,
            color=colour,
            lw=0,
            transform=self.figure.transFigure,
        )
        self.figure.add_artist(shape)

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Axes in a rectangle: faint lines across, no frame."""
        place = (
            x / self.width,
            1 - (y + height) / self.height,
            width / self.width,
            height / self.height,
        )
        axes = self.figure.add_axes(place)
        axes.set_facecolor("none")
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(FAINT)
        axes.grid(visible=True, axis="y", color=RULE, linewidth=1.0)
        axes.set_axisbelow(True)
        axes.tick_params(length=0, pad=8, labelsize=24 * _POINTS, labelcolor=FAINT, which="both")
        return axes
