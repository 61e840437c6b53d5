"""``/stats``: the owner gets a picture and its numbers; nobody else does."""

import struct

import pytest

from bot.build import House
from bot.core.languages import KK
from bot.core.statistics import Asked, asked, cached, failed, read_in, took
from bot.telegram.owner.chart import WIDTH
from tests.chat.running import EN, BotRunner, sample_text
from tests.chat.talking import GROUP
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person

OWNER = person(8, "Әлия", language="en") | {"username": "Aliya"}
STRANGER = person(9, "Бек", language="kk")


@pytest.fixture
def runner(runner: BotRunner) -> BotRunner:
    runner.settings = {"owner": "@aliya"}
    return runner


def used(house: House) -> None:
    """Somebody asked for three pages, and got one."""
    house.qysqa.statistics.note(*[asked(Asked.LINK)] * 3, read_in(KK), cached(is_hit=False))
    house.qysqa.statistics.note(took(1.0), failed(None), failed(None))


async def test_the_owner_gets_a_picture_with_its_numbers(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        used(house)
        answer = await telegram.answer(telegram.say("/stats", 8, user=OWNER))

    assert answer.file is not None
    assert answer.file.name == "qysqa.png"
    assert answer.file.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", answer.file.content[16:20]) == (WIDTH,)
    assert "photo" in answer.json
    title, requests, times, cache, languages, _, errors = answer.text.split("\n")
    assert title.startswith("Qysqa in numbers, ")
    assert requests.startswith("Requests: 3 (links: 3 · texts: 0 · ")
    assert times == "Time to answer: half of the answers ≤ 1.0 sec · 95 of 100 answers ≤ 1.0 sec"
    assert cache == "From the cache: 0%"
    assert languages.startswith("Languages read: Қазақша: 100%")
    assert errors == "Errors: 2 (internal: 2)"


async def test_on_its_first_day_a_bot_has_a_picture_too(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say("/stats", 8, user=OWNER))

    assert answer.file is not None
    assert "\nRequests: 0 (" in answer.text


async def test_counts_outlast_a_restart(telegram: TelegramSimulator, runner: BotRunner) -> None:
    async with runner.running() as house:
        used(house)
    async with runner.running():
        answer = await telegram.answer(telegram.say("/stats", 8, user=OWNER))

    assert "\nRequests: 3 (" in answer.text


async def test_others_are_told_whom_it_is_for(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say("/stats", 9, user=STRANGER))

    assert answer.file is None
    assert answer.text == "Мұны тек боттың иесі көре алады."


async def test_in_a_group_the_owner_is_told_so_and_others_are_not_answered(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        group.say("/stats", GROUP, user=STRANGER)
        answer = await group.answer(group.say("/stats", GROUP, user=OWNER))

    assert answer.file is None
    assert answer.text == "Only the owner of this bot sees that."
    assert [one.text for one in group.messages(GROUP)].count(answer.text) == 1


async def test_what_people_ask_for_is_counted(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        for _ in range(2):
            await telegram.answer(telegram.say(sample_text(KK), user=EN))
        await telegram.answer(telegram.say("Too short.", user=EN))
        await telegram.answer(telegram.say("/help", user=EN))
        answer = await telegram.answer(telegram.say("/stats", 8, user=OWNER))

    assert "\nRequests: 3 (links: 0 · texts: 3 · " in answer.text
    assert "\nTime to answer: half of the answers ≤ " in answer.text
    assert "\nFrom the cache: 50%\nLanguages read: Қазақша: 100%" in answer.text
    assert answer.text.endswith("Errors: 1 (text_too_short: 1)")
