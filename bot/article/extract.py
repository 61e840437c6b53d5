"""Main text of a page, through trafilatura. Pure: HTML in, values out; run it in a worker."""

from dataclasses import dataclass
from datetime import date

from bot.article.dates import published

MAX_TAG_CHARS = 64 * 1024
"""No honest tag is longer; one with 100,000 attributes hangs every extractor (measured)."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was found on a page; paragraphs of *text* are lines."""

    text: str
    title: str | None
    site: str | None
    published: date | None


def extract(html: str, url: str | None) -> Extracted | None:
    """Return the article on the page, or None where there is none."""
    # trafilatura costs 0.3 s to import: only who reads a page pays
    from trafilatura import bare_extraction  # noqa: PLC0415 - see above

    if not html.strip() or _has_monster_tag(html):
        return None
    found = bare_extraction(
        html, url=url, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or isinstance(found, dict) or not found.text:
        return None
    return Extracted(found.text, found.title, found.sitename, published(html))


def _has_monster_tag(html: str) -> bool:
    pieces = (piece for piece in html.split(">") if "<" in piece)
    return any(len(piece) - piece.index("<") > MAX_TAG_CHARS for piece in pieces)
