"""The Bot API as this bot uses it: one way to make a client, one way to sort its errors."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.error import Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.core.errors import TelegramUnreachableError, TokenRejectedError
from bot.telegram.outgoing.outcome import is_a_strangers
from bot.telegram.wire.transport import AiohttpRequest

_READ: Final = ("message_id", "date", "chat")  # a Message needs these
_OF_ENTITY: Final = ("type", "offset", "length", "url", "user", "language", "custom_emoji_id")
_OF_BUTTON: Final = ("text", "url", "callback_data")

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

    async def _post(self, endpoint: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """Messages are most of what is sent, so they take the short way.

        The library's own way to JSON, and reading all of the message that comes back, of which
        only the number is looked at, take twice as long as all else.
        """
        if endpoint != "sendMessage" or data is None:
            return await super()._post(endpoint, data, **more)
        plain = {name: _plain(value) for name, value in data.items()}
        result = await super()._post(endpoint, plain, **more)
        return {name: result[name] for name in _READ}


def _plain(value: Any) -> Any:
    """What the library's to_dict() makes of *value*, at a fraction of its cost."""
    match value:
        case MessageEntity():
            named = {name: getattr(value, name) for name in _OF_ENTITY}
        case InlineKeyboardButton():
            named = {name: getattr(value, name) for name in _OF_BUTTON}
            if named["url"] is named["callback_data"] is None:
                return value.to_dict()
        case InlineKeyboardMarkup(inline_keyboard=rows):
            return {"inline_keyboard": [[_plain(one) for one in row] for row in rows]}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
    user = named.pop("user", None)
    plain = {name: one for name, one in named.items() if one is not None}
    return plain if user is None else plain | {"user": user.to_dict()}


def make_bot(api_url: str, token: str, *, proxy: str | None = None) -> RawBot:
    """A client for the Bot API server at *api_url*; ``async with`` opens it."""
    root = api_url.rstrip("/")
    return RawBot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=AiohttpRequest(proxy=proxy),
        get_updates_request=AiohttpRequest(proxy=proxy),
    )


async def bot_name(api_url: str, token: str, *, proxy: str | None = None) -> str:
    """Ask Telegram who the token belongs to; the name without its sign.

    Raises:
        TokenRejectedError: Telegram does not know the token.
        TelegramUnreachableError: The Bot API does not answer.
    """
    try:
        async with make_bot(api_url, token, proxy=proxy) as bot:
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
