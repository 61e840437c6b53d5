"""Lines to one text: words that a line end parted are whole again. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_HYPHENS = ("-", "\u2010", "\u00ad")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+\Z")
_MIN_WORD_CHARS = 3
_ALWAYS = {"то", "либо", "нибудь", "таки", "ка", "мыс", "ақ", "ау"}  # кто-то, осы-мыс


def vocabulary(lines: Sequence[str]) -> frozenset[str]:
    """Return the words of a document, lower case, without the halves at line ends."""
    return frozenset(
        word
        for before, line in pairwise(["", *lines])
        for word in _whole_words(line, is_parted=before.endswith(_HYPHENS))
    )


def _whole_words(line: str, *, is_parted: bool) -> list[str]:
    words = _WORD.findall(line.lower())
    end = -1 if line.endswith(_HYPHENS) else len(words)
    return words[int(is_parted) : end]


def join(lines: Sequence[str], known: frozenset[str]) -> str:
    """Put the lines of a paragraph together; *known* is the vocabulary of its document."""
    return "".join(_closed_up(lines, known))


def _closed_up(lines: Sequence[str], known: frozenset[str]) -> Iterator[str]:
    for line, following in pairwise([*lines, ""]):
        if not following:
            yield line
        elif line.endswith(_HYPHENS) and line[-2:-1].isalpha():
            yield line if _is_real(line[:-1], following, known) else line[:-1]
        else:
            yield f"{line} "


def _is_real(before: str, following: str, known: frozenset[str]) -> bool:
    """Whether the hyphen belongs to the word: decided by how the document writes it elsewhere."""
    if not following[0].islower():
        return True
    head, tail = _LAST.search(before.lower()), _WORD.match(following.lower())
    left, right = head[0] if head else "", tail[0] if tail else ""
    if left + right in known:
        return False
    both = {left, right} <= known and min(len(left), len(right)) >= _MIN_WORD_CHARS
    return f"{left}-{right}" in known or right in _ALWAYS or both
