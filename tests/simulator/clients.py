"""Real clients on the simulated Telegram."""

from collections.abc import Awaitable

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from bot.telegram.wire.transport import AiohttpRequest
from tests.simulator.telegram import TelegramSimulator


def new_bot(telegram: TelegramSimulator, token: str = "") -> Bot:
    """Return a bot that knows *token*, by default the right one."""
    return Bot(
        token or telegram.token,
        base_url=f"{telegram.api_url}/bot",
        base_file_url=f"{telegram.api_url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


async def refusal_of(call: Awaitable[object]) -> str:
    """Return what the python-telegram-bot error of *call* says."""
    with pytest.raises((BadRequest, Forbidden)) as caught:
        await call
    return str(caught.value)
