"""The Telegram bot: updates in, jobs done, messages out, each at its own pace."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from telegram.error import BadRequest, TelegramError

from bot.core.digest_ports import ReceiptStore, RunStore
from bot.core.errors import WebhookRefusedError
from bot.core.jobs import Job, Parcel
from bot.core.queue_ports import Inbox, Outbox
from bot.i18n.catalogs import load_catalogs, locales_folder
from bot.service.access import Access
from bot.service.meanwhile import meanwhile
from bot.service.pulse import Pulse
from bot.service.qysqa import Qysqa
from bot.telegram.anywhere.inline import WAIT_S, InlineDesk
from bot.telegram.anywhere.links import Links
from bot.telegram.anywhere.offers import ENGINES_S, Offers
from bot.telegram.desk import Desk
from bot.telegram.dispatch import GRACE_S, PAUSES_S, Dispatcher
from bot.telegram.groups.rooms import Rooms
from bot.telegram.groups.signed import Seal
from bot.telegram.intake import Intake, Poller
from bot.telegram.outgoing.pacing import Pacer, Rates
from bot.telegram.outgoing.sender import Sender
from bot.telegram.owner.broadcast import Announcements
from bot.telegram.owner.gate import Gate
from bot.telegram.progress import Pace
from bot.telegram.raw import UPDATES
from bot.telegram.routes import Routes
from bot.telegram.runner import DEADLINE_S, Runner
from bot.telegram.wire.client import RawBot, make_bot, setup_error
from bot.telegram.wire.menu import register_menu
from bot.telegram.wire.owner_menu import keep_owner_menu
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
    inline_wait_s: float = WAIT_S
    inline_limit_s: float = ENGINES_S


@dataclass(frozen=True, slots=True)
class _Notes:
    """See bot.telegram.signs.Notes."""

    parts: Parts
    wake: Callable[[], None]

    async def say(self, job: Job, parcel: Parcel) -> bool:
        is_said = await self.parts.inbox.say(job, parcel, now=self.parts.clock_ms())
        self.wake()
        return is_said

    async def tags(self, chat_id: int, prefix: str) -> Sequence[str]:
        return await self.parts.receipts.tags(chat_id, prefix)


@dataclass(frozen=True, slots=True)
class Front:
    """A bot that does jobs and sends answers; updates come in by polling or by webhook."""

    bot: RawBot
    intake: Intake
    wake: Callable[[], None]
    """Says that there may be a job of our own."""
    inline: InlineDesk

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
    parts: Parts,
    token: str,
    *,
    api_url: str,
    proxy: str | None = None,
    manners: Manners | None = None,
) -> AsyncIterator[Front]:
    """Do what waits and send what is due while the block lasts.

    At its end what is in work is finished or handed back; what waits stays stored. *proxy* is
    on the way to Telegram, and on no other.

    Raises:
        TokenRejectedError: Telegram does not know the token.
        TelegramUnreachableError: The Bot API does not answer.
    """
    bot = make_bot(api_url, token, proxy=proxy)
    await _set_up(bot.initialize())
    try:
        await _recover(parts)
        sender, dispatcher, front = _join(parts, bot, manners or Manners())
        stop = asyncio.Event()
        async with (
            aclosing(front.inline),
            meanwhile(_register_menus(bot, parts.qysqa.access)),
            meanwhile(_broadcast(parts, bot.token, sender.wake)),
            meanwhile(sender.run(stop), dispatcher.run(stop), end=stop.set),
        ):
            yield front
    finally:
        await bot.shutdown()


def _join(parts: Parts, bot: RawBot, manners: Manners) -> tuple[Sender, Dispatcher, Front]:
    seal = Seal.of_token(bot.token)
    desk = Desk(parts.qysqa, load_catalogs(locales_folder()), TelegramSide(bot), seal)
    rooms = Rooms.at(desk, parts.runs, parts.receipts)
    links = Links()
    offers = Offers(desk, parts.qysqa.glance, links, manners.inline_limit_s)
    gate = Gate(desk)
    inline = InlineDesk(bot, offers, manners.inline_wait_s, gate.lets_in)
    sender = Sender(
        parts.outbox,
        bot,
        pacer=Pacer(manners.rates, parts.clock_ms()),
        pulse=parts.pulse,
        senders=manners.senders,
        clock_ms=parts.clock_ms,
        gone=partial(_left, parts.qysqa),
    )
    runner = Runner(
        bot,
        desk,
        Routes(desk, rooms, links),
        rooms.posting,
        gate,
        parts.outbox.move_chat,
        _Notes(parts, sender.wake),
        manners.pace,
        manners.deadline_s,
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
        fleeting=inline.take,
    )
    return sender, dispatcher, Front(bot, intake, dispatcher.wake, inline)


async def _register_menus(bot: RawBot, access: Access) -> None:
    catalogs = load_catalogs(locales_folder())
    await register_menu(bot, catalogs.values())
    await keep_owner_menu(bot, catalogs, access)


async def _broadcast(parts: Parts, token: str, wake: Callable[[], None]) -> None:
    """Send what the owner writes to all."""
    announcements = Announcements(load_catalogs(locales_folder()), Seal.of_token(token))
    await parts.qysqa.broadcasts.run(announcements, wake, parts.clock_ms)


async def _left(qysqa: Qysqa, chat_id: int) -> None:
    """The bot cannot write there any more."""
    await qysqa.people.gone(chat_id)
    await qysqa.groups.leave(chat_id)


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
