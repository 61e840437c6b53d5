"""What the head of a page says: title, site, author, its own address. Pure."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from bot.article.extract.jsonld import Stated

MAX_TITLE_CHARS = 300
MAX_HEADINGS = 5
MIN_PART_CHARS = 16  # a shorter <h1> is part of a title by chance

_BARS = re.compile(r"\s[|·•–—\-/»:]{1,2}\s|[|»]")
_MARKS = re.compile(r"[\W_]+")


def metas(tree: Any) -> dict[str, str]:
    """Return the first content of each <meta>, by its lower-case name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = " ".join(meta.get("content", "").split())
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def site_of(named: Mapping[str, str]) -> str | None:
    """Return the name of the site."""
    return named.get("og:site_name") or named.get("application-name")


def author_of(named: Mapping[str, str], stated: Stated) -> str | None:
    """Return who wrote it, as JSON-LD or a meta tag says; an address is no name."""
    told = (stated.author, named.get("author", ""), named.get("article:author", ""))
    return next((name for name in told if name and "://" not in name), None)


def canonical_of(tree: Any, named: Mapping[str, str]) -> str | None:
    """Return the address that the page gives itself, as written."""
    links = (str(link).strip() for link in tree.xpath("//link[@rel='canonical']/@href"))
    return next(filter(None, links), named.get("og:url"))


def title_of(
    tree: Any,
    named: Mapping[str, str],
    stated: Stated,
    url: str | None,
    lines: Iterable[str] = (),
) -> str | None:
    """Return the headline without the name of the site; *lines* are the page's.

    JSON-LD goes first, then the <h1> that the head of the page repeats, or that stands alone:
    og:title and <title> add a rubric or are written anew for sharing (measured). Where there
    is no such <h1>, the part of them that a line of the page begins with is the headline.
    """
    names = _own_names(named, url)
    headline = _without_site(_line(unescape(stated.headline)), names)
    written = (named.get("og:title"), named.get("twitter:title"), tree.findtext(".//title"))
    told = [_without_site(_line(text), names) for text in written if text]
    found = (_line("".join(one.itertext())) for one in tree.xpath("//h1")[:MAX_HEADINGS])
    headings = [heading for heading in found if _bare(heading)]
    confirmed = [heading for heading in headings if _is_told(heading, [headline, *told])]
    alone = headings if len(headings) == 1 else []
    repeated = () if headline or confirmed or alone else _repeated(told, lines)
    return next(filter(_bare, (headline, *confirmed, *alone, *repeated, *told)), None)


def _repeated(told: Iterable[str], lines: Iterable[str]) -> list[str]:
    """Return the titles, whole or in part, that a line of the page begins with."""
    shown = [_bare(line[:MAX_TITLE_CHARS]) for line in lines]
    parts = [part.strip() for text in told for part in (text, *_BARS.split(text))]
    long = [part for part in parts if len(part) >= MIN_PART_CHARS]
    return [part for part in long if any(line.startswith(_bare(part)) for line in shown)]


def _is_told(heading: str, told: Iterable[str]) -> bool:
    bare = _bare(heading)
    others = [_bare(text) for text in told]
    return bare in others or (
        len(bare) >= MIN_PART_CHARS and any(bare in other for other in others)
    )


def _own_names(named: Mapping[str, str], url: str | None) -> set[str]:
    """Return how the site may call itself, bare."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # no address after all
        host = ""
    keys = ("og:site_name", "application-name", "twitter:site")
    hosts = (host, host.rpartition(".")[0], host.partition(".")[0])
    return {_bare(name) for name in (*(named.get(key, "") for key in keys), *hosts)} - {""}


def _without_site(title: str, names: set[str]) -> str:
    """Cut the site's name, and it alone, off either end."""
    bars = list(_BARS.finditer(title))
    for bar in bars:
        if _bare(title[bar.end() :]) in names:
            return title[: bar.start()].rstrip()
    for bar in bars:
        if _bare(title[: bar.start()]) in names:
            return title[bar.end() :].lstrip()
    return title


def _bare(text: str) -> str:
    return _MARKS.sub("", text).casefold()


def _line(text: str) -> str:
    return " ".join(text.split())[:MAX_TITLE_CHARS]
