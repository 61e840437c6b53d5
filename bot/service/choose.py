"""An article's summary, and the way from each chosen sentence back to its place. Pure."""

from dataclasses import replace

from bot.article.links.fragments import text_directives
from bot.core.models import Article, LanguageCode, Sentence, Summary
from bot.summary.summarize import summarize


def choose(
    article: Article, *, key: str, method: str, depth: int, language: LanguageCode | None = None
) -> Summary:
    """Summarize as bot.summary.summarize does; sentences of a page know their text directive."""
    summary = summarize(article, key=key, method=method, depth=depth, language=language)
    if article.visible is not None:
        places = [(sentence.start, sentence.end) for sentence in summary.ranked]
        directives = text_directives(article.text, places, article.visible)
        summary = replace(summary, ranked=tuple(map(_placed, summary.ranked, directives)))
    return replace(summary, notes=article.notes, validators=article.validators)


def _placed(sentence: Sentence, directive: str | None) -> Sentence:
    return replace(sentence, directive=directive)
