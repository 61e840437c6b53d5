"""Runs a handler for an update: progress while it works, then its replies, or what went wrong."""

import traceback
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.core.errors import QysqaError
from bot.core.ports import Progress
from bot.i18n import failures, texts
from bot.i18n.catalogs import Catalog
from bot.telegram.exchange import Exchange
from bot.telegram.incoming import Incoming, read_update
from bot.telegram.progress import ChatProgress, Pace
from bot.telegram.replies import Reply

Handler = Callable[[Incoming, Progress], Awaitable[list[Reply]]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Runner:
    """Makes callbacks for the application out of handlers."""

    words: Callable[[Incoming], Awaitable[Catalog]]
    owner: str | None
    new_code: Callable[[], str]
    pace: Pace = field(default_factory=Pace)

    def answering(self, handler: Handler, *, toasts: bool = False) -> Callback:
        """A callback that runs *handler*; *toasts* says that it answers a button itself."""

        async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            exchange = Exchange(context.bot, update)
            if not toasts:
                await exchange.answer_press()
            for reply in await self._replies(handler, read_update(update), exchange):
                await exchange.deliver(reply)
            await exchange.answer_press()

        return callback

    async def _replies(
        self, handler: Handler, incoming: Incoming, exchange: Exchange
    ) -> list[Reply]:
        t = await self.words(incoming)
        progress = ChatProgress(
            typing=exchange.show_typing,
            show=exchange.show_progress,
            words=lambda stage, site: texts.progress(t, stage, site),
            pace=self.pace,
        )
        try:
            async with progress:
                return await handler(incoming, progress)
        except QysqaError as error:
            _log.info("request.refused", code=error.code)
            return [exchange.sorry(failures.failure(t, error))]
        except Exception as error:  # noqa: BLE001 - the last place to tell a person of a bug
            code = self.new_code()
            _log.error("request.broken", code=code, **_trace(error))
            return [exchange.sorry(failures.internal(t, code, self.owner))]


async def log_undelivered(_: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The application's error handler: nobody can be told of what comes here."""
    error = context.error
    assert error is not None  # what error handlers are called with
    if isinstance(error, TelegramError):  # blocked by the person, or out of reach
        _log.warning("reply.failed", error=type(error).__name__)
    else:
        _log.error("update.broken", **_trace(error))


def _trace(error: BaseException) -> dict[str, str]:
    """Where it broke, without what it says: that may quote a message."""
    lines = "".join(traceback.format_tb(error.__traceback__))
    return {"error": type(error).__name__, "trace": lines}
