"""Inline and guest queries: refused is what Telegram refuses."""

from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
)
from telegram.error import BadRequest

from tests.simulator.anywhere_methods import answer_inline_query
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person

ME = person(7)
BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Қысқарту", callback_data="r")]])


def article(
    number: str = "1", *, title: str = "Бір", text: str = "Сәлем", markup: Any = None
) -> InlineQueryResultArticle:
    said = InputTextMessageContent(text)
    return InlineQueryResultArticle(number, title, said, reply_markup=markup)


async def test_a_query_is_heard_and_answered_once(telegram: TelegramSimulator, bot: Bot) -> None:
    query = telegram.type("kk Сәлем", ME)
    (update,) = await bot.get_updates(allowed_updates=["inline_query"])
    assert update.inline_query is not None
    assert (update.inline_query.id, update.inline_query.query) == (query, "kk Сәлем")
    await bot.answer_inline_query(query, [article()], cache_time=5, is_personal=True)

    offer = await telegram.offered(query)
    assert (offer["cache_time"], offer["is_personal"]) == (5, True)
    assert offer["results"][0]["title"] == "Бір"
    with pytest.raises(BadRequest, match=r"(?i)query id is invalid"):
        await bot.answer_inline_query(query, [])


async def test_an_answer_that_comes_late_or_to_nobody_is_refused(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    query = telegram.type("", ME)
    telegram.later(11)

    for number in (query, "12"):
        with pytest.raises(BadRequest, match=r"(?i)query is too old"):
            await bot.answer_inline_query(number, [])


@pytest.mark.parametrize(
    ("results", "refusal"),
    [
        ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("ә" * 33)], "RESULT_ID_INVALID"),
        ([article("")], "RESULT_ID_INVALID"),
        ([article(title="")], "ARTICLE_TITLE_EMPTY"),
        ([article(text="")], "text is empty"),
        ([article(text="а" * 4097)], "too long"),
        ([InlineQueryResultPhoto("1", "https://a.kz/1.jpg", "https://a.kz/1.jpg")], "article"),
        (
            [
                article(
                    markup=InlineKeyboardMarkup(
                        [[InlineKeyboardButton("a", callback_data="ә" * 33)]]
                    )
                )
            ],
            "BUTTON_DATA_INVALID",
        ),
    ],
)
async def test_a_result_that_could_not_be_sent_is_refused(
    telegram: TelegramSimulator, bot: Bot, results: Any, refusal: str
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)" + refusal):
        await bot.answer_inline_query(telegram.type("", ME), results)


@pytest.mark.parametrize("payload", ["a b", "a" * 65, "ә"])
async def test_a_button_leads_to_the_private_chat_with_a_word(
    telegram: TelegramSimulator, bot: Bot, payload: str
) -> None:
    button = InlineQueryResultsButton("Чат", start_parameter=payload)

    with pytest.raises(BadRequest, match=r"(?i)start_param_invalid"):
        await bot.answer_inline_query(telegram.type("", ME), [], button=button)


async def test_what_is_chosen_becomes_a_message_that_can_be_changed(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    query = telegram.type("a.kz", ME)
    await bot.answer_inline_query(query, [article(markup=BUTTON)])
    message = telegram.choose(query, "1", feedback=True)
    pressed = telegram.tap_inline(message, "Қысқарту", ME)
    _, chosen, press = await bot.get_updates()

    assert chosen.chosen_inline_result is not None
    assert chosen.chosen_inline_result.query == "a.kz"
    assert press.callback_query is not None
    assert (press.callback_query.id, press.callback_query.message) == (pressed, None)
    place = press.callback_query.inline_message_id
    assert chosen.chosen_inline_result.inline_message_id == place
    assert await bot.edit_message_text("Дайын", inline_message_id=place) is True
    assert (message.text, message.buttons) == ("Дайын", [])
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_text("Дайын", inline_message_id=place)


async def test_one_without_buttons_cannot(telegram: TelegramSimulator, bot: Bot) -> None:
    query = telegram.type("", ME)
    await bot.answer_inline_query(query, [article()])

    assert "inline_message_id" not in telegram.choose(query, "1").json
    with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
        await bot.edit_message_text("Дайын", inline_message_id="inline1")


async def test_a_guest_answers_once(telegram: TelegramSimulator, bot: Bot) -> None:
    query = telegram.summon("@qysqa_test_bot kk", ME, reply_to={"text": "Hello @all"})
    (update,) = await bot.get_updates(allowed_updates=["guest_message"])
    message = update.guest_message
    assert message is not None
    assert message.reply_to_message is not None
    assert (message.guest_query_id, message.reply_to_message.text) == (query, "Hello @all")
    sent = await bot.answer_guest_query(query, article())

    answer = await telegram.guest_answer(query)
    assert (answer.text, answer.json["inline_message_id"]) == ("Сәлем", sent.inline_message_id)
    with pytest.raises(BadRequest, match=r"(?i)query id is invalid"):
        await bot.answer_guest_query(query, article())


async def test_a_field_that_results_do_not_have_is_a_problem(telegram: TelegramSimulator) -> None:
    result = article().to_dict() | {"hide_url": True}
    query = telegram.type("", ME)
    answer_inline_query(telegram.world, {"inline_query_id": query, "results": [result]})

    assert telegram.problems == ["an inline result has no ['hide_url']"]
