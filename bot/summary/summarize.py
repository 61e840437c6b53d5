"""Article to Summary: sentences found, polished, ranked. Pure; run it in a worker."""

from dataclasses import replace

from bot.core.errors import NothingToSummarizeError
from bot.core.models import Article, LanguageCode, Sentence, Summary
from bot.summary.keywords import keywords
from bot.summary.legible import legible
from bot.summary.methods import ranker
from bot.summary.polish import polish
from bot.text.identify import identify
from bot.text.segment import sentences
from bot.text.words import count_words


def summarize(
    article: Article,
    *,
    key: str,
    method: str,
    depth: int,
    language: LanguageCode | None = None,
) -> Summary:
    """Rank the article's sentences by *method* and keep the best *depth* of them.

    *language* says what the article is in, against what identification found.

    Raises:
        NothingToSummarizeError: There is no sentence in the article.
        UnknownMethodError: No summarizer is called *method*.
    """
    whole = language or article.language
    candidates = candidates_of(article.text, whole)
    read = legible(candidates, whole)
    order = ranker(method)(read.sentences, whole, depth)
    return Summary(
        key=key,
        title=article.title,
        url=article.url,
        site=article.site,
        published=article.published,
        language=whole,
        ranked=tuple(_in_language(candidates[index], language, whole) for index in order),
        depth=depth,
        keywords=read.shown(keywords(read.sentences, whole)),
        sentences_total=len(candidates),
        words_total=count_words(article.text),
    )


def candidates_of(text: str, language: LanguageCode | None) -> tuple[Sentence, ...]:
    """The sentences to choose from, polished.

    Raises:
        NothingToSummarizeError: There is none.
    """
    polished = (polish(sentence) for sentence in sentences(text, language))
    found = tuple(sentence for sentence in polished if sentence is not None)
    if not found:
        raise NothingToSummarizeError
    return found


def _in_language(
    sentence: Sentence, said: LanguageCode | None, whole: LanguageCode | None
) -> Sentence:
    """Kazakh and Russian mix in one article: each chosen sentence knows its own language."""
    language = said or identify(sentence.text, whole).language or whole
    return replace(sentence, language=language)
