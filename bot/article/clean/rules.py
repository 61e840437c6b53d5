"""Tier 1: lines that are page furniture whatever stands around them. Pure, each rule linear.

What is furniture only in its place, as a date line is, stands in `hints`.

The measure of a rule is its precision on pages that nobody wrote it for: an article sentence
lost is worse than a menu word left.
"""

import re
from collections.abc import Callable

from bot.article.clean import (
    words_en,
    words_fr,
    words_kk,
    words_ru,
    words_tr,
)
from bot.article.clean.line import EDGES, MAX_LINE_CHARS, Line, read_line
from bot.article.clean.tables import begins, holds, joint_index, union

TABLES = tuple(module.WORDS for module in (words_en, words_ru, words_kk, words_fr, words_tr))

MAX_CALL_WORDS = 30  # a longer line is a paragraph about something
MAX_GLUED_WORDS = 14  # a longer credit that ends in a stop has a sentence glued to it
MAX_ROW_WORDS = 25
MAX_COUNTED_WORDS = 4
MAX_ADDRESSES = 4

_LEXICON = union(TABLES, "networks", "share", "comments", "menu")
_ROW_LEXICON = _LEXICON | union(TABLES, "sections")
_COMMENTS = union(TABLES, "comments")
_SHARE_WORDS = union(TABLES, "networks", "share")
_ROW_WORDS = _SHARE_WORDS | union(TABLES, "sections") | {"to", "via", "and", "в", "на", "и"}
_LABELS = union(TABLES, "labels", "networks")
_CREDIT_LABELS = union(TABLES, "credit_labels")
_RELATED_LABELS = union(TABLES, "related_labels")
_COUNTED = union(TABLES, "counted")
_MEASURES = union(TABLES, "measures")
_CALLS = joint_index(TABLES, "calls")
_RELATED = joint_index(TABLES, "related")
_CREDITS = joint_index(TABLES, "credits")
_SIGNED = joint_index(TABLES, "signed")
_INSIDE = joint_index(TABLES, "inside")

_BAR = re.compile(r"[|/\\•·>»→←]")
_CHUNK = re.compile(r"[|/\\•·,;:>»<«()\[\]–—→←]|\s-\s")
_TLDS = frozenset(
    {"kz", "ru", "com", "org", "net", "info", "kg", "uz", "ua", "by", "uk", "me", "tv"}
)


def line_reason(text: str) -> str | None:
    """Say why *text* is page furniture by itself; None when it may belong to an article."""
    return judge(read_line(text))


def judge(line: Line) -> str | None:
    """As line_reason, for a line that is read already."""
    if len(line.text) > MAX_LINE_CHARS:
        return None
    return next((reason for reason, holds in RULES if holds(line)), None)


def _is_menu_word(line: Line) -> bool:
    # «Нет.» and "Home." are retorts: a stop makes a sentence of a word
    is_sentence = line.text.endswith(".") and not line.text.endswith("..")
    return line.key in _LEXICON and not is_sentence


def _is_comment_word(line: Line) -> bool:
    return line.key in _COMMENTS and _is_menu_word(line)


def _is_menu_row(line: Line) -> bool:
    if not _CHUNK.search(line.key):
        return False
    chunks = [chunk.strip(EDGES) for chunk in _CHUNK.split(line.key)]
    chunks = [chunk for chunk in chunks if chunk and not chunk.isdigit()]
    # «Музыка, кино» may be a heading, «Музыка | Кино» is none
    lexicon = _ROW_LEXICON if len(chunks) > 1 and _BAR.search(line.text) else _LEXICON
    return (
        bool(chunks)
        and not line.text.endswith(".")
        and all(chunk in lexicon or is_address(chunk) for chunk in chunks)
    )


def _is_share_row(line: Line) -> bool:
    words = [word for word in line.words if not word.isdigit()]
    return (
        1 < len(words) <= MAX_ROW_WORDS
        and not line.text.endswith(".")
        and any(word in _SHARE_WORDS for word in words)
        and all(word in _ROW_WORDS for word in words)
    )


def _is_address_row(line: Line) -> bool:
    parts = [part for part in line.text.split() if part.strip(EDGES)]
    return 0 < len(parts) <= MAX_ADDRESSES and all(map(is_address, parts))


def is_address(part: str) -> bool:
    """Whether a word is a link, a handle or a host."""
    bare = part.strip(EDGES.replace("@", "")).casefold()
    if bare.startswith(("http://", "https://", "www.")) or part.startswith("@"):
        return True
    host = bare.partition("/")[0]
    return "." in host and " " not in host and host.rpartition(".")[2] in _TLDS


def _is_tag_row(line: Line) -> bool:
    parts = line.text.split()
    return all(part.startswith("#") for part in parts)


def _is_counter(line: Line) -> bool:
    names = [word for word in line.words if not word.isdigit()]
    return (
        0 < len(names) < len(line.words)
        and len(names) <= MAX_COUNTED_WORDS
        and all(name in _COUNTED or name in _MEASURES for name in names)
        and any(name in _COUNTED for name in names)
    )


def _label(line: Line) -> str:
    """Return what stands before a colon; empty where nothing does."""
    label, colon, _ = line.key.partition(":")
    return label.strip(EDGES) if colon and len(line.words) <= MAX_CALL_WORDS else ""


def _is_credit(line: Line) -> bool:
    # «Автор: Как всё началось?» is a question of an interview
    if line.text.endswith(("?", "!")) or (line.is_finished and line.size > MAX_GLUED_WORDS):
        return False
    return _label(line) in _CREDIT_LABELS or (
        len(line.words) <= MAX_CALL_WORDS
        and (begins(line.flat, _CREDITS) or (begins(line.flat, _SIGNED) and _names_someone(line)))
    )


def _names_someone(line: Line) -> bool:
    """Whether a name follows: "Written by Ann Lee", not "Written by hand, the letter is"."""
    words = line.text.split()
    return any(word[0].isupper() for word in words[1:3]) and not line.is_prose


def _is_related(line: Line) -> bool:
    return _label(line) in _RELATED_LABELS or (
        len(line.words) <= MAX_CALL_WORDS
        and not line.text.endswith(".")
        and begins(line.flat, _RELATED)
    )


def _is_labelled(line: Line) -> bool:
    return _label(line) in _LABELS


def _is_call(line: Line) -> bool:
    return len(line.words) <= MAX_CALL_WORDS and (
        begins(line.flat, _CALLS) or holds(line.flat, line.words, _INSIDE)
    )


RULES: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("comments", _is_comment_word),
    ("menu", _is_menu_word),
    ("menu", _is_menu_row),
    ("share row", _is_share_row),
    ("address", _is_address_row),
    ("tags", _is_tag_row),
    ("counter", _is_counter),
    ("credit", _is_credit),
    ("related link", _is_related),
    ("label", _is_labelled),
    ("call to action", _is_call),
)
"""In the order they are asked; the first that holds names the reason."""
