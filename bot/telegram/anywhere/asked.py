"""What follows the bot's @name: languages, then a link, a text, or nothing. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from bot.article.links.urls import find_links, parse_link
from bot.core.errors import BadLinkError, UnknownLanguageError
from bot.core.languages import INTERFACE_LANGUAGES, find_written
from bot.core.models import Script
from bot.service.group_translation import MAX_TARGETS, Target
from bot.telegram.incoming import Content
from bot.telegram.translating import listed_targets
from bot.text.segment import sentences

LONG_SENTENCES: Final = 5
"""A text of so many is shortened where no language is named: fewer are about as short already."""

_WORD: Final = re.compile(r"\s*([^\s,;+:/]+)(\s*:(?!/)\s*|\s*[,;+]\s*|\s+|\Z)")
_CODE: Final = re.compile(
    rf"({'|'.join(INTERFACE_LANGUAGES)}|kz|qz)(-[a-z]{{4,}})?", re.IGNORECASE
)
"""Of the interface's languages; Kazakh has two more that people write."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants: *text* without the languages, *link* if that is what it is about."""

    targets: tuple[Target, ...]
    text: str
    link: str | None = None


def read_asked(text: str, own: Script = Script.CYRILLIC) -> Asked:
    """Read ``kk https://…``, ``kk ru Good morning``, ``german: Good morning``, ``egemen.kz/1``.

    Kazakh without a script is to be in the reader's *own*. Many a word is a code as well:
    without a colon only those of the interface count. «It was» and «de facto» are no languages.
    """
    found: list[Target] = []
    at = 0
    while (one := _WORD.match(text, at)) and len(found) < MAX_TARGETS:
        name, after = one.groups()
        written = find_written(name, own)
        if written is None or not (":" in after or _CODE.fullmatch(name)):
            break
        found.append(Target(*written))
        at = one.end()
    rest = text[at:].strip()
    return Asked(tuple(dict.fromkeys(found)), rest, find_link(rest))


def read_languages(text: str, own: Script = Script.CYRILLIC) -> tuple[Target, ...]:
    """The languages, where *text* is nothing else: ``de``, ``kk, german``; else none."""
    try:
        return listed_targets(text, own)
    except UnknownLanguageError:
        return ()


def find_link(text: str) -> str | None:
    """The first link, as it was written; a bare ``egemen.kz/1`` only where nothing else stands."""
    links = find_links(text) or [text]
    try:
        parse_link(links[0])
    except BadLinkError:
        return None
    return links[0]


def bare_link(content: Content) -> str | None:
    """The link of a message that holds nothing else: there is nothing to translate in it."""
    return find_link(content.text) if len(content.text.split()) == 1 else None


def is_long(content: Content) -> bool:
    """Whether it is worth shortening: a link, a file, or LONG_SENTENCES of text."""
    if content.links or content.file is not None:
        return True
    return len(sentences(content.text, None)) >= LONG_SENTENCES
