"""Summarize an article: from the cache where it can, else read, ranked, kept; then translated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.core.engines import Passage
from bot.core.errors import NoArticleError, NotProseError, TextTooShortError
from bot.core.languages import KK
from bot.core.models import (
    ORIGINAL,
    Answer,
    Article,
    LanguageCode,
    Length,
    Note,
    Script,
    Sentence,
    Stage,
    Summary,
    SummaryRequest,
    Term,
    Translation,
)
from bot.core.ports import Progress
from bot.service.prepare import PrepareSummary
from bot.service.translate import TranslateSentences, lettered
from bot.summary.explain import Explanation, explain
from bot.summary.select import MIN_SENTENCES, budget, pick
from bot.translation.masks.scripted import words_in

WORDS_A_SENTENCE = 100
"""More of them on average are no prose: law and philosophy stay under 60."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How an answer is to look, whatever the article; *script* is that of Kazakh.

    *avoid* are engines whose words are shown only where no other has any.
    """

    targets: tuple[LanguageCode, ...] = ()
    size: Length | int = Length.MEDIUM
    terms: tuple[Term, ...] = ()
    script: Script = Script.CYRILLIC
    avoid: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: SummaryRequest) -> Self:
        """The part of *request* that is not about the article."""
        return cls(request.targets, request.size, request.terms, request.script)


@dataclass(frozen=True, slots=True)
class SummarizeArticle:
    """The main job."""

    prepare: PrepareSummary
    translate: TranslateSentences

    async def __call__(self, request: SummaryRequest, progress: Progress) -> Answer:
        """Return the answer; raises Refusal and Failure leaves only."""
        summary, from_cache = await self.prepare(request, progress)
        answer = await self._answer(summary, Wish.of(request), progress)
        return replace(answer, from_cache=from_cache)

    async def with_article(
        self, request: SummaryRequest, progress: Progress
    ) -> tuple[Article, Answer]:
        """Like a call, but always from the article as it is now, to show where sentences stand."""
        article = await self.prepare.read(request.article, progress)
        summary = await self.prepare.from_article(request, article)
        return article, await self._answer(summary, Wish.of(request), progress)

    async def explain(self, article: Article, request: SummaryRequest) -> Explanation:
        """What the ranker sees in each sentence of *article*."""
        method = request.method or self.prepare.method
        return await self.prepare.work(explain, article, method=method, language=request.language)

    async def again(self, key: str, wish: Wish, progress: Progress) -> Answer | None:
        """Answer from what is kept under *key*, in another language or length; None if gone."""
        kept = await self.prepare.kept(key, self.prepare.keep)
        if kept is None:
            return None
        return replace(await self._answer(kept, wish, progress), from_cache=True)

    async def _answer(self, summary: Summary, wish: Wish, progress: Progress) -> Answer:
        chosen = pick(summary.ranked, _count(summary, wish.size))
        if any(target != summary.language for target in wish.targets):
            await progress(Stage.TRANSLATING)
        translations, titles = {}, {}
        for target in wish.targets:
            made = await self._translated(summary, chosen, target, wish)
            translations[target], titles[target] = made
        notes = _notes(summary, chosen, wish.targets, translations)
        shown = _in_script(summary, wish)
        return Answer(shown, chosen, translations, titles, notes, script=wish.script)

    async def _translated(
        self,
        summary: Summary,
        chosen: Sequence[Sentence],
        target: LanguageCode,
        wish: Wish,
    ) -> tuple[tuple[Translation | None, ...], Translation | None]:
        """Translations of the sentences, and of the title; all asked for at once."""
        titles = [Passage(summary.title, summary.language)] if summary.title else []
        passages = [Passage(sentence.text, sentence.language) for sentence in chosen]
        if target == summary.language:
            return _as_written(passages, titles, target, wish)
        made = await self.translate(
            [*passages, *titles],
            target=target,
            terms=wish.terms,
            script=wish.script,
            avoid=wish.avoid,
        )
        return made[: len(passages)], made[-1] if titles else None


def _as_written(
    passages: Sequence[Passage], titles: Sequence[Passage], target: LanguageCode, wish: Wish
) -> tuple[tuple[Translation | None, ...], Translation | None]:
    """The article's own words, at most in another script: a foreign quote in it belongs there."""
    own = [replace(one, language=one.language or target) for one in (*passages, *titles)]
    made = [Translation(one.text, ORIGINAL) for one in own]
    if target != KK:
        return tuple(made[: len(passages)]), None
    pairs = zip(own, made, strict=True)
    written = tuple(lettered(one, text, wish.script, wish.terms) for one, text in pairs)
    is_new = bool(titles) and written[-1] != made[-1]
    return written[: len(passages)], written[-1] if is_new else None


def _in_script(summary: Summary, wish: Wish) -> Summary:
    """With key words as the reader of Kazakh writes them."""
    if summary.language != KK or KK not in wish.targets:
        return summary
    return replace(summary, keywords=words_in(summary.keywords, wish.script))


def _count(summary: Summary, size: Length | int) -> int:
    """How many sentences to show: an exact number is the reader's own decision."""
    if isinstance(size, int):
        return size
    site = (summary.site or "") if summary.url else ""
    if summary.words_total > WORDS_A_SENTENCE * summary.sentences_total:
        raise NoArticleError(site) if site else NotProseError
    if summary.sentences_total < MIN_SENTENCES:
        raise TextTooShortError(summary.sentences_total, site)
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
    return (*summary.notes, *(note for note, holds in facts.items() if holds))
