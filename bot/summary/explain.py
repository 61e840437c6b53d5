"""Why these sentences: what the ranker saw in each. Pure; run it in a worker."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bot.core.models import Article, LanguageCode, Sentence
from bot.summary.features import Features, read
from bot.summary.kind import recognise
from bot.summary.legible import legible
from bot.summary.methods import ranker
from bot.summary.summarize import candidates_of


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence, its rank from 1 (None where others say the same), and its features."""

    sentence: Sentence
    rank: int | None
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What kind of text it is, and each of its sentences in article order."""

    kind: str
    sentences: tuple[Explained, ...]


def explain(article: Article, *, method: str, language: LanguageCode | None = None) -> Explanation:
    """Rank every sentence by *method* and say what our own ranker sees in it.

    Raises:
        NothingToSummarizeError: There is no sentence in the article.
        UnknownMethodError: No summarizer is called *method*.
    """
    whole = language or article.language
    candidates = candidates_of(article.text, whole)
    legible_ones = legible(candidates, whole).sentences
    reading = read(legible_ones, whole)
    order = ranker(method)(legible_ones, whole, len(candidates))
    ranks = {index: place for place, index in enumerate(order, 1)}
    explained = (
        Explained(sentence, ranks.get(index), _flat(reading.features[index]))
        for index, sentence in enumerate(candidates)
    )
    return Explanation(recognise(legible_ones, reading).value, tuple(explained))


def _flat(features: Features) -> dict[str, float]:
    """Numbers from 0 to 1 by name; a yes is 1."""
    fields = asdict(features)
    fields |= fields.pop("form")
    return {name: round(float(value), 3) for name, value in fields.items()}
