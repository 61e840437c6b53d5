"""Signs of work: typing at once, a message when it takes longer, which becomes the answer."""

import asyncio
from pathlib import Path

import pytest

from bot.core import languages
from bot.core.models import (
    Answer,
    Stage,
    SummaryRequest,
    TextRequest,
)
from bot.core.ports import Progress
from bot.service.summarize import SummarizeArticle, Wish
from bot.telegram.progress import Pace
from tests.chat.running import EN, BotRunner, sample_text
from tests.chat.sites import Sites
from tests.simulator.server import Call, Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Message

FAST = Pace(typing_s=0.05, first_words_s=0.1, words_s=0.05)


@pytest.fixture
def runner(telegram: TelegramSimulator, folder: Path) -> BotRunner:
    return BotRunner(telegram, folder, FAST)


def signs(telegram: TelegramSimulator) -> list[Call]:
    return [call for call in telegram.calls if call.method == "sendChatAction"]


async def waiting_for_a_page(telegram: TelegramSimulator, sites: Sites) -> Message:
    return await telegram.answer(telegram.say(f"{sites.root}/slow"))


async def test_the_progress_message_becomes_the_answer(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        shown = await waiting_for_a_page(telegram, sites)
        said = shown.text
        sites.go.set()
        await telegram.wait(lambda: "сөйлемнен 5" in shown.text)

    assert said == "127.0.0.1 ашылып жатыр…"
    assert len(shown.buttons) == 5
    assert telegram.messages() == [shown]


async def test_the_progress_message_becomes_the_reason_there_is_no_answer(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        sites.slow_page = ""
        shown = await waiting_for_a_page(telegram, sites)
        sites.go.set()
        await telegram.wait(lambda: "мақала жоқ" in shown.text)

    assert shown.text.startswith("Бұл бетте мақала жоқ (127.0.0.1).")
    assert telegram.messages() == [shown]


async def test_typing_is_shown_while_the_work_lasts(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        shown = await waiting_for_a_page(telegram, sites)
        typing = await telegram.wait(lambda: signs(telegram)[1:])
        sites.go.set()
        await telegram.wait(lambda: shown.buttons)

    assert typing[0].parameters == {"chat_id": 7, "action": "typing"}


async def test_a_quick_answer_shows_no_progress(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say("/help", user=EN))

    assert answer.text.startswith("Send me a link, a text, a file")


async def test_a_progress_message_that_was_deleted_is_not_missed(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        shown = await waiting_for_a_page(telegram, sites)
        del telegram.world.messages[7, shown.id]
        sites.go.set()
        await telegram.wait(lambda: any(one.buttons for one in telegram.messages()))

    (answer,) = [one for one in telegram.messages() if one.buttons]
    assert "сөйлемнен 5" in answer.text


async def test_signs_that_fail_do_not_fail_the_answer(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        telegram.faults += [Fault("sendChatAction", 500), Fault("sendMessage", 500)]
        question = telegram.say(f"{sites.root}/slow")
        await telegram.wait(lambda: not telegram.faults)
        sites.go.set()
        await telegram.wait(telegram.messages)
        answer = await telegram.answer(question)
        await telegram.wait(lambda: answer.buttons)

    assert "сөйлемнен 5" in answer.text


async def slowly(self: SummarizeArticle, _: str, wish: Wish, say: Progress) -> Answer:
    await say(Stage.TRANSLATING)
    await asyncio.sleep(0.3)
    article = TextRequest(sample_text(languages.EN))
    return await self(SummaryRequest(article, wish.targets, wish.size), say)


async def test_a_press_shows_no_message_of_its_own(
    telegram: TelegramSimulator, runner: BotRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SummarizeArticle, "again", slowly)
    async with runner.running():
        answer = await telegram.answer(telegram.say(sample_text(languages.EN)))
        await telegram.wait(lambda: answer.buttons)
        telegram.tap(answer, "English")
        await telegram.wait(lambda: "5 of 2" in answer.text)

    assert telegram.messages() == [answer]


async def test_work_under_way_is_finished_before_the_bot_stops(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        shown = await waiting_for_a_page(telegram, sites)
        sites.release_after(0.2)

    assert "сөйлемнен 5" in shown.text
