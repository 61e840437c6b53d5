"""Inline queries: @bot and a link or a text, in any chat."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from bot.build import House
from bot.telegram.anywhere import offers
from bot.telegram.anywhere.results import READY_S, SOON_S
from bot.translation.pace import Window
from tests.chat.running import EN, KK, BotRunner
from tests.chat.sites import Sites
from tests.chat.test_translate import IN_KAZAKH, IN_RUSSIAN, POST
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Mode, Translators
from tests.simulator.world import BOT, Json, Message, person

FAST = {"rate_per_s": 1_000, "burst": 1_000}
BRIDGE = "The bridge was built in 2024."
ANSWERS = {
    (BRIDGE, "kk"): "Көпір 2024 жылы салынды.",
    (BRIDGE, "ru"): "Мост построили в 2024 году.",
}
FRIEND = person(8, "Данияр", language="ru")
OPEN = {"text": "Open the chat with me", "start_parameter": "inline"}


@pytest.fixture
def runner(runner: BotRunner) -> BotRunner:
    runner.manners = replace(runner.manners, inline_wait_s=0.02)
    return runner


@pytest.fixture
def translators() -> Iterator[Translators]:
    with Translators(dict(ANSWERS)) as running:
        yield running


@pytest.fixture
async def engines(runner: BotRunner, translators: Translators) -> AsyncIterator[House]:
    """The house of a bot that has an engine."""
    runner.settings = {
        "engines": "google",
        "google_url": translators.google_url,
        "engine_options": {"google": FAST},
    }
    async with runner.running() as house:
        yield house


async def offered(telegram: TelegramSimulator, text: str, user: Json = EN) -> Json:
    return await telegram.offered(telegram.type(text, user))


async def read(telegram: TelegramSimulator, url: str, user: Json = EN) -> Message:
    """A link that a person sent by way of the bot, and whose button they pressed."""
    query = telegram.type(url, user)
    found = (await telegram.offered(query))["results"][0]["id"]
    message = telegram.choose(query, found)
    telegram.tap_inline(message, "Shorten", user)
    await telegram.wait(lambda: "Almaty’s" in message.text)
    return message


async def test_the_bots_name_alone_offers_help_and_the_private_chat(
    telegram: TelegramSimulator, house: House
) -> None:
    offer = await offered(telegram, "")

    (result,) = offer["results"]
    assert result["title"] == "Shorten or translate right here"
    assert "@qysqa_test_bot kk" in result["input_message_content"]["message_text"]
    assert (offer["button"], offer["is_personal"], offer["cache_time"]) == (OPEN, True, READY_S)


async def test_a_link_is_offered_and_not_opened(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    offer = await offered(telegram, f"kk {sites.root}/article")

    (result,) = offer["results"]
    assert (result["id"], result["title"]) == ("read:kk", "Shorten 127.0.0.1")
    assert (offer["is_personal"], offer["cache_time"]) == (True, SOON_S)
    assert sites.opened == []


async def test_its_button_has_the_page_read_and_the_message_become_the_summary(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    query = telegram.type(f"{sites.root}/article", EN)
    await telegram.offered(query)
    message = telegram.choose(query, "read:en")
    assert message.text.startswith(
        f"{sites.root}/article\n\nPress the button: I'll open 127.0.0.1"
    )
    pressed = telegram.tap_inline(message, "Shorten", FRIEND)
    await telegram.wait(lambda: pressed in telegram.answers)

    await telegram.wait(lambda: "Quoted word for word" in message.text)
    assert message.text.startswith("Almaty’s new tram line")
    assert [one.text for one in message.buttons][:3] == ["Қазақша", "Русский", "• English"]
    assert telegram.messages(7) == telegram.messages(8) == []


async def test_a_summary_that_is_there_is_offered_at_once(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    await telegram.answer(telegram.say(f"{sites.root}/article", user=EN))
    offer = await offered(telegram, f"{sites.root}/article?utm_source=x")

    (result,) = offer["results"]
    assert result["id"] == "sum:en"
    assert result["title"].startswith("Almaty’s new tram line")
    assert (offer["is_personal"], offer["cache_time"]) == (True, READY_S)
    assert sites.opened == ["article"]


async def test_in_a_language_it_is_ready_once_it_was_read_in_that(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    await telegram.answer(telegram.say(f"{sites.root}/article", user=EN))
    query = telegram.type(f"ru {sites.root}/article", EN)
    (result,) = (await telegram.offered(query))["results"]
    message = telegram.choose(query, result["id"])

    assert result["id"] == "sum:ru"  # the shipped memory knows every sentence of it
    assert message.text.endswith("Перевод из памяти переводов.")


async def test_the_buttons_under_a_summary_change_it_for_all_and_nobodys_choice(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    message = await read(telegram, f"{sites.root}/article")
    telegram.tap_inline(message, "Русский", FRIEND)
    await telegram.wait(lambda: "• Русский" in [one.text for one in message.buttons])
    telegram.tap_inline(message, "Короче", FRIEND)
    await telegram.wait(lambda: len(message.buttons) == 4)

    assert (await house.qysqa.preferences.of(8, "kk")).language == "kk"


async def test_where_telegram_tells_what_was_chosen_nobody_presses(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    query = telegram.type(f"{sites.root}/article", EN)
    await telegram.offered(query)
    message = telegram.choose(query, "read:en", feedback=True)

    await telegram.wait(lambda: "Quoted word for word" in message.text)


async def test_a_chosen_translation_leads_to_nothing(
    telegram: TelegramSimulator, house: House
) -> None:
    query = telegram.type(f"ru {POST}", EN)
    await telegram.offered(query)
    telegram.choose(query, "tr:ru", feedback=True)
    await telegram.answer(telegram.say("/help", user=EN))

    assert len(telegram.messages()) == 1


async def test_a_page_that_cannot_be_read_is_named_and_can_be_tried_again(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    query = telegram.type(f"{sites.root}/500", EN)
    await telegram.offered(query)
    message = telegram.choose(query, "read:en")
    telegram.tap_inline(message, "Shorten", EN)

    await telegram.wait(lambda: "it answered “500”." in message.text)
    assert message.text.startswith(f"{sites.root}/500\n\n")
    assert [one.text for one in message.buttons] == ["Shorten"]


async def test_a_long_link_is_forgotten_with_a_restart_and_that_is_said(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        query = telegram.type(f"{sites.root}/article?{'a' * 100}", EN)
        await telegram.offered(query)
        message = telegram.choose(query, "read:en")
    async with runner.running():
        pressed = telegram.tap_inline(message, "Shorten", EN)
        await telegram.wait(lambda: pressed in telegram.answers)

    assert "Send the link or the text once more." in telegram.answers[pressed]["text"]
    assert sites.opened == []


async def test_a_text_is_offered_in_the_other_languages_of_the_person(
    telegram: TelegramSimulator, house: House
) -> None:
    query = telegram.type(POST, EN)
    offer = await telegram.offered(query)
    message = telegram.choose(query, "tr:kk")

    assert [one["title"] for one in offer["results"]] == ["Қазақша", "Русский"]
    assert offer["results"][1]["description"] == IN_RUSSIAN
    assert message.text == f"{IN_KAZAKH}\n\nTranslated from the translation memory."
    assert offer["cache_time"] == READY_S


async def test_an_engine_is_asked_for_what_nobody_remembers_and_named(
    telegram: TelegramSimulator, engines: House, translators: Translators
) -> None:
    query = telegram.type(f"kk {BRIDGE}", EN)
    offer = await telegram.offered(query)
    message = telegram.choose(query, "tr:kk")

    assert [one["id"] for one in offer["results"]] == ["tr:kk"]
    assert message.text == (
        "Көпір 2024 жылы салынды.\n\nMachine translation from English (Google); it can be wrong."
    )
    assert len(translators.heard) == 1


async def test_only_the_last_of_what_is_typed_is_answered(
    telegram: TelegramSimulator, engines: House, translators: Translators
) -> None:
    typed = [telegram.type(f"kk {BRIDGE[:length]}", EN) for length in (5, 15, 25, len(BRIDGE))]
    offer = await telegram.offered(typed[-1])

    assert [one["id"] for one in offer["results"]] == ["tr:kk"]
    assert [one for one in typed if one in telegram.world.offers] == typed[-1:]
    assert len(translators.heard) == 1


async def test_two_people_who_type_at_a_time_are_both_answered(
    telegram: TelegramSimulator, house: House
) -> None:
    mine, theirs = telegram.type(POST, EN), telegram.type(POST, FRIEND)

    assert len((await telegram.offered(mine))["results"]) == 2
    assert len((await telegram.offered(theirs))["results"]) == 2


async def test_kazakh_comes_in_the_script_that_the_person_chose(
    telegram: TelegramSimulator, engines: House
) -> None:
    offer = await offered(telegram, f"kk-latn {BRIDGE}")

    assert offer["results"][0]["description"] == "Köpır 2024 jyly salyndy."
    assert offer["results"][0]["title"] == "Қазақша (Latn)"


async def test_where_engines_fail_a_button_says_what_to_do_in_the_persons_language(
    telegram: TelegramSimulator, engines: House, translators: Translators
) -> None:
    translators.mode = Mode.FAILING
    offer = await offered(telegram, f"kk {BRIDGE}")

    assert (offer.get("results", []), offer["cache_time"]) == ([], 0)
    assert offer["button"]["text"] == "Not translated. Send me the text in private"


async def test_engines_that_take_long_are_not_waited_for(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    runner.settings = {"engines": "google", "google_url": translators.google_url}
    runner.manners = replace(runner.manners, inline_limit_s=0.1)
    translators.mode = Mode.HANG
    async with runner.running():
        offer = await offered(telegram, f"kk {BRIDGE}")

    assert offer["button"]["text"] == "This takes longer. Send me the text in private"


async def test_a_text_in_the_language_asked_for_is_told_so(
    telegram: TelegramSimulator, house: House
) -> None:
    offer = await offered(telegram, f"en {POST}")

    assert offer["button"]["text"] == "This already is in the language asked for: English."


async def test_queries_are_not_stored(
    telegram: TelegramSimulator, runner: BotRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with runner.answering() as (house, front), front.polling():
        added = list[object]()
        real = house.queues.inbox.add

        async def add(updates: list[object], *, now: int) -> int:
            added.extend(updates)
            return await real(updates, now=now)  # type: ignore[arg-type] # as it came

        monkeypatch.setattr(type(house.queues.inbox), "add", lambda _, *a, **k: add(*a, **k))
        await offered(telegram, POST)

    assert added == []


async def test_an_answer_that_telegram_refuses_is_let_go(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.faults.append(
        Fault("answerInlineQuery", 400, "Bad Request: query is too old and response timeout")
    )
    telegram.type("", EN)
    await telegram.wait(lambda: [one for one in telegram.calls if one.refused])

    assert (await offered(telegram, ""))["results"]


async def test_what_is_sent_to_the_bot_by_way_of_itself_is_not_read_again(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.say(POST, user=EN, more={"via_bot": BOT})
    await telegram.answer(telegram.say("/help", user=EN))

    assert len(telegram.messages()) == 1


async def test_a_forged_button_under_another_message_reads_no_page_into_it(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    welcome = await telegram.answer(telegram.say("/start", 7))
    said = welcome.text
    button = {"text": "x", "callback_data": f"r:en:{sites.root}/article"}
    forged = Message(welcome.json | {"reply_markup": {"inline_keyboard": [[button]]}})
    query = telegram.tap(forged, "x")

    await telegram.wait(lambda: query not in telegram.world.open_queries)
    await telegram.answer(telegram.say("/help", 7))
    assert welcome.text == said
    assert sites.opened == []


async def test_queries_come_by_webhook_too(telegram: TelegramSimulator, runner: BotRunner) -> None:
    async with runner.answering() as (_, front):
        query = telegram.type("", KK)
        await front.intake.take_bodies([json.dumps(telegram.world.updates[-1]).encode()])
        offer = await telegram.offered(query)

    assert len(offer["results"]) == 1


async def test_a_summary_that_is_gone_is_told_to_whoever_presses(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    message = await read(telegram, f"{sites.root}/article")
    before = message.text
    keys = message.json["reply_markup"]["inline_keyboard"][0]
    keys[0]["callback_data"] = f"i:{'0' * 32}:kk:m:1"
    pressed = telegram.tap_inline(message, "Қазақша", KK)
    await telegram.wait(lambda: pressed in telegram.answers)

    assert telegram.answers[pressed]["text"]
    assert message.text == before


async def test_engines_are_asked_for_so_many_queries_of_a_person_only(
    telegram: TelegramSimulator,
    runner: BotRunner,
    translators: Translators,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(offers, "ENGINE_LIMITS", (Window(1, 60),))
    runner.settings = {"engines": "google", "google_url": translators.google_url}
    async with runner.running():
        first = await offered(telegram, f"kk {BRIDGE}")
        second = await offered(telegram, f"ru {BRIDGE}")
        again = await offered(telegram, f"kk  {BRIDGE}")

    assert [len(one.get("results", [])) for one in (first, second, again)] == [1, 0, 1]
    assert len(translators.heard) == 1


async def test_a_page_without_a_summary_is_offered_to_be_read_and_then_told(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    body = (
        "Бұл мәтінде үш-ақ сөйлем бар. Екіншісі осы болады. Үшіншісі – соңғысы, ол осымен бітеді."
    )
    sites.slow_page = f"<html><body><article><h1>Қысқа</h1><p>{body}</p></article></body></html>"
    sites.go.set()
    await telegram.answer(telegram.say(f"{sites.root}/slow", user=EN))
    offer = await offered(telegram, f"{sites.root}/slow")

    assert [one["id"] for one in offer["results"]] == ["read:en"]


async def test_what_was_chosen_of_another_programs_results_is_let_go(
    telegram: TelegramSimulator, house: House
) -> None:
    chosen = {"result_id": "read:en", "from": EN, "query": "no link", "inline_message_id": "x"}
    telegram.world.push("chosen_inline_result", chosen)
    await telegram.answer(telegram.say("/help", user=EN))

    assert not [one for one in telegram.calls if one.method == "editMessageText"]
