"""What the store's contract suites run on: fakes, SQLite and PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Thread

import pytest

from bot.store.database import Database
from tests.simulator.postgres import Cluster, postgres

__all__ = ["postgres"]

SQLITE = "sqlite+aiosqlite:///"


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def postgres_url(postgres: Cluster) -> str:
    """A database with all tables and no rows."""
    return await postgres.emptied()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables: copying it takes a hundredth of the time that making it takes."""
    file = tmp_path_factory.mktemp("template") / "qysqa.db"

    async def make() -> None:
        async with Database(f"{SQLITE}{file}"):
            pass

    thread = Thread(target=asyncio.run, args=(make(),))  # a loop may be running in this one
    thread.start()
    thread.join()
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A new database with all tables."""
    return f"{SQLITE}{shutil.copy(sqlite_template, tmp_path)}"


@pytest.fixture
async def database(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """An open database of *kind*, with all tables; the fakes need none and get a closed one."""
    if kind == "fake":
        yield Database(f"{SQLITE}/nowhere")
        return
    if kind == "sqlite":
        url = request.getfixturevalue("sqlite_url")
    else:
        cluster = request.getfixturevalue("postgres")
        assert isinstance(cluster, Cluster)
        url = await cluster.emptied()
    async with Database(url) as opened:
        yield opened
