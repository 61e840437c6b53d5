"""A line of a page as the cleaning rules see it. Pure, linear."""

import re
from dataclasses import dataclass

MAX_LINE_CHARS = 2000
"""Longer lines are whole texts or attacks: no furniture is that long (chars, own measure)."""

PROSE_WORDS = 8  # shorter lines are headings, menu words and retorts (words, own measure)
STEM_CHARS = 5  # Russian and Kazakh endings begin about there
LONG_WORDS = 25  # a line this long is prose even without a final mark

EDGES = " \t.:;,!?،؛؟…|/\\<>«»‹›“”„\"'`()[]{}*•·–—-+=#→←↑↓▲▼►◄▶◀✕×©➤➜👉👈👇☝⬇⬆✅🔴❗‼⚡📌📲🔔️"
"""What decorates a menu word."""

_FOLDS = str.maketrans({"İ": "i", "’": "'"})
"""One spelling for the tables; Python lower-cases the Turkish letter to two characters."""

_WORD = re.compile(r"[^\W_]+(?:[.'’‑-][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = "\"'»”’) "
_STOPS = (".", "…", ";", ",", ":", "。")
_CRIES = ("!", "?", "！", "？", "؟")
_INNER_STOP = re.compile(r"[.!?…][\"'»”’)]?\s")
MAX_CRY_WORDS = 14  # a longer question is a paragraph's, not a headline (words, own measure)
_FINAL_MARKS = (".", "!", "?", "…", ";", ",", ":", "。", "！", "？", "؟", "۔")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: *key* is bare and lower-case, *flat* its words with a space behind each.

    *size* counts words; two Chinese or Japanese characters count as one.
    """

    text: str
    key: str
    words: tuple[str, ...]
    flat: str
    size: int

    @property
    def is_finished(self) -> bool:
        """Whether a mark ends the line, as it ends a sentence or a clause."""
        return self.text.rstrip(_CLOSERS).endswith(_FINAL_MARKS)

    @property
    def is_statement(self) -> bool:
        """Whether it ends as a paragraph does and no headline: with a stop, or behind another.

        A short question or exclamation may be a headline, unless a sentence stands before it.
        """
        bare = self.text.rstrip(_CLOSERS)
        if not bare.endswith(_CRIES):
            return bare.endswith(_STOPS)
        return self.size > MAX_CRY_WORDS or _INNER_STOP.search(bare) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence of an article."""
        return self.size >= LONG_WORDS or (self.size >= PROSE_WORDS and self.is_finished)

    @property
    def is_scrap(self) -> bool:
        """Whether it is as short and open as a menu word."""
        return self.size < PROSE_WORDS and not self.is_finished

    @property
    def stems(self) -> frozenset[str]:
        """The longer words, cut so that case endings do not part them."""
        return frozenset(word[:STEM_CHARS] for word in self.words if len(word) >= STEM_CHARS - 1)


def read_line(text: str) -> Line:
    """Look at a line once for all rules; of an overlong one only the head is read into words."""
    key = text[:MAX_LINE_CHARS].translate(_FOLDS).casefold().strip(EDGES)
    words = tuple(_WORD.findall(key))
    size = max(len(words), len(_CJK.findall(key)) // 2)
    return Line(text, key, words, "".join(f"{word} " for word in words), size)
