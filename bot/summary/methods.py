"""Every summarizer by name: our own, the lead, and sumy's, behind one port.

sumy's own tokenizer needs data files and knows neither Kazakh nor Uzbek; its stemmers and
stop words leave out Russian or Turkish. So it gets our sentences, words, stems and stop
words, and does the ranking only. It is imported when one of its methods is asked for: with
numpy it costs some 200 MB.
"""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import accumulate, groupby
from operator import attrgetter
from typing import Any

from bot.core.errors import UnknownMethodError
from bot.core.models import LanguageCode, Sentence
from bot.core.ports import Ranker
from bot.summary.keywords import keywords
from bot.summary.rank import rank
from bot.text.stems import stem
from bot.text.stopwords import leaning_words, stop_words
from bot.text.words import count_words, words

DEFAULT_METHOD = "qysqa"

MAX_SENTENCES = 300
"""sumy's methods are quadratic: on one core 300 sentences cost LexRank 1 s, 3,000 some minutes
(benchmarks/summary.py --speed --peers). Of a longer article the beginning is ranked."""

MAX_SENTENCES_KL = 100  # cubic: 0.8 s, where 300 sentences cost 20 s
MAX_WORDS = 10_000
"""In those sentences together: reduction compares every word with every other, 3 s for so many.
The longest 300 sentences of prose have 9,000."""
_EDMUNDSON = "edmundson"
MAX_BONUS_WORDS = 10  # Edmundson's cue words, for want of a hand-made list: the keywords
_NEVER = ("",)  # a set of words that no sentence has

_SUMY = {
    # method: module and class of sumy 0.13; see _SumyRanker
    "lex-rank": ("lex_rank", "LexRankSummarizer"),
    "text-rank": ("text_rank", "TextRankSummarizer"),
    "lsa": ("lsa", "LsaSummarizer"),
    "luhn": ("luhn", "LuhnSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "kl": ("kl", "KLSummarizer"),
    "sum-basic": ("sum_basic", "SumBasicSummarizer"),
    _EDMUNDSON: (_EDMUNDSON, "EdmundsonSummarizer"),
}


def lead(
    sentences: Sequence[Sentence],
    language: LanguageCode | None,  # noqa: ARG001 - the port's shape
    limit: int,
) -> tuple[int, ...]:
    """Take the first sentences: the measure of every other method on news."""
    return tuple(range(max(0, min(limit, len(sentences)))))


_OURS: dict[str, Ranker] = {DEFAULT_METHOD: rank, "lead": lead}

METHODS = (*_OURS, *_SUMY)


def ranker(name: str) -> Ranker:
    """Return the method called *name*.

    Raises:
        UnknownMethodError: It is none of METHODS.
    """
    if name in _SUMY:
        return _SumyRanker(*_SUMY[name])
    if name in _OURS:
        return _OURS[name]
    raise UnknownMethodError(name, METHODS)


@dataclass(frozen=True, slots=True)
class _SumyRanker:
    """One of sumy's summarizers, fed with our words."""

    module: str
    kind: str

    @property
    def max_sentences(self) -> int:
        return MAX_SENTENCES_KL if self.module == "kl" else MAX_SENTENCES

    def __call__(
        self, sentences: Sequence[Sentence], language: LanguageCode | None, limit: int
    ) -> tuple[int, ...]:
        """See bot.core.ports.Ranker; only the first are ranked, within the limits."""
        first_seen = {sentences[i].text.strip(): i for i in reversed(range(len(sentences)))}
        # identical sentences go in once: sumy adds up their ratings
        places = self._within_limits(sorted(first_seen.values()), sentences)
        if len(places) < 2:  # noqa: PLR2004 - one may be a book without a full stop
            return tuple(places[: max(0, limit)])
        order = self._order([sentences[i] for i in places], language)
        return tuple(places[i] for i in order[: max(0, limit)])

    def _within_limits(self, places: list[int], sentences: Sequence[Sentence]) -> list[int]:
        kept = places[: self.max_sentences]
        sizes = accumulate(count_words(sentences[i].text) for i in kept)
        return kept[: max(1, sum(size <= MAX_WORDS for size in sizes))]

    def _order(self, sentences: Sequence[Sentence], language: LanguageCode | None) -> list[int]:
        """Let sumy rank; instead of a number it takes a callable, which sees the whole order."""
        order: list[int] = []

        def keep(infos: Sequence[Any]) -> Sequence[Any]:
            order.extend(info.order for info in infos)
            return infos

        summarizer = self._summarizer(sentences, language)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # few words: division by a norm of 0, LSA's advice
            summarizer(_document(sentences, headed=self.module == _EDMUNDSON), keep)
        left_out = set(range(len(sentences))).difference(order)
        return order + sorted(left_out)  # LSA returns nothing when there are stop words only

    def _summarizer(self, sentences: Sequence[Sentence], language: LanguageCode | None) -> Any:
        kind = getattr(import_module(f"sumy.summarizers.{self.module}"), self.kind)
        summarizer = kind(partial(stem, language=language))
        stops = stop_words(language)
        if self.module == _EDMUNDSON:  # it refuses empty sets
            summarizer.bonus_words = keywords(sentences, language, MAX_BONUS_WORDS) or _NEVER
            summarizer.stigma_words = leaning_words(language) or _NEVER
            summarizer.null_words = stops or _NEVER
        else:
            summarizer.stop_words = stops
        return summarizer


class _Tokenizer:
    """What sumy asks of a tokenizer once the sentences are there."""

    @staticmethod
    def to_words(text: str) -> tuple[str, ...]:
        return tuple(words(text))


def _document(sentences: Sequence[Sentence], *, headed: bool) -> Any:
    """Build sumy's document; with *headed* the opening sentence doubles as its headline."""
    dom = import_module("sumy.models.dom")
    paragraphs = [
        [dom.Sentence(sentence.text, _Tokenizer) for sentence in paragraph]
        for _, paragraph in groupby(sentences, key=attrgetter("paragraph"))
    ]
    if headed:
        paragraphs[0].append(dom.Sentence(sentences[0].text, _Tokenizer, is_heading=True))
    return dom.ObjectDocumentModel(map(dom.Paragraph, paragraphs))
