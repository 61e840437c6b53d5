"""The methods do what Telegram's do, and refuse what Telegram refuses."""

import io
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import InvalidToken, NetworkError

from tests.simulator.clients import new_bot, refusal_of
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import person

HTML = "HTML"
SHORTER = InlineKeyboardMarkup([[InlineKeyboardButton("Қысқарақ", callback_data="s:1")]])
FORUM = -1001


async def test_members_have_their_status(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.group(FORUM, administrators={5})
    telegram.say("x", FORUM, user=person(6))

    statuses = [(await bot.get_chat_member(FORUM, user)).status for user in (5, 6, 7, 42)]
    assert statuses == ["administrator", "member", "left", "member"]


async def test_a_topic_and_a_reply_must_be_there(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.group(FORUM, forum=True)
    question = telegram.say("Алма, алмұрт", FORUM, thread=9)
    reply = ReplyParameters(question.id, quote="алмұрт")
    await bot.send_message(FORUM, "жауап", message_thread_id=9, reply_parameters=reply)
    await bot.send_message(FORUM, "тағы", reply_to_message_id=question.id)
    gone = ReplyParameters(77, allow_sending_without_reply=True)
    await bot.send_message(FORUM, "сонда да", reply_parameters=gone)

    answer, plain, late = telegram.messages(FORUM)
    assert (answer.thread, answer.reply_to) == (9, question.id)
    assert answer.json["quote"] == {"text": "алмұрт", "position": 6, "is_manual": True}
    assert (plain.reply_to, late.reply_to) == (question.id, None)
    assert [
        await refusal_of(bot.send_message(FORUM, "x", message_thread_id=8)),
        await refusal_of(bot.send_message(FORUM, "x", reply_to_message_id=77)),
        await refusal_of(
            bot.send_message(FORUM, "x", reply_parameters=ReplyParameters(1, quote="өрік"))
        ),
        await refusal_of(bot.send_message(404, "x")),
    ] == [
        "Message thread not found",
        "Message to be replied not found",
        "Quote_text_invalid",
        "Chat not found",
    ]


async def test_text_is_measured_in_characters_after_parsing(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.say("x")
    await bot.send_message(7, f"<b>{'👋' * 4096}</b>", HTML)

    assert len(telegram.messages()[0].text) == 4096
    assert await refusal_of(bot.send_message(7, "👋" * 4097)) == "Message is too long"
    assert await refusal_of(bot.send_message(7, "<b></b>", HTML)) == "Message text is empty"
    assert await refusal_of(bot.send_message(7, "x", "Markdown")) == "Unsupported parse_mode"
    assert (
        await refusal_of(bot.send_document(7, b"x", caption="x" * 1025))
        == "Message caption is too long"
    )


async def test_entities_move_with_the_spaces_that_are_cut_off(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.say("x")
    await bot.send_message(7, " <i> </i>\n<b>қысқа </b>", HTML)

    (message,) = telegram.messages()
    assert message.text == "қысқа"
    assert message.entities == [{"type": "bold", "offset": 0, "length": 5}]
    assert [one[:18] for one in telegram.problems] == ["white space around"]
    telegram.problems.clear()


async def test_an_edit_must_change_something_of_the_bots_own(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    theirs = telegram.say("x")
    mine = await bot.send_message(7, "<b>x</b>", HTML, reply_markup=SHORTER)
    await bot.edit_message_reply_markup(7, mine.message_id)

    assert telegram.messages()[0].buttons == []
    same = await refusal_of(bot.edit_message_text("<b>x</b>", 7, mine.message_id, parse_mode=HTML))
    assert same.startswith("Message is not modified: specified new message content and reply")
    assert (await refusal_of(bot.edit_message_reply_markup(7, mine.message_id))).startswith(
        "Message is not modified"
    )
    assert await refusal_of(bot.edit_message_text("y", 7, theirs.id)) == "Message can't be edited"
    assert await refusal_of(bot.edit_message_text("y", 7, 99)) == "Message to edit not found"


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": "қ" * 33}, "Button_data_invalid"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        (
            {"text": "x", "url": "e.kz"},
            "Inline keyboard button url 'e.kz' is invalid: wrong http url",
        ),
    ],
)
async def test_a_button_must_be_of_use(
    telegram: TelegramSimulator, bot: Bot, button: Any, reason: str
) -> None:
    telegram.say("x")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton(**button)]])

    assert await refusal_of(bot.send_message(7, "x", reply_markup=keyboard)) == reason


async def test_files_go_both_ways(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.say(document=("big.pdf", bytes((20 << 20) + 1)))
    telegram.say("мына құжат", document=("мақала.txt", "Мәтін.".encode()))
    big, small = [update.message for update in await bot.get_updates()]
    assert small
    assert small.document
    assert big
    assert big.document
    content = await (await small.document.get_file()).download_as_bytearray()
    await bot.send_document(
        7, io.BytesIO(content), caption="<b>Міне</b>", filename="m.txt", parse_mode=HTML
    )
    await bot.send_document(7, small.document)

    assert (small.caption, small.document.file_name) == ("мына құжат", "мақала.txt")
    assert content.decode() == "Мәтін."
    sent, again = telegram.messages()
    assert (sent.text, sent.file and sent.file[1:]) == ("Міне", ("m.txt", bytes(content)))
    assert again.file == telegram.world.files[small.document.file_id]
    assert [
        await refusal_of(bot.get_file(big.document)),
        await refusal_of(bot.get_file("nothing")),
        await refusal_of(bot.send_document(7, "nothing")),
        await refusal_of(bot.send_document(7, b"")),
    ] == [
        "File is too big",
        "Invalid file_id",
        "Wrong file identifier/http url specified",
        "File must be non-empty",
    ]
    with pytest.raises(NetworkError):
        await bot.send_document(7, bytes((50 << 20) + 1))


async def test_a_file_that_is_not_there_is_not_found(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    with pytest.raises(InvalidToken):
        await bot.request.retrieve(f"{telegram.api_url}/file/bot{bot.token}/documents/none")


async def test_commands_are_kept_by_scope_and_language(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("tr", "Аудару")], scope, "kk")
    await bot.delete_webhook(drop_pending_updates=True)
    await bot.send_chat_action(telegram.say("x").chat_id, "typing")

    assert await bot.get_my_commands(scope, "kk") == (BotCommand("tr", "Аудару"),)
    assert await bot.get_my_commands(scope) == ()
    assert [
        await refusal_of(bot.set_my_commands([("Tr", "x")])),
        await refusal_of(bot.set_my_commands([("tr", "")])),
        await refusal_of(bot.set_my_commands([("tr", "x")] * 101)),
        await refusal_of(bot.send_chat_action(7, "dancing")),
    ] == [
        "Bot_command_invalid",
        "Bot_command_description_invalid",
        "Bot_commands_too_much",
        "Wrong parameter action in request",
    ]


async def test_the_profile_is_kept_by_language(telegram: TelegramSimulator, bot: Bot) -> None:
    await bot.set_my_name("Қысқа", "kk")
    await bot.set_my_description("Ұзақ мақаланы оқиды.", "kk")
    await bot.set_my_short_description("Түйін", "kk")

    assert [(await bot.get_my_name(code)).name for code in ("kk", "ru")] == ["Қысқа", "Qysqa"]
    assert (await bot.get_my_description("kk")).description == "Ұзақ мақаланы оқиды."
    assert (await bot.get_my_short_description("kk")).short_description == "Түйін"
    assert await refusal_of(bot.set_my_name("x" * 65)) == "Name is too long"


async def test_another_token_is_not_known(telegram: TelegramSimulator) -> None:
    stranger = new_bot(telegram, "1:STRANGER")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_what_telegram_passes_over_is_a_problem(telegram: TelegramSimulator) -> None:
    telegram.say("x")
    beyond = [MessageEntity("bold", 0, 9)] * 101
    async with new_bot(telegram) as bot:
        await bot.send_message(7, "x", entities=beyond, api_kwargs={"disable_web_preview": 1})
        await bot.send_message(7, "x", api_kwargs={"message_effect_id": 1, "reply_markup": "{"})
        with pytest.raises(InvalidToken, match="Not Found"):
            await bot.send_dice(7)

    assert telegram.problems == [
        "sendMessage has no parameter 'disable_web_preview'",
        "an entity of 'x' from 0 to 9",
        "101 entities, Telegram keeps 100",
        "sendMessage: reply_markup is not json: '{'",
        "the simulator has no method sendDice",
    ]
