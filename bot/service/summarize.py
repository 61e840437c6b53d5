"""Summarize an article: from the cache where it can, else read, ranked, kept; then translated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.article.urls import canonical, parse_link
from bot.core.errors import NotProseError, StoreError, TextTooShortError
from bot.core.keys import request_source, summary_key
from bot.core.models import (
    ORIGINAL,
    Answer,
    Article,
    LanguageCode,
    Length,
    LinkRequest,
    Note,
    Sentence,
    Stage,
    Summary,
    SummaryRequest,
    Translation,
)
from bot.core.ports import ArticleReader, Clock, Progress, SummaryStore, Worker
from bot.service.translate import TranslateSentences
from bot.summary.explain import Explanation, explain
from bot.summary.select import BUDGETS, MIN_SENTENCES, budget, pick
from bot.summary.summarize import summarize

LINK_FRESH = timedelta(hours=24)  # pages change: older than this a link is opened again
RANKED_DEPTH = max(BUDGETS.values())  # so that every length button is answered from the cache

WORDS_A_SENTENCE = 100
"""More of them on average are no prose: law and philosophy stay under 60."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SummarizeArticle:
    """The main job. The article itself is never kept, only the sentences chosen from it."""

    read: ArticleReader
    work: Worker
    summaries: SummaryStore
    translate: TranslateSentences
    clock: Clock
    method: str
    keep: timedelta

    async def __call__(self, request: SummaryRequest, progress: Progress) -> Answer:
        """Return the answer; raises Refusal and Failure leaves only."""
        key = self._key(request)
        is_link = isinstance(request.article, LinkRequest)
        kept = await self._kept(key, min(LINK_FRESH, self.keep) if is_link else self.keep)
        if kept is None or not _is_deep_enough(kept, request.size):
            article = await self.read(request.article, progress)
            summary = await self._rank(article, request, key)
        else:
            summary = kept
        answer = await self._answer(summary, request.targets, request.size, progress)
        return replace(answer, from_cache=summary is kept)

    async def with_article(
        self, request: SummaryRequest, progress: Progress
    ) -> tuple[Article, Answer]:
        """Like a call, but always from the article as it is now, to show where sentences stand."""
        article = await self.read(request.article, progress)
        summary = await self._rank(article, request, self._key(request))
        return article, await self._answer(summary, request.targets, request.size, progress)

    async def explain(self, article: Article, request: SummaryRequest) -> Explanation:
        """What the ranker sees in each sentence of *article*."""
        method = request.method or self.method
        return await self.work(explain, article, method=method, language=request.language)

    async def again(
        self, key: str, target: LanguageCode, length: Length, progress: Progress
    ) -> Answer | None:
        """Answer from what is kept under *key*, in another language or length; None if gone."""
        kept = await self._kept(key, self.keep)
        if kept is None:
            return None
        return replace(await self._answer(kept, (target,), length, progress), from_cache=True)

    def _key(self, request: SummaryRequest) -> str:
        article = request.article
        if isinstance(article, LinkRequest):
            article = LinkRequest(canonical(parse_link(article.url)))
        source = request_source(article)
        method = request.method or self.method
        return summary_key(source, method=method, language=request.language)

    async def _kept(self, key: str, keep: timedelta) -> Summary | None:
        try:
            return await self.summaries.get_summary(key, newer_than=self.clock() - keep)
        except StoreError as error:  # a failing cache never fails an answer
            _log.warning("cache.unavailable", error=error.code)
            return None

    async def _rank(self, article: Article, request: SummaryRequest, key: str) -> Summary:
        depth = max(RANKED_DEPTH, request.size if isinstance(request.size, int) else 0)
        method = request.method or self.method
        summary = await self.work(
            summarize, article, key=key, method=method, depth=depth, language=request.language
        )
        try:
            await self.summaries.put_summary(summary, now=self.clock())
        except StoreError as error:
            _log.warning("cache.unavailable", error=error.code)
        return summary

    async def _answer(
        self,
        summary: Summary,
        wanted: Sequence[LanguageCode],
        size: Length | int,
        progress: Progress,
    ) -> Answer:
        chosen = pick(summary.ranked, _count(summary, size))
        if any(target != summary.language for target in wanted):
            await progress(Stage.TRANSLATING)
        translations, titles = {}, {}
        for target in wanted:
            translations[target], titles[target] = await self._translated(summary, chosen, target)
        notes = _notes(summary, chosen, wanted, translations)
        return Answer(summary, chosen, translations, titles, notes)

    async def _translated(
        self, summary: Summary, chosen: Sequence[Sentence], target: LanguageCode
    ) -> tuple[tuple[Translation | None, ...], Translation | None]:
        """Translations of the sentences, and of the title; all asked for at once."""
        texts = [sentence.text for sentence in chosen]
        if target == summary.language:  # shown as it is: a foreign quote in it belongs there
            return tuple(Translation(text, ORIGINAL) for text in texts), None
        titles = [(summary.title, summary.language)] if summary.title else []
        sourced = [(sentence.text, sentence.language) for sentence in chosen]
        made = await self.translate([*sourced, *titles], target=target)
        return made[: len(texts)], made[-1] if titles else None


def _is_deep_enough(summary: Summary, size: Length | int) -> bool:
    return summary.depth >= (size if isinstance(size, int) else RANKED_DEPTH)


def _count(summary: Summary, size: Length | int) -> int:
    """How many sentences to show: an exact number is the reader's own decision."""
    if isinstance(size, int):
        return size
    if summary.words_total > WORDS_A_SENTENCE * summary.sentences_total:
        raise NotProseError
    if summary.sentences_total < MIN_SENTENCES:
        raise TextTooShortError(summary.sentences_total)
    return budget(size, summary.sentences_total)


def _notes(
    summary: Summary,
    chosen: Sequence[Sentence],
    targets: Sequence[LanguageCode],
    translations: Mapping[LanguageCode, Sequence[Translation | None]],
) -> tuple[Note, ...]:
    made = [one for group in translations.values() for one in group]
    facts = {
        Note.SAME_LANGUAGE: summary.language in targets,
        Note.WHOLE_TEXT: len(chosen) == summary.sentences_total,
        Note.LANGUAGE_UNKNOWN: bool(targets) and summary.language is None,
        Note.NOT_TRANSLATED: bool(made) and not any(made),
        Note.PARTLY_TRANSLATED: any(made) and not all(made),
    }
    return tuple(note for note, holds in facts.items() if holds)
