"""What of a text must survive a translation as it is. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bot.core.models import Style, StyleKind, Term
from bot.translation.formatting import clip
from bot.translation.masks.marks import MARK, Held, has_all_brackets

_ENDS = r"\s<>\"«»“”„`{}|\\^\[\]…。，、；：！？）（】【》《"  # no part of an address
_TRAILING = ".,;:!?'’)-"  # belong to the sentence, not to the address before them
_ADDRESSES = (
    re.compile(rf"https?://[^{_ENDS}]++", re.IGNORECASE),
    re.compile(rf"(?<![\w.@-])www\.[^{_ENDS}]++", re.IGNORECASE),
    re.compile(  # a host and a path, such as t.me/name
        rf"(?<![\w.@/-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}[a-z]{{2,24}}/[^{_ENDS}]++", re.IGNORECASE
    ),
    re.compile(
        r"(?<![\w.+%-])[\w.+%-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.IGNORECASE
    ),
)
_PICTURE = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u231a\u231b\u23e9-\u23f3\u23f8-\u23fa"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
)
_TURNED = "[0-9#*©®‼⁉™ℹ←-⇿▪-◾⤴⤵]\ufe0f"  # signs that are pictures with this after them
_NAMES = (
    re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]{2,64}+"),
    re.compile(r"(?<![\w&#])#(?=\d{0,138}[^\W\d])\w{1,139}"),  # 139: as Telegram has it
    re.compile(  # a command, of a certain bot perhaps
        r"(?<![^\s(«\"'“„])/[A-Za-z][A-Za-z0-9_]{0,31}+(?:@[A-Za-z0-9_]{3,32}+)?+(?![\w/])"
    ),
    re.compile(  # a run of emoji
        f"(?:[{_PICTURE}]|{_TURNED})"
        f"(?:[{_PICTURE}\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]|{_TURNED})*+"
    ),
)
_KEPT_KINDS = frozenset({StyleKind.CODE, StyleKind.BLOCK, StyleKind.EMOJI, StyleKind.MENTION})
_NO_LETTER_NEXT = r"(?![\w\u0300-\u036f])"  # accents belong to the letter before


def find_kept(text: str, styles: Iterable[Style], terms: Sequence[Term]) -> tuple[Held, ...]:
    """What of *text* must survive, in order; nothing overlaps, nothing begins or ends in space.

    That is addresses, mentions, tags, commands, emoji, code, names that lead to a person,
    what looks like a mark, and *terms* as whole words in any case, the longest first. A
    term that shares a letter with another kept piece is left to it. Numbers are left alone.
    """
    within = clip(styles, 0, len(text))
    spans = [*_addresses(text), *_names(text), *_lookalikes(text)]
    spans += [(style.start, style.end) for style in within if style.kind in _KEPT_KINDS]
    other = [style for style in within if style.kind not in _KEPT_KINDS]
    edges = sorted({edge for style in other for edge in (style.start, style.end)})
    fixed = list(_joined(text, sorted(spans), edges))
    starts = [kept.start for kept in fixed]
    words = [word for word in _words(text, terms) if not _is_taken(word, fixed, starts)]
    return tuple(sorted([*fixed, *words], key=lambda kept: kept.start))


def _is_taken(word: Held, fixed: Sequence[Held], starts: Sequence[int]) -> bool:
    before = bisect_left(starts, word.end)
    return before > 0 and fixed[before - 1].end > word.start


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _ADDRESSES:
        for found in pattern.finditer(text):
            yield found.start(), found.start() + _address_chars(found[0])


def _address_chars(found: str) -> int:
    """The length of an address without trailing marks, but with a bracket that it opened."""
    unopened = found.count(")") - found.count("(")
    end = len(found)
    while found[end - 1] in _TRAILING:
        if found[end - 1] == ")":
            if unopened <= 0:
                break
            unopened -= 1
        end -= 1
    return end


def _names(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for pattern in _NAMES for found in pattern.finditer(text))


def _lookalikes(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in MARK.finditer(text) if has_all_brackets(found))


def _joined(text: str, spans: Iterable[tuple[int, int]], edges: Sequence[int]) -> Iterator[Held]:
    """Join spans that overlap, or have nothing between them but space and no style's edge."""
    first, last = 0, 0
    for start, end in spans:
        is_parted = bisect_left(edges, last) < bisect_right(edges, start)
        if start >= last and (is_parted or text[last:start].strip() or first == last):
            yield from _kept(text, first, last)
            first, last = start, end
        last = max(last, end)
    yield from _kept(text, first, last)


def _kept(text: str, start: int, end: int) -> Iterator[Held]:
    shown = text[start:end].strip()
    if shown:
        start += text[start:end].index(shown)
        yield Held(start, start + len(shown), shown)


def _words(text: str, terms: Sequence[Term]) -> Iterator[Held]:
    """Yield the terms in *text*; an ending after a hyphen or an apostrophe is no part of them."""
    longest = sorted((term for term in terms if term.text.strip()), key=lambda x: -len(x.text))
    if not longest:
        return
    for found in _any_of(tuple(term.text for term in longest)).finditer(text):
        term = longest[(found.lastindex or 1) - 1]
        yield Held(*found.span(), (term.rendition or "").strip() or found[0], is_word=True)


@lru_cache(maxsize=64)  # a chat's terms are looked for in every sentence
def _any_of(texts: tuple[str, ...]) -> re.Pattern[str]:
    choices = "|".join(f"({_any_space(text)})" for text in texts)
    return re.compile(rf"(?<!\w)(?:{choices}){_NO_LETTER_NEXT}", re.IGNORECASE)


def _any_space(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))
