"""Summarizers that are no part of the project, where they are installed: fed with our sentences.

newspaper4k's own splitting needs data files, so that its scorer alone is asked, without a title.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from bot.core.languages import english_name
from bot.core.models import LanguageCode, Sentence
from bot.core.ports import Ranker

SUMMA_LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "pl", "pt", "ru"})  # of ours
NEWSPAPER_LANGUAGES = frozenset({"en", "fr", "ru", "tr"})  # of ours, those it has words for
KEYWORDS = 10  # what newspaper4k asks of itself


def peers(language: LanguageCode | None) -> dict[str, Ranker | None]:
    """Return the peers by name; None where one is missing or does not know the language."""
    return {
        "summa": summa if _is_there("summa", language, SUMMA_LANGUAGES) else None,
        "newspaper4k": newspaper
        if _is_there("newspaper", language, NEWSPAPER_LANGUAGES)
        else None,
    }


def _is_there(module: str, language: LanguageCode | None, known: frozenset[str]) -> bool:
    return language in known and find_spec(module) is not None


def summa(
    sentences: Sequence[Sentence], language: LanguageCode | None, limit: int
) -> tuple[int, ...]:
    """Rank by TextRank: a sentence is worth what its pieces are, if summa cuts it up."""
    assert language is not None
    texts = [sentence.text for sentence in sentences]
    pieces = import_module("summa.summarizer").summarize(
        "\n".join(texts), ratio=1.0, language=english_name(language).lower(), scores=True
    )
    worth = [sum(score for piece, score in pieces if piece in text) for text in texts]
    return _best(worth, limit)


def newspaper(
    sentences: Sequence[Sentence], language: LanguageCode | None, limit: int
) -> tuple[int, ...]:
    """Rank by key words, place and length."""
    nlp = import_module("newspaper.nlp")
    stops = import_module("newspaper.text").StopWords(language)
    texts = [sentence.text for sentence in sentences]
    keys = nlp.keywords("\n".join(texts), stops, KEYWORDS)
    ranked = nlp.scored_sentences(texts, [], keys, stops)
    return tuple(index for index, *_ in ranked[:limit])


def _best(worth: Sequence[float], limit: int) -> tuple[int, ...]:
    return tuple(sorted(range(len(worth)), key=lambda index: (-worth[index], index))[:limit])
