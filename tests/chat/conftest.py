"""The real application on a simulated Telegram, and a web server on loopback for its links."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree

import pytest
from aiohttp.test_utils import TestServer

from bot.article.samples import sample
from bot.build import House, open_house
from bot.config import Settings
from bot.core.languages import EN
from tests.chat.running import BotRunner
from tests.chat.sites import Sites
from tests.chat.talking import GROUP
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT
from tests.unit.doubles import Heard, at_once


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramSimulator]:
    async with TelegramSimulator() as telegram:
        yield telegram
    assert telegram.problems == []


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first start leaves it: that, and the models, outlast most tests."""
    folder = tmp_path_factory.mktemp("new")

    async def make() -> None:
        settings = Settings.model_validate({"data_dir": folder, "engines": ""})
        async with open_house(settings, work=at_once) as house:
            await house.qysqa.read(sample(EN), Heard())

    asyncio.run(make())
    return folder


@pytest.fixture
def folder(new_folder: Path, tmp_path: Path) -> Path:
    return copytree(new_folder, tmp_path / "data")


@pytest.fixture
def runner(telegram: TelegramSimulator, folder: Path) -> BotRunner:
    """For tests that start the bot themselves."""
    return BotRunner(telegram, folder)


@pytest.fixture
async def house(runner: BotRunner) -> AsyncIterator[House]:
    """The house of a bot that is running."""
    async with runner.running() as house:
        yield house


@pytest.fixture
async def sites() -> AsyncIterator[Sites]:
    sites = Sites()
    async with TestServer(sites.app) as server:
        sites.root = str(server.make_url("")).rstrip("/")
        yield sites


@pytest.fixture
def group(telegram: TelegramSimulator) -> TelegramSimulator:
    telegram.group(GROUP, forum=True, administrators={5, BOT["id"]}, title="Көршілер", owner=1)
    return telegram
