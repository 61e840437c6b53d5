"""The long-running commands: the house is opened, a front end lives in it until a signal."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress

import structlog

from bot.build import House, open_house
from bot.cli.output import say
from bot.config import ConfigError, Settings
from bot.core.errors import StoreError

PRUNE_EVERY_S = 24 * 3600  # what is kept is kept for days

_log = structlog.get_logger(__name__)


async def run_telegram(settings: Settings, token: str) -> None:
    """Answer on Telegram until SIGINT or SIGTERM."""
    from bot.telegram.application import run_bot  # noqa: PLC0415 - not for the page
    from bot.web.health import serving_health  # noqa: PLC0415 - not for the page

    stop = _stop_signal()
    async with AsyncExitStack() as owned:
        house = await owned.enter_async_context(open_house(settings))
        if settings.health_port is not None:
            with _naming(settings.health_port):
                await owned.enter_async_context(
                    serving_health(settings.health_port, house.metrics)
                )
        await house.warm()
        pruning = asyncio.create_task(_keep_pruning(house, stop))
        owned.push_async_callback(_let_finish, pruning, stop)
        api_url = settings.telegram_api_url
        await run_bot(house.qysqa, token, api_url=api_url, stop=stop, say=say)


async def run_page(settings: Settings, port: int) -> None:
    """Serve the local page until SIGINT or SIGTERM."""
    from bot.web.server import serving_page  # noqa: PLC0415 - not for the bot

    stop = _stop_signal()
    async with AsyncExitStack() as owned:
        house = await owned.enter_async_context(open_house(settings))
        with _naming(port):
            address = await owned.enter_async_context(serving_page(house.qysqa, port))
        say(f"Qysqa is at {address} — Ctrl-C stops it.")
        await stop.wait()


@contextmanager
def _naming(port: int) -> Iterator[None]:
    """Say which port cannot be had: another program has it, or the system keeps it."""
    try:
        yield
    except OSError:
        raise ConfigError((f"Port {port} of this machine is taken; choose another.",)) from None


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _keep_pruning(house: House, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await house.prune()
        except StoreError as error:  # tomorrow is early enough
            _log.warning("prune.failed", error=error.code)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PRUNE_EVERY_S)


async def _let_finish(pruning: asyncio.Task[None], stop: asyncio.Event) -> None:
    """A transaction that is cut off would keep the database from closing."""
    stop.set()
    await pruning
