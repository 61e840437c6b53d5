"""Make pasted text plain: one kind of line end, of space, of letter. Pure, linear, idempotent."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise

WRAP_MIN_CHARS, WRAP_MAX_CHARS = 45, 90
"""Widths at which mail programs and PDF pages break lines (chars)."""

WRAP_SPREAD_CHARS = 30  # broken lines are about equally long: a word's length apart
WRAP_MIN_LINES = 3  # two lines of one width happen by chance

_LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_SHAPED = r"\u0600-\u08ff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"  # Arabic letters, emoji
_LOOSE_JOINER = re.compile(rf"(?<![{_SHAPED}])[\u200c\u200d]|[\u200c\u200d](?![{_SHAPED}])")
_FINAL_MARKS = tuple(".!?…:;。！？؟۔")
_CLOSERS = "\"'»”’)] "

_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),  # controls, NUL among them
        *range(0x0E, 0x1C),
        0x1F,
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        0xAD,  # soft hyphen
        0x61C,  # bidi marks and their embeddings
        *range(0x200E, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x2070),
        0x180E,  # zero-width: separator, space, word joiner, byte order mark
        0x200B,
        *range(0x2060, 0x2065),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
        *range(0xD800, 0xE000),  # lone surrogates
    ]
)


def normalise(text: str) -> str:
    r"""Return *text* as the other stages expect it.

    NFC; lines end in ``\n`` and neither begin nor end in a space; runs of spaces are one space,
    runs of blank lines one blank line; what cannot be seen is gone; paragraphs that a mail
    program or a PDF page broke into lines are whole again.
    """
    seen = _LINE_END.sub("\n", text).translate(_INVISIBLE)
    seen = unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", seen))
    lines = [line.strip(" ") for line in _SPACES.sub(" ", seen).split("\n")]
    joined = "\n".join(_unwrap(lines))
    return _BLANK_LINES.sub("\n\n", joined).strip("\n")


def _unwrap(lines: list[str]) -> Iterator[str]:
    """Join the lines of each block that was broken at a width; yield other lines as they are."""
    for is_text, group in groupby(lines, key=bool):
        block = list(group)
        yield from _join(block) if is_text and _is_wrapped(block) else block


def _is_wrapped(block: list[str]) -> bool:
    """Whether most lines are full and open, and go on in lower case below."""
    full = [line for line in block[:-1] if WRAP_MIN_CHARS <= len(line) <= WRAP_MAX_CHARS]
    if len(block) < WRAP_MIN_LINES or 2 * len(full) <= len(block) - 1:
        return False
    width = max(map(len, full))
    going_on = sum(_goes_on(*pair, width) for pair in pairwise(block))
    return 2 * going_on > len(block) - 1


def _goes_on(line: str, following: str, width: int) -> bool:
    return _is_broken(line, width) and following[:1].islower()


def _is_broken(line: str, width: int) -> bool:
    return len(line) >= width - WRAP_SPREAD_CHARS and not _is_closed(line)


def _is_closed(line: str) -> bool:
    return line.rstrip(_CLOSERS).endswith(_FINAL_MARKS)


def _join(block: list[str]) -> Iterator[str]:
    """Put broken lines together; a short line, closed by a mark, ends a paragraph."""
    width = max(len(line) for line in block if len(line) <= WRAP_MAX_CHARS)
    pieces: list[str] = []
    for line, following in pairwise([*block, ""]):
        is_short = len(line) < width - WRAP_SPREAD_CHARS
        if not following or (is_short and (_is_closed(line) or following[:1].isupper())):
            yield "".join([*pieces, line])
            pieces = []
        else:
            pieces.append(_open_end(line, following))


def _open_end(line: str, following: str) -> str:
    """Return *line* ready for what follows; a word parted by a hyphen is closed up."""
    is_parted = line[-1:] == "-" and line[-2:-1].isalpha() and following[:1].islower()
    return line[:-1] if is_parted else f"{line} "
