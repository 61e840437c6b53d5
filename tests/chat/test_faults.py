"""What goes wrong on the way, in the chat or in the bot stays there; the bot goes on."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any, Never

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.build import House
from bot.core import languages
from bot.service.summarize import SummarizeArticle
from bot.telegram.shown import views
from tests.chat.running import EN, BotRunner, sample_text
from tests.chat.sites import Sites
from tests.simulator.refusal import Refusal
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, person

SECRET = "құпия хабар"  # in what people write
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    with capture_logs() as events:
        yield events


def flood(seconds: int) -> Fault:
    reason = f"Too Many Requests: retry after {seconds}"
    return Fault("sendMessage", 429, reason, {"retry_after": seconds})


def break_down(*_: Any, **__: Any) -> Never:
    raise KeyError(SECRET)


async def broken(*_: Any, **__: Any) -> Never:
    break_down()


async def until_logged(logged: list[EventDict]) -> None:
    while not logged:  # noqa: ASYNC110 - a log has no event
        await asyncio.sleep(0.01)


async def test_messages_of_a_chat_are_answered_in_order_and_other_chats_do_not_wait(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    first = telegram.say(f"{sites.root}/slow", user=EN)
    second = telegram.say("/help", user=EN)
    await sites.asked.wait()
    elsewhere = await telegram.answer(telegram.say("/help", chat=8))
    before = telegram.messages()
    sites.go.set()
    await telegram.wait(lambda: len(telegram.messages()) == 2)

    assert elsewhere.text.endswith("бөлісуге көмектеседі.")
    assert before == []
    assert [one.reply_to for one in telegram.messages()] == [first.id, second.id]


async def test_a_pause_that_telegram_asks_for_is_made(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.faults.append(flood(1))
    answer = await telegram.answer(telegram.say("/help", user=EN))

    assert answer.text.startswith("Send me a link")
    assert [call.refused[:17] for call in telegram.calls[-2:]] == ["Too Many Requests", ""]


async def test_a_chat_that_has_to_pause_does_not_hold_up_others(
    telegram: TelegramSimulator, house: House, logged: list[EventDict]
) -> None:
    telegram.faults.append(flood(31))
    telegram.say("/help")
    await telegram.wait(lambda: not telegram.faults)
    await telegram.answer(telegram.say("/start", chat=8))
    while (backlog := await house.queues.inbox.backlog(now=0)).unsent > 1:  # noqa: ASYNC110 - a table has no event
        await asyncio.sleep(0.01)

    assert telegram.messages() == []
    assert backlog.unsent == 1
    assert [(one["event"], one["fate"], one["then"]) for one in logged] == [
        ("reply.failed", "paced", "again")
    ]


@pytest.mark.parametrize(
    "fault", [Fault("sendMessage", drop=True), Fault("sendMessage", 502, "Bad Gateway")]
)
async def test_an_answer_that_was_lost_on_the_way_is_sent_again(
    telegram: TelegramSimulator, house: House, fault: Fault
) -> None:
    telegram.faults.append(fault)
    answer = await telegram.answer(telegram.say("/help", user=EN))

    assert telegram.messages() == [answer]


async def test_a_person_who_blocked_the_bot_does_not_stop_it(
    telegram: TelegramSimulator, house: House, logged: list[EventDict]
) -> None:
    question = telegram.say(f"/help {SECRET}")
    telegram.world.chats[7].refusal = BLOCKED
    answer = await telegram.answer(telegram.say("/help", chat=8))
    await until_logged(logged)

    assert answer.text.endswith("бөлісуге көмектеседі.")
    assert telegram.messages(question.chat_id) == []
    assert [(one["event"], one["fate"], one["then"]) for one in logged] == [
        ("reply.failed", "gone", "dropped")
    ]
    assert SECRET not in str(logged)


async def test_a_bug_is_told_with_a_code_and_logged_without_what_was_written(
    telegram: TelegramSimulator,
    runner: BotRunner,
    logged: list[EventDict],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(SummarizeArticle, "__call__", broken)
    runner.settings = {"owner": "@ayan"}
    async with runner.running():
        answer = await telegram.answer(telegram.say(SECRET, user=EN))
        after = await telegram.answer(telegram.say("/help", user=EN))

    code = re.fullmatch(
        r"Something broke on my side \(code ([0-9a-f]{8})\)\. Try again\."
        r" If it happens again, send the code to @ayan\.",
        answer.text,
    )
    assert code
    *tries, event = logged
    assert [one["event"] for one in tries] == ["job.failed"] * 4
    assert (event["event"], event["code"]) == ("request.broken", code[1])
    assert event["error"] == "KeyError"
    assert "in broken" in event["trace"]
    assert after.text.startswith("Send me a link")
    assert_is_discreet(telegram, logged, caplog)


def assert_is_discreet(
    telegram: TelegramSimulator, logged: list[EventDict], caplog: pytest.LogCaptureFixture
) -> None:
    everything = f"{logged} {caplog.text}"
    assert SECRET not in everything
    assert telegram.token not in everything


async def test_a_file_that_telegram_does_not_hand_out_is_asked_for_again(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.faults.append(Fault("getFile", 500))
    document = ("a.txt", sample_text(languages.EN).encode())
    answer = await telegram.answer(telegram.say(user=EN, document=document))

    assert answer.buttons


async def test_a_file_that_telegram_never_hands_out_is_told(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.faults += [Fault("getFile", 500) for _ in range(5)]
    answer = await telegram.answer(telegram.say(user=EN, document=("a.txt", b"x")))

    assert answer.text == "Telegram does not answer me. Try again in a few minutes."
    assert [row.error.split()[0] for row in await house.queues.dead.rows()] == [
        "TelegramUnreachableError"
    ]


async def test_an_admin_who_cannot_be_told_is_asked_for_again(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.group(-1001, administrators=[5])
    telegram.faults.append(Fault("getChatMember", 500))
    answer = await telegram.answer(telegram.say("/settings", -1001, user=person(5)))

    assert answer.buttons


async def test_a_failure_too_long_for_a_toast_is_sent(
    telegram: TelegramSimulator, runner: BotRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.settings = {"owner": "a person with a name of two hundred letters " * 5}
    async with runner.running():
        panel = await telegram.answer(telegram.say("/settings", user=EN))
        monkeypatch.setattr(views, "settings_buttons", break_down)
        query = telegram.tap(panel, "Short", EN)
        answer = await telegram.answer(panel)
        await telegram.wait(lambda: query in telegram.answers)

    assert answer.text.startswith("Something broke on my side")
    assert "text" not in telegram.answers[query]


async def test_a_forged_button_is_left_alone(telegram: TelegramSimulator, house: House) -> None:
    panel = await telegram.answer(telegram.say("/settings", user=EN))
    forged: Json = {"text": "x", "callback_data": "p:xx"}
    panel.json["reply_markup"]["inline_keyboard"].append([forged])
    telegram.tap(panel, "x", EN)
    again = await telegram.answer(telegram.say("/settings", user=EN))

    assert again.text == "Language: English\nLength: Medium"


async def test_the_bot_polls_on_when_telegram_does_not_answer(
    telegram: TelegramSimulator,
    house: House,
    logged: list[EventDict],
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.faults.append(Fault("getUpdates", 502, "Bad Gateway"))
    await telegram.answer(telegram.say("/help", user=EN), 10)

    assert [(one["event"], one["error"]) for one in logged] == [("poll.failed", "NetworkError")]
    assert telegram.token not in caplog.text
