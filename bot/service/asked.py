"""Notes whose words an answer was made of, so that it can be forgotten with them.

Answers are cached under a hash, for everybody: without a note nobody could tell whose they are.
What links lead to is public, and is not noted: a list of what somebody read would be one more
thing to keep about them.
"""

from collections.abc import Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.core.engines import Kept
from bot.core.errors import StoreError
from bot.core.models import Article, ArticleRequest, LinkRequest
from bot.core.mydata_ports import AskedStore
from bot.core.ports import ArticleReader, Clock, Progress, SentenceStore

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Errand:
    """For whom a job is done; all that its tasks do is of one errand."""

    chat_ids: tuple[int, ...]
    is_public: bool = False


_ERRAND: ContextVar[_Errand | None] = ContextVar("errand", default=None)
"""Passing it by hand would lead it through every stage between a job and the cache."""


def work_for(chat_id: int, person_id: int | None) -> None:
    """Say for whom this task, and those that it begins, work from now on.

    In a group both are noted: its digests and translations are made of many people's words.
    """
    whose = chat_id if person_id is None else person_id
    group = (chat_id,) if chat_id < 0 else ()
    _ERRAND.set(_Errand(tuple(dict.fromkeys((whose, *group)))))


def is_public() -> None:
    """Say that this errand is about a page that anybody can read."""
    errand = _ERRAND.get()
    if errand is not None:
        errand.is_public = True


def not_only_public() -> None:
    """Say nothing of the kind: a digest is made of pages and of what people wrote beside."""


def telling_links(read: ArticleReader) -> ArticleReader:
    """*read*, which says of links that what they lead to is public."""

    async def reading(request: ArticleRequest, progress: Progress) -> Article:
        if isinstance(request, LinkRequest):
            is_public()
        return await read(request, progress)

    return reading


class Note(Protocol):
    """Notes keys for those that the job is done for."""

    async def __call__(self, keys: Collection[str]) -> None:
        """Note *keys*, before what they name is kept."""
        ...

    def soon(self, keys: Collection[str]) -> None:
        """Note *keys* in a moment: what they name is there already, or will be as soon."""
        ...


class Unnoted:
    """A Note where nobody is to be forgotten."""

    async def __call__(self, keys: Collection[str]) -> None:
        """Note nothing."""

    def soon(self, keys: Collection[str]) -> None:
        """Note nothing."""


@dataclass(frozen=True, slots=True)
class NoteOwn:
    """A Note for all that is made of people's own words."""

    asked: AskedStore
    clock: Clock

    async def __call__(self, keys: Collection[str]) -> None:
        """See Note; a failing store never fails an answer."""
        chat_ids = _owners()
        if not chat_ids:
            return
        try:
            await self.asked.note(chat_ids, keys, now=self.clock())
        except StoreError as error:
            _log.warning("asked.not_noted", error=error.code)

    def soon(self, keys: Collection[str]) -> None:
        """See Note."""
        self.asked.note_soon(_owners(), keys, now=self.clock())


def _owners() -> tuple[int, ...]:
    """Whose words the errand is made of; nobody's, if those are anybody's to read."""
    errand = _ERRAND.get()
    return () if errand is None or errand.is_public else errand.chat_ids


@dataclass(frozen=True, slots=True)
class NotedSentences:
    """SentenceStore that notes whose words were translated.

    What is there already was noted when it was made, and goes with whom it was made for.
    """

    sentences: SentenceStore
    note: Note

    async def lookup(self, keys: Collection[str]) -> Mapping[str, Sequence[Kept]]:
        """See bot.core.ports.SentenceStore."""
        return await self.sentences.lookup(keys)

    def remember(self, kept: Sequence[Kept]) -> None:
        """See bot.core.ports.SentenceStore."""
        self.note.soon([one.key for one in kept])
        self.sentences.remember(kept)
