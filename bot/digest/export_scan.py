"""JSON read piece by piece: an export of many messages never stands in memory as a whole.

Parsed at once, a file of empty objects takes twenty times its size.
"""

import json
import re
from collections.abc import Iterator

PIECE_CHARS = 4 << 10  # holds most messages
MAX_PIECE_CHARS = 256 << 10  # a message of 4,096 characters, twice, each an escape, and its marks
MAX_PARTS = 500_000  # a message takes 200 bytes or more, so 20 MiB hold a fifth of it

_SPACE = re.compile(r"[ \t\r\n]*")
_decode = json.JSONDecoder().raw_decode


class Scan:
    """A place in a JSON text; reading moves it forward.

    Every method raises ValueError where the text is no JSON, a piece of it is too long or there
    are too many, and RecursionError where it is nested too deep.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._parts = 0

    def members(self) -> Iterator[str]:
        """Give the keys of the object that stands here; read the value of each in between."""
        for _ in self._between("{", "}"):
            if self._peek() != '"':
                raise ValueError(f"no key at {self._at}")
            key = str(self.value())
            self._take(":")
            yield key

    def elements(self) -> Iterator[object]:
        """Give the values of the array that stands here."""
        for _ in self._between("[", "]"):
            yield self.value()

    def value(self) -> object:
        """Return the value that stands here, whatever it is."""
        self._peek()
        for size in (PIECE_CHARS, MAX_PIECE_CHARS):
            piece = self._text[self._at : self._at + size]
            try:
                value, length = _decode(piece)
            except ValueError:
                continue
            self._at += length
            return value
        raise ValueError("no value, or one that is too long")

    def _between(self, start: str, end: str) -> Iterator[None]:
        self._take(start)
        if self._peek() != end:
            yield
            while self._peek() == ",":
                self._take(",")
                self._count()
                yield
        self._take(end)

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise ValueError("no file holds so many messages")

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise ValueError(f"no {sign!r} at {self._at}")
        self._at += 1

    def _peek(self) -> str:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]
