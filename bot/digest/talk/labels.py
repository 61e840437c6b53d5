"""The few words a topic goes by: as people wrote them, never invented. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from itertools import islice

from bot.digest.talk.people import names_of
from bot.digest.talk.remarks import Remark
from bot.digest.talk.skeleton import STEM_CHARS, root, skeleton, writes_kazakh
from bot.digest.talk.smalltalk import NAMELESS
from bot.digest.talk.vocabulary import WEAK, is_kazakh, spelled_terms, strength
from bot.digest.talk.wordforms import nounness
from bot.text.words import words

MAX_LABEL = 3
MIN_LABEL = 2
MIN_TIMES = 2  # messages that have the last word of a label of three
LAST_WORTH = 0.5  # how much it must be like a noun
LIKELY = 30  # terms whose spelling is looked at
MAX_READ = 200  # remarks that spellings are taken from
MIN_CHARS = 3  # of a word that is shown, unless the lexicon knows it: «су», «ит»
MAX_CHARS = 30  # a longer one is no word
SAME_CHARS = 5  # at the beginning of two words: they are forms of one
MAX_ABBREVIATION = 4  # capitals
SHOUTED = 0.6  # share of capitals from which they tell nothing
MATTER_WORTH = 1.3  # of what the lexicon knows: it is sure to be a noun
ALONE_WORTH, ONCE_WORTH = 0.4, 0.15  # of a word that one person said, or that was said once


class Spellings:
    """How the terms of some remarks are written in them."""

    def __init__(self, remarks: Sequence[Remark], wanted: frozenset[str]) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._proper: Counter[str] = Counter()  # how often with a capital inside of a sentence
        self._in_kazakh: set[str] = set()
        self._mostly_kazakh = 2 * sum(map(_is_kazakh, remarks)) > len(remarks)
        telling = (each for each in remarks if not wanted.isdisjoint(each.terms))
        for remark in islice(telling, MAX_READ):
            self._read(remark)

    def _read(self, remark: Remark) -> None:
        message = remark.message
        text = message.text.lower() if _is_shouted(message.text) else message.text
        kazakh = _is_kazakh(remark)
        for word, term, is_first in dict.fromkeys(spelled_terms(text, message.language)):
            self._forms[term][word] += 1
            self._proper[word] += not is_first
            if kazakh or writes_kazakh(word):
                self._in_kazakh.add(word.lower())

    def shown(self, term: str) -> tuple[str, float] | None:
        """Return the form of *term* that is most like a noun without endings, and how much it is.

        A name stands with its capital. None for a link.
        """
        folded: Counter[str] = Counter()
        for form, times in self._forms.get(term, {}).items():
            folded[form.lower()] += times
        forms = [form for form in folded if len(form) <= MAX_CHARS]
        if not forms:
            return None
        likeness = {form: self._likeness(form, forms) for form in forms}
        best = min(
            forms, key=lambda form: (-likeness[form] * math.sqrt(folded[form]), len(form), form)
        )
        return self._with_capital(term, best), likeness[best]

    def _likeness(self, form: str, others: Iterable[str]) -> float:
        """Return how much *form* is like a noun in what may be its language."""
        is_base = any(other.startswith(form) and other != form for other in others)
        in_kazakh = form in self._in_kazakh
        return min(
            nounness(form, kazakh=kazakh, is_base=is_base)
            for kazakh in {in_kazakh, in_kazakh or self._mostly_kazakh}
        )

    def _with_capital(self, term: str, form: str) -> str:
        """Return *form* as it is written inside of sentences; else as it always is, if twice."""
        forms = self._forms[term]
        capital = max((each for each in forms if each.lower() == form), key=forms.__getitem__)
        if capital.isupper() and 1 < len(capital) <= MAX_ABBREVIATION and not forms[form]:
            return capital
        spelt = form[0].upper() + form[1:]
        inside = self._proper[spelt] > self._proper[form]
        always = not forms[form] and forms[spelt] > 1 and term[0] != "#"
        return spelt if forms[spelt] and (inside or always) else form


def label_of(
    remarks: Sequence[Remark], topics_with: Mapping[str, int], topics: int
) -> tuple[str, ...]:
    """Return two or three words that tell this topic from others, the most telling first.

    Fewer, if people wrote no more that could be shown.

    Args:
        remarks: The topic's.
        topics_with: In how many of all topics each term is.
        topics: How many there are.
    """
    counts = Counter(term for remark in remarks for term in remark.terms)
    worth = _worth(remarks, counts, topics_with, topics)
    likely = nsmallest(LIKELY, worth, key=lambda term: (-worth[term], term))
    spellings = Spellings(remarks, frozenset(likely))
    names = {name for remark in remarks for name in names_of(remark.message.author)}
    found = {term: spelt for term in likely if (spelt := spellings.shown(term)) is not None}
    shown = {term: word for term, (word, _) in found.items() if _may_be_shown(word, term, names)}
    value = {term: worth[term] * likeness for term, (_, likeness) in found.items()}
    ranked = list(_apart(sorted(shown, key=lambda term: (-value[term], term)), shown))
    chosen = ranked[:MIN_LABEL] + [
        term
        for term in ranked[MIN_LABEL:MAX_LABEL]
        if counts[term] >= MIN_TIMES and value[term] >= LAST_WORTH * worth[term]
    ]
    return tuple(shown[term] for term in chosen)


def _worth(
    remarks: Sequence[Remark],
    counts: Mapping[str, int],
    topics_with: Mapping[str, int],
    topics: int,
) -> dict[str, float]:
    """Return how much each term tells of the topic: said by many here, and seldom elsewhere."""
    authors: defaultdict[str, set[int | str]] = defaultdict(set)
    for remark in remarks:
        for term in remark.terms:
            authors[term].add(remark.author)
    return {
        term: (len(authors[term]) + math.log(times))
        * math.log(1 + topics / topics_with[term])
        * (MATTER_WORTH if term[0] == "#" and strength(term) > WEAK else strength(term))
        * (1 if len(authors[term]) > 1 else ALONE_WORTH if times > 1 else ONCE_WORTH)
        for term, times in counts.items()
    }


def _apart(terms: Iterable[str], shown: Mapping[str, str]) -> Iterator[str]:
    """Yield terms of which none is shown by a form of a word that shows one before."""
    begun: set[str] = set()
    for term in terms:
        begins = skeleton(shown[term].lower())[:SAME_CHARS]
        if begins not in begun:
            begun.add(begins)
            yield term


def _may_be_shown(word: str, term: str, names: set[str]) -> bool:
    if word[0].isdigit() or (len(word) < MIN_CHARS and term[0] != "#"):
        return False
    low = word.lower()
    if skeleton(low) in names:
        return False
    return term[0] == "#" or _nameless().isdisjoint(
        (skeleton(low)[:STEM_CHARS], root(low, kazakh=writes_kazakh(low)))
    )


@cache
def _nameless() -> frozenset[str]:
    """Return the roots of words that never name a matter."""
    found = words(NAMELESS)
    return frozenset(skeleton(word)[:STEM_CHARS] for word in found) | frozenset(
        root(word, kazakh=writes_kazakh(word)) for word in found
    )


def _is_kazakh(remark: Remark) -> bool:
    return is_kazakh(remark.message.text, remark.message.language)


def _is_shouted(text: str) -> bool:
    return sum(map(str.isupper, text)) > SHOUTED * max(sum(map(str.isalpha, text)), 1)
