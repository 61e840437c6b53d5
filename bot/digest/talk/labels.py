"""The few words a topic goes by: as people wrote them, never invented. Pure."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from bot.digest.talk.remarks import Remark
from bot.digest.talk.vocabulary import spelled_terms, strength

MAX_LABEL = 3
MIN_LABEL = 2
MIN_TIMES = 2  # messages that have a word of the label, if there are enough such words
LIKELY = 20  # terms whose spelling is looked at
MIN_CHARS = 3  # of a word that is shown, unless the lexicon knows it: «су», «ит»

_VERBAL = re.compile(
    r"(?:[ғқ]ан|[гк]ен|атын|етін|йтын|йтін|ады|еді|йды|йді|ып|іп|айық|ейік|малы|мелі|масын|месін"
    r"|[тдн]ы[мңқ]|[тдн]і[мңк]|ыңыз|іңіз|сыз|сіз|мын|мін|аймыз|ейміз"
    r"|ться|тся|лся|лась|лось|лись|ать|ять|ить|еть|ает|яет|ует|ают|яют|уют|ала|али|ило|ила|или"
    r"|ишь|ешь|ите|йте|аю|яю|ую|ый|ая|ое|ые|ого|ому|ую|ыми)\Z"
)
"""Endings of verbs and adjectives: they are no names of a matter if a noun is there."""
VERBAL_WORTH = 0.5
LEXICON_WORTH = 1.3


class Spellings:
    """How the terms of some remarks are written in them."""

    def __init__(self, remarks: Iterable[Remark], wanted: frozenset[str]) -> None:
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for remark in remarks:
            if not wanted.isdisjoint(remark.terms):
                message = remark.message
                for word, term in dict.fromkeys(spelled_terms(message.text, message.language)):
                    self._forms[term][word] += 1

    def shown(self, term: str) -> str | None:
        """Return *term* as it is written most often: a name with its capital; None for a link."""
        forms = self._forms.get(term)
        if not forms:
            return None
        folded: Counter[str] = Counter()
        for form, times in forms.items():
            folded[form.lower()] += times
        common = min(folded, key=lambda form: (-folded[form], len(form), form))
        spelt = [form for form in forms if form.lower() == common]
        return min(spelt, key=lambda form: (-forms[form], form[:1].isupper(), form))


def label_of(
    remarks: Sequence[Remark], topics_with: Mapping[str, int], topics: int
) -> tuple[str, ...]:
    """Return two or three words that tell this topic from others, the most telling first.

    Args:
        remarks: The topic's.
        topics_with: In how many of all topics each term is.
        topics: How many there are.
    """
    counts = Counter(term for remark in remarks for term in remark.terms)
    worth = {
        term: times * math.log(1 + topics / topics_with[term]) * strength(term)
        for term, times in counts.items()
    }
    likely = nsmallest(LIKELY, worth, key=lambda term: (-worth[term], term))
    spellings = Spellings(remarks, frozenset(likely))
    shown = {
        term: word
        for term in likely
        if (word := spellings.shown(term)) is not None and _may_be_shown(word, term)
    }
    ranked = sorted(shown, key=lambda term: (-worth[term] * _kind(shown[term], term), term))
    often = [term for term in ranked if counts[term] >= MIN_TIMES]
    chosen = often[:MAX_LABEL] if len(often) >= MIN_LABEL else ranked[:MIN_LABEL]
    return tuple(dict.fromkeys(shown[term] for term in chosen))


def _may_be_shown(word: str, term: str) -> bool:
    return not word[0].isdigit() and (len(word) >= MIN_CHARS or term[0] == "#")


def _kind(word: str, term: str) -> float:
    if term[0] == "#":
        return LEXICON_WORTH
    return VERBAL_WORTH if _VERBAL.search(word.lower()) else 1.0
