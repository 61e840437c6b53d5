"""Each message is answered once and in order, whatever Telegram or this machine does."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.core import languages
from bot.core.errors import (
    DataFolderNotWritableError,
    TelegramUnreachableError,
    WebhookRefusedError,
)
from bot.core.jobs import NewUpdate
from bot.service.preferences import Preferences
from bot.telegram.raw import read_raw
from tests.chat.running import EN, RU, BotRunner, sample_text
from tests.simulator.refusal import Refusal
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, person

PHOTO: Json = {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]}
TITLE: Json = {"new_chat_title": "Жаңа атау"}
UNREADABLE: Json = {
    "message_id": 1,
    "date": 1,
    "chat": {"id": 7, "type": "private", "first_name": "Айгүл"},
    "text": "x",
    "entities": [{"type": "bold", "offset": 0}],  # without a length
}


async def nothing_waits(runner: BotRunner) -> tuple[int, int, int]:
    """What is left in the queues: jobs, messages, dead rows."""
    async with runner.answering() as (house, _):
        backlog = await house.queues.inbox.backlog(now=0)
        dead = await house.queues.dead.rows()
    return backlog.ready + backlog.work, backlog.unsent, len(dead)


async def test_what_waited_while_the_bot_was_away_is_answered_in_order(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    questions = [telegram.say("/help", chat, user=EN) for chat in (7, 8, 7, 7)]
    async with runner.running():
        await telegram.wait(lambda: len(telegram.messages(7)) == 3 and telegram.messages(8))

    asked = [one.id for one in questions if one.chat_id == 7]
    assert [one.reply_to for one in telegram.messages(7)] == asked
    assert await nothing_waits(runner) == (0, 0, 0)


async def test_an_answer_that_was_not_sent_is_sent_after_the_next_start(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.faults += [Fault("sendMessage", 502, "Bad Gateway")]
    async with runner.running():
        question = telegram.say("/help", user=EN)
        await telegram.wait(lambda: not telegram.faults)
    before = telegram.messages()
    async with runner.answering():
        answer = await telegram.answer(question)

    assert (before, telegram.messages()) == ([], [answer])


async def test_an_answer_whose_receipt_was_lost_comes_twice_at_most(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        telegram.faults += [Fault("sendMessage", drop_answer=True) for _ in range(2)]
        telegram.say("/help", user=EN)
        await telegram.wait(lambda: len(telegram.messages()) == 2)
        await telegram.answer(telegram.say("/help", 8, user=EN))
        await asyncio.sleep(0.1)

    assert len(telegram.messages()) == 2
    assert (await nothing_waits(runner))[2] == 1  # given up, for the owner to look at


async def test_an_update_that_cannot_be_read_is_one_dead_row_and_holds_up_nothing(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.say("/start", user=EN)
    telegram.world.updates.insert(0, {"update_id": 900, "message": UNREADABLE})
    async with runner.running() as house:
        await telegram.wait(telegram.messages)
        [row] = await house.queues.dead.rows()

    assert (row.box, row.chat_id, row.attempts) == ("inbox", 7, 1)


async def test_a_group_that_becomes_a_supergroup_gets_its_answer_there(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    old, new = telegram.group(-1001, administrators=[1]), telegram.group(-1002)
    upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
    async with runner.running() as house:
        await telegram.answer(telegram.say("/settings", -1001))
        telegram.tap(telegram.messages(-1001)[0], "Русский")
        await telegram.wait(lambda: "Русский" in telegram.messages(-1001)[0].text)
        old.refusal = Refusal(400, upgraded, {"migrate_to_chat_id": new.id})
        telegram.say("/help", -1001)
        await telegram.wait(lambda: telegram.messages(new.id))
        chosen = await house.qysqa.preferences.of(new.id, "kk")

    assert chosen.language == languages.RU


@pytest.mark.parametrize(("more", "answered"), [(PHOTO, True), (TITLE, False)])
async def test_a_picture_without_words_is_answered_and_a_notice_of_telegram_is_not(
    telegram: TelegramSimulator,
    runner: BotRunner,
    more: Json,
    answered: bool,  # noqa: FBT001 - a case
) -> None:
    async with runner.running():
        telegram.say(user=RU, more=more)
        telegram.say("/help", user=RU)
        await telegram.wait(lambda: len(telegram.messages()) == 1 + answered)

    first = telegram.messages()[0].text
    assert first.startswith("Пришлите ссылку на статью" if answered else "Пришлите ссылку, текст")


async def test_what_people_say_in_a_group_is_let_go(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.group(-1001)
    async with runner.running() as house:
        for number in range(40):
            telegram.say(f"Сәлем, {number}!", -1001)
        await telegram.answer(telegram.say("/help", -1001))

    assert len(telegram.messages(-1001)) == 1
    assert house.pulse.jobs == {"ignored": 40, "done": 1}


async def test_of_a_flood_some_are_answered_and_the_rest_is_told_once(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        for _ in range(20):
            telegram.say("/help", user=RU)
        await telegram.wait(lambda: len(telegram.messages()) == 16)
        elsewhere = await telegram.answer(telegram.say("/help", 8))

    said = [one.text.split(".")[0] for one in telegram.messages()]
    assert said[-1] == "У меня пока много непрочитанного"
    assert elsewhere.text
    assert await nothing_waits(runner) == (0, 0, 0)


async def test_of_what_waited_for_the_bot_to_come_back_nothing_is_turned_away(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    for _ in range(20):
        telegram.say("/help", user=RU, more={"date": 1})
    async with runner.running():
        await telegram.wait(lambda: len(telegram.messages()) == 20)


async def test_a_group_keeps_its_choices_when_it_becomes_a_supergroup(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.group(-1001, administrators=[1])
    telegram.group(-1002)
    async with runner.running() as house:
        await telegram.answer(telegram.say("/settings", -1001))
        telegram.tap(telegram.messages(-1001)[0], "Русский")
        await telegram.wait(lambda: "Русский" in telegram.messages(-1001)[0].text)
        telegram.say(chat=-1001, more={"migrate_to_chat_id": -1002})
        answer = await telegram.answer(telegram.say("/help", -1002))
        chosen = await house.qysqa.preferences.of(-1002, "kk")

    assert chosen.language == languages.RU
    assert answer.text.startswith("Пришлите ссылку")


async def test_members_that_are_hidden_are_no_reason_not_to_show_an_answer(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.group(-1001)
    async with runner.running():
        answer = await telegram.answer(telegram.say(f"/sum {sample_text(languages.KK)}", -1001))
        telegram.faults.append(Fault("getChatMember", 400, "Bad Request: member list is hidden"))
        telegram.tap(answer, "Русский")
        await telegram.wait(lambda: not telegram.faults)
        await telegram.wait(lambda: "предложени" in answer.text)


async def test_an_update_of_another_kind_is_let_go(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.world.updates.append({"update_id": 900, "message_reaction": UNREADABLE})
    async with runner.running() as house:
        await telegram.answer(telegram.say("/help", user=EN))
        await house.queues.inbox.add([NewUpdate(901, 7, 7, '{"update_id": 901}')], now=1)
        await telegram.answer(telegram.say("/help", 8, user=EN))

    assert await nothing_waits(runner) == (0, 0, 0)


async def test_an_outage_of_some_seconds_costs_no_answer(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        telegram.faults += [Fault("sendMessage", drop=True), Fault("getMe", 502, "Bad Gateway")]
        question = telegram.say("/help", user=EN)
        answer = await telegram.answer(question, 10)

    assert telegram.messages() == [answer]
    assert await nothing_waits(runner) == (0, 0, 0)


async def test_two_articles_at_once_are_both_answered(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        for chat in (7, 8):
            telegram.say(sample_text(languages.KK), chat, user=person(chat))
        await telegram.wait(lambda: telegram.messages(7) and telegram.messages(8))

    assert telegram.messages(7)[0].text == telegram.messages(8)[0].text


async def test_what_a_process_that_was_killed_had_in_work_is_done_by_the_next(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    question = telegram.say("/help", user=EN)
    update = read_raw(telegram.world.updates.pop())
    assert update is not None
    async with runner.house() as killed:
        await killed.queues.inbox.add([update], now=1)
        await killed.queues.inbox.claim(1, now=1)
    with capture_logs() as logged:
        async with runner.running():
            answer = await telegram.answer(question)

    assert answer.reply_to == question.id
    assert ("queues.recovered", 1) in [(one["event"], one.get("jobs")) for one in logged]


async def test_a_webhook_that_telegram_does_not_like_is_told_in_its_words(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.faults.append(Fault("setWebhook", 400, "Bad Request: bad webhook: no TLS"))
    async with runner.answering() as (_, front):
        with pytest.raises(WebhookRefusedError) as caught:
            await front.receive_at("http://127.0.0.1/", "s")
        telegram.faults.append(Fault("setWebhook", 500))
        with pytest.raises(TelegramUnreachableError):
            await front.receive_at("http://127.0.0.1/", "s")

    assert caught.value.reason == "Bad webhook: no tls" or "no TLS" in caught.value.reason


async def test_a_choice_that_cannot_be_kept_does_not_keep_its_answer(
    telegram: TelegramSimulator, runner: BotRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object, **__: object) -> None:
        raise DataFolderNotWritableError("qysqa.db")

    monkeypatch.setattr(Preferences, "choose", refuse)
    async with runner.running():
        first = await telegram.answer(telegram.say("/start", user=EN))
        telegram.tap(first, "Русский")
        await telegram.wait(lambda: first.text.startswith("Здравствуйте"))
