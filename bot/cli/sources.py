"""What SOURCE names: a link, a file or standard input; and a line of JSON Lines."""

import json
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.cli.output import say
from bot.core.errors import BadLineError, NoSuchFileError
from bot.core.languages import parse_language
from bot.core.models import (
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LanguageCode,
    LinkRequest,
    TextRequest,
)

MAX_LINE_BYTES = 2 * MAX_FILE_BYTES  # JSON escapes make a text longer, seldom twice

_LINKS = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of JSON Lines: what it asks about, and how it wants to be called."""

    id: Any
    article: ArticleRequest
    language: LanguageCode | None
    sentences: int | None


def read_source(source: str | None) -> ArticleRequest:
    """Turn SOURCE into a request; None and ``-`` mean standard input.

    Raises:
        NoSuchFileError: It is no link, and no file that can be read.
    """
    if source is None or source == "-":
        if sys.stdin.isatty():
            say("Paste the text, then press Ctrl-D on an empty line.")
        return FileRequest("-", _read(sys.stdin.buffer))
    if source.lower().startswith(_LINKS):
        return LinkRequest(source)
    try:
        with Path(source).open("rb") as file:
            return FileRequest(Path(source).name, _read(file))
    except (OSError, ValueError):
        raise NoSuchFileError(source) from None


def read_lines(source: str | None) -> Iterator[bytes]:
    """The lines of SOURCE, one at a time: a stream is answered while it comes."""
    if source is None or source == "-":
        yield from _filled(sys.stdin.buffer)
        return
    try:
        with Path(source).open("rb") as file:
            yield from _filled(file)
    except (OSError, ValueError):
        raise NoSuchFileError(source) from None


def line_id(line: bytes) -> Any:
    """The id of a line, also of one that is no request; None where there is none."""
    try:
        return _object(line).get("id")
    except BadLineError:
        return None


def parse_line(line: bytes) -> Line:
    """Read a line as a request.

    Raises:
        BadLineError: It is no JSON object, or its keys do not make a request.
        UnknownLanguageError: Its language is not known.
    """
    value = _object(line)
    language = _string(value, "language")
    return Line(
        value.get("id"),
        _article(value),
        parse_language(language) if language else None,
        _count(value.get("sentences")),
    )


def _object(line: bytes) -> dict[str, Any]:
    if len(line) >= MAX_LINE_BYTES:
        raise BadLineError("it is too long")
    try:
        value = json.loads(line, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        raise BadLineError("it is not JSON") from None
    if not isinstance(value, dict):
        raise BadLineError("it is not an object")
    return value


def _finite(number: str) -> float:
    """Python reads and writes NaN and Infinity, which are not JSON."""
    if not math.isfinite(value := float(number)):
        raise ValueError
    return value


def _article(value: Mapping[str, Any]) -> ArticleRequest:
    text, html, url = (_string(value, key) for key in ("text", "html", "url"))
    if text is not None:
        return TextRequest(text, _string(value, "title"))
    if html is not None:
        return HtmlRequest(html, url)
    if url is not None:
        return LinkRequest(url)
    raise BadLineError("it needs text, html or url")


def _string(value: Mapping[str, Any], key: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise BadLineError(f"{key} is not a string")
    return found


def _count(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadLineError("sentences is not a number from 1")
    return value


def _filled(file: BinaryIO) -> Iterator[bytes]:
    """The lines that hold something; of one that is too long, its beginning."""
    while line := file.readline(MAX_LINE_BYTES):
        rest = line
        while len(rest) == MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES)
        if line.strip():
            yield line


def _read(file: BinaryIO) -> bytes:
    """Take no more than is needed to see that it is too much: a device never ends."""
    return file.read(MAX_FILE_BYTES + 1)
