"""What a page says of its article in JSON-LD. Pure, bounded.

The vocabulary is schema.org's: an object of a type like ``NewsArticle``, often among others.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

MAX_SCRIPT_CHARS = 1_000_000
MAX_SCRIPTS = 50
MAX_DEPTH = 8  # graphs nest to 4
MAX_NODES = 5_000

_TYPES = re.compile(r"(?:article|posting|report|review|webpage)$", re.IGNORECASE)
_WEAK = "webpage"  # its title and date are those of the site as often as of the article
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """An article as JSON-LD states it; empty where it does not."""

    headline: str = ""
    author: str = ""
    published: tuple[str, ...] = ()
    body: str = ""


def read_jsonld(tree: Any) -> Stated:
    """Return what all the scripts of the page state of one article."""
    nodes = sorted(_articles(tree), key=_is_weak)
    strong = [node for node in nodes if not _is_weak(node)]
    bodies = [_plain(_text(node.get("articleBody"))) for node in strong]
    return Stated(
        headline=next(filter(None, (_text(node.get("headline")) for node in nodes)), ""),
        author=next(filter(None, (_names(node.get("author")) for node in nodes)), ""),
        published=tuple(filter(None, (_text(node.get("datePublished")) for node in nodes))),
        body=max(bodies, key=len, default=""),
    )


def _articles(tree: Any) -> Iterator[Mapping[str, Any]]:
    scripts = tree.xpath("//script[contains(@type, 'ld+json')]")[:MAX_SCRIPTS]
    for script in scripts:
        for node in _nodes(_load(script.text or "")):
            if any(_TYPES.search(kind) for kind in _kinds(node)):
                yield node


def _load(text: str) -> Any:
    if len(text) > MAX_SCRIPT_CHARS:
        return None
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # not JSON; an attack
        return None


def _nodes(root: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all objects, outer ones first."""
    level, count = [root], 0
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for node in level:
            count += 1
            if isinstance(node, dict):
                yield node
                below += [value for value in node.values() if isinstance(value, dict | list)]
            elif isinstance(node, list):
                below += node
        level = below[: max(0, MAX_NODES - count)]


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind for kind in listed if isinstance(kind, str)]


def _is_weak(node: Mapping[str, Any]) -> bool:
    return all(kind.casefold().endswith(_WEAK) for kind in _kinds(node))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _names(author: Any) -> str:
    people = author if isinstance(author, list) else [author]
    names = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in people]
    known = dict.fromkeys(" ".join(unescape(name).split()) for name in names)
    return ", ".join(name for name in known if name and "://" not in name)


def _plain(body: str) -> str:
    """Return *body* without the markup that some sites leave in it."""
    text = unescape(_MARKUP.sub("\n", unescape(body)))
    lines = (_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
