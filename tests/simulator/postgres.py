"""A PostgreSQL server of the tests' own: on a private socket, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from bot.store.database import Database
from bot.store.tables import metadata

USER: Final = "qysqa"
_DEBIAN: Final = Path("/usr/lib/postgresql")
_ACCOUNTS: Final = ("postgres", "nobody")  # the server refuses to run as root
_OLDEST: Final = 15  # the first that takes the options below
_MISSING: Final = (
    f"no PostgreSQL server from {_OLDEST} on is installed (Debian: apt-get install postgresql)"
)
_TEMPLATE, _SHARED = "template", "shared"

# TRUNCATE would make some forty files anew, which takes longer than making a database.
_EMPTY: Final = "; ".join(
    [f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)]  # noqa: S608 - our own names
    + ["SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"]
)

# Letters are ordered as on a server in Kazakhstan, not by their numbers as SQLite does.
_INITDB: Final = (
    *("--auth=trust", "--encoding=UTF8", "--no-sync", "--no-instructions", f"--username={USER}"),
    *("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=kk"),
)
_SETTINGS: Final = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "autovacuum": "off",
}


# The shell reads on until the tests close its input, or are killed: no server outlives them.
_SCRIPT: Final = """
trap '' PIPE  # the tests may be gone before the server is ready
folder=$1 options=$2; shift 2
initdb -D "$folder/data" "$@" >/dev/null &&
  pg_ctl -D "$folder/data" -l "$folder/log" -o "$options" -w start >/dev/null &&
  echo ready && read -r _
pg_ctl -D "$folder/data" -m immediate stop >/dev/null
rm -rf "$folder"
"""
_END_S: Final = 20


@dataclass
class Cluster:
    """A running server; *folder* holds its files and its socket."""

    programs: Path
    folder: Path
    account: str | None
    names: Iterator[int] = field(default_factory=count)
    migrated: set[str] = field(default_factory=set)
    _shell: subprocess.Popen[bytes] = field(init=False)

    def url(self, database: str, *, user: str = USER, password: str = "") -> str:
        """The address of a database, as the setting takes it."""
        known = f"{user}:{password}" if password else user
        return f"postgresql+asyncpg://{known}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Make the cluster's files and run it."""
        if self.account is not None:
            shutil.chown(self.folder, self.account)
        settings = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        self._shell = subprocess.Popen(
            ["sh", "-c", _SCRIPT, "sh", self.folder, f"-k {self.folder} {settings}", *_INITDB],
            user=self.account,
            cwd=self.folder,
            env=os.environ | {"PATH": f"{self.programs}:{os.environ['PATH']}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the tests alone
        )
        assert self._shell.stdout is not None
        assert self._shell.stdout.readline() == b"ready\n", "see what initdb or pg_ctl said above"

    def stop(self) -> None:
        """End the server and remove all it left; once is enough, twice is fine."""
        self._shell.communicate(timeout=_END_S)

    async def command(self, statement: str, database: str = "postgres") -> None:
        """Run *statement* in *database*."""
        connection = await asyncpg.connect(host=str(self.folder), user=USER, database=database)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    @asynccontextmanager
    async def fresh(self, *, migrated: bool = True) -> AsyncIterator[str]:
        """The address of a new database: with all tables, or without any. Takes 0.1 s."""
        name = f"test_{next(self.names)}"
        template = await self._migrated(_TEMPLATE) if migrated else "template0"
        await self.command(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self.url(name)
        finally:
            await self.command(f"DROP DATABASE {name} WITH (FORCE)")

    async def emptied(self) -> str:
        """The address of a database with all tables and no rows, one for all; takes 10 ms."""
        name = await self._migrated(_SHARED)
        await self.command(_EMPTY, name)
        return self.url(name)

    async def _migrated(self, name: str) -> str:
        if name not in self.migrated:
            await self.command(f"CREATE DATABASE {name} TEMPLATE template0")
            async with Database(self.url(name)):
                self.migrated.add(name)
        return name


@cache
def started() -> Cluster | None:
    """The server of this process; None where it is not installed."""
    programs = _programs()
    if programs is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="qysqa-pg-"))  # short: a socket's path has 107 bytes
    cluster = Cluster(programs, folder, _account())
    cluster.start()
    return cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server; skips, or in CI fails, where it is not installed."""
    cluster = started()
    if cluster is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(_MISSING)
    yield cluster
    cluster.stop()


def _programs() -> Path | None:
    """Where the newest server's programs are: Debian keeps them off the path."""
    folders = {int(path.parents[1].name): path.parent for path in _DEBIAN.glob("*/bin/initdb")}
    if folders:
        newest = max(folders)
        return folders[newest] if newest >= _OLDEST else None
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _ACCOUNTS if name in known)
