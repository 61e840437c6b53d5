"""Links that open a page at a sentence: URL text fragments. Pure.

A browser looks for the text in document order and takes the first match, so a directive is
good only if nothing before its sentence matches it (WICG, «URL Fragment Text Directives», §3.5).
Browsers differ in what they ignore: case and accents always, the word boundaries of a match in
part. Here a match anywhere, even inside a word and across blocks, counts as taken; what is unique
by that measure is unique in each browser.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, product, repeat, starmap, takewhile
from typing import NamedTuple
from urllib.parse import quote

SHORT_SENTENCE_CHARS = 40  # a longer one is named by its first and last words
MIN_TERM_CHARS = 10  # two words of Kazakh, a clause of Chinese: less is seldom unique
MAX_TERM_WORDS = 10
MAX_CONTEXT_WORDS = 8
BLOCK_COST_CHARS = 20  # scripts put advertisements between blocks, and context is lost
MAX_DIRECTIVE_CHARS = 1_000  # encoded, six for a Cyrillic letter; twice that is a whole link
_NEAR_CHARS = 200  # of the article on each side, to tell equal sentences apart
_MAX_TWINS = 100  # equal sentences looked at

_BREAKS = ("\n", "\t")  # between blocks; spaces that a page keeps side by side
_SPACES = re.compile(r"[^\S\n]+")
_COLLAPSED = " \t\r\f"  # what HTML takes for one space
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # browsers skip them in a page
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛`´ʼʻ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        **dict(zip("æœøłđı", ("ae", "oe", *"oldi"), strict=True)),  # NFKD leaves them whole
    }
)

_STOPS = "。，、；：！？｡､"  # part clauses where words have no spaces between
_PIECE = re.compile(rf"[^\s{_STOPS}]+[{_STOPS}」』）”]*|[{_STOPS}]+")
_PARTED = re.compile(rf"[ {_STOPS}]")
_MIDDLE = frozenset("_'’‘.,:;·․‧٫٬＇．：，；")  # UAX 29: join the letters or digits around them
_ATTACHED = {"Mn", "Mc", "Me", "Cf", "Sk"}  # to the character before


class _Span(NamedTuple):
    start: int
    end: int


class _Term(NamedTuple):
    """What one piece of a directive looks for: *text*, right between the two others if given."""

    prefix: _Span | None
    text: _Span
    suffix: _Span | None

    @property
    def whole(self) -> _Span:
        return _Span((self.prefix or self.text).start, (self.suffix or self.text).end)


class _Page(NamedTuple):
    """*seen* is the text as a browser lays it out, *key* what it compares, without spaces."""

    seen: str
    key: str
    at: list[int]  # the place in *seen* of each character of *key*

    def names(self, term: _Term, after: int) -> bool:
        """Whether *term* begins and ends at words, and nothing from *after* on reads like it."""
        is_bounded = (term.prefix or _is_edge(self.seen, term.text.start)) and (
            term.suffix or _is_edge(self.seen, term.text.end)
        )
        begin, end, first = (bisect_left(self.at, place) for place in (*term.whole, after))
        return bool(is_bounded) and self.key.find(self.key[begin:end], first) == begin


def text_directives(
    article: str, places: Iterable[tuple[int, int]], visible: str
) -> list[str | None]:
    """Return ``text=…`` for each ``article[start:end]`` on the page whose text is *visible*.

    *visible* has a block of the page a line, hidden text left out. An answer is at most
    MAX_DIRECTIVE_CHARS long; None if the sentence is not on the page, or has no name there.
    """
    page = _see(visible)
    return [_directive(page, article, start, end) for start, end in places]


def fragment_link(url: str, directive: str | None) -> str:
    """Return *url* with *directive*, beside the element that its fragment names, if any."""
    if directive is None:
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(':~:')[0]}:~:{directive}"


def _directive(page: _Page, article: str, start: int, end: int) -> str | None:
    sentence = _find(page, article, start, end)
    if sentence is None:
        return None
    is_short = sentence.end - sentence.start <= SHORT_SENTENCE_CHARS
    ways = (_whole, _by_ends) if is_short else (_by_ends, _whole)
    named = ways[0](page, sentence) or ways[1](page, sentence)
    return named if named and len(named) <= MAX_DIRECTIVE_CHARS else None


def _see(visible: str) -> _Page:
    seen = _SPACES.sub(_space, visible.translate(_UNSEEN))
    folds = {char: _fold(char) for char in set(seen)}
    folded = [folds[char] for char in seen]
    at = chain.from_iterable(map(repeat, range(len(seen)), map(len, folded)))
    return _Page(seen, "".join(folded), list(at))


def _space(run: re.Match[str]) -> str:
    """Write spaces as one, unless the page shows several."""
    return " " if len(run[0]) == 1 or not run[0].strip(_COLLAPSED) else _BREAKS[1]


def _fold(text: str) -> str:
    """Return what is left of *text* in a comparison of base letters; no spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_ALIKE)
    return "".join(char for char in plain if unicodedata.category(char)[0] not in "MCZ")


def _find(page: _Page, article: str, start: int, end: int) -> _Span | None:
    """Return the sentence's place on the page: of equal ones, that with the same neighbours."""
    key = _fold(article[start:end])
    places = _occurrences(page.key, key) if key else []
    if not places:
        return None
    before = _fold(article[max(0, start - _NEAR_CHARS) : start])
    after = _fold(article[end : end + _NEAR_CHARS])

    def likeness(place: int) -> tuple[bool, int]:
        around = _reach(page, place, place + len(key))
        is_bounded = all(_is_edge(page.seen, edge) for edge in around)
        left = page.key[max(0, place - len(before)) : place]
        right = page.key[place + len(key) : place + len(key) + len(after)]
        return is_bounded, _common(left[::-1], before[::-1]) + _common(right, after)

    best = max(map(likeness, places))
    twins = [place for place in places if likeness(place) == best]
    number = _fold(article[:start]).count(key) if len(twins) > 1 else 0
    place = twins[min(number, len(twins) - 1)]
    return _reach(page, place, place + len(key))


def _occurrences(text: str, part: str) -> list[int]:
    places = [text.find(part)]
    while places[-1] >= 0 and len(places) <= _MAX_TWINS:
        places.append(text.find(part, places[-1] + 1))
    return places[:-1]


def _reach(page: _Page, begin: int, end: int) -> _Span:
    """Return the place in *seen* of ``key[begin:end]``, with accents of its last letter."""
    last = page.at[end - 1] + 1
    following = page.at[end] if end < len(page.at) else len(page.seen)
    attached = takewhile(lambda place: _is_attached(page.seen[place]), range(last, following))
    return _Span(page.at[begin], last + len(list(attached)))


def _common(one: str, other: str) -> int:
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _by_ends(page: _Page, sentence: _Span) -> str | None:
    """Name a sentence by its first and its last words."""
    words = _words(page.seen, *sentence)
    heads = [_Span(sentence.start, word.end) for word in words[:MAX_TERM_WORDS]]
    head = _shortest(page, _before(page.seen, sentence.start), _texts(page.seen, heads), [None])
    if head is None:
        return None
    left = [word for word in words if word.start >= head.text.end]
    tails = [_Span(word.start, sentence.end) for word in reversed(left[-MAX_TERM_WORDS:])]
    contexts = _after(page.seen, sentence.end)
    tail = _shortest(page, [None], _texts(page.seen, tails), contexts, head.text.end)
    return _write(page.seen, head.prefix, head.text, tail.text, tail.suffix) if tail else None


def _whole(page: _Page, sentence: _Span) -> str | None:
    """Name a sentence by all of its text."""
    texts = _texts(page.seen, [sentence])
    term = _shortest(
        page, _before(page.seen, sentence.start), texts, _after(page.seen, sentence.end)
    )
    return _write(page.seen, term.prefix, term.text, term.suffix) if term else None


def _texts(seen: str, spans: list[_Span]) -> list[_Span]:
    """Return those growing *spans* that a browser finds in one go, and that say something."""
    unbroken = [*takewhile(lambda span: not _holds_break(seen[slice(*span)]), spans)]
    long = [span for span in unbroken if _says_much(seen[slice(*span)])]
    return [span for span in long or unbroken[-1:] if any(map(str.isalnum, seen[slice(*span)]))]


def _says_much(text: str) -> bool:
    """Whether *text* is unlikely in what a page adds later: two words, or one twice as long."""
    return len(text) >= MIN_TERM_CHARS * (1 if _PARTED.search(text) else 2)


def _holds_break(text: str) -> bool:
    return any(mark in text for mark in _BREAKS)


def _shortest(
    page: _Page,
    prefixes: Sequence[_Span | None],
    texts: Sequence[_Span],
    suffixes: Sequence[_Span | None],
    after: int = 0,
) -> _Term | None:
    """Return the shortest term that is the first of its kind from *after* on."""

    def cost(term: _Term) -> int:
        looked_at = page.seen[slice(*term.whole)]
        return len(looked_at) + _holds_break(looked_at) * BLOCK_COST_CHARS

    by_cost = sorted(starmap(_Term, product(prefixes, texts, suffixes)), key=cost)
    return next((term for term in by_cost if page.names(term, after)), None)


def _before(seen: str, place: int) -> list[_Span | None]:
    """Return no context, then one word and more of the block that ends before *place*."""
    end = len(seen[:place].rstrip())
    begin = max(end - _NEAR_CHARS, *(seen.rfind(mark, 0, end) + 1 for mark in _BREAKS))
    words = [word for word in _words(seen, begin, end) if _is_edge(seen, word.start)]
    return [None, *(_Span(word.start, end) for word in reversed(words[-MAX_CONTEXT_WORDS:]))]


def _after(seen: str, place: int) -> list[_Span | None]:
    """Return no context, then one word and more of the block that begins after *place*."""
    begin = len(seen) - len(seen[place:].lstrip())
    ends = [end for mark in _BREAKS if (end := seen.find(mark, begin)) >= 0]
    words = _words(seen, begin, min(begin + _NEAR_CHARS, len(seen), *ends))
    ended = [word for word in words if _is_edge(seen, word.end)]
    return [None, *(_Span(begin, word.end) for word in ended[:MAX_CONTEXT_WORDS])]


def _words(seen: str, begin: int, end: int) -> list[_Span]:
    """Part a text where each browser sees the edge of a word: at spaces, and clauses of Chinese.

    Where words of Chinese or Thai begin inside a clause, dictionaries disagree.
    """
    words: list[_Span] = []
    for piece in _PIECE.finditer(seen, begin, end):
        if words and not _is_edge(seen, piece.start()):
            words[-1] = words[-1]._replace(end=piece.end())
        else:
            words.append(_Span(*piece.span()))
    return words


def _is_edge(seen: str, place: int) -> bool:
    """Whether a word can begin or end at *place*, by all rules of UAX 29."""
    left, right = seen[place - 1 : place], seen[place : place + 1]
    if _is_attached(right):
        return False
    if not left or not right or not _joins(left) or not _joins(right):
        return True
    return (left in _MIDDLE and _is_ideograph(right)) or (right in _MIDDLE and _is_ideograph(left))


def _joins(char: str) -> bool:
    return char.isalnum() or char in _MIDDLE or _is_attached(char) or _is_flag(char)


def _is_ideograph(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or char >= "\U00020000"  # or a kana


def _is_attached(char: str) -> bool:
    return bool(char) and unicodedata.category(char) in _ATTACHED


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"  # two letters make one


def _write(seen: str, prefix: _Span | None, *spans: _Span | None) -> str:
    """Join the pieces, the last of *spans* being the suffix."""
    *texts, suffix = spans
    written = [_escape(seen[slice(*span)]) for span in texts if span]
    before = [f"{_escape(seen[slice(*prefix)])}-"] if prefix else []
    after = [f"-{_escape(seen[slice(*suffix)])}"] if suffix else []
    return "text=" + ",".join([*before, *written, *after])


def _escape(text: str) -> str:
    return quote(text, safe="", errors="ignore").replace("-", "%2D")  # a hyphen marks context
