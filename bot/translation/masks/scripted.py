"""Kazakh written in another script: its words alone, addresses, code and names of others stay."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from bot.core.models import Script, Style, Term
from bot.text.scripts import letters_of, script_of, write_from, write_in
from bot.translation.masks.kept import find_kept
from bot.translation.masks.restore import Restored

_BETWEEN = "\t"  # no script has a sign of its own for it

CYRILLIC_SHARE = 0.2
"""Of the letters: with more, a text is Cyrillic with foreign names in it."""


def readable(text: str) -> str:
    """Kazakh *text* without addresses as engines read it: in Cyrillic."""
    return text if _is_written(text, Script.CYRILLIC) else write_in(text, Script.CYRILLIC)


def written_in(
    text: str, styles: Sequence[Style], script: Script, terms: Sequence[Term] = ()
) -> Restored:
    """Write Kazakh *text* in *script*; *styles* stay on their words, *terms* as they are.

    Terms with a rendition are no such: what they became is Kazakh like the rest.
    """
    fixed = [term for term in terms if term.rendition is None]
    kept = [(one.start, one.end) for one in find_kept(text, styles, fixed)]
    words = "".join(text[end:start] for (_, end), (start, _) in pairwise(_framed(kept, text)))
    if _is_written(words, script):
        return Restored(text, tuple(styles))
    own = script_of(words)  # of all: a part may be a foreign name and little else
    places, parts, length = {0: 0}, list[str](), 0
    for start, end in pairwise(_cuts(text, styles, kept)):
        part = text[start:end]
        is_kept = any(first <= start < last for first, last in kept)
        parts.append(part if is_kept else write_from(own, part, script))
        length += len(parts[-1])
        places[end] = length
    moved = (replace(one, start=places[one.start], end=places[one.end]) for one in styles)
    return Restored("".join(parts), tuple(moved))


def words_in(words: Sequence[str], script: Script) -> tuple[str, ...]:
    """Write each of Kazakh *words* in *script*; all of them tell how they are spelled."""
    whole = _BETWEEN.join(words)
    if _is_written(whole, script):
        return tuple(words)
    written = write_in(whole, script)
    is_caseless = script_of(whole) is Script.ARABIC
    return tuple((written.lower() if is_caseless else written).split(_BETWEEN))


def spelled(terms: Sequence[Term], text: str) -> Sequence[Term]:
    """*terms*, each also as Kazakh *text* writes it."""
    return _spelled(tuple(terms), script_of(text)) if terms else terms


@lru_cache(maxsize=64)  # a chat's terms are looked for in every sentence
def _spelled(terms: tuple[Term, ...], script: Script) -> tuple[Term, ...]:
    variants = (replace(term, text=write_in(term.text, script)) for term in terms)
    return tuple(dict.fromkeys((*terms, *variants)))


def _framed(kept: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    return [(0, 0), *kept, (len(text), len(text))]


def _cuts(text: str, styles: Sequence[Style], kept: Sequence[tuple[int, int]]) -> list[int]:
    """Where a part begins or ends: at what is kept, and at the edges of styles."""
    edges = {edge for one in styles for edge in (one.start, one.end)}
    return sorted({0, len(text), *edges, *(edge for span in kept for edge in span)})


def _is_written(text: str, script: Script) -> bool:
    """Whether the words of *text* are in *script* already, as far as can be told."""
    if script_of(text) in (script, Script.OTHER):
        return True
    cyrillic, latin = (len(letters_of(text, one)) for one in (Script.CYRILLIC, Script.LATIN))
    return script is Script.CYRILLIC and cyrillic >= CYRILLIC_SHARE * (cyrillic + latin) > 0
