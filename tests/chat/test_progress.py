"""Signs of work: typing, and a draft that says what is done; neither is left behind."""

import asyncio
from dataclasses import replace
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
from bot.telegram.application import Manners
from bot.telegram.progress import Pace
from tests.chat.running import EN, QUICK, BotRunner, sample_text
from tests.chat.sites import Sites
from tests.simulator.server import Call, Fault
from tests.simulator.telegram import TelegramSimulator

FAST = Pace(first_typing_s=0, typing_s=0.05, first_words_s=0.1, words_s=0.05)


@pytest.fixture
def runner(telegram: TelegramSimulator, folder: Path) -> BotRunner:
    return BotRunner(telegram, folder, Manners(FAST, QUICK))


def signs(telegram: TelegramSimulator) -> list[Call]:
    return [call for call in telegram.calls if call.method == "sendChatAction"]


async def test_a_draft_says_what_is_done_and_one_message_is_the_answer(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        question = telegram.say(f"{sites.root}/slow")
        [(chat, number, said), *_] = await telegram.wait(lambda: telegram.world.drafts)
        before = telegram.messages()
        sites.go.set()
        answer = await telegram.answer(question)

    assert (chat, said, before) == (7, "127.0.0.1 ашылып жатыр…", [])
    assert number > 0
    assert len(answer.buttons) == 6
    assert telegram.messages() == [answer]


async def test_in_a_group_a_silent_message_says_what_is_done_and_goes_with_the_answer(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    telegram.group(-1001)
    async with runner.running():
        question = telegram.say(f"/sum {sites.root}/slow", -1001)
        note = await telegram.answer(question)
        said, is_silent = note.text, note.silent
        sites.go.set()
        answer = await telegram.answer(note)

    assert said == "127.0.0.1 ашылып жатыр…"
    assert is_silent
    assert answer.buttons
    assert not answer.silent
    assert telegram.messages(-1001) == [answer]
    assert telegram.world.drafts == []


async def test_a_note_that_somebody_deleted_is_no_trouble(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    telegram.group(-1001)
    async with runner.running():
        note = await telegram.answer(telegram.say(f"/sum {sites.root}/slow", -1001))
        del telegram.world.messages[-1001, note.id]
        sites.go.set()
        answer = await telegram.answer(note)

    assert answer.buttons


async def test_a_refusal_takes_the_note_away_too(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    telegram.group(-1001)
    sites.slow_page = "<html><body><p>Nothing here.</p></body></html>"
    async with runner.running():
        note = await telegram.answer(telegram.say(f"/sum {sites.root}/slow", -1001, user=EN))
        sites.go.set()
        sorry = await telegram.answer(note)

    assert telegram.messages(-1001) == [sorry]


async def test_a_note_of_a_process_that_ended_is_taken_away_by_the_next(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    telegram.group(-1001)
    async with runner.running():
        note = await telegram.answer(telegram.say(f"/sum {sites.root}/slow", -1001))
    sites.go.set()
    quiet = BotRunner(telegram, runner.folder, Manners(Pace(first_words_s=60), QUICK))
    async with quiet.running():
        answer = await telegram.answer(note)

    assert answer.buttons
    assert telegram.messages(-1001) == [answer]


async def test_typing_is_shown_while_the_work_lasts(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        question = telegram.say(f"{sites.root}/slow")
        typing = await telegram.wait(lambda: signs(telegram)[1:])
        sites.go.set()
        await telegram.answer(question)

    assert typing[0].parameters == {"chat_id": 7, "action": "typing"}


async def test_a_quick_answer_shows_no_sign(telegram: TelegramSimulator, folder: Path) -> None:
    async with BotRunner(telegram, folder).running():
        answer = await telegram.answer(telegram.say("/help", user=EN))

    assert answer.text.startswith("Send me a link, a text, a file")
    assert (signs(telegram), telegram.world.drafts) == ([], [])


async def test_signs_that_fail_do_not_fail_the_answer(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        telegram.faults += [Fault("sendChatAction", 500), Fault("sendMessageDraft", 500)]
        question = telegram.say(f"{sites.root}/slow")
        await telegram.wait(lambda: not telegram.faults)
        sites.go.set()
        answer = await telegram.answer(question)

    assert answer.buttons
    assert telegram.world.drafts == []  # one that failed is not followed by others


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
    async with runner.running() as house:
        telegram.say(f"{sites.root}/slow")
        await sites.asked.wait()
        sites.release_after(0.2)
    async with runner.answering():
        await telegram.wait(telegram.messages)

    assert house.pulse.jobs == {"done": 1}


async def test_work_that_takes_longer_is_handed_back_and_done_after_the_next_start(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    runner.manners = replace(runner.manners, grace_s=0.05)
    async with runner.running():
        question = telegram.say(f"{sites.root}/slow")
        await sites.asked.wait()
    sites.go.set()
    async with runner.answering() as (house, _):
        answer = await telegram.answer(question)

    assert answer.buttons
    assert house.pulse.jobs == {"done": 1}


async def test_a_request_that_takes_too_long_is_stopped_and_told(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    runner.manners = replace(runner.manners, deadline_s=0.3)
    async with runner.running():
        answer = await telegram.answer(telegram.say(f"{sites.root}/slow", user=EN))

    assert answer.text.startswith("This took longer than 0 seconds, so I stopped.")
