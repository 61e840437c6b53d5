"""Messages made ready to be compared; those that are no talk are set aside. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.groups import GroupMessage
from bot.digest.talk.links import link_keys
from bot.digest.talk.people import Callers, author_of, names_of
from bot.digest.talk.skeleton import skeleton
from bot.digest.talk.spam import spam_of
from bot.digest.talk.vocabulary import addressing, assent, courtesy, is_kazakh, terms_in, words_of

MAX_COURTESY_WORDS = 12  # a longer message says something besides
MAX_FILLER_WORDS = 3

_COMMAND = re.compile(r"/[A-Za-z]\w*(?:@\w+)?(?:\s|\Z)|@\w+bot\b", re.IGNORECASE)
"""At the beginning of a message: «/list», «@our_bot spam»."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A message that is talk.

    Attributes:
        author: What tells people apart: the number of the account, else the shown name.
        terms: What it is about, each once, in order.
        fields: Of the lexicon, that its words belong to.
        called: Others who write here and are named in it.
        is_filler: Worth nothing outside of its place.
    """

    message: GroupMessage
    author: int | str
    terms: tuple[str, ...]
    fields: tuple[str, ...]
    called: frozenset[int | str]
    is_filler: bool


def in_order(messages: Iterable[GroupMessage]) -> list[GroupMessage]:
    """Return *messages* by time, each number once, whatever order they came in."""
    ordered = sorted(messages, key=lambda each: (each.at, each.message_id, each.text, each.author))
    return list({(each.chat_id, each.message_id): each for each in ordered}.values())


def remarks_of(messages: Sequence[GroupMessage]) -> list[Remark]:
    """Return what of *messages*, which are in order, is talk."""
    people = people_of(messages)
    said = {each.message_id: words_of(each.text) for each in people}
    spam = spam_of(people, said)
    names = frozenset(name for each in people for name in names_of(each.author))
    callers = Callers(people)
    return [
        _remark(each, said[each.message_id], callers)
        for each in people
        if each.message_id not in spam and not _is_courtesy(each, said[each.message_id], names)
    ]


def people_of(messages: Iterable[GroupMessage]) -> list[GroupMessage]:
    """Return those that people wrote to people: none of bots, no commands."""
    return [each for each in messages if not each.is_bot and not _COMMAND.match(each.text)]


def _remark(message: GroupMessage, said: Sequence[str], callers: Callers) -> Remark:
    author = author_of(message)
    called: set[int | str] = set()
    terms: dict[str, None] = {}
    fields: dict[str, None] = {}
    for word, term, field in terms_in(said, kazakh=is_kazakh(message.text, message.language)):
        named = callers.of(word)
        called |= named
        if not named:
            terms[term] = None
            if field is not None:
                fields[field] = None
    terms |= dict.fromkeys(link_keys(message.links))
    filler = len(said) <= MAX_FILLER_WORDS and all(skeleton(word) in assent() for word in said)
    return Remark(
        message,
        author,
        tuple(terms),
        tuple(fields),
        frozenset(called - {author}),
        filler and not message.links,
    )


def _is_courtesy(message: GroupMessage, said: Sequence[str], names: frozenset[str]) -> bool:
    """Whether it says hello or thanks and nothing else, or nothing at all.

    As an answer to somebody thanks, and a lone emoji, belong to the thread.
    """
    if message.links or message.reply_to is not None or len(said) > MAX_COURTESY_WORDS:
        return False
    bones = set(map(skeleton, said))
    known = courtesy()
    return bones <= known | addressing() | names and (not bones or not bones.isdisjoint(known))


def counted(remarks: Iterable[Remark]) -> Counter[str]:
    """Return in how many remarks each term is."""
    return Counter(term for each in remarks for term in each.terms)
