"""The buttons under an answer: the same message changes."""

from pathlib import Path

import pytest

from bot.build import House
from bot.core import languages
from tests.chat.running import EN, KK, RU, BotRunner, sample_text
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message


def labels(answer: Message) -> list[str]:
    return [button.text for button in answer.buttons]


async def test_under_an_answer_are_languages_and_lengths(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(sample_text(languages.RU)))

    assert labels(answer) == [
        *("• Қазақша", "Русский", "English", "Қысқарақ", "Толығырақ"),
        *("Мәтіндегі орны", "Бөлісу"),
    ]


async def test_a_language_changes_the_same_message_and_is_remembered(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say(sample_text(languages.RU)))
        query = telegram.tap(answer, "English")
        await telegram.wait(lambda: "Quoted word for word: 5 of 2" in answer.text)
    async with runner.running():
        hello = await telegram.answer(telegram.say("/start"))

    assert labels(answer) == [
        *("Қазақша", "Русский", "• English", "Shorter", "Longer"),
        *("Where in the text", "Share"),
    ]
    assert "text" not in telegram.answers[query]
    assert hello.text.startswith("Hello!")
    assert telegram.messages() == [answer, hello]


async def test_shorter_and_longer_change_the_same_message(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(sample_text(languages.EN), user=RU))
    telegram.tap(answer, "Короче", RU)
    await telegram.wait(lambda: "Дословных предложений: 3 из 2" in answer.text)
    at_short = labels(answer)
    telegram.tap(answer, "Подробнее", RU)
    await telegram.wait(lambda: "Дословных предложений: 5 из 2" in answer.text)
    telegram.tap(answer, "Подробнее", RU)
    await telegram.wait(lambda: "Дословных предложений: 8 из 2" in answer.text)

    more = ["Где в тексте", "Поделиться"]
    assert at_short == ["Қазақша", "• Русский", "English", "Подробнее", *more]
    assert labels(answer) == ["Қазақша", "• Русский", "English", "Короче", *more]
    assert telegram.messages() == [answer]


async def test_the_chosen_language_pressed_again_changes_nothing(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(sample_text(languages.EN)))
    before = answer.html
    presses = {telegram.tap(answer, "• Қазақша"), telegram.tap(answer, "• Қазақша")}
    await telegram.wait(lambda: presses <= telegram.answers.keys())
    after = await telegram.answer(telegram.say("/help"))

    assert answer.html == before
    assert telegram.messages() == [answer, after]
    refused = [call.refused for call in telegram.calls if call.refused]
    assert len(refused) == 2
    assert all("message is not modified" in reason for reason in refused)


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (KK, "Бұл жауап енді сақталмайды. Сілтемені немесе мәтінді қайтадан жіберіңіз."),
        (RU, "Этот ответ у меня уже не хранится. Пришлите ссылку или текст ещё раз."),
        (EN, "I no longer keep this answer. Send the link or the text once more."),
    ],
)
async def test_an_answer_that_is_no_longer_kept_is_asked_for_again(
    telegram: TelegramSimulator, runner: BotRunner, tmp_path: Path, reader: Json, said: str
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say(sample_text(languages.EN), user=reader))
    async with BotRunner(telegram, tmp_path / "new").running():
        telegram.tap(answer, answer.buttons[-1].data, reader)
        sorry = await telegram.answer(answer)

    assert sorry.text == said
    assert sorry.reply_to == answer.id


async def test_a_press_under_a_deleted_message_is_answered_with_a_new_one(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(sample_text(languages.EN)))
    telegram.tap(answer, "English")
    del telegram.world.messages[7, answer.id]
    again = await telegram.answer(answer)

    assert "Quoted word for word: 5 of 2" in again.text


async def test_a_press_under_a_message_too_old_to_be_shown_is_answered(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(sample_text(languages.EN)))
    telegram.tap(answer, "English")
    (update,) = telegram.world.updates[-1:]
    place = {"chat": answer.json["chat"], "message_id": answer.id, "date": 0}
    update["callback_query"]["message"] = place
    await telegram.wait(lambda: "Quoted word for word: 5 of 2" in answer.text)

    assert telegram.messages() == [answer]


async def test_each_button_has_room_for_what_it_carries(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(sample_text(languages.EN)))

    assert {len(button.data) for button in answer.buttons} == {41}
