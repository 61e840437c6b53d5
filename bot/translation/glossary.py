"""Terms that a chat keeps as they are, or translates its own way: read and shown. Pure."""

from collections.abc import Iterable
from typing import Final

from bot.core.languages import find_language
from bot.core.models import LanguageCode, Term

MAX_TERM_CHARS: Final = 100  # either side: a name or a phrase, no sentence

_QUOTES: Final = {"«": "»", "“": "”", "„": "“", '"': '"', "'": "'", "‘": "’"}
_COMMENT: Final = "#"
_BECOMES: Final = "="


def parse_term(line: str, language: LanguageCode | None) -> Term | None:
    """Read ``Qysqa`` as kept, ``steppe = дала`` as translated so into *language*.

    Either side may stand in quotes, and must where it holds ``=``. None if a side is
    missing, has no letter or digit, or is longer than MAX_TERM_CHARS.
    """
    text, rest = _side(line)
    if text is None or not rest:
        return _kept(text)
    rendition, more = _side(rest.removeprefix(_BECOMES))
    if not rest.startswith(_BECOMES) or more or rendition is None:
        return None
    return _kept(text) if rendition == text else Term(text, rendition, language)


def shown(term: Term) -> str:
    """Write *term* as parse_term reads it."""
    if term.rendition is None:
        return _quoted(term.text)
    return f"{_quoted(term.text)} {_BECOMES} {_quoted(term.rendition)}"


def read_glossary(text: str) -> tuple[Term, ...]:
    """Read a file of terms: a line each as for parse_term, or columns parted by tabs.

    The columns are the term, its rendition and the language that this is for; the last
    two may be missing. Lines that begin with ``#`` and lines that are no term are passed
    over, and of two for one text and language the last holds. There may be more than
    a chat can keep.
    """
    read = (_line(line) for line in text.removeprefix("\ufeff").splitlines())
    return tuple({_key(term): term for term in read if term is not None}.values())


def applies(terms: Iterable[Term], target: LanguageCode) -> tuple[Term, ...]:
    """Those that hold for *target*; of two for one text that for the language itself."""
    general = {_key(term)[0]: term for term in terms if term.language is None}
    own = {_key(term)[0]: term for term in terms if term.language == target}
    return tuple((general | own).values())


def _key(term: Term) -> tuple[str, LanguageCode | None]:
    return term.text.casefold(), term.language


def _line(line: str) -> Term | None:
    if line.startswith(_COMMENT):
        return None
    if "\t" not in line:
        return parse_term(line, None)
    text, rendition, code, *_ = (cell.strip() for cell in f"{line}\t\t".split("\t"))
    language = find_language(code)
    if code and language is None:  # a rendition must not show up in other languages
        return None
    if not rendition:
        return _kept(_bare(text))
    return parse_term(f"{_quoted(text)} {_BECOMES} {_quoted(rendition)}", language)


def _kept(text: str | None) -> Term | None:
    return None if text is None else Term(text)


def _side(line: str) -> tuple[str | None, str]:
    """The text that *line* begins with, without quotes, and what follows it."""
    line = line.strip()
    closing = _QUOTES.get(line[:1])
    if closing is not None and closing in line[1:]:
        inner, _, rest = line[1:].partition(closing)
        if not rest.strip() or rest.lstrip().startswith(_BECOMES):
            return _bare(inner), rest.strip()
    text, sign, rest = line.partition(_BECOMES)
    return _bare(text), (sign + rest).strip()


def _bare(text: str) -> str | None:
    """*text* with single spaces, if it may be one side of a term."""
    text = " ".join(text.split())
    is_term = len(text) <= MAX_TERM_CHARS and any(map(str.isalnum, text)) and text.isprintable()
    return text if is_term else None


def _quoted(text: str) -> str:
    """*text* in quotes where it would be read otherwise without."""
    if _BECOMES not in text and text[:1] not in _QUOTES:
        return text
    opening = next((one for one, other in _QUOTES.items() if other not in text), "")
    return f"{opening}{text}{_QUOTES.get(opening, '')}"
