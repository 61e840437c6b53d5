"""Sentences through the memories, then through the engines in turn; each answer checked."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.core.errors import SentenceTooLongError, StoreError, TranslationError
from bot.core.models import ORIGINAL, LanguageCode, Translation
from bot.core.ports import Engine, SentenceCache, SentenceMemory
from bot.translation.check import fault, has_words

PARALLEL_SENTENCES = 4  # asked of one engine at a time: keyless services block bursts

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chain:
    """Answers from *memories* in order, then from what *engines* returns, in order.

    What an engine said is kept in *cache*, which is asked as the last memory. One
    job may take *deadline_s*; what is translated by then is kept and shown.
    """

    memories: Sequence[SentenceMemory]
    cache: SentenceCache
    engines: Callable[[], Sequence[Engine]]
    deadline_s: float

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[Translation | None, ...]:
        """Translate each of *texts*; None where neither memory nor engine could.

        One without words (a date, an address, asterisks) is the same in any language.
        """
        found = {text: Translation(text, ORIGINAL) for text in texts if not has_words(text)}
        found |= await self._recall([text for text in texts if text not in found], source, target)
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            fresh = await self._ask(missing, source, target)
            await self._keep(fresh, source, target)
            found |= fresh
        return tuple(found.get(text) for text in texts)

    async def _recall(
        self, texts: Sequence[str], source: LanguageCode, target: LanguageCode
    ) -> dict[str, Translation]:
        found: dict[str, Translation] = {}
        for memory in (*self.memories, self.cache):
            missing = [text for text in dict.fromkeys(texts) if text not in found]
            if not missing:
                break
            try:
                found |= await memory.lookup(missing, source=source, target=target)
            except StoreError as error:  # a failing cache never fails an answer
                _log.warning("memory.unavailable", error=error.code)
        return found

    async def _keep(
        self, fresh: Mapping[str, Translation], source: LanguageCode, target: LanguageCode
    ) -> None:
        if not fresh:
            return
        try:
            await self.cache.remember(fresh, source=source, target=target)
        except StoreError as error:
            _log.warning("cache.unavailable", error=error.code)

    async def _ask(
        self, missing: Sequence[str], source: LanguageCode, target: LanguageCode
    ) -> dict[str, Translation]:
        fresh: dict[str, Translation] = {}
        try:
            async with asyncio.timeout(self.deadline_s):
                for engine in self.engines():
                    left = [text for text in missing if text not in fresh]
                    if left:
                        await _Turn(engine, source, target, fresh).take(left)
        except TimeoutError:
            _log.warning("translation.deadline", done=len(fresh), asked=len(missing))
        return fresh


@dataclass(slots=True)
class _Turn:
    """One engine's turn at a job: it ends with the first sign that the engine is down."""

    engine: Engine
    source: LanguageCode
    target: LanguageCode
    fresh: dict[str, Translation]
    is_down: bool = False

    async def take(self, texts: Sequence[str]) -> None:
        slots = asyncio.Semaphore(PARALLEL_SENTENCES)
        async with asyncio.TaskGroup() as tasks:
            for text in texts:
                tasks.create_task(self._one(text, slots))

    async def _one(self, text: str, slots: asyncio.Semaphore) -> None:
        async with slots:
            if self.is_down:
                return
            try:
                answer = await self.engine.translate(text, source=self.source, target=self.target)
            except TranslationError as error:
                self._failed(error)
                return
        self._judge(text, answer)

    def _failed(self, error: TranslationError) -> None:
        if not isinstance(error, SentenceTooLongError):  # others may pass
            self.is_down = True
        name = self.engine.name
        _log.warning("engine.failed", engine=name, error=error.code, reason=error.reason)

    def _judge(self, text: str, answer: str) -> None:
        reason = fault(text, answer, target=self.target)
        if reason is None:
            self.fresh[text] = Translation(answer, self.engine.name)
            return
        if reason in {"notice", "markup"}:  # a block page comes for every sentence
            self.is_down = True
        _log.warning("engine.rejected", engine=self.engine.name, reason=reason)
