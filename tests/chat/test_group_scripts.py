"""A group that reads Kazakh in Latin letters: translations nobody asked for, and digests."""

from collections.abc import Iterator

import pytest

from bot.build import House
from bot.core.languages import KK
from bot.core.models import Script
from bot.text.scripts import write_in
from tests.chat.running import BotRunner
from tests.chat.talking import AIGUL, GROUP, TALK, kept, talk, turned_on
from tests.chat.test_translate import IN_KAZAKH, IN_RUSSIAN, POST
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Mode, Translators
from tests.simulator.world import BOT, person

KAZAKH = person(5, "Ерлан")
QUOTED = {write_in(text, Script.LATIN): text for _, text in TALK}


@pytest.fixture
def translators() -> Iterator[Translators]:
    with Translators(mode=Mode.TOO_MANY) as running:
        yield running


@pytest.fixture
def runner(runner: BotRunner, translators: Translators) -> BotRunner:
    runner.settings = {"engines": "google", "google_url": translators.google_url}
    return runner


@pytest.fixture
def group(telegram: TelegramSimulator) -> TelegramSimulator:
    telegram.group(GROUP, administrators={5, BOT["id"]})
    return telegram


async def in_latin(house: House) -> None:
    await house.qysqa.preferences.choose(GROUP, language=KK, script=Script.LATIN)


async def test_what_is_translated_unasked_is_in_the_letters_of_the_group(
    group: TelegramSimulator, house: House
) -> None:
    await in_latin(house)
    await group.answer(group.say("/auto kk ru", GROUP, user=KAZAKH))
    answer = await group.answer(group.say(POST, GROUP, user=AIGUL))

    latin = write_in(IN_KAZAKH, Script.LATIN)
    assert answer.text.startswith(f"Қазақша (Latn)\n{latin}\n\nРусский\n{IN_RUSSIAN}\n\n")


async def test_a_digest_quotes_kazakh_in_the_letters_of_the_group_and_as_it_was(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    await in_latin(house)
    known = await house.qysqa.groups.of(GROUP)
    await house.qysqa.groups.change_plan(known, language=KK, minimum=3)
    talk(group)
    await kept(house, len(TALK))
    digest = await group.answer(group.say("/digest now", GROUP, user=KAZAKH))

    shown = [latin for latin in QUOTED if latin in digest.text]
    assert shown, digest.text
    assert all(QUOTED[latin] in digest.text for latin in shown)
    assert "letters" not in digest.text
