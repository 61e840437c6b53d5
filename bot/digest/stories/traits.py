"""What of an article tells its story: words, names, numbers and dates, the first ones most."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from bot.core.models import LanguageCode
from bot.digest.stories.figures import dates, numbers
from bot.digest.stories.tokens import Token, text_tokens, title_tokens

MAX_CHARS = 4_000  # what follows is background
LEAD_CHARS = 300  # the title and a sentence or two: what a feed gives
MIN_DIGITS = 2  # smaller numbers are everywhere
YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Traits:
    """An article as it is compared with others, in keys that all languages share.

    Attributes:
        counts: Of each key, damped: 1 + log of how often it is there.
        names: Keys of capitalised words of the lead.
        title_names: Keys of the title that are capitalised anywhere.
        deeds: Keys that are never capitalised: what happened, whoever did it.
        numbers: But years.
        dates: Month and day.
    """

    language: LanguageCode | None
    counts: Mapping[str, float]
    title: frozenset[str]
    names: frozenset[str]
    title_names: frozenset[str]
    deeds: frozenset[str]
    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    dates: frozenset[tuple[int, int]]
    lead_dates: frozenset[tuple[int, int]]


def read_traits(title: str, text: str, language: LanguageCode | None) -> Traits:
    """Read an article; either part may be empty."""
    head = title_tokens(title, language)
    placed = list(text_tokens(text[:MAX_CHARS], language))
    lead = [token for start, token in placed if start + len(title) < LEAD_CHARS]
    body = head + [token for _, token in placed]
    whole = f"{title}.\n{text[:MAX_CHARS]}"
    counts = Counter(key for token in body for key in token.keys)
    named = _keys(_names(body))
    return Traits(
        language=language,
        counts={key: 1 + log(count) for key, count in counts.items()},
        title=_keys(head),
        names=_keys(_names(head + lead)),
        title_names=_keys(head) & named,
        deeds=frozenset(counts.keys() - named),
        numbers=_numbers(whole),
        lead_numbers=_numbers(whole[:LEAD_CHARS]),
        dates=frozenset(dates(whole)),
        lead_dates=frozenset(dates(whole[:LEAD_CHARS])),
    )


def _names(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.is_name]


def _keys(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(key for token in tokens for key in token.keys)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(n for n in numbers(text) if len(n) >= MIN_DIGITS and not _is_year(n))


def _is_year(number: str) -> bool:
    return number.isdigit() and int(number) in YEARS
