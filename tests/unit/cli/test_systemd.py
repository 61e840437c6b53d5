"""What systemd hears, and the unit it is given."""

import asyncio
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from bot.cli.systemd import Supervisor, supervised, supervisor, unit_text

PID = 7


class Systemd:
    """Listens as systemd does; *watchdog_usec* is what it asks for."""

    def __init__(self, name: str) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(name.replace("@", "\0", 1))
        self.socket.settimeout(0)
        self.environ = {"NOTIFY_SOCKET": name}

    def heard(self) -> list[str]:
        states = []
        while True:
            try:
                states.append(self.socket.recv(4096).decode())
            except BlockingIOError:
                return states


@pytest.fixture(params=["a path", "an abstract name"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Systemd]:
    abstract = request.param == "an abstract name"
    systemd = Systemd(f"@qysqa-{uuid4().hex}" if abstract else str(tmp_path / "notify"))
    yield systemd
    systemd.socket.close()


async def test_the_bot_is_ready_alive_and_then_stopping(systemd: Systemd) -> None:
    environ = {**systemd.environ, "WATCHDOG_USEC": "20000", "WATCHDOG_PID": str(PID)}
    async with supervised(supervisor(environ, PID), is_well=lambda: True):
        await asyncio.sleep(0.05)
    heard = systemd.heard()

    assert (heard[0], heard[-1]) == ("READY=1", "STOPPING=1")
    assert set(heard[1:-1]) == {"WATCHDOG=1"}
    assert 3 <= len(heard) - 2 <= 6


async def test_a_bot_that_is_not_well_is_not_called_alive(systemd: Systemd) -> None:
    above = supervisor({**systemd.environ, "WATCHDOG_USEC": "20000"}, PID)
    async with supervised(above, is_well=lambda: False):
        await asyncio.sleep(0.03)

    assert systemd.heard() == ["READY=1", "STOPPING=1"]


async def test_a_bot_that_breaks_down_is_stopping(systemd: Systemd) -> None:
    with pytest.raises(ValueError, match="a bug"):
        async with supervised(supervisor(systemd.environ, PID), is_well=lambda: True):
            raise ValueError("a bug")

    assert systemd.heard() == ["READY=1", "STOPPING=1"]


@pytest.mark.parametrize(
    ("environ", "above"),
    [
        ({}, Supervisor()),
        ({"NOTIFY_SOCKET": ""}, Supervisor()),
        ({"NOTIFY_SOCKET": "vsock:2:1234"}, Supervisor()),
        ({"WATCHDOG_USEC": "30000000"}, Supervisor()),
        ({"NOTIFY_SOCKET": "/run/s"}, Supervisor("/run/s")),
        ({"NOTIFY_SOCKET": "/run/s", "WATCHDOG_USEC": "30000000"}, Supervisor("/run/s", 30)),
        ({"NOTIFY_SOCKET": "/run/s", "WATCHDOG_USEC": "soon"}, Supervisor("/run/s")),
        (
            {"NOTIFY_SOCKET": "@s", "WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"},
            Supervisor("@s"),
        ),
    ],
)
def test_the_environment_says_who_listens(environ: dict[str, str], above: Supervisor) -> None:
    assert supervisor(environ, PID) == above


async def test_without_systemd_nothing_is_said(tmp_path: Path) -> None:
    async with supervised(Supervisor(), is_well=lambda: True):
        await asyncio.sleep(0)
    Supervisor(str(tmp_path / "gone")).say("READY=1")


def test_the_unit_starts_the_program_that_is_named() -> None:
    unit = unit_text("/opt/qysqa/bin/qysqa")

    assert "\nExecStart=/opt/qysqa/bin/qysqa run\n" in unit
    assert "@" not in re.sub(r"@(system-service|privileged)", "", unit)


def test_a_path_is_one_word_of_the_unit() -> None:
    assert '\nExecStart="/home/a b/100%%/qysqa" run\n' in unit_text("/home/a b/100%/qysqa")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    program = tmp_path / "a b" / "qysqa"
    program.parent.mkdir()
    program.touch(mode=0o755)
    unit = tmp_path / "qysqa.service"
    unit.write_text(unit_text(str(program)), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, check=False, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")
