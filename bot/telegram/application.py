"""The Telegram bot: updates in, jobs done, messages out, each at its own pace."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import BadRequest, TelegramError

from bot.core.digest_ports import ReceiptStore, RunStore
from bot.core.errors import WebhookRefusedError
from bot.core.queue_ports import Inbox, Outbox
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.service.meanwhile import meanwhile
from bot.service.pulse import Pulse
from bot.service.qysqa import Qysqa
from bot.telegram.desk import Desk
from bot.telegram.dispatch import GRACE_S, PAUSES_S, Dispatcher
from bot.telegram.groups.rooms import Rooms
from bot.telegram.groups.signed import Seal
from bot.telegram.intake import Intake, Poller
from bot.telegram.outgoing.pacing import Pacer, Rates
from bot.telegram.outgoing.sender import Sender
from bot.telegram.progress import Pace
from bot.telegram.raw import UPDATES
from bot.telegram.routes import Routes
from bot.telegram.runner import DEADLINE_S, Runner
from bot.telegram.wire.client import RawBot, make_bot, setup_error
from bot.telegram.wire.menu import register_menu
from bot.telegram.wire.side import TelegramSide

WEBHOOK_CONNECTIONS = 4  # order within a chat is Telegram's; a hundred updates come on each

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bot is joined from, beside Telegram."""

    qysqa: Qysqa
    inbox: Inbox
    outbox: Outbox
    runs: RunStore
    receipts: ReceiptStore
    pulse: Pulse
    clock_ms: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Manners:
    """How the bot behaves in time; tests choose other values."""

    pace: Pace = field(default_factory=Pace)
    rates: Rates = field(default_factory=Rates)
    senders: int = 4
    deadline_s: float = DEADLINE_S
    grace_s: float = GRACE_S
    pauses_s: tuple[float, ...] = PAUSES_S


@dataclass(frozen=True, slots=True)
class Front:
    """A bot that does jobs and sends answers; updates come in by polling or by webhook."""

    bot: RawBot
    intake: Intake
    wake: Callable[[], None]
    """Says that there may be a job of our own."""

    @asynccontextmanager
    async def polling(self) -> AsyncIterator[None]:
        """Ask Telegram for updates while the block lasts.

        Raises:
            TokenRejectedError: Telegram does not know the token any more.
        """
        await _set_up(self.bot.delete_webhook())  # Telegram refuses to be polled beside one
        async with meanwhile(Poller(self.bot, self.intake).run()):
            yield

    async def receive_at(self, url: str, secret: str) -> None:
        """Have Telegram post updates to *url* from now on, with *secret* in a header.

        Raises:
            WebhookRefusedError: Telegram does not like the address.
            TelegramUnreachableError: The Bot API does not answer.
        """
        setting = self.bot.set_webhook(
            url,
            secret_token=secret,
            allowed_updates=list(UPDATES),
            max_connections=WEBHOOK_CONNECTIONS,
        )
        try:
            await _set_up(setting)
        except BadRequest as error:
            raise WebhookRefusedError(error.message) from None


@asynccontextmanager
async def answering(
    parts: Parts, token: str, *, api_url: str, manners: Manners | None = None
) -> AsyncIterator[Front]:
    """Do what waits and send what is due while the block lasts.

    At its end what is in work is finished or handed back; what waits stays stored.

    Raises:
        TokenRejectedError: Telegram does not know the token.
        TelegramUnreachableError: The Bot API does not answer.
    """
    bot = make_bot(api_url, token)
    await _set_up(bot.initialize())
    try:
        await _recover(parts)
        sender, dispatcher, front = _join(parts, bot, manners or Manners())
        stop = asyncio.Event()
        async with (
            meanwhile(register_menu(bot, load_catalogs(locales_folder()).values())),
            meanwhile(sender.run(stop), dispatcher.run(stop), end=stop.set),
        ):
            yield front
    finally:
        await bot.shutdown()


def _join(parts: Parts, bot: RawBot, manners: Manners) -> tuple[Sender, Dispatcher, Front]:
    seal = Seal.of_token(bot.token)
    desk = Desk(parts.qysqa, load_catalogs(locales_folder()), TelegramSide(bot), seal)
    rooms = Rooms.at(desk, parts.runs, parts.receipts)
    runner = Runner(
        bot,
        desk,
        Routes(desk, rooms),
        rooms.posting,
        parts.outbox.move_chat,
        manners.pace,
        manners.deadline_s,
    )
    sender = Sender(
        parts.outbox,
        bot,
        pacer=Pacer(manners.rates, parts.clock_ms()),
        pulse=parts.pulse,
        senders=manners.senders,
        clock_ms=parts.clock_ms,
        gone=parts.qysqa.groups.leave,
    )
    dispatcher = Dispatcher(
        parts.inbox,
        runner,
        parts.pulse,
        parts.clock_ms,
        sent=sender.wake,
        pauses_s=manners.pauses_s,
        grace_s=manners.grace_s,
    )
    intake = Intake(
        parts.inbox,
        parts.pulse,
        parts.clock_ms,
        dispatcher.wake,
        since_s=parts.clock_ms() // 1000,
    )
    return sender, dispatcher, Front(bot, intake, dispatcher.wake)


async def _recover(parts: Parts) -> None:
    """Take over what a process that ended had in work."""
    jobs = await parts.inbox.recover()
    messages = await parts.outbox.recover(now=parts.clock_ms())
    if jobs or messages:
        _log.warning("queues.recovered", jobs=jobs, messages=messages)


async def _set_up(call: Coroutine[Any, Any, object]) -> None:
    failure = None
    try:
        await call
    except BadRequest:  # of what was asked, not of the token
        raise
    except TelegramError as error:
        failure = setup_error(error)
    if failure is not None:
        raise failure  # here, so that the error it came from is not kept: it may quote the token
