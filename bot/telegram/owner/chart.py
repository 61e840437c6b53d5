"""The picture of ``/stats``: what stands on it. Every word comes in as it is shown."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Final, Generic, TypeVar

T = TypeVar("T")

WIDTH, HEIGHT = 1080, 1730  # pixels, without lists: about a phone's screen, clear at a third of it

_FOLDER: Final = "MPLCONFIGDIR"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that is read at once, and what it is of."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """One value a day; None: there is none."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole, or a bar; *told* is its value as it stands beside a bar."""

    label: str
    value: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """How something is; *is_well* decides on its mark."""

    name: str
    text: str
    is_well: bool


@dataclass(frozen=True, slots=True)
class Panel(Generic[T]):
    """A part of the picture; *nothing* is shown where it has no *rows*."""

    title: str
    rows: Sequence[T]
    nothing: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn.

    Attributes:
        days: How many values each series has.
        day_marks: By their place in the series, days that are named.
        second_marks: Times that are named on the axis, in seconds.
    """

    title: str
    period: str
    days: int
    tiles: Sequence[Tile]
    requests: Panel[Series]
    times: Panel[Series]
    languages: Panel[Part]
    errors: Panel[Part]
    engines: Panel[Status]
    people: Panel[Tile]
    day_marks: Sequence[tuple[int, str]]
    second_marks: Sequence[tuple[float, str]]


def draw(chart: Chart) -> bytes:
    """Return *chart* as a PNG, WIDTH pixels wide; takes half a second: work for a worker."""
    with _no_settings():
        # 60 MB that only a worker shall hold
        from bot.telegram.owner.drawing import picture  # noqa: PLC0415
    return picture(chart)


@contextmanager
def _no_settings() -> Iterator[None]:
    """Have matplotlib load with nobody's settings, and keep its list of fonts nowhere.

    It wants a folder for them in its home, where a service may not write.
    """
    kept = os.environ.get(_FOLDER)
    with TemporaryDirectory() as folder:
        os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER]
            if kept is not None:
                os.environ[_FOLDER] = kept
