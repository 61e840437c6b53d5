"""The parts of groups and digests, made and joined for the composition root."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from bot.config import Settings
from bot.core.ports import Clock, PageFetcher, Worker
from bot.digest.feeds.parse import read_feed
from bot.service.atom import AtomFeeds
from bot.service.digest import Digests, Recall
from bot.service.group_translation import GroupTranslation
from bot.service.groups import Groups
from bot.service.news import NewsPoller
from bot.service.prepare import PrepareSummary
from bot.service.rounds import Rounds
from bot.service.sources import Sources
from bot.service.translate import TranslateSentences, TranslateText
from bot.store.database import Database
from bot.store.feeds import Feeds
from bot.store.groups import Groups as StoredGroups
from bot.store.messages import Messages
from bot.store.receipts import Receipts
from bot.store.runs import Runs


@dataclass(frozen=True, slots=True)
class Shelves:
    """What the database keeps for groups."""

    groups: StoredGroups
    messages: Messages
    runs: Runs
    feeds: Feeds
    receipts: Receipts

    @classmethod
    def of(cls, database: Database, clock: Clock) -> Self:
        """All of them over one database."""
        return cls(
            StoredGroups(database, clock),
            Messages(database),
            Runs(database),
            Feeds(database),
            Receipts(database),
        )


@dataclass(frozen=True, slots=True)
class DigestParts:
    """The use cases of groups, and what looks after them in the background."""

    groups: Groups
    digests: Digests
    sources: Sources
    automatic: GroupTranslation
    atom: AtomFeeds
    rounds: Rounds
    news: NewsPoller


@dataclass(frozen=True, slots=True)
class DigestMaker:
    """Joins them; *fetch* brings feeds, *is_busy* says whether people wait for the workers."""

    settings: Settings
    shelves: Shelves
    fetch: PageFetcher
    work: Worker
    clock: Clock
    is_busy: Callable[[], bool]

    def parts(
        self,
        prepare: PrepareSummary,
        sentences: TranslateSentences,
        recall: Recall,
        texts: TranslateText,
    ) -> DigestParts:
        """All the parts."""
        kept, work, clock = self.shelves, self.work, self.clock
        return DigestParts(
            groups=Groups(kept.groups, kept.messages, work, clock),
            digests=Digests(kept.messages, kept.feeds, prepare, sentences, recall, work, clock),
            sources=Sources(kept.feeds, self.fetch, work, read_feed, clock),
            automatic=GroupTranslation(
                kept.groups, kept.receipts, kept.messages, texts, work, clock
            ),
            atom=AtomFeeds(kept.groups, kept.runs, self.settings.feeds_url, _secret),
            rounds=Rounds(kept.groups, kept.runs, clock),
            news=NewsPoller(kept.feeds, self.fetch, work, read_feed, prepare, clock, self.is_busy),
        )


def _secret() -> str:
    """A part of an address that nobody guesses: 192 bits."""
    return secrets.token_urlsafe(24)
