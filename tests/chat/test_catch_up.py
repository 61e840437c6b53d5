"""What I missed: seen by me alone, in the group or in private."""

from bot.build import House
from tests.chat.running import BotRunner
from tests.chat.talking import AIGUL, GROUP, MEMBER, aged, kept, talk, turned_on
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT, person


async def test_what_i_missed_is_seen_by_me_alone(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    group.say("Мен кеттім, кешке келемін", GROUP, user=MEMBER)
    await kept(house, 1)
    await aged(house)
    talk(group)
    await kept(house, 6)
    before = len(group.messages(GROUP))
    group.say("/catchup", GROUP, user=MEMBER, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert "Your last message:" in answer.text
    assert "Messages since then: 5" in answer.text
    assert answer.text.endswith("Only you can see this.")
    assert len(group.messages(GROUP)) == before


async def test_where_all_would_see_it_a_button_leads_to_the_private_chat(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.group(GROUP, administrators={5, BOT["id"]}, title="Көршілер")
    async with runner.running() as house:
        await turned_on(telegram)
        talk(telegram)
        await kept(house, 5)
        answer = await telegram.answer(telegram.say("/catchup 6h", GROUP, user=MEMBER))
        assert "су" not in answer.text
        payload = answer.buttons[0].url.partition("?start=")[2]
        private = await telegram.answer(telegram.say(f"/start {payload}", 6, user=MEMBER))
        assert private.text.startswith("Digest: Көршілер\n")

        stranger = person(77, "Бөтен", language="en")
        refusal = await telegram.answer(telegram.say(f"/start {payload}", 77, user=stranger))
        assert refusal.text.startswith("The messages of this group are not kept.")
        forged = await telegram.answer(telegram.say(f"/start {payload[:-2]}xx", 6, user=MEMBER))
        assert forged.text.startswith("I no longer keep this answer.")


async def test_odd_words_after_catchup_are_explained(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)

    answer = await group.answer(group.say("/catchup tomorrow", GROUP, user=MEMBER))
    assert answer.text.startswith("/catchup tells what you missed")
    private = await group.answer(group.say("/catchup", 6, user=MEMBER))
    assert private.text.startswith("This works in groups only.")


async def test_a_catch_up_in_a_topic_is_of_that_topic(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Су")
    talk(group)
    group.say("Су тақырыбындағы жалғыз хабар осы", GROUP, user=AIGUL, thread=100)
    await kept(house, 6)
    group.say("/catchup 6h", GROUP, user=MEMBER, thread=100, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert "Messages: 1" in answer.text


async def test_who_missed_nothing_is_told_so(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    group.say("/catchup", GROUP, user=MEMBER, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert answer.text == "You have missed nothing."


async def test_the_link_of_a_catch_up_in_a_topic_shows_that_topic(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Су")
    talk(group)
    group.say("Су тақырыбындағы жалғыз хабар осы", GROUP, user=MEMBER, thread=100)
    await kept(house, 6)
    asked = group.say("/catchup 6h", GROUP, user=MEMBER, thread=100)
    payload = (await group.answer(asked)).buttons[0].url.partition("?start=")[2]
    private = await group.answer(group.say(f"/start {payload}", 6, user=MEMBER))

    assert "Messages: 1" in private.text
