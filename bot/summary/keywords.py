"""The few words an article is about. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from bot.core.models import LanguageCode, Sentence
from bot.text.stems import stem
from bot.text.stopwords import common_words, stop_words
from bot.text.words import spelled_words

MIN_TERM_CHARS = 3  # shorter ones are particles, unless in capitals: «ЕО», "UK"
MAX_SENTENCES = 300  # read from the beginning: what a text is about is told by then
MAX_SENTENCE_CHARS = 1_000  # read of each; a longer one is no sentence but a list
NAME_WORTH = 1.5  # a name tells more of the subject than a common noun as frequent

_AGGLUTINATIVE = frozenset({"az", "ba", "kk", "ky", "tr", "tt", "uz"})
"""Here the shortest form is the dictionary's; elsewhere it may be «стран» or «войск»."""

_CASES = re.compile(r"(?<=\w{4})(?:[ндт][ыі]ң|[ғқ]а|[гк]е)\Z")
"""Kazakh genitive and dative: dictionary forms of six letters and more do not end so.

Locative, ablative and accusative are left: «Қызылорда», «Қазақстан», «Алматы» end like them.
"""

_NOT_NOUNS = {
    # endings of verbs, adverbs and adjectives that few nouns share
    "en": re.compile(r"(?:ed|ing|ly|ful|ous|ive|able)\Z"),
    "kk": re.compile(
        r"(?:[ғқ]ан|[гк]ен|атын|етін|йтын|йтін|[тспқш]ты|[тспкш]ті|ды|ді|ып|іп"
        r"|[аеыі]рақ|[аеыі]рек|уға|уге|удан|уден|уды|уді|удың|удің)\Z"
    ),
    "ru": re.compile(
        r"(?:ться|тся|лся|лась|лось|лись|вать|ает|яет|ует|ают|яют|уют|нул|нула|нули"
        r"|[оыи]вал[аи]?|[вбдтчшжр]ил[аи]?|ая|ое|ые|ый|ого|ому|ую|ыми|[внклр]ы[мх]|ской|ских|ским"
        r"|ский|ший|щий|ших|щих|енно|льно|вно|чески)\Z"
    ),
}


@dataclass(slots=True)
class _Term:
    """The forms of one word as they stand in the article, and how much they weigh."""

    lower: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    capital_inside: int = 0  # not at the start of a sentence, where every word has a capital
    weight: float = 0.0
    last_sentence: int = -1

    @property
    def is_name(self) -> bool:
        return self.capital_inside > self.lower.total()

    @property
    def forms(self) -> Counter[str]:
        """Those to be shown: a name keeps its capital, as does what never stands without."""
        if self.lower and not self.is_name:
            return self.lower
        return self.capital


def keywords(
    sentences: Sequence[Sentence], language: LanguageCode | None, limit: int = 5
) -> tuple[str, ...]:
    """Return at most *limit* nouns and names, each once whatever its ending, weightiest first.

    A term weighs by the number of sentences that have it; early ones count up to double.
    """
    terms = sorted(_terms(sentences, language).values(), key=_worth, reverse=True)
    nouns = (forms for term in terms if (forms := _nouns(term, language)))
    return tuple(_shown(forms, language) for forms in islice(nouns, max(0, limit)))


def _terms(sentences: Sequence[Sentence], language: LanguageCode | None) -> dict[str, _Term]:
    terms: dict[str, _Term] = {}
    for index, sentence in enumerate(sentences[:MAX_SENTENCES]):
        for place, form in _forms(sentence.text[:MAX_SENTENCE_CHARS], language):
            term = terms.setdefault(stem(form.lower(), language), _Term())
            if form[0].isupper():
                term.capital[form] += 1
                term.capital_inside += place > 0
            else:
                term.lower[form] += 1
            if term.last_sentence < index:
                term.last_sentence = index
                term.weight += 1 + 1 / (1 + index)
    return terms


def _forms(text: str, language: LanguageCode | None) -> Iterator[tuple[int, str]]:
    """Yield the words that may be terms, each with its place in the sentence."""
    stops = stop_words(language) | common_words(language)
    for place, word in enumerate(spelled_words(text)):
        form = _without_clitic(word, language)
        long_enough = len(form) >= MIN_TERM_CHARS or (form.isupper() and len(form) > 1)
        if long_enough and form.lower() not in stops and not _has_digits_only(form):
            yield place, form


def _without_clitic(word: str, language: LanguageCode | None) -> str:
    """Cut "Putin's" and "Istanbul'da" after, "l'accord" before the mark; not "O'zbekiston"."""
    head, mark, tail = word.partition("'")
    if not mark or language == "uz":
        return word
    return head if len(head) >= MIN_TERM_CHARS else tail


def _has_digits_only(form: str) -> bool:
    return not any(char.isalpha() for char in form)


def _nouns(term: _Term, language: LanguageCode | None) -> Counter[str]:
    """Return the forms that may be shown: none if most look like a verb or an adjective."""
    forms, ending = term.forms, _NOT_NOUNS.get(language or "")
    if ending is None or term.is_name:
        return forms
    nouns = Counter({form: n for form, n in forms.items() if not ending.search(form.lower())})
    return nouns if 2 * nouns.total() > forms.total() else Counter()


def _worth(term: _Term) -> float:
    return term.weight * NAME_WORTH if term.is_name else term.weight


def _shown(forms: Counter[str], language: LanguageCode | None) -> str:
    if language in _AGGLUTINATIVE:
        shortest = min(forms, key=len)
        case = _CASES.search(shortest) if language == "kk" else None
        return shortest[: case.start()] if case else shortest
    return max(forms, key=lambda form: (forms[form], -len(form)))
