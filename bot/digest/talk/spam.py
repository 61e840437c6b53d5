"""Advertising and scam: what newcomers post with contacts, promises, capitals, again and again.

Pure. No sign is enough on its own: a neighbour sells a pram, an admin repeats himself.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from zlib import crc32

from bot.core.groups import GroupMessage
from bot.core.models import LanguageCode
from bot.digest.talk.adverts import (
    ADDRESS,
    CONTACT,
    MONEY,
    PHRASES,
    PRIVATE,
    SALE,
    SHOUT,
    STRONG,
    SUSPECT,
    WEAK,
)
from bot.digest.talk.people import author_of
from bot.digest.talk.skeleton import CACHED_WORDS, STEM_CHARS, root, skeleton, writes_kazakh
from bot.text.stems import stem
from bot.text.words import words

SPAM = 3.0
"""Points from which a message is spam."""

DOUBTFUL = 1.5
"""Points from which it may be: only then copies and a newcomer speak against it."""

REGULAR_MESSAGES = 2  # beyond doubt: who wrote so many is no newcomer
MANY_COPIES = 3  # of one text, whatever it says
MIN_COPY_WORDS = 5  # a shorter message is repeated by chance
MIN_SHINGLED_WORDS = 8  # from which a copy with small changes is found; else it is the same words
MAX_READ_CHARS, MAX_READ_WORDS = 1_000, 150
COPY_SIGNS, SAME_SIGNS = 6, 3  # smallest hashes kept of a message; so many in common: a copy
MAX_SHARED_SIGN = 50  # messages that one hash is looked up in
MIN_CAPITALS, CAPITAL_SHARE = 15, 0.6
MIN_TYPED_CHARS = 5  # of a Kazakh or Russian word in Latin letters; shorter ones are English
MIN_KEY_CHARS = 4  # of a root; shorter ones are of several words
BEGINNING = 3  # letters by which a word is passed over
MIN_SWITCHES = 3  # changes of script inside words: one is a slip

_POINTS = {"strong": (1.5, 2), "weak": (0.75, 4), "disguised": (1.5, 1), "sale": (-1.0, 1)}
"""For each word of a kind, and how many of it count."""

PHRASE_POINTS, MOST_PHRASES = 1.25, 3
UNANSWERABLE = 1.9
"""Most points of what gives no address and no sum, and is not loud: talk about such offers."""

_MAY_BE_ADDRESS = frozenset("@/$")
_NAMED = re.compile(r"@\w+|(?:https?://|t\.me/|\b[\w-]{1,63}\.\w{2,4}/)\S+")
_SWITCH = re.compile("[а-яё](?=[acekopxyABCEHKMOPTX])|[acekopxyABCEHKMOPTX](?=[а-яё])")
_MIXED = re.compile(r"[\w@$]*(?:[а-яё][a-z\d@$]|[a-z\d@$][а-яё])[\w@$]*")
_AS_CYRILLIC = str.maketrans("@a0oc$e3pxykmtbhi46", "ааооссезрхукмтвнічб")
_ALWAYS_TYPED = str.maketrans("i", "і")  # for the Kazakh letter, without a bad intent


@cache
def _tables() -> dict[str, str]:
    """Return the kind of each root of the tables."""
    tables = {"weak": WEAK, "strong": STRONG, "sale": SALE}
    return {key: kind for kind in tables for word in words(tables[kind]) for key in _keys(word)}


@cache
def _beginnings() -> frozenset[str]:
    """Return how words of the tables begin: most words of talk begin in other ways."""
    found = (word[:BEGINNING] for word in words(STRONG + WEAK + SALE))
    return frozenset(each for begin in found for each in (begin, skeleton(begin)))


def _keys(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (_english(word),)
    keys = root(word, kazakh=False), root(word, kazakh=True), skeleton(word)[:STEM_CHARS]
    return tuple(key for key in keys if len(key) >= MIN_KEY_CHARS)


def _english(word: str) -> str:
    return "=" + stem(word, LanguageCode("en"))


@lru_cache(maxsize=CACHED_WORDS)
def _kind(word: str) -> tuple[str, str] | None:
    """Return the kind and the root of a word (lower case) that the tables have."""
    if word.isascii():
        return _known(_english(word)) or _known(_typed(word))
    if word[:BEGINNING].translate(_AS_CYRILLIC) not in _beginnings():
        return None
    honest = word.translate(_ALWAYS_TYPED)
    if not _MIXED.fullmatch(honest):
        return _known(_cyrillic(honest))
    meant = _cyrillic(honest.translate(_AS_CYRILLIC))
    return ("disguised", meant) if _known(meant) else None


def _cyrillic(word: str) -> str:
    """Return the root of *word*, or what it is without its ending, if the tables have that."""
    bones = skeleton(word)[:STEM_CHARS]
    return bones if bones in _tables() else root(word, kazakh=writes_kazakh(word))


def _known(key: str) -> tuple[str, str] | None:
    return (_tables()[key], key) if key in _tables() else None


def _typed(word: str) -> str:
    """Return the root of a Kazakh or Russian word in Latin letters; "" if it is too short."""
    return skeleton(word)[:STEM_CHARS] if len(word) >= MIN_TYPED_CHARS else ""


def spam_of(messages: Sequence[GroupMessage], said: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """Return the numbers of those of *messages* that are spam; *said* are their words."""
    scores = {
        each.message_id: points(each.text, said[each.message_id], links=len(each.links))
        for each in messages
    }
    regulars = _regulars(messages, scores)
    newcomers = {each.message_id for each in messages if author_of(each) not in regulars}
    doubtful = {number for number, score in scores.items() if score >= DOUBTFUL}
    copies = _copies({number: said[number] for number in newcomers | doubtful})
    return frozenset(
        number
        for number, times in copies.items()
        if _verdict(scores[number], times, is_regular=number not in newcomers) >= SPAM
    )


def points(text: str, said: Sequence[str], *, links: int = 0) -> float:
    """Return how much of an advertisement a text alone has.

    Args:
        text: As it was written.
        said: Its words.
        links: How many there are, hidden ones too.
    """
    found = {kind for word in said if (kind := _kind(word)) is not None}
    text = text[:MAX_READ_CHARS]
    if not found and not links and not SUSPECT.search(text):
        return 0.0
    contacts = links
    if not _MAY_BE_ADDRESS.isdisjoint(text):
        contacts = len(CONTACT.findall(text)) + max(links, len(ADDRESS.findall(text)))
    private = bool(PRIVATE.search(text))
    loud = len(SHOUT.findall(text)) + _is_shouted(text)
    money = bool(MONEY.search(text))
    if not (contacts or private or money or loud):
        return min(_promised(found), UNANSWERABLE)
    promised = _promised(found | _hidden(text)) + _phrases(text)
    score = 0.5 * min(loud, 2) + 0.5 * min(contacts + private, 3) + promised
    score += 0.5 * (promised > 0) * (money + bool(contacts)) + bool(contacts) * money
    return score + 1.5 * (len(_SWITCH.findall(text)) >= MIN_SWITCHES)


def _promised(found: set[tuple[str, str]]) -> float:
    """Return the points of words of the tables."""
    times = Counter(kind for kind, _ in found)
    return sum(value * min(times[kind], most) for kind, (value, most) in _POINTS.items())


def _hidden(text: str) -> set[tuple[str, str]]:
    """Return the words of the tables in names of contacts, and disguised ones like «к@зино»."""
    if _MAY_BE_ADDRESS.isdisjoint(text):
        return set()
    low = text.lower()
    named = words(" ".join(_NAMED.findall(low)).replace("_", " "))
    return {kind for word in (*named, *_MIXED.findall(low)) if (kind := _kind(word)) is not None}


def _phrases(text: str) -> float:
    found = {match.lower() for match in PHRASES.findall(text)}
    return PHRASE_POINTS * min(len(found), MOST_PHRASES)


def _verdict(score: float, copies: int, *, is_regular: bool) -> float:
    if copies >= MANY_COPIES and not is_regular:
        return SPAM
    if score < DOUBTFUL:
        return score
    return score + min(copies - 1, 2) + (-1.0 if is_regular else 1.0)


def _is_shouted(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals >= MIN_CAPITALS and capitals > CAPITAL_SHARE * sum(map(str.isalpha, text))


def _regulars(
    messages: Sequence[GroupMessage], scores: Mapping[int, float]
) -> frozenset[int | str]:
    """Return those who wrote several messages that look like nothing but talk."""
    plain_talk = Counter(
        author_of(each) for each in messages if scores[each.message_id] < DOUBTFUL
    )
    return frozenset(author for author, n in plain_talk.items() if n >= REGULAR_MESSAGES)


def _copies(said: Mapping[int, Sequence[str]]) -> dict[int, int]:
    """Return how often the text of each message was posted, with small changes, itself included.

    Texts with SAME_SIGNS of the smallest hashes of their words in common are copies; of short
    ones, those with the same words.
    """
    signs = {number: _signs(each) for number, each in said.items()}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, hashes in signs.items():
        for sign in hashes:
            holders[sign].append(number)
    copies = {}
    for number, hashes in signs.items():
        shared = Counter(chain.from_iterable(holders[sign][:MAX_SHARED_SIGN] for sign in hashes))
        same = min(SAME_SIGNS, len(hashes))
        copies[number] = max(1, sum(times >= same for times in shared.values()))
    return copies


def _signs(said: Sequence[str]) -> list[int]:
    """Return the smallest hashes of pairs of words, without digits: they are what changes."""
    if len(said) < MIN_COPY_WORDS:
        return []
    lasting = [found for word in said[:MAX_READ_WORDS] if (found := _hash(word))]
    if len(lasting) >= MIN_SHINGLED_WORDS:
        return sorted({one * 31 ^ other for one, other in pairwise(lasting)})[:COPY_SIGNS]
    return [hash(tuple(lasting))] if len(lasting) >= MIN_COPY_WORDS else []


@lru_cache(maxsize=CACHED_WORDS)
def _hash(word: str) -> int:
    """Return a number for *word*, the same in every process; 0 for a number."""
    return 0 if word[0].isdigit() else crc32(word.encode(errors="replace"))
