"""The article on a page: its own model, advised by two libraries. Pure; run it in a worker."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.article.extract.advice import Advice
from bot.article.extract.blocks import read_blocks
from bot.article.extract.choose import choose
from bot.article.extract.dates import published
from bot.article.extract.features import Measured, Voices, measure
from bot.article.extract.further import goes_on
from bot.article.extract.jsonld import Stated, read_jsonld
from bot.article.extract.meta import (
    author_of,
    canonical_of,
    metas,
    site_of,
    title_of,
)
from bot.article.extract.tree import parse
from bot.article.extract.weights import (
    ALONE_FIRST,
    ALONE_SECOND,
    VOTED_FIRST,
    VOTED_SECOND,
)

MAX_ADVISED_ELEMENTS = 12_000
"""The libraries are asked about pages with fewer elements: some of their steps are quadratic."""

MAX_ADVISED_CHARS = 1_000_000  # of the page's text, for the same reason
MAX_VISIBLE_CHARS = 300_000
HIDDEN_BODY = 2.0  # times longer than what was found: scripts build the page from its JSON-LD


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found on a page; paragraphs of *text* are lines.

    *canonical* is the address the page gives itself, as written: judge it before use.
    *visible* is all text of the page that is not hidden, a line a block, up to MAX_VISIBLE_CHARS.
    *more_pages*: the article goes on elsewhere.
    """

    text: str
    title: str | None
    site: str | None
    published: date | None
    author: str | None = None
    canonical: str | None = None
    visible: str = ""
    more_pages: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A page as it was read, before anything was decided."""

    tree: Any
    named: dict[str, str]
    stated: Stated
    measured: Measured


def extract(html: str, url: str | None, *, fast: bool = False) -> Extracted | None:
    """Return the article on the page, or None where there is none.

    Args:
        html: The page.
        url: Its address: it tells the site's name from the title, and often the day.
        fast: Ask no library: under half of the time, and some .003 less of F1.
    """
    looked = look(html)
    if looked is None:
        return None
    text = _text(looked, fast=fast)
    if not text:
        return None
    tree, named, stated = looked.tree, looked.named, looked.stated
    return Extracted(
        text,
        title_of(tree, named, stated, url, [block.text for block in looked.measured.blocks]),
        site_of(named),
        published(tree, stated.published, url),
        author_of(named, stated),
        canonical_of(tree, named),
        _visible(looked),
        goes_on(tree, url),
    )


def look(html: str) -> Looked | None:
    """Read a page; None where there is nothing to read."""
    tree = parse(html)
    if tree is None:
        return None
    named, stated = metas(tree), read_jsonld(tree)
    description = named.get("og:description") or named.get("description", "")
    title = named.get("og:title") or tree.findtext(".//title") or ""
    blocks = read_blocks(tree.find("body"))
    return Looked(tree, named, stated, measure(blocks, Voices(title, description, stated.body)))


def _text(looked: Looked, *, fast: bool) -> str:
    advice = None if fast or not _is_modest(looked) else Advice(looked.tree)
    text = advice.agreed if advice else ""
    if not text:
        voted = advice.votes if advice else None
        rounds = (ALONE_FIRST, ALONE_SECOND) if voted is None else (VOTED_FIRST, VOTED_SECOND)
        text = "\n".join(choose(looked.measured, rounds, voted))
    if len(looked.stated.body) > HIDDEN_BODY * len(text):
        return looked.stated.body
    return text


def _visible(looked: Looked) -> str:
    seen = (block.seen for block in looked.measured.blocks)
    return "\n".join(filter(None, seen))[:MAX_VISIBLE_CHARS]


def _is_modest(looked: Looked) -> bool:
    chars = sum(len(block.text) for block in looked.measured.blocks)
    elements = sum(1 for _ in looked.tree.iter())
    return chars <= MAX_ADVISED_CHARS and elements <= MAX_ADVISED_ELEMENTS
