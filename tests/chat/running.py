"""Starts the bot on a data folder, as `qysqa run` does, without processes and without engines."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.article.samples import sample
from bot.build import House, open_house
from bot.config import Settings
from bot.core.models import LanguageCode
from bot.core.ports import Worker
from bot.telegram.application import build_application, polling
from bot.telegram.progress import Pace
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person
from tests.unit.doubles import at_once

QUIET = Pace(first_words_s=60)  # no progress message but where a test is about it
KK, RU, EN, DE = (person(7, language=code) for code in ("kk", "ru", "en", "de"))


def sample_text(language: LanguageCode) -> str:
    """An article that comes with Qysqa; the shipped memory knows its sentences."""
    return sample(language).content.decode()


@dataclass
class BotRunner:
    """The bot can be started again on the same folder."""

    telegram: TelegramSimulator
    folder: Path
    pace: Pace = QUIET
    work: Worker | None = at_once
    settings: dict[str, object] = field(default_factory=dict)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[House]:
        given = {"data_dir": self.folder, "engines": "", "test_loopback": True, **self.settings}
        async with open_house(Settings.model_validate(given), work=self.work) as house:
            api_url, token = self.telegram.api_url, self.telegram.token
            app = build_application(house.qysqa, token, api_url=api_url, pace=self.pace)
            async with polling(app):
                yield house
