"""Jobs are claimed from the inbox, done side by side, and ended in one transaction each."""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from structlog.contextvars import bound_contextvars

from bot.core.errors import StoreError
from bot.core.jobs import MAX_ATTEMPTS, Job, Parcel
from bot.core.queue_ports import Inbox
from bot.core.statistics import took
from bot.service.pulse import Pulse
from bot.service.traces import trace_of
from bot.telegram.runner import Answered, Runner, UnreadableUpdateError

PARALLEL: Final = 64  # chats at a time; what needs a processor waits for the workers anyway
LOOK_AGAIN_S: Final = 1.0  # for jobs whose pause is over, and for those the owner revived
SUSPECT: Final = 3  # a job in its third attempt has seen this process end twice
GRACE_S: Final = 2.5  # what is in work gets at the end; then it is handed back
PAUSES_S: Final = (0.5, 1.0, 2.0, 4.0)  # before the second to the fifth attempt
STORE_PAUSE_S: Final = 1.0  # before the store is asked again after it failed
BUSY_EVERY_S: Final = 60.0  # a chat is told so often that it is too much
MAX_TOLD: Final = 10_000  # chats that are remembered for that

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Dispatcher:
    """Claims jobs while it runs; *sent* is told when something is to be sent."""

    inbox: Inbox
    runner: Runner
    pulse: Pulse
    clock_ms: Callable[[], int]
    sent: Callable[[], None]
    pauses_s: Sequence[float] = PAUSES_S
    grace_s: float = GRACE_S
    new_code: Callable[[], str] = lambda: f"{random.getrandbits(32):08x}"
    _running: dict[asyncio.Task[None], Job] = field(default_factory=dict)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _told: dict[int, float] = field(default_factory=dict)
    _lost_sight: bool = False
    """Jobs may be in work in the store that are not here: a claim that seemed to fail."""
    _careful: bool = True
    """One job at a time: at the start, while the oldest may be what ended this process before."""
    _stopping: bool = False

    def wake(self) -> None:
        """Say that there may be a job."""
        self._wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Do jobs until *stop* is set; then finish or hand back what is in work."""
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: self.wake())
        try:
            while not stop.is_set():
                self._wake.clear()
                await self._claim()
                await self._wait()
        finally:
            stopping.cancel()
            await self._wind_up()

    async def _claim(self) -> None:
        """Begin what can be begun."""
        free = (1 if self._careful else PARALLEL) - len(self._running)
        if free <= 0:
            return
        try:
            if self._lost_sight:
                await self.inbox.release([job.number for job in self._running.values()])
                self._lost_sight = False
            jobs = await self.inbox.claim(free, now=self.clock_ms())
        except StoreError as error:
            _log.warning("inbox.unreadable", error=error.code)
            self._lost_sight = True
            await asyncio.sleep(STORE_PAUSE_S)
            return
        for job in jobs:
            task = asyncio.create_task(self._do(job))
            self._running[task] = job
            task.add_done_callback(self._ended)
        if self._careful and not any(job.attempts >= SUSPECT for job in jobs):
            self._careful = False
            self.wake()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN_S):
                await self._wake.wait()
        except TimeoutError:
            return

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.pop(task, None)
        self.wake()  # the chat's next job may begin
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        if error is not None and not self._stopping:  # its row is still in work
            self._lost_sight = True
            _log.error("job.broken", **trace_of(error))

    async def _wind_up(self) -> None:
        """Give what is in work a moment; hand the rest back, for the next start."""
        self._stopping, rest = True, dict(self._running)
        if not rest:
            return
        _, late = await asyncio.wait(rest, timeout=self.grace_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        try:
            await self.inbox.hand_back([rest[task] for task in late])
        except StoreError as error:  # the next start finds them in work, and takes them over
            _log.warning("inbox.not_written", error=error.code)

    async def _do(self, job: Job) -> None:
        began, waited_s = time.monotonic(), (self.clock_ms() - job.created) / 1000
        self.pulse.waited.add(max(0.0, waited_s))
        with bound_contextvars(update=job.update_id, job=job.number):
            try:
                answered = await self._answer(job)
            except UnreadableUpdateError as error:
                name = type(error.__cause__).__name__
                _log.error("update.unreadable", error=name)
                outcome = await self._bury(job, (), name)
            except Exception as error:  # noqa: BLE001 - whatever it is costs the job an attempt
                outcome = await self._failed(job, error)
            else:
                outcome = answered.outcome
                await self._surely(lambda: self._finish(job, answered.parcels))
                if answered.is_request:
                    seconds = max(0.0, waited_s) + time.monotonic() - began
                    self.runner.desk.qysqa.statistics.note(took(seconds))
            self.pulse.jobs[outcome] += 1
            self.pulse.job.add(time.monotonic() - began)

    async def _answer(self, job: Job) -> Answered:
        if job.attempts > MAX_ATTEMPTS:  # each of them ended this process
            raise CrashedError
        if job.turned_away:
            return Answered(await self._turn_away(job), "turned_away")
        return await self.runner.answer(job)

    async def _turn_away(self, job: Job) -> Sequence[Parcel]:
        """Tell the chat once in a while."""
        now = time.monotonic()
        if now - self._told.get(job.chat_id, -BUSY_EVERY_S) < BUSY_EVERY_S:
            return await self.runner.turn_away(job, tell=False)
        parcels = await self.runner.turn_away(job, tell=True)
        if parcels:
            if len(self._told) >= MAX_TOLD:
                self._told.clear()
            self._told[job.chat_id] = now
        return parcels

    async def _failed(self, job: Job, error: Exception) -> str:
        """Try again after a pause, or give up and say so."""
        if job.attempts < MAX_ATTEMPTS:
            _log.warning("job.failed", attempt=job.attempts, **trace_of(error))
            pause_s = self.pauses_s[min(job.attempts, len(self.pauses_s)) - 1]
            at = self.clock_ms() + int(1000 * pause_s)
            name = type(error).__name__
            await self._surely(lambda: self.inbox.retry(job, error=name, at=at))
            asyncio.get_running_loop().call_later(pause_s, self.wake)
            return "failed"
        code = self.new_code()
        _log.error("request.broken", code=code, **trace_of(error))
        if self.runner.is_overheard(job):  # nobody asked, and what people say is not kept for us
            await self._surely(lambda: self._finish(job, ()))
            return "let_go"
        parcels = await self._apology(job, error, code)
        return await self._bury(job, parcels, f"{type(error).__name__} {code}")

    async def _apology(self, job: Job, error: Exception, code: str) -> Sequence[Parcel]:
        try:
            return await self.runner.apology(job, error, code)
        except Exception as another:  # noqa: BLE001 - the job must end all the same
            _log.error("apology.broken", code=code, **trace_of(another))
            return ()

    async def _bury(self, job: Job, parcels: Sequence[Parcel], error: str) -> str:
        now = self.clock_ms()
        await self._surely(lambda: self.inbox.bury(job, parcels, error=error, now=now))
        self.sent()
        return "dead"

    async def _finish(self, job: Job, parcels: Sequence[Parcel]) -> None:
        if parcels:
            asyncio.get_running_loop().call_soon(self.sent)  # to be marked in the same transaction
        if not await self.inbox.finish(job, parcels, now=self.clock_ms()):
            _log.warning("job.lost")  # restored from a backup, or forgotten, meanwhile
        if parcels:
            self.sent()

    async def _surely(self, write: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Write, however long the store refuses: the work is done and shall not be lost."""
        while True:
            try:
                await write()
            except StoreError as error:
                _log.warning("inbox.not_written", error=error.code)
                await asyncio.sleep(STORE_PAUSE_S)
            else:
                return


class CrashedError(Exception):
    """The job was in work each time the process ended."""
