"""What a feed says, as plain values: what its readers give, put in order. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlsplit

from bot.core.models import LanguageCode
from bot.text.identify import identify
from bot.text.normalise import normalise

MAX_ENTRIES = 100
MAX_LEAD_CHARS = 2_000
MAX_TITLE_CHARS = 300  # the longest headlines have half of it
MAX_GUID_CHARS = 500  # honest ones are addresses; what is longer is known by its hash
MAX_URL_CHARS = 2_048

_EARLIEST = 946_684_800  # 2000-01-01: no feed is older, dates before it are zeros of some clock
_HEADLINES = 30  # as many tell a feed's language
_HEADLINE_CHARS = 100  # of a post without a headline
_LANGUAGE_CHARS = 500  # of a lead; as many tell its language


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a feed announces it.

    Attributes:
        guid: What tells it apart within the feed.
        url: Of its page; http or https.
        lead: What the feed gives of the text, without markup.
        published: Unix seconds; None where the feed does not say, or says nonsense.
    """

    guid: str
    url: str
    title: str
    lead: str
    published: int | None = None
    language: LanguageCode | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as it was read; the newest entries first."""

    title: str
    language: LanguageCode | None
    entries: tuple[Entry, ...]


def ordered(title: str, declared: LanguageCode | None, found: Iterable[Entry]) -> ParsedFeed:
    """Clean what was *found*, leave out what leads nowhere, keep the MAX_ENTRIES newest.

    Each entry is identified by its own words: what feeds declare is often wrong.
    """
    entries = list(_told_apart(map(_cleaned, found)))
    # what has no date keeps its place before the dated, as the newest stands first
    entries.sort(key=lambda entry: -(entry.published or 2**63))
    kept = entries[:MAX_ENTRIES]
    headlines = "\n".join(entry.title for entry in kept[:_HEADLINES])
    language = identify(headlines, declared).language or declared
    return ParsedFeed(
        title=_line(title)[:MAX_TITLE_CHARS],
        language=language,
        entries=tuple(_identified(entry, language) for entry in kept),
    )


def cut(text: str, chars: int) -> str:
    """Return at most *chars* of *text*, up to the end of a word."""
    if len(text) <= chars:
        return text
    words = re.match(rf"(?s).{{0,{chars}}}(?<=\S)(?=\s)", text)
    return words[0] if words else text[:chars]


def is_address(url: str) -> bool:
    """Tell whether *url* can be a page's."""
    if len(url) > MAX_URL_CHARS or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # brackets that hold no address
        return False


def _cleaned(entry: Entry) -> Entry:
    lead = cut(normalise(entry.lead), MAX_LEAD_CHARS)
    title = cut(_line(entry.title), MAX_TITLE_CHARS) or _headline(lead)
    url = entry.url.strip()
    guid = normalise(entry.guid).strip() or url or _hash(title)
    published = entry.published
    return Entry(
        guid=guid if len(guid) <= MAX_GUID_CHARS else _hash(guid),
        url=url,
        title=title,
        lead=lead,
        published=published if published and published >= _EARLIEST else None,
    )


def _told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the first of each guid, if it has words and a page."""
    seen: set[str] = set()
    for entry in entries:
        if entry.title and is_address(entry.url) and entry.guid not in seen:
            seen.add(entry.guid)
            yield entry


def _identified(entry: Entry, prior: LanguageCode | None) -> Entry:
    words = f"{entry.title}\n{entry.lead[:_LANGUAGE_CHARS]}"
    return replace(entry, language=identify(words, prior).language or prior)


def _headline(lead: str) -> str:
    """The beginning of a text that has no title."""
    first = lead.partition("\n")[0]
    begun = cut(first, _HEADLINE_CHARS)
    return begun if begun == first else f"{begun}…"


def _line(text: str) -> str:
    return " ".join(normalise(text).split())


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
