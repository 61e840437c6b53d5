"""The Bot API as this bot uses it: one way to make a client, one way to sort its errors."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.core.errors import TelegramUnreachableError, TokenRejectedError
from bot.telegram.outgoing.outcome import is_a_strangers
from bot.telegram.wire.transport import AiohttpRequest

ANSWER_S = 10.0  # on top of a poll's own waiting time


class RawBot(Bot):
    """A client that also hands out updates as they come: one may be beyond parsing."""

    async def raw_updates(
        self, offset: int, *, timeout_s: int, kinds: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Wait for updates from *offset* on, which acknowledges those before it."""
        asked = {"offset": offset, "timeout": timeout_s, "allowed_updates": list(kinds)}
        # not do_api_request: for methods that the class has a name for, it warns
        updates = await self._post("getUpdates", asked, read_timeout=timeout_s + ANSWER_S)
        return list(updates)


def make_bot(api_url: str, token: str) -> RawBot:
    """A client for the Bot API server at *api_url*; ``async with`` opens it."""
    root = api_url.rstrip("/")
    return RawBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


async def bot_name(api_url: str, token: str) -> str:
    """Ask Telegram who the token belongs to; the name without its sign.

    Raises:
        TokenRejectedError: Telegram does not know the token.
        TelegramUnreachableError: The Bot API does not answer.
    """
    try:
        async with make_bot(api_url, token) as bot:
            return bot.username
    except TelegramError as error:
        failure = setup_error(error)
    raise failure  # here, so that the error it came from is not kept: it may quote the token


def setup_error(error: TelegramError) -> TokenRejectedError | TelegramUnreachableError:
    """What an error at the start means to the owner."""
    if isinstance(error.__cause__, InvalidToken):  # which the library wraps, to quote the token
        error = error.__cause__
    if isinstance(error, InvalidToken | Forbidden) and not is_a_strangers(error):
        return TokenRejectedError()
    return TelegramUnreachableError()


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait: seconds or, in the library's next version, a timedelta."""
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
