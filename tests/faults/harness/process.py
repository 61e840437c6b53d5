"""A bot in a process of its own: started, watched, ended."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Self

BotName = Literal["qysqa", "plain"]

ROOT: Final = Path(__file__).parents[3]
PROGRAMS: Final[Mapping[BotName, str]] = {
    "qysqa": "tests.faults.harness.our_bot",
    "plain": "tests.faults.harness.plain_bot",
}
LOOK_S: Final = 0.005
LOG_CHARS: Final = 2_000


@dataclass
class BotProcess:
    """Leads a process group of its own, so that nothing it starts is left behind."""

    child: subprocess.Popen[bytes]
    log: Path
    started: float

    @classmethod
    def start(
        cls, bot: BotName, arguments: Sequence[str], environment: Mapping[str, str], folder: Path
    ) -> Self:
        """Start *bot* in *folder*; what it says goes into a file there."""
        log = folder / "log.txt"
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        with log.open("ab") as said:
            child = subprocess.Popen(
                [sys.executable, "-m", PROGRAMS[bot], *arguments],
                cwd=folder,
                env={**inherited, "PYTHONPATH": str(ROOT), **environment},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        return cls(child, log, time.monotonic())

    def signal(self, number: signal.Signals) -> None:
        """Signal the bot alone: its own processes must notice by themselves."""
        self.child.send_signal(number)

    async def ended(self, timeout_s: float) -> float | None:
        """Seconds until it ended; None if it is still there after *timeout_s*."""
        began = time.monotonic()
        while time.monotonic() - began < timeout_s:
            if not self.is_alive:
                return time.monotonic() - began
            await asyncio.sleep(LOOK_S)
        return None

    @property
    def is_alive(self) -> bool:
        """Whether it runs. It is not reaped: its number must stay its own until close()."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return (
            self.child.returncode is None and os.waitid(os.P_PID, self.child.pid, options) is None
        )

    def close(self) -> None:
        """End it and all that it started."""
        if self.child.returncode is None:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()

    @property
    def left_behind(self) -> int:
        """How many processes of its group run after its own end."""
        others = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # it has ended since
                continue
            is_other = int(stat.parent.name) != self.child.pid and fields[0] != "Z"
            others += is_other and int(fields[2]) == self.child.pid
        return others

    @property
    def memory_bytes(self) -> int:
        """Resident memory of the bot itself."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024

    @property
    def cpu_s(self) -> float:
        """Processor time of the bot itself, until now."""
        fields = Path(f"/proc/{self.child.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def descriptors(self) -> int:
        """How many files and connections it has open."""
        return len(os.listdir(f"/proc/{self.child.pid}/fd"))  # noqa: PTH208 - names are enough

    def said(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-LOG_CHARS:]
