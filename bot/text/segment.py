"""Cut a text into paragraphs and sentences. Pure, and linear in the length of the text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.core.models import LanguageCode, Sentence
from bot.text.abbreviations import (
    FIRST_WORDS,
    ORDINAL_LANGUAGES,
    QUOTING_LANGUAGES,
    Stop,
    abbreviations,
)

_WORD_CHARS = 24
"""How far back a word before a stop is read; no abbreviation is longer."""

_BEGUN_CHARS = 30
"""A shorter sentence has only begun: «В 2010 г. Иванов …», «С 12 марта 2010 г. Музей …»."""

_LIST_MARK_CHARS = 8
"""How much of a sentence may be its number in a list."""

_UNDOUBTED = "。！？｡։።।॥۔؟⸮။៕"
"""Stops that end a sentence whatever follows, with or without a space."""

_CONTINUING = frozenset(".,;:%&=/+|…!?，、；：،؛")
"""After a stop these go on with the sentence: they cannot begin one."""

_PARTICLES = frozenset("とっのをが")
"""A Japanese quotation goes on with them: 「行く。」と言った."""

_QUOTES = "\"'’“‘"
"""They open as well as close: which of the two, only their neighbours tell."""

_OPENING = f"[({{«»‹„‟‚¿¡「『【（《〈`{_QUOTES}*•‐‑‒–—―-"
_LINK_MARKS = frozenset("/@=_")
_DASHES = frozenset("‐‑‒–—―-")

_ROMAN = frozenset("IVX")
"""Latin letters that are no initials among other letters: «Пётр I. Он»."""

Language = LanguageCode | None

_LINE = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")

# Each group takes all it can and gives nothing back, so the scan is linear.
_STOP = re.compile(
    rf"(?P<marks>[.!?…‥‼⁇⁈⁉{_UNDOUBTED}]++)"
    rf"(?P<close>(?:[)\]}}”»›」』】）》〉`]|[{_QUOTES}](?!\w)|\s[»›](?!\w))*+"
    rf"(?:\s?(?:\[\d[\d\s,–-]{{0,12}}+\]|[:;]-?[()]++|\){{2,}}+))*+)"  # notes, smiles
    rf"(?P<gap>\s*+)"
    rf"(?P<open>[{re.escape(_OPENING)}\s]*+)"
)
_WORD = re.compile(r"(\w[\w-]{0,24})(\.|['’]\w{3})?")
_INITIALS = re.compile(r"[^\W\d_]|[^\W\d_]{1,2}(?:\.-?[^\W\d_]{1,2}){1,3}")
_ORDINAL = re.compile(r"\d{1,2}|[IVX]{1,5}")
_CITED = re.compile(r"\[\d{1,3}\Z")
_BRACKETED = re.compile(r"\w\s?\([^()\s]{1,20}\Z")  # «Harris (D-Calif.) Monday»
_DOMAIN = re.compile(r"(?:Ru|Com|Kz|Org)\b")  # «Газета. Ru»: some sites print it so
_LIST_MARK = re.compile(r"[-–—•*\s]{0,3}(?:\d{1,3}|[IVXLC]{1,5})(?:\.\d{1,2}){0,2}")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of every line that is not blank, without the white space around it."""
    return (line.span() for line in _LINE.finditer(text))


def sentences(text: str, language: LanguageCode | None) -> tuple[Sentence, ...]:
    """Return the sentences of *text*; an unknown language gets the rules that all share."""
    return tuple(
        Sentence(text[start:end], start, end, number)
        for number, (first, last) in enumerate(paragraphs(text), 1)
        for start, end in _spans(text, first, last, language)
    )


def split_paragraph(paragraph: str, language: LanguageCode | None) -> list[tuple[int, int]]:
    """Return the spans of the sentences: in order, stripped, covering all that is not space."""
    first = len(paragraph) - len(paragraph.lstrip())
    return list(_spans(paragraph, first, len(paragraph.rstrip()), language))


def _spans(text: str, start: int, last: int, language: Language) -> Iterator[tuple[int, int]]:
    for stop in _STOP.finditer(text, start, last):
        if stop.end() < last and _ends_sentence(text, start, stop, language):
            yield start, stop.end("close")
            start = stop.end("gap")
    if start < last:
        yield start, last


def _ends_sentence(text: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """Decide by what comes next, then by what came before."""
    marks, after = stop["marks"], text[stop.end()]
    if after in _CONTINUING or not _has_words(text, start, stop.start()):
        return False
    if marks[-1] in _UNDOUBTED:
        return not (stop["close"] and after in _PARTICLES)
    if _is_small(after):
        return _small_letter_begins(text, start, stop, language)
    if not stop["gap"]:
        return _is_glued(text, start, stop, language)
    if marks == ".":
        return _full_stop_ends(text, start, stop, language)
    return not after.isalpha() or after.isupper() or marks[-1] not in ".…"


def _is_small(char: str) -> bool:
    """Whether *char* is small in a script that has capitals in use; Georgian has none."""
    return char.islower() and not "ა" <= char <= "ჿ"


def _has_words(text: str, start: int, end: int) -> bool:
    """Whether there is anything to end: not in «... And», nor in «(?) And»."""
    if text[end - 1] in "([":
        return False
    return end - start > _LIST_MARK_CHARS or any(map(str.isalnum, text[start:end]))


def _small_letter_begins(text: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """Whether this is a careless writer's next sentence, rather than an abbreviation's."""
    if stop["close"] or not stop["gap"] or not _DASHES.isdisjoint(stop["open"]):
        return False
    if stop["marks"] != "." and not (language in QUOTING_LANGUAGES and stop["marks"] in "?!"):
        return False
    word = _word_before(text, start, stop.start())
    long = len(word) > (3 if word.isascii() else 4)  # Cyrillic is clipped longer: «барр.»
    return long and word.isalpha() and word.islower() and _kind(word, language) is None


def _is_glued(text: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """Whether two sentences only lack the space between them: «…екен.Ол …», not «Яндекс.Такси»."""
    at, before = stop.end(), text[stop.start() - 1]
    if not (text[at].isupper() and _is_small(text[at + 1 : at + 2])):
        return False
    word = _word_before(text, start, stop.start())
    if before.isspace() or before.isupper() or not word[1:]:
        return False
    if stop["marks"] != ".":
        return _LINK_MARKS.isdisjoint(word)
    if not ((word.isalpha() and _is_small(word[0])) or _first_word_at(text, at)):
        return False
    plain = _kind(word, language) is None and _LINK_MARKS.isdisjoint(word)
    return plain and not _numbers_something(text, start, stop.start())


def _full_stop_ends(text: str, start: int, stop: re.Match[str], language: Language) -> bool:
    if not _word_lets_end(text, start, stop, language):
        return False
    if stop["close"].startswith(")") and _is_bracketed_word(text, start, stop.start()):
        return False
    return not (_DOMAIN.match(text, stop.end()) or _numbers_something(text, start, stop.start()))


def _word_lets_end(text: str, start: int, stop: re.Match[str], language: Language) -> bool:
    end, after = stop.start(), stop.end()
    word = _word_before(text, start, end)
    kind = _kind(word, language)
    if kind is None or kind is Stop.ENDING or (word in _ROMAN and not text[after].isascii()):
        return True
    if kind is Stop.BEFORE_NUMBER or (kind is Stop.DATE and _dated(text, start, end)):
        return not text[after].isdigit()
    return kind is not Stop.FOLLOWED and _first_word_at(text, after)


def _numbers_something(text: str, start: int, end: int) -> bool:
    """Whether the stop belongs to «2. Second point», or to a source as in «[5. С. 70]»."""
    if end - start <= _LIST_MARK_CHARS and _LIST_MARK.fullmatch(text, start, end):
        return True
    return _CITED.search(text, max(start, end - _LIST_MARK_CHARS), end) is not None


def _is_bracketed_word(text: str, start: int, end: int) -> bool:
    """Whether brackets inside the sentence hold one word, whose stop is then its own."""
    return _BRACKETED.search(text, max(start, end - _WORD_CHARS), end) is not None


def _dated(text: str, start: int, end: int) -> bool:
    """Whether a number stands before the word, late enough in the sentence to be its end."""
    return end - start > _BEGUN_CHARS and any(map(str.isdigit, text[end - _WORD_CHARS : end]))


def _word_before(text: str, start: int, end: int) -> str:
    """Return the word that ends at *end*, «т. д» as one; the mark before it is left out."""
    tail = text[max(start, end - _WORD_CHARS) : end].rsplit(None, 2)
    if not tail:
        return ""
    if len(tail[-1]) == 1 and len(tail) > 1 and tail[-2][1:] == ".":
        return tail[-2] + tail[-1]
    return tail[-1].lstrip(_OPENING)


def _known(word: str, language: Language) -> Stop | None:
    table = abbreviations(language)
    found = table.get(word)
    return table.get(word[0].lower() + word[1:]) if found is None and len(word) > 1 else found


@lru_cache(maxsize=4096)  # entries; the same few hundred words stand before most stops
def _kind(word: str, language: Language) -> Stop | None:
    """Known, or guessed: an initial, letters with stops (``Ph.D``), an ordinal; else None."""
    known = _known(word, language) or _known(word.lstrip("0123456789-–"), language)
    if known:
        return known
    guessed = _INITIALS.fullmatch(word) or (
        language in ORDINAL_LANGUAGES and _ORDINAL.fullmatch(word)
    )
    return Stop.BEFORE_FIRST_WORD if guessed else None


def _first_word_at(text: str, at: int) -> bool:
    """Whether a word that begins sentences stands here; not an initial «В.», nor «О’Нил»."""
    word = _WORD.match(text, at)
    return word is not None and not word[2] and word[1] in FIRST_WORDS
