"""CPU-bound work in processes that can be killed: a hung parse must never hang the bot.

The process is ended by the kernel, from timers that the process sets for each call: of CPU
time, which a loaded or slow machine does not shorten, and of wall time, for what waits
instead of working. What a new process must load first is not counted.
"""

import os
import resource
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ParamSpec, TypeVar

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

from bot.core.errors import WorkTooLongError

MEMORY_BYTES = 448 * 2**20  # private memory; with the 25 to 60 MB of mapped libraries < 512 MB
ADDRESS_BYTES = 2**30  # second wall, for kernels that count only the heap as private memory
FILE_BYTES = 256 * 2**20  # py3langid unpacks its model into a temporary file of 90 MB
START_S = 20.0  # to start and load: .8 s of CPU when measured, several times that on small boards
PARALLEL = 2  # the smallest machine this is meant for has two cores

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
_OTHER = Limits()


def _nothing() -> None:
    """Load nothing ahead of the first call."""


@dataclass(frozen=True, slots=True)
class ProcessWorker:
    """See bot.core.ports.Worker. Processes are kept for the next call and end with the loop."""

    limits: Mapping[Callable[..., Any], Limits] = field(default_factory=dict)
    """By function; others have the default."""
    prepare: Callable[[], object] = _nothing
    """Called once in each new process, before the clocks run: loads what work will need."""
    slots: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(PARALLEL))

    @property
    def busy(self) -> bool:
        """Whether calls pile up: as many wait for a process as there are processes."""
        return self.slots.statistics().tasks_waiting >= self.slots.total_tokens

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function in a process, which dies when the call exceeds its limits.

        The time it waits for a free process is not counted.
        """
        limits = self.limits.get(function, _OTHER)
        async with self.slots:
            try:
                with fail_after(START_S + limits.wall_s):
                    return await to_process.run_sync(
                        _limited,
                        limits,
                        self.prepare,
                        function,
                        args,
                        kwargs,
                        cancellable=True,
                        limiter=CapacityLimiter(1),  # ours has let this call in
                    )
            except (TimeoutError, MemoryError, BrokenWorkerProcess):
                raise WorkTooLongError from None


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
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent decides
    for clock in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(clock, signal.SIG_DFL)  # ends the process; a parent may have ignored it
    # numpy's algebra reserves memory for each core of the machine when it is loaded
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    _lower(resource.RLIMIT_DATA, MEMORY_BYTES)
    _lower(resource.RLIMIT_AS, ADDRESS_BYTES)
    _lower(resource.RLIMIT_FSIZE, FILE_BYTES)
    _lower(resource.RLIMIT_CORE, 0)  # what a reader sent is not left behind in a dump


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
