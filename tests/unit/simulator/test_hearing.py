"""Which of what happens in groups the bot hears."""

from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, Message

from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import ANONYMOUS, BOT, person

GROUP = -1002
AYAN = person(5, "Аян")


async def heard(bot: Bot, kind: str = "message") -> list[Message]:
    """What was not yet confirmed."""
    updates = await bot.get_updates(allowed_updates=[kind])
    return [getattr(update, kind) for update in updates]


async def texts(bot: Bot) -> list[str | None]:
    return [message.text or message.caption for message in await heard(bot)]


async def test_privacy_mode_keeps_plain_talk_from_the_bot(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.world.privacy = True
    telegram.group(GROUP)
    mine = await bot.send_message(GROUP, "сұрақ")
    answered = telegram.messages(GROUP)[0]
    for text in ("сөз", "/sum", "а /tr@other_bot", "@Qysqa_Test_Bot ау", "/tr@qysqa_test_bot"):
        telegram.say(text, GROUP, user=AYAN)
    telegram.say("иә", GROUP, user=AYAN, reply_to=answered)
    telegram.say("жоқ", GROUP, user=AYAN, reply_to=telegram.say("бе?", GROUP))
    telegram.say("@qysqa_test_bot құжат", GROUP, document=("a.txt", b"a"))
    telegram.say("арқылы", GROUP, more={"via_bot": BOT})
    telegram.edit(telegram.say("тағы", GROUP), "/edited")
    telegram.edit(telegram.say("/tr", GROUP), "тағы")

    assert mine.message_id == answered.id
    assert not (await bot.get_me()).can_read_all_group_messages
    assert await texts(bot) == [
        "/sum",
        "@Qysqa_Test_Bot ау",
        "/tr@qysqa_test_bot",
        "иә",
        "@qysqa_test_bot құжат",
        "арқылы",
        "/tr",
    ]
    assert [edited.text for edited in await heard(bot, "edited_message")] == ["/edited"]


async def test_an_admin_hears_all_and_so_does_a_bot_added_after_the_change(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(GROUP, privacy=True)
    telegram.say("1", GROUP)
    telegram.promote_bot(GROUP)
    telegram.say("2", GROUP)
    telegram.demote_bot(GROUP)
    telegram.say("3", GROUP)
    telegram.remove_bot(GROUP)
    telegram.say("4", GROUP)
    telegram.add_bot(GROUP)
    telegram.say("5", GROUP)

    assert await texts(bot) == ["2", None, "5"]
    assert (await bot.get_me()).can_read_all_group_messages


async def test_bots_do_not_hear_each_other_but_anonymous_admins(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(GROUP)
    telegram.say("/sum", GROUP, user=person(9) | {"is_bot": True})
    telegram.say("/tr", GROUP, anonymous=True)

    (message,) = await heard(bot)
    assert message.from_user
    assert message.from_user.id == ANONYMOUS["id"]


async def test_kinds_of_updates_come_to_those_who_ask_for_them(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    telegram.group(GROUP)
    telegram.promote_bot(GROUP)
    telegram.world.push("chat_member", {})

    assert [update.my_chat_member is None for update in await bot.get_updates()] == [False]
    assert await bot.get_updates(allowed_updates=["message"]) == ()


async def test_a_webhook_is_posted_the_kinds_it_was_set_for(
    telegram: TelegramSimulator, bot: Bot
) -> None:
    heard: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        heard.extend(await request.json())
        return web.Response()

    app = web.Application()
    app.router.add_post("/", hear)
    async with TestServer(app) as server:
        await bot.set_webhook(str(server.make_url("/")), allowed_updates=["my_chat_member"])
        telegram.say("x")
        telegram.block(7)
        statuses = await telegram.post_updates()

    assert (statuses, heard) == ([200], ["update_id", "my_chat_member"])
