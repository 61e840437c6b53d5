"""Starts the bot on a data folder, as `qysqa run` does, without processes and without engines."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.article.samples import sample
from bot.build import House, open_house, utc_now_ms
from bot.config import Settings
from bot.core.models import LanguageCode
from bot.core.ports import Worker
from bot.telegram.application import Front, Manners, Parts, answering
from bot.telegram.outgoing.pacing import Rate, Rates
from bot.telegram.progress import Pace
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person
from tests.unit.doubles import at_once

QUIET = Pace(first_words_s=60)  # no words of progress but where a test is about them
QUICK = Rates(Rate(1, 100), Rate(1, 100), Rate(1, 100))  # tests do not wait for their turn
AT_ONCE = (0.01, 0.01, 0.01, 0.01)  # pauses between attempts
KK, RU, EN, DE = (person(7, language=code) for code in ("kk", "ru", "en", "de"))


def sample_text(language: LanguageCode) -> str:
    """An article that comes with Qysqa; the shipped memory knows its sentences."""
    return sample(language).content.decode()


@dataclass
class BotRunner:
    """The bot can be started again on the same folder."""

    telegram: TelegramSimulator
    folder: Path
    manners: Manners = field(default_factory=lambda: Manners(QUIET, QUICK, pauses_s=AT_ONCE))
    work: Worker | None = at_once
    settings: dict[str, object] = field(default_factory=dict)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[House]:
        async with self.answering() as (house, front), front.polling():
            yield house

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[tuple[House, Front]]:
        """The bot without a way in."""
        async with self.house() as house:
            parts = parts_of(house)
            api_url, token = self.telegram.api_url, self.telegram.token
            async with answering(parts, token, api_url=api_url, manners=self.manners) as front:
                yield house, front

    def house(self) -> AbstractAsyncContextManager[House]:
        """All but the bot."""
        given = {"data_dir": self.folder, "engines": "", "test_loopback": True, **self.settings}
        return open_house(Settings.model_validate(given), work=self.work)


def parts_of(house: House) -> Parts:
    """What the bot is joined from."""
    queues, kept = house.queues, house.shelves
    return Parts(
        house.qysqa,
        queues.inbox,
        queues.outbox,
        kept.runs,
        kept.receipts,
        house.pulse,
        utc_now_ms,
    )
