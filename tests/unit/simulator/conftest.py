from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
)

from tests.simulator.clients import new_bot
from tests.simulator.telegram import TelegramSimulator


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramSimulator]:
    async with TelegramSimulator() as telegram:
        yield telegram


@pytest.fixture
async def bot(telegram: TelegramSimulator) -> AsyncIterator[Bot]:
    async with new_bot(telegram) as bot:
        yield bot
    assert telegram.problems == []
