"""CPU-bound work in processes that can be killed: a hung parse must never hang the bot."""

import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from anyio import BrokenWorkerProcess, CapacityLimiter, fail_after, to_process

from bot.core.errors import WorkTooLongError

WALL_S = 20.0  # reading and ranking a long novel take a few seconds; anything slower is an attack
MEMORY_BYTES = 1536 * 2**20  # address space, not memory: numpy alone reserves some 600 MB of it
FILE_BYTES = 256 * 2**20  # py3langid unpacks its model into a temporary file of 90 MB
PARALLEL = 2  # the smallest machine this is meant for has two cores

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProcessWorker:
    """See bot.core.ports.Worker. Processes are kept for the next call and end with the loop."""

    wall_s: float = WALL_S
    memory_bytes: int = MEMORY_BYTES
    slots: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(PARALLEL))

    async def __call__(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the function in a process; kill it when it takes longer than ``wall_s``.

        The time it waits for a free process is not counted.
        """
        async with self.slots:
            try:
                with fail_after(self.wall_s):
                    return await to_process.run_sync(
                        _limited,
                        self.memory_bytes,
                        function,
                        args,
                        kwargs,
                        cancellable=True,
                        limiter=CapacityLimiter(1),  # ours has let this call in
                    )
            except (TimeoutError, MemoryError, BrokenWorkerProcess):
                raise WorkTooLongError from None


def _limited(
    memory_bytes: int, function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> T:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent decides
    _lower(resource.RLIMIT_AS, memory_bytes)
    _lower(resource.RLIMIT_FSIZE, FILE_BYTES)
    return function(*args, **kwargs)


def _lower(limit: int, wanted: int) -> None:
    """Set the soft limit, within the hard one that the machine's owner may have set."""
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(
        limit, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )
