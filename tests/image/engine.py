"""Podman, kept in one folder: its images, containers and settings are nobody else's."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

# Limits that a container may have where the machine's own are lower than podman's defaults.
_CONTAINERS: Final = """\
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
lock_type = "file"
runtime = "runc"
tmp_dir = "{folder}/tmp"
"""
_STORAGE: Final = """\
[storage]
driver = "overlay"
graphroot = "{folder}/store"
runroot = "{folder}/run"
"""


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Engine:
    """Runs podman; make() it, and remove() it in the end."""

    folder: Path
    environment: Mapping[str, str]

    @classmethod
    def make(cls, folder: Path) -> "Engine":
        files = {
            "CONTAINERS_CONF": ("containers.conf", _CONTAINERS),
            "CONTAINERS_STORAGE_CONF": ("storage.conf", _STORAGE),
        }
        environment = dict(os.environ)
        for variable, (name, text) in files.items():
            (folder / name).write_text(text.format(folder=folder), encoding="ascii")
            environment[variable] = str(folder / name)
        return cls(folder, environment)

    def ask(self, *args: str, given: str = "", timeout_s: float = 60) -> Done:
        """Run ``podman`` with *args* and say how it ended."""
        done = subprocess.run(
            ["podman", *args],
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        return Done(done.returncode, done.stdout.strip(), done.stderr)

    def __call__(self, *args: str, timeout_s: float = 60) -> str:
        """Return what ``podman`` prints.

        Raises:
            AssertionError: It failed; with the last it said.
        """
        done = self.ask(*args, timeout_s=timeout_s)
        assert done.code == 0, f"podman {args[0]}: {done.err[-3000:]}"
        return done.out

    def remove(self) -> None:
        """Leave nothing behind: no container, no mount, no file."""
        self.ask("rm", "--all", "--force", "--time=0")
        self.ask("image", "umount", "--all")
        self.ask("volume", "rm", "--all", "--force")
        subprocess.run(["umount", "--quiet", self.folder / "store" / "overlay"], check=False)
        shutil.rmtree(self.folder)
