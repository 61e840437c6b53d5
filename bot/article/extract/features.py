"""What can be measured of a block of a page, by name; what is 0 is left out. Pure, linear."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, log1p

from bot.article.extract.blocks import Block
from bot.article.extract.places import Place

MAX_WORDS = 1_000  # of a block that are compared; a longer one is no paragraph
MAX_WORDS_HEARD = 100_000  # of another extractor's text
GRAM_WORDS = 3
WINDOWS = (1, 3, 8)  # blocks on each side that speak for one: the next, a few, the section
MAX_WEIGHT = 60  # words; a longer neighbour says no more
PROSE_WORDS = 15.0  # a finished line of so many words is prose with probability .63
ALONE = 0.1  # words beside a block: none
MAX_EDGE = 0.2  # the share of the text before or behind a block that still tells it is at an edge
HEADING_WORDS = 60
PLACES_KEPT = 8192

Features = dict[str, float]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_SENTENCE_END = re.compile(r"[.!?…][\"»”')\]]?(?:\s|$)|[。！？]")
_CLOSERS = "\"»”')]"
_ENDS = tuple(".!?…。！？")
_KINDS = {
    "p": "p", "li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "column", "h1": "h1",
    "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "blockquote": "quote", "section": "section", "article": "section", "pre": "pre",
    "figcaption": "caption",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voices:
    """What others say of the page: its title, its description, the article in its JSON-LD."""

    title: str = ""
    description: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The blocks of a page with their words' 3-grams, their length in words and own features."""

    blocks: Sequence[Block]
    grams: Sequence[Sequence[int]]
    sizes: Sequence[int]
    own: Sequence[Features]


def grams(words: Sequence[str]) -> list[int]:
    """Return the hashes of all runs of three words; of all words where there are fewer."""
    last = max(1, len(words) - GRAM_WORDS + 1)
    return [hash(tuple(words[at : at + GRAM_WORDS])) for at in range(last)] if words else []


def words_of(text: str, limit: int = MAX_WORDS_HEARD) -> list[str]:
    """Return its words in lower case; a Chinese or Japanese character is a word."""
    return _WORD.findall(text[: limit * 20].lower())[:limit]


def measure(blocks: Sequence[Block], voices: Voices) -> Measured:
    """Measure what a block shows by itself and beside what the page says of its article."""
    words = [words_of(block.text, MAX_WORDS) for block in blocks]
    found = [grams(each) for each in words]
    stated = set(grams(words_of(voices.stated)))
    title, description = set(words_of(voices.title)), set(words_of(voices.description))
    seen: set[str] = set()
    own: list[Features] = []
    for block, each, runs in zip(blocks, words, found, strict=True):
        features = _shape(block, len(each)) | _marks(block.text) | _place_names(block)
        if stated:
            features["stated"] = share(runs, stated)
            features["not stated"] = 1 - features["stated"]
        features["description"] = _likeness(each, description)
        features["title"] = _likeness(each, title) if len(each) < HEADING_WORDS else 0.0
        features["repeated"] = float(block.text in seen)
        seen.add(block.text)
        own.append(features)
    return Measured(blocks, found, [len(each) for each in words], own)


def share(runs: Sequence[int], known: set[int]) -> float:
    """Return the share of 3-grams that are known."""
    return sum(run in known for run in runs) / len(runs) if runs else 0.0


def _likeness(words: Sequence[str], others: set[str]) -> float:
    own = set(words)
    return len(own & others) / (len(own | others) or 1)


def _shape(block: Block, size: int) -> Features:
    chars = len(block.text)
    link = min(1.0, block.linked / chars)
    return {
        "": 1.0,
        "words": log1p(size) / 5,
        "under 4 words": float(size < 4),  # noqa: PLR2004 - the name says it
        "under 10 words": float(size < 10),  # noqa: PLR2004 - the name says it
        "over 25 words": float(size > 25),  # noqa: PLR2004 - the name says it
        "over 60 words": float(size > 60),  # noqa: PLR2004 - the name says it
        "link": link,
        "linked": float(link > 0),
        "half link": float(link > 0.5),  # noqa: PLR2004 - the name says it
        "all link": float(link > 0.9),  # noqa: PLR2004 - the name says it
        "bold": min(1.0, block.bold / chars),
        _KINDS.get(block.tag, "other"): 1.0,
    }


def _marks(text: str) -> Features:
    head = text[:2000]
    return {
        "sentences": log1p(len(_SENTENCE_END.findall(head))),
        "finished": float(_is_finished(text)),
        "colon": float(text.endswith((":", "："))),
        "commas": log1p(head.count(",") + head.count("，")),
        "digits": sum(map(str.isdigit, head)) / len(head),
        "capitals": sum(map(str.isupper, head)) / len(head),
        "address": float(any(mark in head for mark in ("http", "www.", "@"))),
        "copyright": float("©" in head),
        "bar": float(" | " in head or ("»" in head and "«" not in head)),
    }


def _is_finished(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_ENDS)


def _place_names(block: Block) -> Features:
    return dict.fromkeys(_named_places(block.inside, block.near), 1.0)


@lru_cache(maxsize=PLACES_KEPT)
def _named_places(inside: int, near: int) -> tuple[str, ...]:
    return tuple(
        f"{word} {place.name}"
        for word, places in (("in", inside), ("near", near))
        for place in Place
        if places & place.value
    )


def prose(measured: Measured) -> list[float]:
    """Say how much each block reads like sentences: long, finished, not a link."""
    return [
        1 - exp(-size * features["finished"] * (1 - features["link"]) / PROSE_WORDS)
        for size, features in zip(measured.sizes, measured.own, strict=True)
    ]


def votes(measured: Measured, first: str, second: str) -> list[Features]:
    """Compare the blocks with what two extractors found."""
    known = [set(grams(words_of(text))) for text in (first, second)]
    ones = [share(runs, known[0]) for runs in measured.grams]
    others = [share(runs, known[1]) for runs in measured.grams]
    pairs = list(zip(ones, others, strict=True))
    mass = [size + 0.1 for size in measured.sizes]
    both = sum(min(pair) * each for pair, each in zip(pairs, mass, strict=True))
    backed = [both / (1 + _dot(each, mass)) for each in (ones, others)]
    found: list[Features] = []
    for (one, other), own in zip(pairs, measured.own, strict=True):
        mean = (one + other) / 2
        found.append(
            {
                "first": one,
                "second": other,
                "both": min(one, other),
                "first backed": one * backed[0],
                "second backed": other * backed[1],
                "vote, link": mean * own["link"],
                "vote, short": mean * own["under 10 words"],
            }
        )
    voted = [mean * (mean > 0.5) for mean in ((a + b) / 2 for a, b in pairs)]  # noqa: PLR2004 - more than half
    return [a | b for a, b in zip(found, around("vote", voted, measured), strict=True)]


def _dot(ones: Iterable[float], others: Iterable[float]) -> float:
    return sum(a * b for a, b in zip(ones, others, strict=True))


def around(name: str, values: Sequence[float], measured: Measured) -> list[Features]:
    """Say of each block what *values* (0..1) its neighbours and its siblings have."""
    weights = [min(size, MAX_WEIGHT) + 0.5 for size in measured.sizes]
    masses = [value * weight for value, weight in zip(values, weights, strict=True)]
    heavy, full = [0.0, *accumulate(weights)], [0.0, *accumulate(masses)]
    siblings: dict[int, tuple[float, float]] = {}
    for block, mass, weight in zip(measured.blocks, masses, weights, strict=True):
        old = siblings.get(block.container, (0.0, 0.0))
        siblings[block.container] = (old[0] + mass, old[1] + weight)
    total = full[-1] + 1e-9
    named = [
        (width, [f"{name} {side} {width}" for side in ("before", "behind", "both sides")])
        for width in WINDOWS
    ]
    found: list[Features] = []
    for at, block in enumerate(measured.blocks):
        mass, weight = siblings[block.container]
        others = weight - weights[at]
        features = {
            f"{name} beside": (mass - masses[at]) / others if others > ALONE else 0.0,
            f"{name} alone": float(others <= ALONE),
            f"{name} here": mass / total,
            f"{name} at head": min(MAX_EDGE, full[at] / total),
            f"{name} at tail": min(MAX_EDGE, 1 - full[at + 1] / total),
        }
        for width, keys in named:
            before = _mean(full, heavy, max(0, at - width), at)
            behind = _mean(full, heavy, at + 1, min(len(values), at + 1 + width))
            features |= zip(keys, (before, behind, min(before, behind)), strict=True)
        found.append(features)
    return found


def _mean(full: Sequence[float], heavy: Sequence[float], start: int, end: int) -> float:
    weight = heavy[end] - heavy[start] if end > start else 0.0
    return (full[end] - full[start]) / weight if weight else 0.0
