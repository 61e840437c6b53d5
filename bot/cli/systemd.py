"""What the bot tells systemd that starts it, and the unit by which it does. See sd_notify(3)."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.service.meanwhile import meanwhile

READY = "READY=1"
STOPPING = "STOPPING=1"
ALIVE = "WATCHDOG=1"

_UNIT = Path(__file__).with_name("qysqa.service")


@dataclass(frozen=True, slots=True)
class Supervisor:
    """Who started this process, as the environment says; nobody: nothing is said.

    Attributes:
        address: The socket's path, or its name after ``@``; empty: nobody listens.
        watchdog_s: How long the process may be silent; 0: as long as it likes.
    """

    address: str = ""
    watchdog_s: float = 0.0

    def say(self, state: str) -> None:
        """Send *state*, such as READY; what cannot be sent is lost."""
        if not self.address:
            return
        address = self.address.removeprefix("@")
        name = address if address == self.address else f"\0{address}"  # Linux' abstract names
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams:
            datagrams.settimeout(0)  # the loop must not wait for systemd
            datagrams.sendto(state.encode(), name)


def supervisor(environ: Mapping[str, str], pid: int) -> Supervisor:
    """Read what systemd left in *environ* for the process *pid*."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):  # vsock reaches out of a virtual machine: not from here
        return Supervisor()
    meant = environ.get("WATCHDOG_PID", str(pid)) == str(pid)
    microseconds = environ.get("WATCHDOG_USEC", "")
    watched = meant and microseconds.isdecimal()
    return Supervisor(address, int(microseconds) / 1e6 if watched else 0.0)


@asynccontextmanager
async def supervised(above: Supervisor, *, is_well: Callable[[], bool]) -> AsyncIterator[None]:
    """Say that the bot is ready, that it is alive while *is_well*, and at the end that it stops.

    *is_well* must not ask for what a restart does not mend, such as an answer of Telegram: each
    time the bot is killed counts as an attempt of every job in work.
    """
    above.say(READY)
    try:
        async with meanwhile(_keep_alive(above, is_well)):
            yield
    finally:
        above.say(STOPPING)


async def _keep_alive(above: Supervisor, is_well: Callable[[], bool]) -> None:
    while above.watchdog_s > 0:
        if is_well():
            above.say(ALIVE)
        await asyncio.sleep(above.watchdog_s / 2)  # as sd_watchdog_enabled(3) advises


def unit_text(executable: str) -> str:
    """The unit that runs the command at *executable*, an absolute path."""
    return _UNIT.read_text(encoding="utf-8").replace("@EXECUTABLE@", _quoted(executable))


def _quoted(path: str) -> str:
    """As one word of a unit: see systemd.service(5), «Command lines», and systemd.unit(5)."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"' if set(" \t\"'\\;") & set(path) else escaped
