"""The long-running commands: the house is opened, a front end lives in it until a signal."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import structlog
from yarl import URL

from bot.build import House, open_house, utc_now_ms
from bot.cli.observing import announced, naming, observed
from bot.cli.output import say
from bot.cli.watch import watch_lag
from bot.config import Settings
from bot.core.errors import DatabaseUnreachableError, StoreError
from bot.service.meanwhile import meanwhile
from bot.store.check import check
from bot.store.owner import owning

if TYPE_CHECKING:
    from bot.telegram.application import Front

PRUNE_EVERY_S = 3600  # what is kept is kept for days, but a full database is full now

_log = structlog.get_logger(__name__)


async def run_telegram(settings: Settings, token: str) -> None:
    """Answer on Telegram until SIGINT or SIGTERM.

    Raises:
        DatabaseOwnedError: Another bot works on the same database.
        DatabaseUnreachableError: Its server was lost; another bot may have taken over.
        QysqaError: What else keeps it from starting; see bot.telegram.application.
    """
    stop, lost = _stop_signal(), asyncio.Event()
    lost_and_stop = partial(_set, lost, stop)
    async with AsyncExitStack() as owned:
        enter = owned.enter_async_context
        await enter(owning(settings.database, on_lost=lost_and_stop))
        house = await enter(open_house(settings))
        await check(house.database)
        await enter(meanwhile(house.warm(), _keep_pruning(house), watch_lag(house.pulse)))
        await enter(observed(house))
        await enter(_listening(house, token, stop))
        await enter(announced(house))
        await stop.wait()
        say("Stopping …")
    if lost.is_set():
        raise DatabaseUnreachableError(house.database.file)


@asynccontextmanager
async def _listening(house: House, token: str, stop: asyncio.Event) -> AsyncIterator[None]:
    """Take updates in, by polling or by webhook, answer them, and post what was planned."""
    from bot.telegram.application import Manners, Parts, answering  # noqa: PLC0415 - not for the page

    settings, queues = house.settings, house.queues
    kept, digests = house.shelves, house.digests
    parts = Parts(
        house.qysqa,
        queues.inbox,
        queues.outbox,
        kept.runs,
        kept.receipts,
        house.pulse,
        utc_now_ms,
    )
    manners = Manners(senders=settings.senders)
    api_url, proxy = settings.telegram_api_url, settings.proxy
    running = answering(parts, token, api_url=api_url, proxy=proxy, manners=manners)
    async with running as front:
        way_in = (
            front.polling() if settings.webhook_url is None else _posted(front, settings, token)
        )
        async with (
            way_in,  # if Telegram refuses it, nothing is planned
            meanwhile(digests.rounds.run(stop, front.wake), digests.news.run()),
        ):
            gc.freeze()  # it stays: looking through it again and again takes a fifth of the time
            say(f"@{front.bot.username} is listening. Ctrl-C stops it.")
            yield


@asynccontextmanager
async def _posted(front: "Front", settings: Settings, token: str) -> AsyncIterator[None]:
    """Let Telegram post updates."""
    from bot.web import webhook  # noqa: PLC0415 - not for polling

    given = settings.webhook_secret
    secret = given.get_secret_value() if given else webhook.webhook_secret(token)
    url = webhook.webhook_address(settings.webhook_url or "", token)
    take, is_full = front.intake.take_bodies, front.intake.is_full
    app = webhook.webhook_application(take, secret=secret, path=URL(url).raw_path, is_full=is_full)
    async with AsyncExitStack() as owned:
        serving = webhook.serving_webhook(app, settings.webhook_host, settings.webhook_port)
        with naming(settings.webhook_port):
            await owned.enter_async_context(serving)
        await front.receive_at(url, secret)
        yield


async def run_page(settings: Settings, port: int) -> None:
    """Serve the local page until SIGINT or SIGTERM."""
    from bot.web.server import serving_page  # noqa: PLC0415 - not for the bot

    stop = _stop_signal()
    async with AsyncExitStack() as owned:
        house = await owned.enter_async_context(open_house(settings))
        with naming(port):
            address = await owned.enter_async_context(serving_page(house.qysqa, port))
        say(f"Qysqa is at {address} — Ctrl-C stops it.")
        await stop.wait()


def _set(*events: asyncio.Event) -> None:
    for event in events:
        event.set()


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _keep_pruning(house: House) -> None:
    while True:
        try:
            await house.prune()
        except StoreError as error:  # tomorrow is early enough
            _log.warning("prune.failed", error=error.code)
        await asyncio.sleep(PRUNE_EVERY_S)
