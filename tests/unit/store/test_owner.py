import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import DatabaseOwnedError, StoreError
from bot.store.owner import owning
from tests.simulator.postgres import Cluster, postgres

__all__ = ["postgres"]

BEAT_S = 0.05
_KILL = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"


def _nobody() -> None:
    raise AssertionError


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def server_url(postgres: Cluster) -> AsyncIterator[str]:
    async with postgres.fresh(migrated=False) as url:
        yield url


async def test_file_has_one_owner_whatever_the_role(url: str, file: Path) -> None:
    async with owning(url, on_lost=_nobody):
        with pytest.raises(DatabaseOwnedError) as caught:
            async with owning(url, on_lost=_nobody, role="send"):
                pass

    assert caught.value.path == str(file)
    async with owning(url, on_lost=_nobody):
        pass


async def test_database_on_a_server_has_one_owner(server_url: str) -> None:
    async with owning(server_url, on_lost=_nobody, beat_s=BEAT_S):
        await asyncio.sleep(3 * BEAT_S)
        with pytest.raises(DatabaseOwnedError) as caught:
            async with owning(server_url, on_lost=_nobody):
                pass

    assert caught.value.path.startswith("postgresql://")
    async with owning(server_url, on_lost=_nobody):
        pass


async def test_roles_on_a_server_have_an_owner_each(server_url: str) -> None:
    async with (
        owning(server_url, on_lost=_nobody),
        owning(server_url, on_lost=_nobody, role="send"),
    ):
        with pytest.raises(DatabaseOwnedError):
            async with owning(server_url, on_lost=_nobody, role="send"):
                pass


async def test_owner_that_loses_its_connection_is_told_and_another_may_begin(
    postgres: Cluster, server_url: str
) -> None:
    lost = asyncio.Event()
    async with owning(server_url, on_lost=lost.set, beat_s=BEAT_S):
        await postgres.command(_KILL)
        async with asyncio.timeout(5):
            await lost.wait()
        async with owning(server_url, on_lost=_nobody):
            pass


async def test_server_that_does_not_answer_any_more_counts_as_lost(
    server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silence(*_: object) -> None:
        await asyncio.Event().wait()

    lost = asyncio.Event()
    async with owning(server_url, on_lost=lost.set, beat_s=BEAT_S):
        with monkeypatch.context() as patched:
            patched.setattr(AsyncConnection, "execute", silence)
            async with asyncio.timeout(5):
                await lost.wait()


async def test_server_that_is_not_there_is_a_failure_of_the_store(server_url: str) -> None:
    with pytest.raises(StoreError):
        async with owning(f"{server_url}/none", on_lost=_nobody):
            pass
