"""What others see of the running bot: health checks, metrics, systemd."""

import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from bot.build import House
from bot.cli.systemd import supervised, supervisor
from bot.config import ConfigError
from bot.core.jobs import Limits
from bot.web.health import Health, Sources, serving_health
from bot.web.vitals import MAX_LAG_S


@asynccontextmanager
async def observed(house: House) -> AsyncIterator[None]:
    """Answer health checks while the block lasts, where a port is set.

    Raises:
        ConfigError: The port is taken.
    """
    async with AsyncExitStack() as owned:
        port, host = house.settings.health_port, house.settings.health_host
        if port is not None:
            health = Health(_sources(house))
            serving = serving_health(port, health, house.metrics, host=host)
            with naming(port):
                await owned.enter_async_context(serving)
        if house.settings.feeds_url is not None:
            await owned.enter_async_context(_feeds(house, house.settings.feeds_url))
        yield


@asynccontextmanager
async def _feeds(house: House, public_url: str) -> AsyncIterator[None]:
    """Serve the Atom feeds of digests, on a port of their own: others may see it."""
    from bot.web.atom import serving_feeds  # noqa: PLC0415 - few owners have it

    host, port = house.settings.feeds_host, house.settings.feeds_port
    find = house.digests.atom.find
    async with AsyncExitStack() as owned:
        with naming(port):
            serving = serving_feeds(find, host, port, public_url=public_url)
            await owned.enter_async_context(serving)
        yield


@asynccontextmanager
async def announced(house: House) -> AsyncIterator[None]:
    """Tell systemd, if it started this process, that the bot is ready, alive, and stopping."""
    above = supervisor(os.environ, os.getpid())
    async with supervised(above, is_well=lambda: house.pulse.lag_s < MAX_LAG_S):
        yield


@contextmanager
def naming(port: int) -> Iterator[None]:
    """Say which port cannot be had: another program has it, or the system keeps it."""
    try:
        yield
    except OSError:
        raise ConfigError((f"Port {port} of this machine is taken; choose another.",)) from None


def _sources(house: House) -> Sources:
    settings = house.settings
    return Sources(
        pulse=house.pulse,
        clock=time.monotonic,
        started_at=time.monotonic(),
        polls=settings.webhook_url is None,
        write=house.try_writing,
        backlog=house.backlog,
        free_bytes=lambda: _free_bytes(settings.folder),
        pause_above=Limits().pause_above,
    )


def _free_bytes(folder: Path) -> int:
    """With the database on a server, nobody may have made the folder."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there).free
