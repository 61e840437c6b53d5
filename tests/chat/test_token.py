"""Starting: whose token it is, or one line about what is wrong with it."""

import asyncio
import traceback
from collections.abc import Awaitable

import pytest

from bot.core.errors import QysqaError, TelegramUnreachableError, TokenRejectedError
from bot.telegram.wire.client import bot_name
from tests.chat.running import BotRunner
from tests.simulator.loopback import free_port
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator

WRONG = "42:WRONG-TOKEN"


async def error_of(call: Awaitable[object]) -> QysqaError:
    with pytest.raises(QysqaError) as caught:
        await call
    return caught.value


async def test_the_bot_of_a_token_is_named(telegram: TelegramSimulator) -> None:
    assert await bot_name(telegram.api_url + "/", telegram.token) == "qysqa_test_bot"


@pytest.mark.parametrize("token", [WRONG, ""])
async def test_a_token_that_telegram_does_not_know_is_rejected(
    telegram: TelegramSimulator, token: str
) -> None:
    error = await error_of(bot_name(telegram.api_url, token))

    assert isinstance(error, TokenRejectedError)
    assert "WRONG" not in "".join(traceback.format_exception(error))
    assert (error.__cause__, error.__context__) == (None, None)


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    error = await error_of(bot_name(f"http://127.0.0.1:{free_port()}", WRONG))

    assert isinstance(error, TelegramUnreachableError)
    assert "WRONG" not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize("code", [429, 500])
async def test_a_server_in_trouble_says_nothing_of_the_token(
    telegram: TelegramSimulator, code: int
) -> None:
    telegram.faults.append(Fault("getMe", code, parameters={"retry_after": 3}))

    error = await error_of(bot_name(telegram.api_url, telegram.token))
    assert isinstance(error, TelegramUnreachableError)


async def test_a_token_that_is_withdrawn_ends_the_bot(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async def run() -> None:
        async with runner.running():
            telegram.faults.append(Fault("getUpdates", 401, "Unauthorized"))
            await telegram.answer(telegram.say("/start"))
            await asyncio.Event().wait()

    assert isinstance(await error_of(run()), TokenRejectedError)
