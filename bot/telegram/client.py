"""The Bot API as this bot uses it: one way to make a client, one way to sort its errors."""

from telegram import Bot
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.core.errors import TelegramUnreachableError, TokenRejectedError
from bot.telegram.transport import AiohttpRequest


def api_addresses(api_url: str) -> tuple[str, str]:
    """Where methods and files are, given the address of a Bot API server."""
    root = api_url.rstrip("/")
    return f"{root}/bot", f"{root}/file/bot"


async def bot_name(api_url: str, token: str) -> str:
    """Ask Telegram who the token belongs to; the name without its sign.

    Raises:
        TokenRejectedError: Telegram does not know the token.
        TelegramUnreachableError: The Bot API does not answer.
    """
    base, files = api_addresses(api_url)
    try:
        bot = Bot(token, base_url=base, base_file_url=files, request=AiohttpRequest())
        async with bot:
            return bot.username
    except TelegramError as error:
        failure = setup_error(error)
    raise failure  # here, so that the error it came from is not kept: it may quote the token


def setup_error(error: TelegramError) -> TokenRejectedError | TelegramUnreachableError:
    """What an error at the start means to the owner."""
    if isinstance(error, InvalidToken | Forbidden):
        return TokenRejectedError()
    return TelegramUnreachableError()
