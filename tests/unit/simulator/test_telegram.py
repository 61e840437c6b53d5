"""People write, the bot is asked as Telegram asks it, and things go wrong on demand."""

import asyncio
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, NetworkError
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from tests.simulator.clients import new_bot, refusal_of
from tests.simulator.refusal import Refusal
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person

HTML = "HTML"
SHORTER = InlineKeyboardMarkup([[InlineKeyboardButton("Қысқарақ", callback_data="s:1")]])
FORUM = -1001


async def answer_text(update: Update, _: Any) -> None:
    assert update.effective_message
    await update.effective_message.reply_html("<b>Сәлем</b> 👋", reply_markup=SHORTER)


async def answer_tap(update: Update, _: Any) -> None:
    query = update.callback_query
    assert query
    await query.answer("Дайын")
    await query.edit_message_text(f"таңдалды: {query.data}")


async def test_a_polling_application_answers_a_message_and_a_tap(
    telegram: TelegramSimulator,
) -> None:
    app = Application.builder().bot(new_bot(telegram)).build()
    app.add_handler(MessageHandler(filters.TEXT, answer_text))
    app.add_handler(CallbackQueryHandler(answer_tap))
    async with app:
        assert app.updater
        await app.updater.start_polling()
        await app.start()
        answer = await telegram.answer(telegram.say("қалай?"))
        asked = (answer.text, answer.html, answer.entities, answer.buttons)
        query = telegram.tap(answer, "Қысқарақ")
        await telegram.wait(lambda: answer.text.startswith("таңдалды"))
        await app.updater.stop()
        await app.stop()

    assert asked == (
        "Сәлем 👋",
        "<b>Сәлем</b> 👋",
        [{"type": "bold", "offset": 0, "length": 5}],
        [("Қысқарақ", "s:1", "")],
    )
    assert answer.text == "таңдалды: s:1"
    assert answer.buttons == []
    assert telegram.answers[query]["text"] == "Дайын"
    assert telegram.problems == []


async def test_updates_come_again_until_they_are_confirmed(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.say("бір")
    telegram.say("екі")
    first = await bot.get_updates()
    again = await bot.get_updates(offset=first[1].update_id)
    none = await bot.get_updates(offset=first[1].update_id + 1)

    assert [update.message and update.message.text for update in first] == ["бір", "екі"]
    assert again == first[1:]
    assert none == ()


async def test_a_long_poll_ends_when_somebody_writes(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5, allowed_updates=["edited_message"]))
    message = telegram.say("бир")
    telegram.edit(message, "бір")

    (update,) = await asyncio.wait_for(poll, 1)
    assert update.edited_message
    assert update.edited_message.text == "бір"


async def test_a_message_is_marked_as_clients_mark_it(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.say("👋 /sum@qysqa_test_bot https://e.kz/#a?b=1, @ayan #жаңалық 1/2")
    (update,) = await bot.get_updates()

    assert update.message
    assert list(update.message.parse_entities().values()) == [
        "/sum@qysqa_test_bot",
        "https://e.kz/#a?b=1",
        "@ayan",
        "#жаңалық",
    ]
    kinds = [entity.type for entity in update.message.entities]
    assert kinds == ["bot_command", "url", "mention", "hashtag"]


async def test_people_reply_forward_and_write_in_topics(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(FORUM, forum=True, administrators={5})
    question = telegram.say("сұрақ", FORUM, thread=9, user=person(5, language="ru"))
    telegram.say("/sum", FORUM, thread=9, reply_to=question, anonymous=True)
    telegram.say("жазба", forwarded="Арна")
    asked, replied, forwarded = [update.message for update in await bot.get_updates()]

    assert asked
    assert asked.from_user
    assert asked.from_user.language_code == "ru"
    assert replied
    assert replied.reply_to_message == asked
    assert (replied.message_thread_id, replied.sender_chat) == (9, replied.chat)
    assert forwarded
    assert forwarded.forward_origin
    assert forwarded.forward_origin.type == "channel"


async def test_a_tap_is_answered_once(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.say("x")
    await bot.send_message(7, "x", reply_markup=SHORTER)
    (message,) = telegram.messages()
    query = telegram.tap(message, "s:1", person(9))

    assert await refusal_of(bot.answer_callback_query(query, "x" * 201)) == "Message_too_long"
    assert await bot.answer_callback_query(query)
    too_old = "Query is too old and response timeout expired or query id is invalid"
    assert await refusal_of(bot.answer_callback_query(query)) == too_old
    with pytest.raises(LookupError, match="Ұзағырақ"):
        telegram.tap(message, "Ұзағырақ")


async def test_a_chat_can_refuse_the_bot(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.say("x")
    telegram.world.chats[7].refusal = Refusal(403, "Forbidden: bot was blocked by the user")

    blocked = "Forbidden: bot was blocked by the user"
    assert await refusal_of(bot.send_message(7, "x")) == blocked
    assert telegram.calls[-1] == ("sendMessage", {"chat_id": 7, "text": "x"}, blocked)


async def test_faults_happen_once_in_their_order(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.say("x")
    later = Fault("getFile")
    telegram.faults += [
        later,
        Fault("sendMessage", 400, "Bad Request: group upgraded", delay_s=0.01),
        Fault("sendMessage", drop=True),
        Fault(drop_answer=True),
    ]
    errors = [type(await failure_of(bot.send_message(7, str(number)))) for number in range(3)]
    await bot.send_message(7, "3")

    assert errors[0] is BadRequest
    assert [message.text for message in telegram.messages()] == ["2", "3"]
    assert telegram.faults == [later]


async def failure_of(call: Any) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        await call
    return caught.value


async def test_waiting_in_vain_tells_the_last_calls(telegram: TelegramSimulator, bot: Bot) -> None:
    with pytest.raises(TimeoutError, match="getMe"):
        await telegram.wait(lambda: False, 0.01)
