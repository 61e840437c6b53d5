"""An article's summary, and the way from each chosen sentence back to its place. Pure."""

from dataclasses import replace

from bot.article.links.fragments import text_directive
from bot.core.models import Article, LanguageCode, Sentence, Summary
from bot.summary.summarize import summarize


def choose(
    article: Article, *, key: str, method: str, depth: int, language: LanguageCode | None = None
) -> Summary:
    """Summarize as bot.summary.summarize does; sentences of a page know their text directive."""
    summary = summarize(article, key=key, method=method, depth=depth, language=language)
    ranked = tuple(_placed(article, sentence) for sentence in summary.ranked)
    return replace(summary, ranked=ranked, notes=article.notes, validators=article.validators)


def _placed(article: Article, sentence: Sentence) -> Sentence:
    if article.visible is None:
        return sentence
    directive = text_directive(article.text, sentence.start, sentence.end, article.visible)
    return replace(sentence, directive=directive)
