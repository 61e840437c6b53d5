"""What the use cases need from the outside. One Protocol per need, named by its role."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

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
    Translation,
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
    """A translation service. One sentence a call; safe to call concurrently."""

    @property
    def name(self) -> str:
        """How readers know it."""
        ...

    async def translate(self, text: str, *, source: LanguageCode, target: LanguageCode) -> str:
        """Return *text* in *target*.

        Raises:
            PairNotSupportedError: The service does not know the pair.
            SentenceTooLongError: Others may pass.
            TranslatorUnavailableError: The service refused or did not answer in time.
        """
        ...

    def close(self) -> None:
        """Let go of threads and connections; calls under way may end as they like."""
        ...


class SentenceMemory(Protocol):
    """Translations that are there already."""

    async def lookup(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> Mapping[str, Translation]:
        """Return what is known of *texts*, by text; a missing one is left out."""
        ...


class SentenceCache(SentenceMemory, Protocol):
    """A memory that also keeps what the engines say."""

    async def remember(
        self,
        translations: Mapping[str, Translation],
        *,
        source: LanguageCode,
        target: LanguageCode,
    ) -> None:
        """Keep translations by their original text."""
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
