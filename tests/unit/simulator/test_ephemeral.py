"""Messages that one person sees in a group, as Bot API 10.3 has them."""

from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram import Message as Sent
from telegram.error import EndPointNotFound

from tests.simulator.clients import new_bot, refusal_of
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT, Message, person

GROUP = -1001
AYAN = person(5, "Аян")
PRESS = InlineKeyboardMarkup([[InlineKeyboardButton("Маған", callback_data="me")]])
NO_RIGHT = "Not enough rights to send ephemeral messages to the chat"


@pytest.fixture
def group(telegram: TelegramSimulator) -> TelegramSimulator:
    telegram.group(GROUP)
    return telegram


async def show(bot: Bot, text: str = "құпия", *, chat: int = GROUP, **given: Any) -> Sent:
    """Send to Аян alone."""
    receiver = {"receiver_user_id": 5} | given.pop("occasion", {})
    more = {"ephemeral_message_parameters": receiver} | given
    return await bot.send_message(chat, text, api_kwargs=more)


def reply_to(message: Message) -> dict[str, int]:
    return {"ephemeral_message_id": message.ephemeral_id}


async def test_an_ephemeral_command_is_answered_for_one(
    group: TelegramSimulator, bot: Bot
) -> None:
    command = group.say("/catchup", GROUP, user=AYAN, ephemeral=True)
    (update,) = await bot.get_updates()
    sent = await show(bot, "<b>құпия</b>", parse_mode="HTML", reply_parameters=reply_to(command))

    assert update.message
    assert (update.message.text, update.message.message_id) == ("/catchup", 0)
    assert update.message.api_kwargs["ephemeral_message_id"] == command.ephemeral_id
    assert update.message.api_kwargs["receiver_user"] == BOT
    (shown,) = group.ephemeral(GROUP, 5)
    assert (shown.text, shown.html) == ("құпия", "<b>құпия</b>")
    assert (sent.message_id, sent.api_kwargs["ephemeral_message_id"]) == (0, shown.ephemeral_id)
    assert (sent.api_kwargs["receiver_user"]["id"], sent.chat.id) == (5, GROUP)
    assert (group.messages(GROUP), group.ephemeral(GROUP, 6)) == ([], [])


async def test_an_ephemeral_message_needs_an_occasion_that_is_fresh(
    group: TelegramSimulator, bot: Bot
) -> None:
    command = group.say("/catchup", GROUP, user=AYAN, ephemeral=True)
    await bot.send_message(GROUP, "x", reply_markup=PRESS)
    group.say("x", GROUP, user=person(6))
    (question,) = group.messages(GROUP)
    press, other = group.tap(question, "me", AYAN), group.tap(question, "me", person(6))
    group.later(14)
    await show(bot, reply_parameters=reply_to(command))
    await show(bot, occasion={"callback_query_id": press})
    assert await refusal_of(show(bot)) == NO_RIGHT
    assert await refusal_of(show(bot, occasion={"callback_query_id": other})) == NO_RIGHT
    group.later(2)
    late = await refusal_of(show(bot, reply_parameters=reply_to(command)))
    assert late == "Ephemeral message to be replied not found"
    assert await refusal_of(show(bot, occasion={"callback_query_id": press})) == NO_RIGHT
    group.promote_bot(GROUP)
    await show(bot)
    late = await refusal_of(show(bot, reply_parameters=reply_to(command)))
    assert late == "Ephemeral message to be replied not found"
    assert len(group.ephemeral(GROUP, 5)) == 3


async def test_only_members_of_groups_are_shown_something(
    group: TelegramSimulator, bot: Bot
) -> None:
    group.promote_bot(GROUP)
    group.say("x", 5)
    command = group.say("/catchup", GROUP, user=person(6), ephemeral=True)

    stranger = await refusal_of(show(bot))
    private = await refusal_of(show(bot, chat=5))
    reply = {"reply_parameters": reply_to(command)}
    public = await refusal_of(bot.send_message(GROUP, "x", api_kwargs=reply))
    assert (stranger, private, public) == (
        "The receiver of the ephemeral message is not a member of the chat",
        "Ephemeral messages can be sent to groups and supergroups only",
        "A reply to an ephemeral message must be ephemeral",
    )


async def test_what_one_person_sees_is_edited_and_deleted_by_its_own_methods(
    group: TelegramSimulator, bot: Bot
) -> None:
    command = group.say("/catchup", GROUP, user=AYAN, ephemeral=True)
    keyboard = PRESS.to_dict()
    sent = await show(bot, reply_parameters=reply_to(command), reply_markup=keyboard)
    number = sent.api_kwargs["ephemeral_message_id"]
    place = {"chat_id": GROUP, "receiver_user_id": 5, "ephemeral_message_id": number}
    (shown,) = group.ephemeral(GROUP, 5)
    edit = "editEphemeralMessageText"
    edited = place | {"text": "<i>а</i>", "parse_mode": "HTML", "reply_markup": keyboard}
    query = group.tap(shown, "me", AYAN)

    assert await bot.answer_callback_query(query)
    assert await bot.do_api_request(edit, edited) is True
    assert (shown.text, shown.entities[0]["type"], len(shown.buttons)) == ("а", "italic", 1)
    assert await bot.do_api_request("editEphemeralMessageReplyMarkup", place) is True
    assert (shown.text, shown.buttons) == ("а", [])
    too_long = await refusal_of(bot.do_api_request(edit, place | {"text": "а" * 1025}))
    theirs = place | {"ephemeral_message_id": command.ephemeral_id, "text": "x"}
    assert (too_long, await refusal_of(bot.do_api_request(edit, theirs))) == (
        "Media_caption_too_long",
        "Message can't be edited",
    )
    assert await refusal_of(bot.edit_message_text("x", GROUP, 0)) == "Message to edit not found"
    assert await bot.do_api_request("deleteEphemeralMessage", place) is True
    assert group.ephemeral(GROUP, 5) == []
    gone = await refusal_of(bot.do_api_request(edit, place | {"text": "x"}))
    assert gone == "Message to edit not found"


async def test_an_ephemeral_command_is_heard_in_privacy_mode(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(GROUP, privacy=True)
    telegram.say("/catchup", GROUP, user=AYAN, ephemeral=True)
    telegram.say("жоқ", GROUP, user=AYAN)

    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "/catchup"


async def test_an_older_telegram_shows_it_to_all() -> None:
    async with TelegramSimulator(ephemeral_supported=False) as telegram, new_bot(telegram) as bot:
        telegram.group(GROUP)
        command = telegram.say("/catchup", GROUP, user=AYAN, ephemeral=True)
        await show(bot)
        reply = {"ephemeral_message_id": 3}
        refused = await refusal_of(show(bot, reply_parameters=reply))
        with pytest.raises(EndPointNotFound):
            await bot.do_api_request("deleteEphemeralMessage", {"chat_id": GROUP})

    assert (command.id, command.ephemeral_id) == (1, 0)
    assert [message.text for message in telegram.messages(GROUP)] == ["құпия"]
    assert refused == 'Can\'t find field "message_id"'
    assert (telegram.ephemeral(GROUP, 5), telegram.problems) == ([], [])


async def test_commands_are_marked_as_ephemeral(telegram: TelegramSimulator, bot: Bot) -> None:
    marked = BotCommand("catchup", "Түйін", api_kwargs={"is_ephemeral": True})
    wrong = BotCommand("catchup", "Түйін", api_kwargs={"is_ephemeral": "yes"})
    await bot.set_my_commands([marked])

    (commands,) = telegram.world.commands.values()
    assert commands == [{"command": "catchup", "description": "Түйін", "is_ephemeral": True}]
    refused = await refusal_of(bot.set_my_commands([wrong]))
    assert refused == 'Field "is_ephemeral" must be of type boolean'
