"""What happens in groups reaches the bot as Telegram tells it, and binds it as Telegram does."""

import pytest
from telegram import Bot, Message, ReplyParameters
from telegram.error import ChatMigrated, RetryAfter

from tests.simulator.clients import refusal_of
from tests.simulator.refusal import Refusal
from tests.simulator.server import Fault
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT, person

FORUM, GROUP, BASIC = -1001, -1002, -77
AYAN, DANA = person(5, "Аян"), person(6, "Дана")


async def heard(bot: Bot, kind: str = "message") -> list[Message]:
    """What was not yet confirmed."""
    updates = await bot.get_updates(allowed_updates=[kind])
    return [getattr(update, kind) for update in updates]


async def test_what_becomes_of_the_bot_is_told(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.group(GROUP)
    telegram.say("/start")
    telegram.add_bot(GROUP, by=AYAN)
    telegram.promote_bot(GROUP, "can_pin_messages", by=AYAN)
    telegram.demote_bot(GROUP)
    telegram.remove_bot(GROUP, banned=False)
    left = await refusal_of(bot.send_message(GROUP, "x"))
    telegram.add_bot(GROUP)
    telegram.remove_bot(GROUP)
    telegram.block(7)
    blocked = await refusal_of(bot.send_message(7, "x"))
    telegram.unblock(7)
    await bot.send_message(7, "x")

    changes = [update.my_chat_member for update in await bot.get_updates()]
    told = [
        (change.chat.id, change.old_chat_member.status, change.new_chat_member.status)
        for change in changes
        if change
    ]
    assert told == [
        (GROUP, "left", "member"),
        (GROUP, "member", "administrator"),
        (GROUP, "administrator", "member"),
        (GROUP, "member", "left"),
        (GROUP, "left", "member"),
        (GROUP, "member", "kicked"),
        (7, "member", "kicked"),
        (7, "kicked", "member"),
    ]
    assert changes[1]
    assert changes[1].from_user.id == 5
    assert left == "Forbidden: bot is not a member of the supergroup chat"
    assert blocked == "Forbidden: bot was blocked by the user"
    kicked = await refusal_of(bot.get_chat(GROUP))
    assert kicked == "Forbidden: bot was kicked from the supergroup chat"


async def test_notices_of_a_group_reach_the_bot_in_privacy_mode_too(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(FORUM, forum=True, privacy=True, title="Ескі", username="topqala")
    telegram.enter(FORUM, AYAN, DANA)
    telegram.rename(FORUM, "Жаңа")
    telegram.leave(FORUM, AYAN)
    telegram.topic(FORUM, 9, "Жаңалық")

    entered, renamed, left, opened = await heard(bot)
    assert [user.first_name for user in entered.new_chat_members] == ["Аян", "Дана"]
    assert (renamed.new_chat_title, renamed.chat.title) == ("Жаңа", "Жаңа")
    assert left.left_chat_member == left.from_user
    assert opened.forum_topic_created
    assert (opened.forum_topic_created.name, opened.message_id) == ("Жаңалық", 9)
    assert (opened.message_thread_id, opened.is_topic_message) == (9, True)
    assert (await bot.get_chat_member(FORUM, 5)).status == "left"
    assert (await bot.get_chat_member(FORUM, 6)).status == "member"
    chat = await bot.get_chat(FORUM)
    assert (chat.title, chat.username, chat.is_forum) == ("Жаңа", "topqala", True)
    assert (chat.type, chat.pinned_message) == ("supergroup", None)


async def test_topics_take_messages_while_they_are_open(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(FORUM, forum=True)
    telegram.group(GROUP)
    for thread in (9, 10, 11):
        telegram.topic(FORUM, thread, closed=thread == 10)
    plain = telegram.say("сөз", FORUM, thread=9)
    telegram.say("жауап", FORUM, thread=9, reply_to=plain)
    in_topic = await bot.send_message(FORUM, "а", message_thread_id=9)
    in_general = await bot.send_message(FORUM, "ә")
    edited = await bot.edit_message_text("б", FORUM, in_topic.message_id)
    await bot.send_message(FORUM, "в", message_thread_id=11)
    telegram.delete_topic(FORUM, 11)
    closed = await refusal_of(bot.send_message(FORUM, "x", message_thread_id=10))
    telegram.close_topic(FORUM)

    assert isinstance(edited, Message)
    assert (edited.message_thread_id, in_general.message_thread_id) == (9, None)
    assert [(one.text, one.thread) for one in telegram.messages(FORUM)] == [("б", 9), ("ә", None)]
    replied = [message.reply_to_message for message in await heard(bot)]
    assert [one and one.message_id for one in replied] == [None, None, None, 9, plain.id, None]
    assert [
        closed,
        await refusal_of(bot.send_message(FORUM, "x")),
        await refusal_of(bot.send_message(FORUM, "x", message_thread_id=11)),
        await refusal_of(bot.send_message(FORUM, "x", message_thread_id=1)),
        await refusal_of(bot.send_message(GROUP, "x", message_thread_id=9)),
    ] == ["Topic_closed", "Topic_closed", *["Message thread not found"] * 3]
    telegram.promote_bot(FORUM)
    await bot.send_message(FORUM, "в", message_thread_id=10)
    telegram.close_topic(FORUM, 9)
    assert (await heard(bot))[-1].forum_topic_closed


async def test_pinning_needs_the_right_and_is_told(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.group(FORUM, forum=True, owner=6, administrators=[5])
    telegram.topic(FORUM, 9)
    first = await bot.send_message(FORUM, "1", message_thread_id=9)
    second = await bot.send_message(FORUM, "2", disable_notification=True)
    no_right = "Not enough rights to manage pinned messages in the chat"
    assert await refusal_of(bot.pin_chat_message(FORUM, first.message_id)) == no_right
    telegram.promote_bot(FORUM, "can_delete_messages")
    assert await refusal_of(bot.unpin_chat_message(FORUM)) == no_right
    telegram.promote_bot(FORUM, "can_pin_messages")
    await bot.pin_chat_message(FORUM, first.message_id, disable_notification=True)
    await bot.pin_chat_message(FORUM, second.message_id)
    pinned = (await bot.get_chat(FORUM)).pinned_message
    await bot.unpin_chat_message(FORUM)
    await bot.unpin_chat_message(FORUM, first.message_id)

    assert pinned
    assert pinned.message_id == second.message_id
    notices = [one for one in telegram.world.messages.values() if "pinned_message" in one.json]
    assert [(one.thread, one.silent) for one in notices] == [(9, True), (None, False)]
    assert [one.silent for one in telegram.messages(FORUM)] == [False, True]
    told = [one.pinned_message for one in await heard(bot) if one.pinned_message]
    assert [one.message_id for one in told] == [first.message_id, second.message_id]
    assert [
        await refusal_of(bot.unpin_chat_message(FORUM)),
        await refusal_of(bot.pin_chat_message(FORUM, 99)),
        await refusal_of(bot.get_chat_administrators(telegram.say("x").chat_id)),
    ] == [
        "Message to unpin not found",
        "Message to pin not found",
        "There are no administrators in the private chat",
    ]
    admins = await bot.get_chat_administrators(FORUM)
    assert [(one.user.id, one.status) for one in admins] == [
        (5, "administrator"),
        (6, "creator"),
        (42, "administrator"),
    ]
    assert getattr(admins[2], "can_pin_messages", None) is True
    assert getattr(admins[2], "can_delete_messages", None) is False


async def test_the_bot_deletes_what_it_may(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.group(GROUP)
    theirs = telegram.say("x", GROUP)
    old = await bot.send_message(GROUP, "1")
    telegram.later(48 * 60 * 60 + 1)
    new = await bot.send_message(GROUP, "2")
    await bot.delete_message(GROUP, new.message_id)

    refused = "Message can't be deleted"
    assert await refusal_of(bot.delete_message(GROUP, theirs.id)) == refused
    assert await refusal_of(bot.delete_message(GROUP, old.message_id)) == refused
    gone = await refusal_of(bot.delete_message(GROUP, new.message_id))
    assert gone == "Message to delete not found"
    telegram.promote_bot(GROUP, "can_delete_messages", "can_pin_messages")
    await bot.pin_chat_message(GROUP, theirs.id)
    await bot.delete_message(GROUP, theirs.id)
    assert (await bot.get_chat(GROUP)).pinned_message is None


async def test_what_a_person_took_away_is_not_replied_to(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(GROUP)
    message = telegram.say("x", GROUP)
    telegram.delete(message)

    refused = await refusal_of(
        bot.send_message(GROUP, "y", reply_parameters=ReplyParameters(message.id))
    )
    assert refused == "Message to be replied not found"


async def test_a_group_that_grows_moves(telegram: TelegramSimulator, bot: Bot) -> None:
    old = telegram.group(BASIC, basic=True, administrators=[5, BOT["id"]], title="Көше")
    telegram.say("x", BASIC, user=DANA)
    new = telegram.upgrade(BASIC, GROUP)

    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(BASIC, "x")
    assert caught.value.new_chat_id == GROUP
    _, leaving, coming = await heard(bot)
    assert (leaving.chat.id, leaving.migrate_to_chat_id) == (BASIC, GROUP)
    assert (coming.chat.id, coming.migrate_from_chat_id) == (GROUP, BASIC)
    assert (coming.chat.type, coming.chat.title) == ("supergroup", "Көше")
    assert (old.json["type"], new.administrators) == ("group", {5, BOT["id"]})
    assert (await bot.get_chat_member(GROUP, 6)).status == "member"


async def test_a_member_who_never_wrote_to_the_bot_is_not_written_to(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(GROUP)
    telegram.say("x", GROUP, user=AYAN)

    refused = await refusal_of(bot.send_message(5, "x"))
    assert refused == "Forbidden: bot can't initiate conversation with a user"
    assert await refusal_of(bot.send_message(8, "x")) == "Chat not found"


async def test_a_fault_may_be_of_one_chat(telegram: TelegramSimulator, bot: Bot) -> None:
    telegram.group(GROUP)
    telegram.group(FORUM)
    telegram.faults.append(
        Fault("sendMessage", 429, "Too Many Requests: retry after 3", {"retry_after": 3}, GROUP)
    )
    await bot.send_message(FORUM, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(GROUP, "x")
    await bot.send_message(GROUP, "x")
    telegram.world.chats[GROUP].refusal = Refusal(400, "Bad Request: CHAT_RESTRICTED")

    assert await refusal_of(bot.send_message(GROUP, "x")) == "Chat_restricted"
