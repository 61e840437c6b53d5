"""Whether the article on a page goes on on others. Pure."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

MAX_LINKS = 5_000  # that are looked at
_NUMBERS = ("2", "3")
_KEYS = frozenset({"page", "p", "paged", "pg", "seite"})
_SECOND = re.compile(r"(?:/(?:page[/-]?|seite[/-]?|p)?|[_-])2")
_EXTENSION = re.compile(r"\.[a-z]{3,5}$")
_NO_ADDRESS = "https://page.invalid/page"


def goes_on(tree: Any, url: str | None) -> bool:
    """Tell by a link to the second page of this same address, named «next» or with a number.

    «Next» alone proves nothing: most sites call the next article of theirs so (measured).
    """
    here = url or _NO_ADDRESS
    named = tree.xpath("(//link|//a)[@rel='next']/@href")[:MAX_LINKS]
    return any(_is_second(here, str(href)) for href in (*named, *_numbered(tree)))


def _numbered(tree: Any) -> Iterator[str]:
    """Yield where «2» leads, if «3» stands on the page too and both are no pages of comments."""
    links = [
        (text, link.get("href"))
        for link in tree.xpath("//a[@href]")[:MAX_LINKS]
        if (text := (link.text or "").strip()) in _NUMBERS and not _is_in_comments(link)
    ]
    if set(_NUMBERS) <= {text for text, _ in links}:
        yield from (href for text, href in links if text == "2")


def _is_in_comments(link: Any) -> bool:
    names = (f"{one.get('class', '')} {one.get('id', '')}" for one in link.iterancestors())
    return any("comment" in name.lower() for name in names)


def _is_second(here: str, href: str) -> bool:
    try:
        there, own = urlsplit(urljoin(here, href)), urlsplit(here)
    except ValueError:  # not an address
        return False
    if there.netloc != own.netloc:
        return False
    begin, end = _plain(own.path), _plain(there.path)
    if begin == end:
        return any(key in _KEYS and value == "2" for key, value in parse_qsl(there.query))
    return end.startswith(begin) and bool(_SECOND.fullmatch(end[len(begin) :]))


def _plain(path: str) -> str:
    return _EXTENSION.sub("", path.rstrip("/"))
