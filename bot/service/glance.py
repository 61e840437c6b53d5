"""What is there already, for people who are still typing: no page is opened, no engine asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, Self

from bot.article.links.canonical import canonical
from bot.article.links.urls import parse_link
from bot.core.engines import Passage
from bot.core.keys import request_source, summary_key
from bot.core.models import Answer, LanguageCode, LinkRequest, Stage, Summary, Term, Translation
from bot.service.asked import Unnoted
from bot.service.flight import SingleFlight
from bot.service.prepare import LINK_FRESH, PrepareSummary
from bot.service.summarize import SummarizeArticle, Wish
from bot.service.translate import TranslateSentences, TranslateText


class Recall(Protocol):
    """The part of the chain that asks nobody."""

    async def remembered(
        self, passages: Sequence[Passage], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """Return what is kept of each passage; None where nothing is."""
        ...


@dataclass(frozen=True, slots=True)
class Remembered:
    """A SentenceTranslator that only remembers."""

    recall: Recall

    async def translate(
        self,
        passages: Sequence[Passage],
        *,
        target: LanguageCode,
        terms: Sequence[Term] = (),
        avoid: Collection[str] = (),
    ) -> tuple[Translation | None, ...]:
        """Whoever has a glossary gets nothing from here: what is kept may be without its terms."""
        if terms or avoid:
            return (None,) * len(passages)
        return await self.recall.remembered(passages, target=target)


class Unkept:
    """A SummaryStore that keeps nothing."""

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        """There is none."""

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Answers in passing: *summarize* and *translate* go by memory alone.

    *unkept* reads, chooses and translates as for anybody, and keeps no summary: what people
    wrote in chats where the bot is no member is not its to keep.
    """

    prepare: PrepareSummary
    summarize: SummarizeArticle
    translate: TranslateText
    unkept: SummarizeArticle

    @classmethod
    def of(cls, prepare: PrepareSummary, recall: Recall, texts: TranslateText) -> Self:
        """Join them; *texts* says how a text is read."""
        memory = TranslateSentences(Remembered(recall))
        translate = TranslateText(texts.read, texts.work, memory)
        passing = replace(
            prepare, summaries=Unkept(), note=Unnoted(), flights=SingleFlight[Summary]()
        )
        unkept = SummarizeArticle(passing, texts.translate)
        return cls(prepare, SummarizeArticle(prepare, memory), translate, unkept)

    async def summary(self, url: str, wish: Wish) -> Answer | None:
        """The summary of the page at *url*, if it is kept, not old, and there in every language.

        Raises:
            BadLinkError: *url* is no http(s) address.
            TextTooShortError, NotProseError: It has no summary.
        """
        self.prepare.public()
        source = request_source(LinkRequest(canonical(parse_link(url))))
        key = summary_key(source, method=self.prepare.method)
        if await self.prepare.kept(key, min(LINK_FRESH, self.prepare.keep)) is None:
            return None
        answer = await self.summarize.again(key, wish, _unseen)
        if answer is None or not all(map(all, answer.translations.values())):
            return None
        return answer


async def _unseen(stage: Stage, site: str | None = None) -> None:
    """Progress that is shown to nobody."""
