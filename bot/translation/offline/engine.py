"""See bot.core.ports.Engine: one model, loaded when it is first asked, in a thread of its own."""

import asyncio
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec

from bot.core.engines import Capacity, Rank, Trouble
from bot.core.errors import (
    BrokenModelError,
    ExtraMissingError,
    SentenceTooLongError,
    TranslatorUnavailableError,
)
from bot.core.models import LanguageCode
from bot.translation.offline.families import shape_of
from bot.translation.offline.manifest import Manifest
from bot.translation.offline.model import EXTRA, Model, Stopped, StoppedError, load

CAPACITY = Capacity(texts=16, size=1_000, total=16_000)
"""About two batches of sentences: what a person waits for in one call."""


def require_extra() -> None:
    """Say early and cheaply whether models can be run at all.

    Raises:
        ExtraMissingError: CTranslate2 or SentencePiece is not installed.
    """
    if not all(map(find_spec, ("ctranslate2", "sentencepiece"))):
        raise ExtraMissingError(EXTRA)


def cores() -> int:
    """How many cores this process may use: threads beyond them only wait."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class OfflineEngine:
    """See bot.core.ports.Engine. Calls wait for one another; *threads* share each batch.

    A call that is cancelled, by a deadline too, stops within a second: at the next token,
    or when its batch has been read.
    """

    def __init__(self, manifest: Manifest, *, threads: int) -> None:
        self._manifest = manifest
        self._threads = threads
        self._model: Model | None = None
        self._closing = threading.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="qysqa-offline")

    @property
    def name(self) -> str:
        """See the port."""
        return self._manifest.name

    @property
    def version(self) -> str:
        """See the port."""
        return self._manifest.version

    @property
    def rank(self) -> Rank:
        """See the port."""
        return Rank.OFFLINE

    @property
    def capacity(self) -> Capacity:
        """See the port."""
        return CAPACITY

    async def load(self) -> None:
        """Bring the model into memory now; raises as bot.translation.offline.model.load."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._loaded)

    async def translate(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> tuple[str, ...]:
        """See the port; "" for a text that the model came to no end with."""
        shape_of(self._manifest, source, target)  # a pair it does not know needs no thread
        sent = [text.encode(errors="replace").decode() for text in texts]  # half an emoji
        if any(len(text) > CAPACITY.size for text in sent):
            raise SentenceTooLongError(self.name)
        stop = threading.Event()

        def work() -> tuple[str, ...]:
            stopped = _either(stop, self._closing)
            if stopped():
                raise StoppedError
            return self._loaded().translate(sent, source, target, stopped)

        try:
            with self._failures():
                return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            stop.set()  # cancelled: the thread must not go on for nobody

    async def close(self) -> None:
        """See the port."""
        self._closing.set()
        await asyncio.to_thread(self._thread.shutdown)
        self._model = None

    def _loaded(self) -> Model:
        """Runs in the thread, so that two first calls load one model."""
        if self._model is None:
            self._model = load(self._manifest, threads=self._threads)
        return self._model

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Map errors; the messages of CTranslate2 may hold the person's text and are dropped."""
        try:
            yield
        except StoppedError:
            raise self._unavailable(Trouble.CLOSED, "closed") from None
        except (BrokenModelError, ExtraMissingError) as error:
            raise self._unavailable(Trouble.FAILING, str(error)) from error
        except (MemoryError, RuntimeError, ValueError) as error:
            raise self._unavailable(Trouble.FAILING, type(error).__name__) from None

    def _unavailable(self, trouble: Trouble, reason: str) -> TranslatorUnavailableError:
        return TranslatorUnavailableError(self.name, reason, trouble=trouble)


def _either(one: threading.Event, other: threading.Event) -> Stopped:
    return lambda: one.is_set() or other.is_set()
