"""The one place where parts are made and joined; it owns their lifetimes."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import reset_tzpath

import structlog
from anyio import CapacityLimiter

from bot.article.load import load
from bot.article.read_file import keep_file, read_document, read_file
from bot.article.read_page import read_html, read_page
from bot.article.reader import Reader
from bot.article.samples import SAMPLE_MEMORY
from bot.config import Settings
from bot.core.errors import QysqaError, StoreError
from bot.core.jobs import Backlog
from bot.core.ports import Clock, Worker
from bot.digest.export import read_export
from bot.digest.feeds.discover import feed_links
from bot.digest.feeds.parse import read_feed
from bot.digest.news import compose_news
from bot.digest.talk.compose import compose_talk
from bot.digest_makers import DigestMaker, DigestParts, Shelves
from bot.engines import EnginesOnUse, shown_names
from bot.fetchers import FetcherOnUse, Fetchers
from bot.service.access import Access
from bot.service.asked import NotedSentences, NoteOwn, not_only_public, telling_links
from bot.service.broadcasts import Broadcasts
from bot.service.detect import DetectLanguage, detect
from bot.service.engines import EngineStatus
from bot.service.export import ExportMemory
from bot.service.glance import Glance
from bot.service.glossary import Glossary
from bot.service.mydata import MyData
from bot.service.people import People
from bot.service.preferences import Preferences
from bot.service.prepare import PrepareSummary
from bot.service.pulse import Pulse
from bot.service.qysqa import Facts, Qysqa
from bot.service.statistics import Statistics
from bot.service.summarize import SummarizeArticle
from bot.service.translate import TranslateSentences, TranslateText
from bot.store.access import StoredAccess
from bot.store.asked import Asked
from bot.store.broadcasts import StoredBroadcasts
from bot.store.chats import Chats
from bot.store.counters import Counters, prune_counters
from bot.store.database import Database
from bot.store.dead import StoredDeadLetters
from bot.store.engine_states import EngineStates
from bot.store.glossaries import Glossaries
from bot.store.inbox import StoredInbox
from bot.store.memory import MemorySync, TmxMemory
from bot.store.mydata import MyData as StoredMyData
from bot.store.outbox import StoredOutbox
from bot.store.people import StoredPeople
from bot.store.probe import try_writing
from bot.store.prune import prune, shrink
from bot.store.queue_prune import prune_queues
from bot.store.sentences import Sentences
from bot.store.summaries import Summaries
from bot.store.wiping import Wiping
from bot.translation.calls.guarded import World
from bot.translation.chain import Chain
from bot.translation.memory.tmx import read_tmx
from bot.workers import DIGEST, FILE, PAGE, Limits, ProcessWorker, Tally

TRANSLATION_DEADLINE_S = 25.0  # a reader waits half a minute at most for a whole answer

_LIMITS: Mapping[Callable[..., Any], Limits] = {
    read_html: PAGE,
    read_page: PAGE,
    read_file: FILE,
    keep_file: FILE,
    read_document: FILE,
    read_export: FILE,
    read_feed: PAGE,
    feed_links: PAGE,
    compose_talk: DIGEST,
    compose_news: DIGEST,
}

_STARTED_MS = (time.time_ns() - time.monotonic_ns()) // 1_000_000

_log = structlog.get_logger(__name__)


def utc_now() -> datetime:
    """The clock that everything runs on outside tests."""
    return datetime.now(UTC)


def utc_now_ms() -> int:
    """The same for the queues, in unix milliseconds; setting the clock does not move it."""
    return _STARTED_MS + time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Queues:
    """What waits to be done and to be sent, and what was given up."""

    inbox: StoredInbox
    outbox: StoredOutbox
    dead: StoredDeadLetters


@dataclass(frozen=True, slots=True)
class House:
    """The use cases, and the parts that the owner's commands look after."""

    settings: Settings
    database: Database
    memory: TmxMemory
    chain: Chain
    engines: EnginesOnUse
    qysqa: Qysqa
    queues: Queues
    shelves: Shelves
    digests: DigestParts
    workers: Tally
    pulse: Pulse = field(default_factory=Pulse)

    async def metrics(self) -> bytes:
        """What Prometheus reads: of translation, of the queues, of the process."""
        from bot.web.metrics import TranslationMetrics, exposition  # noqa: PLC0415 - seldom read
        from bot.web.queue_metrics import QueueMetrics  # noqa: PLC0415 - as above

        try:
            backlog = await self.backlog()
        except StoreError:
            backlog = None
        tally = self.workers
        return exposition(
            TranslationMetrics(lambda: self.engines.made, self.chain.tally),
            QueueMetrics(
                self.pulse, backlog, lambda: {"killed": tally.killed, "died": tally.died}
            ),
        )

    async def backlog(self) -> Backlog:
        """Count what waits to be done and to be sent."""
        return await self.queues.inbox.backlog(now=utc_now_ms())

    async def try_writing(self) -> None:
        """Write to the database, whatever it is; raises StoreError where it cannot be."""
        await try_writing(self.database, utc_now_ms())

    async def load_memory(self) -> MemorySync:
        """Bring the translation memory up to date with the files in the data folder."""
        files = [SAMPLE_MEMORY, *sorted(self.settings.folder.glob("*.tmx"))]
        done = await self.memory.sync(files)
        for error in done.failed:
            _log.warning("memory.unreadable", file=error.name, reason=error.reason)
        return done

    async def warm(self) -> None:
        """Start a worker and load its model: the first reader should not wait for that."""
        try:
            await self.qysqa.detect.work(detect, "Сәлеметсіз бе!")
        except QysqaError as error:  # the next call starts another
            _log.warning("worker.not_warmed", error=error.code)

    async def prune(self) -> None:
        """Let go of what is older than the owner keeps."""
        days = self.settings.cache_days
        now = self.qysqa.clock()
        await prune(self.database, now=now, keep_days=days)
        await prune_queues(self.database, int(now.timestamp() * 1000))
        await prune_counters(self.database, now)
        await shrink(self.database, limit_mb=self.settings.cache_mb)


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    work: Worker | None = None,
    beside: bool = False,
) -> AsyncIterator[House]:
    """Make all parts and join them; close them in the end. *work* is done in processes by default.

    *beside* is for commands: a bot may be working on the same database.

    Raises:
        StoreError: The data folder or the database cannot be used.
    """
    reset_tzpath(())  # the package's zones: a system's may be years older
    async with AsyncExitStack() as owned:
        database = await owned.enter_async_context(Database(settings.database, beside=beside))
        memory = TmxMemory(database, read_tmx)
        fetchers = Fetchers(settings, owned)
        tally = Tally()
        processes = ProcessWorker(_LIMITS, load, tally=tally)
        read = Reader(FetcherOnUse(fetchers), work or processes, lambda: processes.busy)
        states = await owned.enter_async_context(EngineStates(database))
        engines = EnginesOnUse(settings, states, World(clock))
        owned.push_async_callback(engines.close)
        sentences = Sentences(database, clock, keep_days=settings.cache_days)
        await owned.enter_async_context(sentences)
        # of its own: pages never starve it
        judging = work or ProcessWorker(_LIMITS, load, CapacityLimiter(1), tally=tally)
        mydata = await _mydata(database, clock, sentences, owned, beside=beside)
        chain = Chain(
            NotedSentences(sentences, mydata.note), engines, judging, clock, TRANSLATION_DEADLINE_S
        )
        owned.push_async_callback(chain.close)
        shelves = Shelves.of(database, clock)
        feeds = FetcherOnUse(fetchers, feeds=True)
        maker = DigestMaker(settings, shelves, feeds, read.work, clock, lambda: processes.busy)
        qysqa, digests = _join(settings, mydata, database, chain, read, maker)
        await owned.enter_async_context(qysqa.statistics.counting())
        owner = uuid4().hex  # this process in the queues: none before it had the name
        queues = Queues(
            StoredInbox(database, owner=owner),
            StoredOutbox(database, owner=owner),
            StoredDeadLetters(database),
        )
        house = House(
            settings, database, memory, chain, engines, qysqa, queues, shelves, digests, tally
        )
        await house.load_memory()
        yield house


async def _mydata(
    database: Database, clock: Clock, sentences: Sentences, owned: AsyncExitStack, *, beside: bool
) -> MyData:
    asked, wiping = await owned.enter_async_context(Asked(database)), Wiping(database)
    if not beside:  # else the process that owns the file moves its log
        await owned.enter_async_context(wiping)
    stores, settle = (StoredMyData(database), Chats(database)), (sentences.settle, asked.settle)
    return MyData(*stores, clock, settle, wiping.soon, NoteOwn(asked, clock))


def _join(
    settings: Settings,
    mydata: MyData,
    database: Database,
    chain: Chain,
    read: Reader,
    maker: DigestMaker,
) -> tuple[Qysqa, DigestParts]:
    clock, translate = maker.clock, TranslateSentences(chain)
    prepare = PrepareSummary(
        read=read,
        work=read.work,
        summaries=Summaries(database),
        clock=clock,
        method=settings.method,
        keep=timedelta(days=settings.cache_days),
        note=mydata.note,
    )
    texts = TranslateText(telling_links(read.whole), read.work, translate)
    beside_talk = replace(prepare, public=not_only_public)
    made = maker.parts(beside_talk, translate, chain.remembered, texts)
    qysqa = Qysqa(
        read=read,
        summarize=SummarizeArticle(prepare, translate),
        translate=texts,
        glance=Glance.of(prepare, chain, texts),
        detect=DetectLanguage(read.whole, read.work),
        preferences=Preferences(Chats(database), clock, settings.length),
        mydata=mydata,
        glossary=Glossary(Glossaries(database, clock)),
        engines=EngineStatus(chain.engines, chain.work),
        export=ExportMemory(Summaries(database).all_texts, chain),
        groups=made.groups,
        digests=made.digests,
        sources=made.sources,
        automatic=made.automatic,
        atom=made.atom,
        statistics=Statistics(Counters(database), clock),
        people=People(StoredPeople(database), clock),
        access=Access(StoredAccess(database), clock, settings.access, settings.owner),
        broadcasts=Broadcasts(StoredBroadcasts(database), clock),
        clock=clock,
        facts=Facts(
            cache_days=settings.cache_days,
            engines=shown_names(settings),
            owner=settings.owner,
            length=settings.length,
        ),
    )
    return qysqa, made
