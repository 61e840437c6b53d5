"""A container that runs as compose.yaml says, on the machine's own network."""

import asyncio
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.image.building import ROOT, Image
from tests.image.reading import container_flags, read_yaml

NAME: Final = "qysqa"


@dataclass(frozen=True)
class Container:
    """One that runs; podman is waited for in a thread, as the simulator lives in this one."""

    image: Image

    async def ask(self, *args: str, timeout_s: float = 60) -> tuple[int, str]:
        done = await asyncio.to_thread(self.image.engine.ask, *args, timeout_s=timeout_s)
        return done.code, done.out

    async def run(self, *command: str) -> tuple[int, str]:
        """Run *command* inside."""
        return await self.ask("exec", NAME, *command)

    async def told(self, template: str) -> str:
        return (await self.ask("inspect", f"--format={template}", NAME))[1]

    async def process(self) -> Path:
        """The bot's folder in /proc of this machine; the container's first process starts it."""
        first = await self.told("{{.State.Pid}}")
        return Path("/proc", read(f"/proc/{first}/task/{first}/children").split()[0])

    async def data(self) -> Path:
        """Where the volume is to be seen."""
        return Path((await self.ask("volume", "inspect", "--format={{.Mountpoint}}", "data"))[1])


def flags(telegram_url: str, token: str) -> list[str]:
    """How compose.yaml wants it run, but for a simulated Telegram on this machine."""
    service = read_yaml(read(ROOT / "compose.yaml"))["services"]["qysqa"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]  # the machine's own network may have the usual one in use
    settings = {"TELEGRAM_API_URL": telegram_url, "ENGINES": "", "HEALTH_PORT": port}
    return [
        *container_flags(service, {"TELEGRAM_BOT_TOKEN": token}),
        *(f"--env=QYSQA_{name}={value}" for name, value in settings.items()),
        "--network=host",
        "--read-only-tmpfs=false",  # Docker has no such folders of its own
    ]


def read(path: str | Path) -> str:
    """Return the text of a small file: no async test waits for it."""
    return Path(path).read_text(encoding="utf-8")
