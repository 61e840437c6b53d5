"""CPU-bound work in processes that can be killed: a hung parse must never hang the bot.

The process is ended by the kernel, from timers that the process sets for each call: of CPU
time, which a loaded or slow machine does not shorten, and of wall time, for what waits
instead of working. What a new process must load first is not counted.

anyio does not tell how a process ended. One that its timers end, or that gives up as it is
refused memory, says so where its answer would stand; one that is ended from outside, or by a
fault in a parser, says nothing.
"""

import ctypes
import faulthandler
import os
import resource
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import anyio
from anyio import BrokenWorkerProcess, CancelScope, CapacityLimiter, fail_after, to_process
from anyio.abc import Process

from bot.core.errors import WorkerDiedError, WorkTooLongError

MEMORY_BYTES = 448 * 2**20  # private memory; with the 25 to 60 MB of mapped libraries < 512 MB
ADDRESS_BYTES = 2**30  # second wall, for kernels that count only the heap as private memory
FILE_BYTES = 256 * 2**20  # py3langid unpacks its model into a temporary file of 90 MB
OPEN_FILES = 64  # loaded, it has six open; parsers are given bytes, not names of files
START_S = 20.0  # to start and load: .8 s of CPU when measured, several times that on small boards
PARALLEL = 2  # the smallest machine this is meant for has two cores
_TRIES = 8  # to find a process; more than may have to end, one after the other

_ANSWERS = 1  # the descriptor that anyio reads answers from: a process's standard output
_PR_SET_PDEATHSIG = 1  # linux/prctl.h

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may cost; its memory is the same for all."""

    cpu_s: float = 15.0
    """All threads together; ranking a long novel takes a few seconds, more is an attack."""
    wall_s: float = 20.0
    """Longer than the CPU time, as machines are shared."""


PAGE = Limits(cpu_s=3.0, wall_s=10.0)
"""An honest page takes .1 s, the longest 1 s; even on a busy core the answer is there in 5 s."""
FILE = Limits(cpu_s=8.0, wall_s=20.0)
"""Books take a few seconds; on a free core the answer is there within 10 s."""
DIGEST = Limits(cpu_s=20.0, wall_s=40.0)
"""A week of the busiest groups takes 6 s; a digest that is late is better than none."""
_OTHER = Limits()


@dataclass(frozen=True, slots=True)
class Life:
    """When a process has served enough: what parsers leak goes with it."""

    calls: int = 200
    """An article takes two; a new process takes a second to load."""
    resident_bytes: int = 288 * 2**20
    """Twice what it has once all is loaded; a call needs what is left of MEMORY_BYTES."""


@dataclass(slots=True)
class Tally:
    """What became of calls and processes, counted from the start."""

    calls: int = 0
    killed: int = 0
    """Calls stopped because they took too much time or memory."""
    died: int = 0
    """Calls whose process was ended from outside, broke down or did not start."""
    recycled: int = 0
    """Processes that ended between calls, having served enough; this cost no call."""


def _nothing() -> None:
    """Load nothing ahead of the first call."""


@dataclass(frozen=True, slots=True)
class ProcessWorker:
    """See bot.core.ports.Worker. Processes are kept for the next call and end with the loop.

    All workers of one event loop share their processes.
    """

    limits: Mapping[Callable[..., Any], Limits] = field(default_factory=dict)
    """By function; others have the default."""
    prepare: Callable[[], object] = _nothing
    """Called once in each new process, before the clocks run: loads what work will need."""
    slots: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(PARALLEL))
    life: Life = field(default_factory=Life)
    tally: Tally = field(default_factory=Tally)

    @property
    def busy(self) -> bool:
        """Whether calls pile up: as many wait for a process as there are processes."""
        return self.slots.statistics().tasks_waiting >= self.slots.total_tokens

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function in a process, which dies when the call exceeds its limits.

        The time it waits for a free process is not counted. If the call is cancelled, its
        process is killed, one that only starts too.
        """
        limits = self.limits.get(function, _OTHER)
        self.tally.calls += 1
        async with self.slots:
            await self._find_process()
            try:
                with fail_after(START_S + limits.wall_s):
                    return await _in_process(
                        _limited, limits, self.prepare, function, args, kwargs
                    )
            except (TimeoutError, MemoryError, BrokenWorkerProcess) as error:
                raise self._sorted(error) from None

    async def _find_process(self) -> None:
        """Have a process at rest that may serve; one that has served enough ends here.

        Only here: as no work has begun, another takes its place and the call loses nothing.
        """
        for _ in range(_TRIES):
            try:
                with fail_after(START_S):
                    return await _in_process(_retire_after, self.life)
            except BrokenWorkerProcess:
                self.tally.recycled += 1
            except OSError:  # too late, or the machine can start no more of them
                break
        self.tally.died += 1
        raise WorkerDiedError

    def _sorted(self, error: BaseException) -> WorkTooLongError | WorkerDiedError:
        """Tell whose fault it was that there is no answer: the input's, or the machine's."""
        # last words are no answer that anyio could read
        if isinstance(error, MemoryError) or isinstance(error.__cause__, ValueError):
            self.tally.killed += 1
            return WorkTooLongError()
        self.tally.died += 1  # a process that neither answers nor ends is stopped, or cannot load
        return WorkerDiedError()


async def _in_process(function: Callable[..., T], *args: object) -> T:
    """Run the function in a process at rest, the one that served last; start one if none is."""
    limiter = CapacityLimiter(1)  # the worker's own slots have let this call in
    started: list[Process] = []
    _started.set(started)
    try:
        return await to_process.run_sync(function, *args, cancellable=True, limiter=limiter)
    except (BrokenWorkerProcess, anyio.get_cancelled_exc_class()):
        await _whole(_end(started))
        raise


# anyio forgets a process whose start is cancelled, and it stays for ever: so each call remembers
_started: ContextVar[list[Process]] = ContextVar("_started")


async def _open_process(*command: Any, **how: Any) -> Process:
    """Start a process, to the end: one that is started by half could not be ended."""
    started = _started.get([])

    async def start() -> None:
        started.append(await anyio.open_process(*command, **how))

    await _whole(start())
    return started[-1]


to_process.open_process = _open_process  # type: ignore[attr-defined] # anyio offers no other way


async def _end(processes: list[Process]) -> None:
    """Kill them, and wait until nothing is left of them: the kernel does it at once."""
    for process in processes:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        await process.aclose()


async def _whole(work: Coroutine[Any, Any, None]) -> None:
    """Do what takes a moment, though the call be cancelled by anyio, asyncio or both."""
    from bot.store.whole import to_the_end  # noqa: PLC0415 - loads asyncio: not for processes

    with CancelScope(shield=True):
        await to_the_end(work)


_served = count()  # calls, in this process


def _retire_after(life: Life) -> None:
    """End this process if it has served enough; a new one always serves."""
    _confine()
    calls = next(_served)
    if calls and (calls >= life.calls or _resident_bytes() > life.resident_bytes):
        os._exit(0)


def _resident_bytes() -> int:
    """What this process has of the machine's memory; 0 where that is not told."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _limited(
    limits: Limits,
    prepare: Callable[[], object],
    function: Callable[..., T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> T:
    _confine()
    _run_once(prepare)
    _set_clocks(limits.cpu_s, limits.wall_s)
    try:
        return function(*args, **kwargs)
    finally:
        _set_clocks(0, 0)


@cache
def _confine() -> None:
    """Do what holds for the life of this process."""
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent decides
    _say_last_words()
    # numpy's algebra reserves memory for each core of the machine when it is loaded
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    _lower(resource.RLIMIT_DATA, MEMORY_BYTES)
    _lower(resource.RLIMIT_AS, ADDRESS_BYTES)
    _lower(resource.RLIMIT_FSIZE, FILE_BYTES)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    _lower(resource.RLIMIT_CORE, 0)  # what a reader sent is not left behind in a dump


def _say_last_words() -> None:
    """Have a few words written when our limits end this process; Python itself may be busy then.

    Libraries that are refused memory abort. But a fault may be left over from the call before.
    """
    faulthandler.enable(file=_ANSWERS, all_threads=False)
    for fault in (signal.SIGSEGV, signal.SIGBUS):
        signal.signal(fault, signal.SIG_DFL)
    for clock in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(clock, signal.SIG_DFL)  # ends the process; a parent may have ignored it
        faulthandler.register(clock, file=_ANSWERS, all_threads=False, chain=True)


def _die_with_parent() -> None:
    """Have the kernel kill this process when the bot is killed in the middle of a call.

    Linux only, and bound to the thread that started the process: the event loop's. Elsewhere
    the clocks end the call, and then the closed pipe the process.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))


@cache
def _run_once(prepare: Callable[[], object]) -> None:
    prepare()


def _set_clocks(cpu_s: float, wall_s: float) -> None:
    """Let the kernel end this process after so much time from now on; 0 is never."""
    signal.setitimer(signal.ITIMER_PROF, cpu_s)
    signal.setitimer(signal.ITIMER_REAL, wall_s)


def _lower(limit: int, wanted: int) -> None:
    """Set the soft limit, within the hard one that the machine's owner may have set."""
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(
        limit, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )
