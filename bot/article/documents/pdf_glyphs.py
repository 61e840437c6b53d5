"""The letters of a PDF page, joined to runs where they stand together.

Asks pdfium letter by letter, 1 µs each: its own lines mix columns and lose places.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.article.documents.pdf_lines import SPACE_EM, Line, Page, share_a_line
from bot.core.errors import BrokenFileError

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_RUNS = 20_000  # on a page; a newspaper's has a thousand
_NEW_HEIGHT = 1.25  # times: a footnote mark, another font
_NEAR_EM = 1.0  # the widest space between the words of a justified line
_SAMPLE_LETTERS = 100
_MAX_SLOPE = 0.1  # rad; what is steeper is a watermark or a stamp on the margin

_LINE_END_HYPHENS = {0xFFFE, 0x02}  # what pdfium makes of a hyphen at the end of a line
_SPACES = {*range(0x09, 0x0E), 0x20, 0x85, 0xA0, *range(0x2000, 0x200C), 0x2028, 0x2029, 0x3000}
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)  # private use, where fonts hide what they show
_UNMAPPED = {*range(0x20), *range(0xD800, 0xE000), *_PRIVATE, 0xFFFD, 0xFFFF} - _LINE_END_HYPHENS
_MAX_CODE = 0x10FFFF

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_TURNS: dict[int, Callable[[Box], Box]] = {  # lines run upwards, back, downwards: to level ones
    90: lambda box: (box[1], -box[2], box[3], -box[0]),
    180: lambda box: (-box[2], -box[3], -box[0], -box[1]),
    270: lambda box: (-box[3], box[0], -box[1], box[2]),
}


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: its runs, how many letters it has, and how many say nothing."""

    page: Page
    letters: int
    unmapped: int


@dataclass(slots=True)
class _Run:
    index: int
    """Of its first letter on the page."""
    left: float
    bottom: float
    right: float
    top: float
    text: list[str] = field(default_factory=list)

    def takes(self, box: Box) -> bool:
        """Whether a letter stands next to the last one, on either side: Arabic goes left."""
        height = box[3] - box[1]
        near = _NEAR_EM * height
        if box[0] - self.right >= near or self.left - box[2] >= near:
            return False
        if box[1] == self.bottom and box[3] == self.top:  # as nearly all letters
            return True
        mine = self.top - self.bottom
        is_alike = max(mine, height) <= _NEW_HEIGHT * min(mine, height)
        return is_alike and share_a_line((self.bottom, self.top), (box[1], box[3]))

    def add(self, letter: str, box: Box, *, is_spaced: bool) -> None:
        left, bottom, right, top = box
        if self.text and (is_spaced or left - self.right > SPACE_EM * (top - bottom)):
            self.text.append(" ")
        self.text.append(letter)
        self.left = min(self.left, left)
        self.bottom = min(self.bottom, bottom)
        self.right = max(self.right, right)
        self.top = max(self.top, top)


def read_page(page: "PdfPage", name: str) -> PageText:
    """Read the runs of a page.

    Raises:
        BrokenFileError: It has more than MAX_RUNS of them.
    """
    text_page = page.get_textpage()
    try:
        return _read(text_page.raw, name)
    finally:
        text_page.close()


def _read(text: Any, name: str) -> PageText:
    rotation = _rotation(text)
    runs: list[_Run] = []
    letters = unmapped = 0
    is_spaced = False
    for index, code, box in _glyphs(text, rotation):
        if code in _SPACES:
            is_spaced = True
            continue
        letters += 1
        letter = _letter(code)
        unmapped += not letter
        if not runs or not runs[-1].takes(box):
            runs.append(_Run(index, *box))
        runs[-1].add(letter, box, is_spaced=is_spaced)
        is_spaced = False
        if len(runs) > MAX_RUNS:
            raise BrokenFileError(name)
    return PageText(Page(list(_finished(runs, text, rotation))), letters, unmapped)


def _rotation(text: Any) -> int:
    """Return the direction most letters run in, in degrees: a table may lie on its side."""
    from pypdfium2 import raw  # noqa: PLC0415 - 5 MB of C++ that most messages never need

    count = raw.FPDFText_CountChars(text)
    sample = range(0, count, count // _SAMPLE_LETTERS + 1)
    turns = Counter(round(math.degrees(_slope(text, index)) / 90) * 90 % 360 for index in sample)
    return turns.most_common(1)[0][0] if turns else 0


def _slope(text: Any, index: int) -> float:
    """Return the angle of a letter's line in radians; 0 when it has none."""
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    matrix = raw.FS_MATRIX()
    found = raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    return math.atan2(matrix.b, matrix.a) if found else 0.0


def _glyphs(text: Any, rotation: int) -> Iterator[tuple[int, int, Box]]:
    """Yield the place in the page's text, the code point and the box of each letter."""
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    turn = _TURNS.get(rotation)
    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        raw.FPDFText_GetLooseCharBox(text, index, place)
        level = box.left, box.bottom, box.right, box.top
        yield index, code, turn(level) if turn else level


@cache
def _letter(code: int) -> str:
    """Return what a code point says; empty when it says nothing."""
    if code in _LINE_END_HYPHENS:
        return "-"
    if code in _UNMAPPED or code > _MAX_CODE:
        return ""
    return _LIGATURES.get(code) or chr(code)


def _finished(runs: list[_Run], text: Any, rotation: int) -> Iterator[Line]:
    """Yield the runs that say something and lie level, each with the size of its type."""
    for run in runs:
        said = "".join(run.text).strip()
        slope = _slope(text, run.index) - math.radians(rotation)
        if said and abs(math.remainder(slope, math.tau)) <= _MAX_SLOPE:
            yield Line(said, run.left, run.bottom, run.right, run.top, _size(text, run))


def _size(text: Any, run: _Run) -> float:
    """Return the size of type in points: what the font is set to, scaled as it is drawn."""
    from pypdfium2 import raw  # noqa: PLC0415 - as above

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, run.index, ctypes.byref(matrix))
    size = raw.FPDFText_GetFontSize(text, run.index) * math.hypot(matrix.c, matrix.d)
    return size or run.top - run.bottom
