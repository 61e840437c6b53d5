"""An answer with marks becomes a text: what was kept in its place, and styles over words. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.models import Style
from bot.translation.formatting import merge
from bot.translation.masks.marks import (
    MARK,
    TEXT,
    Edge,
    Held,
    Mark,
    Masked,
    Span,
    has_all_brackets,
    has_more_brackets,
    is_in_word,
    is_kept,
)
from bot.translation.masks.spacing import gap_after, gap_before

SHARE_RATIO = 3.0  # «мектепте» is «at the school»: a styled piece of a text may grow so much
SHARE_SLACK_CHARS = 10  # and a word or two more
_ENDING = re.compile(r"[^\W\d_]{1,10}+(?!\w)")  # of a word; a long one: -ларымыздан


@dataclass(frozen=True, slots=True)
class Restored:
    """A translation as a reader sees it."""

    text: str
    styles: tuple[Style, ...] = ()


def restore(masked: Masked, answer: str) -> Restored | None:
    """Put back into *answer* what *masked* kept; None unless all of it is there once.

    Brackets may have become wide or been parted by spaces, digits those of another script.
    A style whose marks are lost, doubled, out of order, in the middle of a word or around
    other things than before is dropped.
    """
    writer = _Writer(masked, *_read(masked, answer.strip()))
    counts = Counter(writer.numbers)
    if any(mark.kept and counts[mark.number] != 1 for mark in masked.marks):
        return None
    if has_more_brackets("".join(writer.texts), _without_marks(masked.text)):
        return None  # a mark in ruins
    writer.write()
    once = [number for number in writer.numbers if counts[number] == 1]
    stretches = _Stretches(masked, masked.lead + writer.text + masked.tail, once, writer.places)
    return Restored(stretches.text, merge(stretches.styles()))


def _read(masked: Masked, answer: str) -> tuple[list[str], list[int]]:
    """Texts with a mark between each two of them, and the numbers of these marks."""
    known = {mark.number for mark in masked.marks}
    takes_single = all(map(has_all_brackets, MARK.finditer(masked.text)))
    texts, numbers = list[str](), list[int]()
    at = 0
    for found in MARK.finditer(answer):
        number = int(found["number"])
        if number in known and (takes_single or has_all_brackets(found)):
            texts.append(answer[at : found.start()])
            numbers.append(number)
            at = found.end()
    return [*texts, answer[at:]], numbers


def _without_marks(text: str) -> str:
    return MARK.sub(lambda found: "" if has_all_brackets(found) else found[0], text)


class _Writer:
    """Writes an answer from left to right, and notes where each mark came to stand.

    White space beside a mark is judged by what stood beside it in the original. That of a
    style goes outside it.
    """

    def __init__(self, masked: Masked, texts: list[str], numbers: Sequence[int]) -> None:
        self.text = ""
        self.texts, self.numbers = texts, numbers
        self.places: dict[int, tuple[int, int]] = {}
        self._masked = masked
        self._marks = {mark.number: mark for mark in masked.marks}
        self._fixed = 0  # up to here the text is not touched any more

    def write(self) -> None:
        """Write all."""
        for index, number in enumerate(self.numbers):
            self.text += self.texts[index]
            mark = self._marks[number]
            if mark.kept is not None:
                self._keep(mark, mark.kept, index)
            elif mark.opens:
                self._open(mark, index)
            else:
                self._close(mark, index)
        self.text += self.texts[-1]

    def _open(self, mark: Mark, index: int) -> None:
        outer, inner = self._space_before(), self._space_after(index)
        is_apart = bool(mark.left.space) and self._following(index)[:1].isalnum()
        self._add_gap(mark, outer or inner, is_apart=is_apart)
        self._place(mark, "")

    def _close(self, mark: Mark, index: int) -> None:
        inner = self._space_before()
        self._place(mark, "")
        has = self._space_after(index) or inner
        is_apart = bool(mark.right.space) and self.text[-1:].isalnum()
        if self.text and not self.text[-1].isspace():  # else there is one already
            self._add_gap_after(mark, index, has, is_apart=is_apart and not self._ends_word(index))

    def _keep(self, mark: Mark, kept: Held, index: int) -> None:
        is_apart = bool(mark.left.space) or not mark.left.char.isalnum()
        self._add_gap(mark, self._space_before(), is_apart=is_apart)
        self._place(mark, self._shown(kept))
        is_apart = bool(mark.right.space) or not mark.right.char.isalnum()
        is_apart = is_apart and not (kept.is_word and self._ends_word(index))
        self._add_gap_after(mark, index, self._space_after(index), is_apart=is_apart)

    def _place(self, mark: Mark, shown: str) -> None:
        start = len(self.text)
        self.text += shown
        self._fixed = len(self.text)
        self.places[mark.number] = start, self._fixed

    def _add_gap(self, mark: Mark, has: str, *, is_apart: bool) -> None:
        near = self.text[-1:]
        if not near.isspace():  # else a mark before this one has its space already
            self.text += gap_before(near, mark.left, has, is_apart=is_apart)

    def _add_gap_after(self, mark: Mark, index: int, has: str, *, is_apart: bool) -> None:
        near = self._following(index)[:1]
        is_address = mark.kept is not None and _is_address(mark.kept)
        gap = gap_after(near, mark.right, has, is_apart=is_apart, is_address=is_address)
        self.texts[index + 1] = gap + self.texts[index + 1]

    def _ends_word(self, index: int) -> bool:
        """Whether an ending is written to the word before the mark of that index."""
        ending = _ENDING.match(self._following(index))
        return self._masked.takes_endings and ending is not None and ending[0].islower()

    def _space_before(self) -> str:
        """Take off the white space that the text ends with."""
        end = max(len(self.text.rstrip()), self._fixed)
        space, self.text = self.text[end:], self.text[:end]
        return space

    def _space_after(self, index: int) -> str:
        """Take off the white space after the mark of that index."""
        rest = self.texts[index + 1].lstrip()
        space = self.texts[index + 1][: len(self.texts[index + 1]) - len(rest)]
        self.texts[index + 1] = rest
        return space

    def _following(self, index: int) -> str:
        """What a reader sees after the mark of that index, up to the next at least."""
        for text, number in zip(self.texts[index + 1 :], self.numbers[index + 1 :], strict=False):
            kept = self._marks[number].kept
            seen = text.lstrip() or (kept.shown if kept else "")
            if seen:
                return seen
        return self.texts[-1].lstrip()

    def _shown(self, kept: Held) -> str:
        """What is kept; a rendition gets a capital at the start of what began with one."""
        original, shown = self._masked.original, kept.shown
        first = next(filter(str.isalpha, original), "")
        is_raised = (
            shown.islower() and first.isupper() and shown != original[kept.start : kept.end]
        )
        if not is_raised or any(map(str.isalnum, self.text)):
            return shown
        return shown[0].upper()[:1] + shown[1:]


def _is_address(kept: Held) -> bool:
    last = kept.shown.split()[-1]
    return not kept.is_word and ("." in last or "/" in last)


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Where the styles of a masked text are in its translation.

    *once* are the numbers of the marks that came once, in order, *places* is where they are
    in the text without its leading white space.
    """

    masked: Masked
    text: str
    once: Sequence[int]
    places: Mapping[int, tuple[int, int]]

    def styles(self) -> Iterator[Style]:
        """Yield the styles that are certain."""
        order = {number: at for at, number in enumerate(self.once)}
        for span in self.masked.spans:
            if span.first.mark == TEXT:
                found = span.first.offset, len(self.text) - span.last.offset
            elif _is_in_order(span, order, self.once):
                found = self._start(span.first), self._end(span.last)
            else:
                continue
            if self._is_likely(span, *found):
                yield from (Style(kind, *found, data) for kind, data in span.looks)

    def _start(self, edge: Edge) -> int:
        at = len(self.masked.lead) + self.places[edge.mark][0] + edge.offset
        return at - len(edge.space) if self.text[:at].endswith(edge.space) else at

    def _end(self, edge: Edge) -> int:
        """Where a style ends; an ending written to its last word is in it."""
        at = len(self.masked.lead) + self.places[edge.mark][0] + edge.offset
        if not is_kept(edge.mark) and self._cuts_word(edge.mark, at):
            ending = _ENDING.match(self.text, at)
            return ending.end() if ending else at
        return at + len(edge.space) if self.text.startswith(edge.space, at) else at

    def _is_likely(self, span: Span, start: int, end: int) -> bool:
        """Whether a stretch has words, whole ones, and not far more or fewer than it had."""
        if not self.text[start:end].strip():
            return False
        if self._cuts_word(span.first.mark, start) or self._cuts_word(span.last.mark, end):
            return False
        expected = span.share * len(self.text)
        least, most = expected / SHARE_RATIO, expected * SHARE_RATIO
        return least - SHARE_SLACK_CHARS <= end - start <= most + SHARE_SLACK_CHARS

    def _cuts_word(self, number: int, at: int) -> bool:
        """Whether a mark of a style parts a word there, which it did not in the original."""
        if is_kept(number) or number == TEXT or not is_in_word(self.text, at):
            return False
        return all(mark.number != number or not mark.is_inside for mark in self.masked.marks)


def _is_in_order(span: Span, order: Mapping[int, int], once: Sequence[int]) -> bool:
    """Whether both marks of *span* came, the first before the last, around what they held."""
    first, last = order.get(span.first.mark), order.get(span.last.mark)
    if first is None or last is None or first > last:
        return False
    return set(once[first + 1 : last]) == span.inside & set(once)
