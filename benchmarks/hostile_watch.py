"""How long a case takes, and how much memory this process and its workers take meanwhile.

From Linux's /proc: the kernel keeps the peak, and starts it anew when asked to.
"""

import asyncio
import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

SAMPLE_S = 0.02  # between two looks at the workers: one that is killed takes its peak along
_NEW_PEAK = "5"  # proc(5), clear_refs
_KIB_PER_MIB = 1024


@dataclass
class Watch:
    """Measures from entering to leaving; children in *others* are no workers."""

    others: Collection[int] = ()
    seconds: float = 0
    grown_mib: float = 0
    """Of this process, at its peak, since entering."""
    worker_mib: float = 0
    """The whole of the largest worker, at its peak."""
    _before_mib: float = 0
    _looking: asyncio.Task[None] | None = field(default=None, repr=False)

    async def __aenter__(self) -> Self:
        for pid in ("self", *self._workers()):
            _forget_peak(pid)
        self._before_mib = _mib("self", "VmRSS")
        self._looking = asyncio.create_task(self._look())
        self.seconds = -time.monotonic()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.seconds += time.monotonic()
        assert self._looking is not None, "entered"
        self._looking.cancel()
        self._look_once()
        self.grown_mib = _mib("self", "VmHWM") - self._before_mib

    async def _look(self) -> None:
        while True:
            self._look_once()
            await asyncio.sleep(SAMPLE_S)

    def _look_once(self) -> None:
        peaks = (_mib(pid, "VmHWM") for pid in self._workers())
        self.worker_mib = max(self.worker_mib, *peaks, 0)

    def _workers(self) -> Iterator[str]:
        for thread in Path("/proc/self/task").iterdir():
            with suppress(OSError):  # it has ended
                children = (thread / "children").read_text(encoding="ascii").split()
                yield from (pid for pid in children if int(pid) not in self.others)


def _forget_peak(pid: str) -> None:
    with suppress(OSError):  # it has ended
        Path(f"/proc/{pid}/clear_refs").write_text(_NEW_PEAK, encoding="ascii")


def _mib(pid: int | str, name: str) -> float:
    """Return a size from a process's status; 0 when it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) / _KIB_PER_MIB
    return 0


def measurable() -> bool:
    """Tell whether this system can be asked."""
    return Path(f"/proc/self/task/{os.getpid()}/children").exists()
