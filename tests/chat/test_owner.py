"""The owner decides who is let in, and writes to all."""

import asyncio
import json
from collections.abc import AsyncIterator
from copy import deepcopy

import pytest

from bot.build import House
from bot.core.access import Verdict
from bot.i18n import owner as words
from bot.i18n import texts
from bot.i18n.catalogs import ENGLISH
from bot.telegram.outgoing.messages import NewMessage
from bot.telegram.outgoing.rows import written
from bot.telegram.shown.rich import rich
from tests.chat.running import BotRunner
from tests.chat.talking import ADMIN, GROUP, MEMBER, kept, talk, until
from tests.simulator.html import Entity
from tests.simulator.refusal import forbidden
from tests.simulator.server import Call
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message, person

OWNER = {**person(8, "Әлия", language="en"), "username": "aliya"}
GUEST = {**person(9, "Бек", language="en"), "username": "bek"}
OTHER = person(10, "Дана", language="en")
SAID = "Tonight the bot rests from 2 to 3."


@pytest.fixture
def runner(runner: BotRunner) -> BotRunner:
    runner.settings = {"owner": "@Aliya"}
    return runner


@pytest.fixture
async def house(runner: BotRunner) -> AsyncIterator[House]:
    async with runner.running() as house:
        yield house


@pytest.fixture
async def closed(runner: BotRunner) -> AsyncIterator[House]:
    runner.settings = {"owner": "@Aliya", "access": "closed"}
    async with runner.running() as house:
        yield house


async def tell(telegram: TelegramSimulator, text: str, user: Json = OWNER) -> Message:
    """What the bot answers in that person's private chat."""
    return await telegram.answer(telegram.say(text, user["id"], user=user))


async def silent(telegram: TelegramSimulator, house: House, *chats: int) -> None:
    """Wait until all that was taken in is done; nothing was said in these chats."""

    async def is_done() -> bool:
        backlog = await house.backlog()
        taken = not telegram.world.updates
        return taken and not (backlog.ready or backlog.work or backlog.unsent)

    before = [len(telegram.messages(chat)) for chat in chats]
    await until(is_done)
    assert [len(telegram.messages(chat)) for chat in chats] == before


async def here(telegram: TelegramSimulator, *people: Json) -> None:
    """Have these people write to the bot, and read its answer."""
    for user in people:
        await tell(telegram, "/help", user)


async def ruled(house: House, number: int, verdict: Verdict | None) -> None:
    """Wait until that is so."""

    async def is_so() -> bool:
        found = {one.chat_id: one.verdict for one in await house.qysqa.access.store.rulings()}
        return found.get(number) is verdict

    await until(is_so)


async def shown(telegram: TelegramSimulator, message: Message, text: str) -> None:
    """Wait until the message says that."""
    await telegram.wait(lambda: [message] if text in message.text else [])


async def test_a_banned_person_is_not_answered_and_then_is_again(
    telegram: TelegramSimulator, house: House
) -> None:
    await here(telegram, GUEST)
    assert "Banned: 9." in (await tell(telegram, "/ban 9")).text
    telegram.say("/help", 9, user=GUEST)
    telegram.say("/broadcast all", 9, user=GUEST)
    await silent(telegram, house, 9)

    assert (await tell(telegram, "/unban 9")).text == "No longer banned: 9"
    assert (await tell(telegram, "/help", GUEST)).text
    assert (await tell(telegram, "/unban 9")).text == "This number was not banned: 9"


async def test_who_is_meant_is_told_by_a_forwarded_message(
    telegram: TelegramSimulator, house: House
) -> None:
    origin = {"type": "user", "sender_user": GUEST, "date": 1}
    hidden = {"type": "hidden_user", "sender_user_name": "Бек", "date": 1}
    plain = telegram.say("Hello?", 8, user=OWNER, more={"forward_origin": origin})
    nameless = telegram.say("Hello?", 8, user=OWNER, more={"forward_origin": hidden})
    own = telegram.say("Hello?", 8, user=OWNER)

    asked = [telegram.say("/ban", 8, user=OWNER, reply_to=one) for one in (nameless, own, plain)]
    await ruled(house, 9, Verdict.BANNED)

    def answers() -> list[str]:
        said = {one.reply_to: one.text for one in telegram.messages(8)}
        return [said[one.id] for one in asked if one.id in said]

    found = await telegram.wait(lambda: answers()[2:] and answers())
    assert [one[:12] for one in found] == ["That message", "That message", "Banned: 9. T"]


async def test_a_list_of_the_banned_is_shown_to_the_owner_alone(
    telegram: TelegramSimulator, house: House
) -> None:
    await house.qysqa.access.ban(9)
    await house.qysqa.access.ban(GROUP)
    listed = await tell(telegram, "/ban")

    assert listed.text.startswith(f"Banned people and groups: 2\n9\n{GROUP}\n\nTo ban somebody:")
    assert [one["type"] for one in listed.entities][:2] == ["code", "code"]
    assert (await tell(telegram, "/ban", OTHER)).text == words.owner_only(ENGLISH)
    assert (await tell(telegram, "/unban 9", OTHER)).text == words.owner_only(ENGLISH)
    assert (await tell(telegram, "/unban")).text == listed.text
    allowed = await tell(telegram, "/allow")
    assert "The bot is open to everybody now." in allowed.text


async def test_the_owner_cannot_be_kept_out(telegram: TelegramSimulator, house: House) -> None:
    assert (await tell(telegram, "/ban 8")).text.startswith("That is your own number")
    assert (await tell(telegram, "/ban Bek")).text.startswith("To ban somebody:")


async def test_a_member_of_a_group_is_banned_in_reply(
    group: TelegramSimulator, house: House
) -> None:
    noise = group.say("Buy! Buy!", GROUP, user=GUEST)
    group.say("/ban", GROUP, user=MEMBER, reply_to=noise)
    group.say("/ban", GROUP, user=OWNER, reply_to=noise)
    await ruled(house, 9, Verdict.BANNED)

    said = await group.wait(lambda: group.messages(GROUP))
    assert [one.text[:9] for one in said] == ["Banned: 9"]
    question = group.say("/help", GROUP, user=GUEST)
    await silent(group, house, GROUP)
    assert question.id > noise.id


async def test_what_a_banned_person_says_in_a_group_is_not_kept(
    group: TelegramSimulator, house: House
) -> None:
    question = await group.answer(group.say("/digest", GROUP, user=ADMIN))
    group.tap(question, "Turn the digest on", ADMIN)
    await group.wait(lambda: [question] if "Digest: on" in question.text else [])
    await house.qysqa.access.ban(11)  # who says two of the five things

    said = talk(group)
    await kept(house, 3)
    await silent(group, house)
    assert len(said) == 5
    assert 11 not in {one.author_id for one in await house.shelves.messages.latest(GROUP, 9)}


async def test_a_stranger_of_a_closed_bot_is_told_once_and_the_owner_hears_of_it(
    telegram: TelegramSimulator, closed: House
) -> None:
    await here(telegram, OWNER)
    told = await tell(telegram, "/start", GUEST)
    telegram.say("/help", 9, user=GUEST)
    await silent(telegram, closed, 9)

    assert told.text == (
        "This bot is private: it answers only those whom its owner has let in.\n"
        "To be let in, give the owner your number: 9\n"
        "The owner: @Aliya\n"
        "The program is called Qysqa, and anybody can run a bot of their own with it."
    )
    knock = telegram.messages(8)[-1]
    assert knock.text == "Somebody who is not on the list wrote to the bot: Бек\nNumber: 9"
    telegram.tap(knock, "Allow", OWNER)
    await shown(telegram, knock, "Allowed: 9.")
    assert (await tell(telegram, "/help", GUEST)).text != told.text
    assert (await tell(telegram, "/disallow 9")).text == "No longer allowed: 9"
    assert await closed.qysqa.broadcasts.audience(8) == 1


async def test_only_the_owner_lets_people_in(telegram: TelegramSimulator, closed: House) -> None:
    await here(telegram, OWNER)
    await tell(telegram, "/start", GUEST)
    await closed.qysqa.access.allow(10)
    knock = await telegram.wait(lambda: telegram.messages(8)[1:])
    telegram.tap(knock[0], "Allow", OTHER)
    await silent(telegram, closed)

    assert "Number: 9" in knock[0].text
    assert [one.chat_id for one in await closed.qysqa.access.listed(Verdict.ALLOWED)] == [10]


async def test_strangers_are_told_in_their_language(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings = {"owner": "8", "access": "closed"}
    async with runner.running():
        told = await tell(telegram, "Ертең су болмайды", person(7, language="kk"))

    assert "8" not in told.text
    assert "7" in told.text


async def test_a_closed_bot_says_in_a_group_once_why_it_is_silent(
    group: TelegramSimulator, closed: House
) -> None:
    await here(group, OWNER)
    group.add_bot(GROUP, by=GUEST)
    knock = await group.wait(lambda: group.messages(8)[1:])
    group.say("/help", GROUP, user=ADMIN)
    group.add_bot(GROUP, by=GUEST)
    await silent(group, closed)

    [said] = group.messages(GROUP)
    assert said.text.endswith(f"The number of the group: {GROUP}")
    assert "Көршілер" in knock[0].text
    group.tap(knock[0], "Allow", OWNER)
    await ruled(closed, GROUP, Verdict.ALLOWED)
    assert (await group.answer(group.say("/help", GROUP, user=ADMIN))).text


async def test_a_group_is_let_in_by_the_owner_who_is_there(
    group: TelegramSimulator, closed: House
) -> None:
    group.say("/help", GROUP, user=ADMIN)
    await silent(group, closed, GROUP)
    answer = await group.answer(group.say("/allow", GROUP, user=OWNER))

    assert answer.text == f"Allowed: {GROUP}."
    assert (await group.answer(group.say("/help", GROUP, user=ADMIN))).text
    group.say("/disallow", GROUP, user=OWNER)
    await ruled(closed, GROUP, None)


async def test_a_group_that_the_owner_adds_the_bot_to_is_let_in(
    group: TelegramSimulator, closed: House
) -> None:
    group.add_bot(GROUP, by=OWNER)
    await ruled(closed, GROUP, Verdict.ALLOWED)

    assert (await group.answer(group.say("/help", GROUP, user=ADMIN))).text


async def test_who_blocks_the_bot_is_gone_until_they_come_back(
    telegram: TelegramSimulator, house: House
) -> None:
    async def reached(count: int) -> None:
        async def is_so() -> bool:
            return await house.qysqa.broadcasts.audience(8) == count

        await until(is_so)

    await here(telegram, GUEST, OTHER)
    await reached(2)
    telegram.block(9)
    await reached(1)
    telegram.unblock(9)
    await reached(2)


async def previewed(telegram: TelegramSimulator, text: str = SAID) -> tuple[Message, Message]:
    """The message as people will see it, and the question."""
    asked = telegram.say(f"/broadcast {text}", 8, user=OWNER)
    shown = await telegram.wait(lambda: [m for m in telegram.messages(8) if m.id > asked.id][1:])
    return telegram.messages(8)[-2], shown[0]


async def received(telegram: TelegramSimulator, chat: int) -> Message:
    found = await telegram.wait(
        lambda: [one for one in telegram.messages(chat) if one.text == SAID]
    )
    return found[0]


async def test_a_broadcast_is_shown_first_and_then_reaches_everybody_once(
    telegram: TelegramSimulator, house: House
) -> None:
    await here(telegram, GUEST, OTHER)
    as_sent, question = await previewed(telegram)
    assert (as_sent.text, [one.text for one in as_sent.buttons]) == (SAID, ["No more of these"])
    assert "People it goes to: 2" in question.text

    telegram.tap(question, "Send (people: 2)", OWNER)
    await shown(telegram, question, "It has been sent. Delivered: 2")
    assert question.buttons == []
    for chat in (9, 10):
        assert [one.text for one in telegram.messages(chat)].count(SAID) == 1
        assert (await received(telegram, chat)).silent


async def test_a_second_press_does_nothing(telegram: TelegramSimulator, house: House) -> None:
    await here(telegram, GUEST)
    _, question = await previewed(telegram)
    telegram.tap(question, "Send (people: 1)", OWNER)
    telegram.tap(question, "Send (people: 1)", OWNER)
    telegram.tap(question, "Don't send", OWNER)
    await shown(telegram, question, "It has been sent. Delivered: 1")

    assert [one.text for one in telegram.messages(9)].count(SAID) == 1


async def test_only_the_owner_sends_it_and_what_is_over_cannot_be_stopped(
    telegram: TelegramSimulator, house: House
) -> None:
    await here(telegram, GUEST)
    _, question = await previewed(telegram)
    telegram.tap(question, "Send (people: 1)", GUEST)
    await silent(telegram, house, 9)
    telegram.tap(question, "Send (people: 1)", OWNER)
    await telegram.wait(lambda: [one for one in question.buttons if one.text == "Stop"])
    as_it_was = Message(deepcopy(question.json))
    await shown(telegram, question, "It has been sent. Delivered: 1")
    telegram.tap(as_it_was, "Stop", OWNER)
    await silent(telegram, house, 8)

    assert question.text == "It has been sent. Delivered: 1"


async def test_the_formatting_of_a_message_is_kept(
    telegram: TelegramSimulator, house: House
) -> None:
    await here(telegram, GUEST)
    styled = telegram.say(SAID, 8, user=OWNER, entities=[Entity(type="bold", offset=0, length=7)])
    asked = telegram.say("/broadcast", 8, user=OWNER, reply_to=styled)
    replies = await telegram.wait(
        lambda: [one for one in telegram.messages(8) if one.id > asked.id and one.buttons][1:]
    )
    telegram.tap(replies[0], "Send (people: 1)", OWNER)

    assert (await received(telegram, 9)).entities == [{"type": "bold", "offset": 0, "length": 7}]


async def test_what_is_not_sent_reaches_nobody(telegram: TelegramSimulator, house: House) -> None:
    await here(telegram, GUEST)
    _, old = await previewed(telegram, "Mistake")
    _, question = await previewed(telegram)
    telegram.tap(old, "Send (people: 1)", OWNER)
    await shown(telegram, old, "does not wait to be sent")
    telegram.tap(question, "Don't send", OWNER)
    await shown(telegram, question, "It was not sent to anybody.")

    assert len(telegram.messages(9)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/broadcast", "Write the message after the command"),
        ("/broadcast Hello", "There is nobody to send it to"),
        ("/broadcast " + "https://example.kz " * 200, "Telegram would not show all of this"),
    ],
)
async def test_a_broadcast_that_cannot_be_is_refused(
    telegram: TelegramSimulator, house: House, text: str, said: str
) -> None:
    assert said in (await tell(telegram, text)).text


async def test_nobody_else_writes_to_all(group: TelegramSimulator, house: House) -> None:
    answer = await tell(group, "/broadcast Hello", GUEST)
    group.say("/broadcast Hello", GROUP, user=OWNER)
    await silent(group, house, GROUP)

    assert answer.text == "Only the owner of this bot may do that."


async def test_who_blocked_the_bot_counts_as_not_reached_and_is_left_out_next_time(
    telegram: TelegramSimulator, house: House
) -> None:
    await here(telegram, GUEST, OTHER)
    telegram.world.chats[9].refusal = forbidden("bot was blocked by the user")
    _, question = await previewed(telegram)
    telegram.tap(question, "Send (people: 2)", OWNER)
    await shown(telegram, question, "Delivered: 1\nNot delivered: 1.")

    assert await house.qysqa.broadcasts.audience(8) == 1


async def test_a_person_who_wants_no_more_gets_none_and_may_change_their_mind(
    telegram: TelegramSimulator, house: House
) -> None:
    await here(telegram, GUEST)
    _, question = await previewed(telegram)
    telegram.tap(question, "Send (people: 1)", OWNER)
    message = await received(telegram, 9)
    telegram.tap(message, "No more of these", GUEST)
    said = await telegram.wait(lambda: [m for m in telegram.messages(9) if m.id > message.id])
    assert said[0].text.startswith("You will get no more messages from the owner")
    assert await house.qysqa.broadcasts.audience(8) == 0

    telegram.tap(said[0], "Send me these again", GUEST)
    await shown(telegram, said[0], "will come again")
    assert await house.qysqa.broadcasts.audience(8) == 1


async def test_a_broadcast_is_stopped_by_its_button(
    telegram: TelegramSimulator, house: House
) -> None:
    for number in range(100, 150):
        await house.qysqa.people.note(number, "en")
        telegram.say("", number, user=person(number))  # their chats exist
    telegram.world.updates.clear()
    _, question = await previewed(telegram)
    telegram.tap(question, "Send (people: 50)", OWNER)
    await telegram.wait(lambda: [one for one in question.buttons if one.text == "Stop"])
    telegram.tap(question, "Stop", OWNER)
    await shown(telegram, question, "Stopped. Sent: ")
    await silent(telegram, house)

    reached = [chat for chat in range(100, 150) if telegram.messages(chat)]
    assert f"Stopped. Sent: {len(reached)} of 50" == question.text
    assert len(reached) < 50
    await asyncio.sleep(0.6)
    assert [chat for chat in range(100, 150) if telegram.messages(chat)] == reached


async def test_a_broadcast_goes_on_after_a_restart_where_it_was(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    people = range(100, 130)
    for number in people:
        telegram.say("", number, user=person(number))  # their chats exist
    telegram.world.updates.clear()

    def reached() -> list[int]:
        return [chat for chat in people for _ in telegram.messages(chat)]

    async with runner.running() as house:
        for number in people:
            await house.qysqa.people.note(number, "en")
        _, question = await previewed(telegram)
        telegram.tap(question, "Send (people: 30)", OWNER)
        await telegram.wait(lambda: reached()[4:])
    before = reached()
    async with runner.running():
        await shown(telegram, question, "It has been sent. Delivered: 30")

    assert len(before) < 30
    assert reached() == list(people)


async def test_what_was_begun_while_the_bot_was_down_is_sent(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running() as house:
        await here(telegram, GUEST, OTHER)
        number = await house.qysqa.broadcasts.draft(8, written(NewMessage(rich(SAID))))
    async with runner.house() as house:
        await house.qysqa.broadcasts.begin(number)
    async with runner.running():
        for chat in (9, 10):
            assert (await received(telegram, chat)).silent


async def menu(telegram: TelegramSimulator) -> dict[str, tuple[str, ...]]:
    """The commands that the owner's chat shows, by language."""
    scope, known = json.dumps({"chat_id": 8, "type": "chat"}), telegram.world.commands
    await telegram.wait(lambda: [1] if (scope, "ru") in known else [])
    return {
        code: tuple(one["command"] for one in value)
        for (of, code), value in known.items()
        if of == scope
    }


async def test_the_owners_menu_has_the_hidden_commands_from_their_first_message_on(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        await here(telegram, OWNER)
        found = await menu(telegram)
    whole = texts.COMMANDS + words.COMMANDS
    assert found == {"": whole, "kk": whole, "ru": whole}

    telegram.calls.clear()
    async with runner.running():
        await telegram.wait(lambda: [one for one in telegram.calls if _of_owner(one)][2:])
    assert not [one for one in telegram.calls if one.method == "setMyCommands"]


def _of_owner(call: Call) -> bool:
    return (call.parameters.get("scope") or {}).get("chat_id") == 8


async def test_an_owner_named_by_number_has_the_menu_at_once(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings = {"owner": "8"}
    async with runner.running():
        assert set(await menu(telegram)) == {"", "kk", "ru"}
