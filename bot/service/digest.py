"""Digests: what a group talked about, what its sources wrote, in the reader's language."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import structlog

from bot.core.digest_ports import FeedStore, MessageStore
from bot.core.digests import FeedItem, SharedLink, Story, Talk
from bot.core.engines import Passage
from bot.core.errors import QysqaError
from bot.core.groups import KEEP_DAYS, Group, GroupMessage
from bot.core.languages import KK
from bot.core.models import (
    ORIGINAL,
    LanguageCode,
    LinkRequest,
    Script,
    Stage,
    Summary,
    SummaryRequest,
    Translation,
)
from bot.core.ports import Clock, Progress, Worker
from bot.digest.news import compose_news
from bot.digest.stories.group import item_key
from bot.digest.talk.compose import compose_talk
from bot.service.prepare import PrepareSummary
from bot.service.translate import TranslateSentences
from bot.summary.select import pick

MAX_MESSAGES: Final = 20_000  # in one digest: a week of the busiest groups; 4 s of CPU
MAX_ITEMS: Final = 2_000  # of feeds in one digest: 30 feeds, 60 articles a day each
MAX_STORIES: Final = 7
LINKS: Final = 5  # of those shared, how many are summarized
LINKS_S: Final = 12.0  # for all of them together; the rest are shown without a sentence
REMEMBERED: Final = 150  # items looked for in the translation memory: 30 ms
DAY_S: Final = 86_400

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest says.

    Attributes:
        since: What it covers, unix seconds, up to *until*.
        stories: Each led by the item that speaks for it to this reader.
        translations: Of quotes and sentences that are in another language, by their text;
            also of Kazakh ones that are in another script.
        script: That of Kazakh.
    """

    group: Group
    language: LanguageCode
    since: int
    until: int
    talk: Talk = field(default_factory=Talk)
    stories: tuple[Story, ...] = ()
    translations: Mapping[str, Translation] = field(default_factory=dict)
    script: Script = Script.CYRILLIC

    @property
    def is_quiet(self) -> bool:
        """Whether less was said than the group finds worth a digest, and nothing is new."""
        return self.talk.messages < self.group.plan.minimum and not self.stories


class Recall(Protocol):
    """The translation memory, see bot.translation.chain.Chain.remembered."""

    async def __call__(
        self, passages: Sequence[Passage], *, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """What is there already of each passage in *target*; None where nothing is."""
        ...


@dataclass(frozen=True, slots=True)
class Digests:
    """Composes digests from what is kept."""

    messages: MessageStore
    feeds: FeedStore
    prepare: PrepareSummary
    translate: TranslateSentences
    recall: Recall
    work: Worker
    clock: Clock

    async def of_chat(
        self,
        group: Group,
        language: LanguageCode,
        span: tuple[int, int],
        progress: Progress,
        *,
        script: Script = Script.CYRILLIC,
    ) -> Digest:
        """What happened in the chat and its sources within *span*, after its first moment."""
        await progress(Stage.READING)
        talk = await self._talk(group, *span)
        talk = replace(talk, links=await self._with_sentences(talk.links, progress))
        stories = await self._stories(group, language, *span)
        digest = Digest(group, language, *span, talk, stories, script=script)
        return await self._allowed(await self._translated(digest, progress))

    async def of_talk(
        self,
        group: Group,
        language: LanguageCode,
        messages: Sequence[GroupMessage],
        progress: Progress,
        *,
        script: Script = Script.CYRILLIC,
    ) -> Digest:
        """What *messages* are about; quick: no page is opened."""
        talk = await self.work(compose_talk, messages) if messages else Talk()
        since = messages[0].at if messages else self.now()
        said = replace(talk, links=())
        digest = Digest(group, language, since, self.now(), said, script=script)
        return await self._allowed(await self._translated(digest, progress))

    def now(self) -> int:
        """Unix seconds."""
        return int(self.clock().timestamp())

    def earliest(self) -> int:
        """Before it nothing is kept."""
        return self.now() - KEEP_DAYS * DAY_S

    async def _talk(self, group: Group, since: int, until: int) -> Talk:
        if not group.collects:
            return Talk()
        found = await self.messages.between(group.chat_id, since, until, limit=MAX_MESSAGES)
        return await self.work(compose_talk, found) if found else Talk()

    async def _stories(
        self, group: Group, language: LanguageCode, since: int, until: int
    ) -> tuple[Story, ...]:
        items = (await self.feeds.items(group.chat_id, since, until))[:MAX_ITEMS]
        if not items:
            return ()
        known = await self._remembered(items, language)
        return await self.work(
            compose_news, items, known, group.plan, language, now=self.now(), limit=MAX_STORIES
        )

    async def _remembered(
        self, items: Sequence[FeedItem], language: LanguageCode
    ) -> Mapping[str, str]:
        """What the translation memory has of items in other languages: no engine is asked."""
        foreign = [one for one in items if one.language not in (None, language)][:REMEMBERED]
        passages = [Passage(shown_text(one), one.language) for one in foreign]
        made = await self.recall(passages, target=language) if passages else ()
        pairs = zip(foreign, made, strict=True)
        return {item_key(one): new.text for one, new in pairs if new is not None}

    async def _with_sentences(
        self, links: Sequence[SharedLink], progress: Progress
    ) -> tuple[SharedLink, ...]:
        """The links most shared, each with its page's title and the sentence that carries it."""
        some = links[:LINKS]
        if not some:
            return ()
        reading = [asyncio.create_task(self._summary(link.url, progress)) for link in some]
        _, late = await asyncio.wait(reading, timeout=LINKS_S)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        found = [None if task in late else task.result() for task in reading]
        return tuple(map(_described, some, found))

    async def _summary(self, url: str, progress: Progress) -> Summary | None:
        """A page that can't be read is linked to without a sentence."""
        try:
            return (await self.prepare(SummaryRequest(LinkRequest(url)), progress))[0]
        except QysqaError as error:
            _log.info("digest.link_not_read", error=error.code)
            return None

    async def _allowed(self, digest: Digest) -> Digest:
        """Without the words of people who opted out while it was being made."""
        chat_id, talk = digest.group.chat_id, digest.talk
        quoted = [quote.message.author_id for topic in talk.topics for quote in topic.quotes]
        quoted += [link.message.author_id for link in talk.links]
        people = {one for one in quoted if one is not None}
        out = {one for one in people if await self.messages.is_out(chat_id, one)}
        return replace(digest, talk=_without(talk, out)) if out else digest

    async def _translated(self, digest: Digest, progress: Progress) -> Digest:
        target, said = digest.language, _passages(digest)
        foreign = [one for one in said if one.language != target]
        passages = said if target == KK else foreign  # Kazakh may be in another script
        if not passages:
            return digest
        if foreign:
            await progress(Stage.TRANSLATING)
        try:
            made = await self.translate(passages, target=target, script=digest.script)
        except QysqaError as error:  # the originals are there, and say what there is to say
            _log.info("digest.not_translated", error=error.code)
            return digest
        pairs = zip(passages, made, strict=True)
        done = {one.text: new for one, new in pairs if new and new.engine != ORIGINAL}
        return replace(digest, translations=done)


def shown_text(item: FeedItem) -> str:
    """What of an item is quoted: the sentence that carries it, else its title."""
    return item.sentence or item.title


def _passages(digest: Digest) -> list[Passage]:
    """What is quoted, each with its language; what is in none that is known stays as it is."""
    quotes = [quote for topic in digest.talk.topics for quote in topic.quotes]
    found = [(quote.text, quote.message.language) for quote in quotes]
    found += [(link.sentence, link.language) for link in digest.talk.links if link.sentence]
    leads = [story.items[0] for story in digest.stories]
    found += [(shown_text(item), item.language) for item in leads]
    return [Passage(text, language) for text, language in dict.fromkeys(found) if language]


def _without(talk: Talk, people: Collection[int]) -> Talk:
    kept = []
    for topic in talk.topics:
        quotes = tuple(one for one in topic.quotes if one.message.author_id not in people)
        if quotes:
            kept.append(replace(topic, quotes=quotes))
    links = tuple(link for link in talk.links if link.message.author_id not in people)
    return replace(talk, topics=tuple(kept), links=links)


def _described(link: SharedLink, summary: Summary | None) -> SharedLink:
    if summary is None:
        return link
    best = pick(summary.ranked, 1)
    return replace(
        link,
        title=summary.title,
        sentence=best[0].text if best else None,
        language=summary.language,
    )
