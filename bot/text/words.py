"""Split text into words, the same way for every stage that counts or compares them."""

import re
import unicodedata

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # written without spaces
_MARK = "\u0300-\u036f\u064b-\u065f"  # accents left after NFC, Arabic vowel signs
_CHAR = rf"(?:[^\W_{_CJK}]|[{_MARK}])"
_TOKEN = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}](?:{_CHAR}|['-](?={_CHAR}))*")
_PAIRED = re.compile(rf"[{_CJK}]{{2,}}")
_FIRST_CJK = "\u3040"

_SAME = (  # one letter or mark, written in several ways
    ("\u00ad", ""),
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("ʻ", "'"),
    ("‐", "-"),
    ("‑", "-"),
)


def words(text: str) -> list[str]:
    """Return the words in order: lower case, NFC, apostrophes and hyphens inside kept.

    Chinese and Japanese runs, which have no spaces, come as overlapping pairs of characters.
    """
    return spelled_words(text.replace("İ", "i").lower())  # else it becomes two code points


def spelled_words(text: str) -> list[str]:
    """Like words, but capitals stay."""
    if not text.isascii():  # as some of a group's talk is: then it is plain already
        for variant, plain in _SAME:
            text = text.replace(variant, plain)
        text = unicodedata.normalize("NFC", text)
    tokens: list[str] = _TOKEN.findall(text)
    if not tokens or max(text) < _FIRST_CJK:
        return tokens
    return [piece for token in tokens for piece in _pieces(token)]


def count_words(text: str) -> int:
    """Count words as a reader would: see words."""
    return len(words(text))


def _pieces(token: str) -> list[str]:
    if not _PAIRED.fullmatch(token):
        return [token]
    return [token[i : i + 2] for i in range(len(token) - 1)]
