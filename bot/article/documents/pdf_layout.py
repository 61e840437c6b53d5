"""From runs of letters at their places to the paragraphs they make. Pure.

A PDF holds letters at places and nothing else: what is a column, a running header, a paragraph
or a hyphen is told by where it stands. Lengths are in points (1/72 inch); y grows upwards.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from statistics import median

from bot.article.documents.pdf_columns import in_reading_order
from bot.article.documents.pdf_hyphens import join, vocabulary
from bot.article.documents.pdf_lines import Line, Page
from bot.article.documents.pdf_running import without_running

_NEW_SIZE = 1.08  # times larger or smaller: a heading, a caption
_OTHER_FONT = 1.25  # times: words of another font inside a sentence, such as a path
_NEW_LEADING = 1.3  # times the usual distance of lines
_MAX_LEADING_EM = 2.2  # of typescripts with double spacing
_INDENT_EM = 0.8
_SPACE_EM = 0.3
_CUT_SHARE = 0.6  # a line of less ends its paragraph without a full stop too
_NOTE_SIZE = 0.92  # of the body's, at the foot of a column
_NOTE_MARKS = "*†‡¹²³⁴⁵⁶⁷⁸⁹0123456789"
_BULLETS = "•◦▪●■‣–—"
_FINAL = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "۔")
_CLOSERS = "\"'»”’)]"
_LOOK_BACK = 3  # pieces: a paragraph may go on behind a caption and a figure's own words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the size of its type, and the number of its page from 0."""

    text: str
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """The edges of a column and the usual distance between its lines."""

    left: float
    right: float
    leading: float
    has_indents: bool = False
    """Whether paragraphs begin set in here."""

    def is_indented(self, line: Line) -> bool:
        return line.left - self.left > _INDENT_EM * line.size

    def is_cut(self, line: Line) -> bool:
        return line.right - self.left < _CUT_SHARE * (self.right - self.left)

    def has_room(self, line: Line, following: Line) -> bool:
        """Whether the first word of the next line would still have stood on this one."""
        word = len(following.text.partition(" ")[0]) / len(following.text) * following.width
        return self.right - line.right > word + _SPACE_EM * line.size


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a paragraph has in one column."""

    lines: list[Line]
    shape: _Shape
    page: int
    is_first: bool
    """Whether it opens its column, so that it may go on from the one before."""


def lay_out(pages: Sequence[Page]) -> list[Paragraph]:
    """Return the paragraphs in reading order, without what runs along on every page."""
    placed = without_running([in_reading_order(page.runs) for page in pages])
    body = body_size(line for blocks in placed for block in blocks for line in block)
    pieces = [
        piece
        for page, blocks in enumerate(placed)
        for block in blocks
        for piece in _pieces(_without_notes(block, body), page)
    ]
    known = vocabulary([line.text for piece in pieces for line in piece.lines])
    return [_paragraph(piece, known) for piece in _across_columns(pieces)]


def _paragraph(piece: _Piece, known: frozenset[str]) -> Paragraph:
    text = join([line.text for line in piece.lines], known)
    return Paragraph(text, piece.lines[0].size, piece.page)


def body_size(lines: Iterable[Line | Paragraph]) -> float:
    """Return the size of type that most letters are in; 0 when there are none."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _without_notes(block: list[Line], body: float) -> list[Line]:
    """Leave out the footnotes of a column: small type down to its end, after a mark."""
    small = len(block)
    while small and block[small - 1].size < _NOTE_SIZE * body:
        small -= 1
    note = next((i for i in range(small, len(block)) if block[i].text[0] in _NOTE_MARKS), None)
    return block if note is None else block[:note]


def _pieces(block: list[Line], page: int) -> Iterator[_Piece]:
    """Part a column into paragraphs; its edges are those of one size of type."""
    start = 0
    for stretch in _split(block, _is_in_other_type):
        shape = _shape(stretch)
        for lines in _split(stretch, partial(_begins, shape)):
            yield _Piece(lines, shape, page, is_first=start == 0)
            start += len(lines)


def _split(lines: list[Line], is_new: Callable[[Line, Line], bool]) -> Iterator[list[Line]]:
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or is_new(lines[end - 1], lines[end]):
            yield lines[start:end]
            start = end


def _shape(block: Sequence[Line]) -> _Shape:
    distances = [above.bottom - below.bottom for above, below in pairwise(block)]
    widest = _MAX_LEADING_EM * block[0].size
    shape = _Shape(
        min(line.left for line in block),
        max(line.right for line in block),
        min(widest, median(distances)) if distances else widest,
    )
    set_in = sum(shape.is_indented(line) for line in block)
    return replace(shape, has_indents=0 < set_in < len(block))


def _begins(shape: _Shape, before: Line, line: Line) -> bool:
    """Whether a paragraph begins with *line*, which stands under *before*."""
    distance = before.bottom - line.bottom
    if line.text[0] in _BULLETS or distance > _NEW_LEADING * shape.leading:
        return True
    if shape.is_indented(line) and not shape.is_indented(before):
        return not _is_item(before.text)
    if _is_closed(before.text):
        return shape.has_room(before, line)
    return shape.is_cut(before) and not line.text[0].islower()


def _is_in_other_type(before: Line, line: Line) -> bool:
    """Whether a heading or a caption begins or ends between two lines."""
    goes_on = not _is_closed(before.text) and not line.text[0].isupper()
    return not _is_of_size(before, line, _OTHER_FONT if goes_on else _NEW_SIZE)


def _is_of_size(one: Line, other: Line, times: float = _NEW_SIZE) -> bool:
    return max(one.size, other.size) <= times * min(one.size, other.size)


def _is_item(text: str) -> bool:
    """Whether a list item starts here, whose further lines are set in."""
    return text[0] in _BULLETS or text[0].isdigit()


def _is_closed(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_FINAL)


def _across_columns(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Join what a column or a page parted; what a figure shoved in between stays behind it."""
    whole: list[_Piece] = []
    for piece in pieces:
        near = whole[: -_LOOK_BACK - 1 : -1]
        open_one = next((one for one in near if _is_of_size(one.lines[-1], piece.lines[0])), None)
        if piece.is_first and open_one and _goes_on(open_one, piece, is_next=open_one is near[0]):
            open_one.lines.extend(piece.lines)
        else:
            whole.append(piece)
    return whole


def _goes_on(piece: _Piece, following: _Piece, *, is_next: bool) -> bool:
    """Whether the sentence goes on, or, where beginnings are set in, the paragraph."""
    last, first = piece.lines[-1], following.lines[0]
    is_closed = _is_closed(last.text)
    if first.text[0] in _BULLETS or (is_closed and not following.shape.has_indents):
        return False
    if first.text[0].islower() and not is_closed:
        return True
    is_cut = piece.shape.has_room(last, first) or following.shape.is_indented(first)
    return is_next and not is_cut
