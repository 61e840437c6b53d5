"""What the use cases need from the outside. One Protocol per need, named by its role."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from bot.core.engines import Capacity, EngineState, Kept, Rank
from bot.core.models import (
    Article,
    ArticleRequest,
    ChatPreferences,
    LanguageCode,
    LinkRequest,
    Page,
    Sentence,
    Stage,
    Summary,
    Term,
    Validators,
)

Clock = Callable[[], datetime]
"""The time now, aware, UTC."""

P = ParamSpec("P")
T = TypeVar("T")


class Worker(Protocol):
    """Runs CPU-bound work away from the event loop, within limits."""

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return ``function(*args, **kwargs)``; the function must be importable by name.

        Raises:
            WorkTooLongError: It exceeded its time or memory and was stopped.
            WorkerDiedError: Its process was ended from outside; another try may do.
        """
        ...


class Progress(Protocol):
    """Hears where the work stands. Signs of progress may be lost; they never fail the work."""

    async def __call__(self, stage: Stage, site: str | None = None) -> None:
        """The work has come to *stage*; *site* is known while a page is opened."""
        ...


class PageFetcher(Protocol):
    """Brings the bytes behind a link."""

    async def fetch(self, url: str) -> Page:
        """Return the page at *url*, within size, time and redirect limits.

        Raises:
            BadLinkError: *url* is no http(s) address.
            AddressNotAllowedError: It, or a redirect, leads off the public internet.
            FetchError: Any leaf of it.
        """
        ...

    async def refresh(self, url: str, known: Validators) -> Page | None:
        """Return the page, or None if it has not changed since *known*; raises as fetch."""
        ...


class ArticleReader(Protocol):
    """Turns a request into the article it asks about."""

    async def __call__(self, request: ArticleRequest, progress: Progress) -> Article:
        """Return the cleaned article; raises Refusal and FetchError leaves."""
        ...


class LinkReader(ArticleReader, Protocol):
    """One that can also ask whether a page has changed."""

    async def refresh(
        self, request: LinkRequest, known: Validators, progress: Progress
    ) -> Article | None:
        """Return the article as it is now, or None if its page has not changed since *known*."""
        ...


class Ranker(Protocol):
    """Says which sentences carry an article."""

    def __call__(
        self, sentences: Sequence[Sentence], language: LanguageCode | None, limit: int
    ) -> tuple[int, ...]:
        """Return at most *limit* indices into *sentences*, best first, each once."""
        ...


class Engine(Protocol):
    """A translation service or model; safe to call concurrently."""

    @property
    def name(self) -> str:
        """How readers know it."""
        ...

    @property
    def version(self) -> str:
        """Changes when the same text may come out otherwise: an API version, a model's hash."""
        ...

    @property
    def rank(self) -> Rank:
        """How far it is trusted."""
        ...

    @property
    def capacity(self) -> Capacity:
        """What it takes in one call."""
        ...

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        """Return *texts* in *target*, as many and in the same order; within its capacity.

        Raises:
            PairNotSupportedError: It does not know the pair.
            SentenceTooLongError: One of *texts* is larger than it takes.
            TranslatorUnavailableError: It refused or did not answer in time; says why.
        """
        ...

    async def close(self) -> None:
        """Let go of threads, connections and models."""
        ...


class SentenceStore(Protocol):
    """Translations that are there already: people's own, and what engines said."""

    async def lookup(self, keys: Collection[str]) -> Mapping[str, Sequence[Kept]]:
        """Return all that is kept under each of *keys*, in one query; people's own first."""
        ...

    def remember(self, kept: Sequence[Kept]) -> None:
        """Keep what engines said; written soon, in batches, and found at once."""
        ...


class EngineStateStore(Protocol):
    """Circuits and budgets of engines, kept over a restart."""

    async def load(self) -> Sequence[EngineState]:
        """Return what was saved."""
        ...

    def save(self, state: EngineState) -> None:
        """Keep *state* under its engine and pair; written soon, in batches."""
        ...


class GlossaryStore(Protocol):
    """What each chat wants kept as it is, or translated its own way."""

    async def terms(self, chat_id: int) -> Sequence[Term]:
        """Return the chat's terms in the order of their texts."""
        ...

    async def put_term(self, chat_id: int, term: Term) -> None:
        """Add *term*, or replace the one of the same text (in any case) and language."""
        ...

    async def drop_term(self, chat_id: int, text: str) -> bool:
        """Forget the terms of that text; False if there was none."""
        ...


class SummaryStore(Protocol):
    """The cache of summaries."""

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        """Return the summary kept under *key* after *newer_than*, if any."""
        ...

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        """Keep *summary* under its key, replacing an older one."""
        ...


class ChatStore(Protocol):
    """Chats and what they chose."""

    async def preferences(self, chat_id: int) -> ChatPreferences:
        """Return what the chat chose; the default for a chat never seen."""
        ...

    async def save_preferences(
        self, chat_id: int, preferences: ChatPreferences, *, now: datetime
    ) -> None:
        """Remember what the chat chose."""
        ...

    async def forget_chat(self, chat_id: int) -> None:
        """Delete everything kept about the chat."""
        ...
