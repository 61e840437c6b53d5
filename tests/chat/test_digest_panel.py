"""The panel of /digest: who opens it, and what it changes."""

import pytest

from bot.build import House
from tests.chat.talking import ADMIN, GROUP, MEMBER, TALK, kept, plan, shows, turned_on
from tests.simulator.telegram import TelegramSimulator


async def test_a_bot_that_cannot_see_says_what_to_change(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.group(GROUP, administrators={5}, privacy=True)
    question = await telegram.answer(telegram.say("/digest", GROUP, user=ADMIN))

    telegram.world.privacy = True
    question = await telegram.answer(telegram.say("/digest", GROUP, user=ADMIN))
    assert "I can't see this group's messages yet. Make me an admin here" in question.text


async def test_only_admins_open_the_panel_and_only_who_opened_it_uses_it(
    group: TelegramSimulator, house: House
) -> None:
    refusal = await group.answer(group.say("/digest", GROUP, user=MEMBER))
    assert refusal.text == "In a group only its admins change the settings. Ask one of them."
    panel = await turned_on(group)
    query = group.tap(panel, "Stop the digest", MEMBER)
    await group.wait(lambda: query in group.answers)

    assert group.answers[query]["text"] == (
        "This panel belongs to somebody else. Send the command yourself to get your own."
    )
    assert "Digest: on" in panel.text


async def test_the_panel_changes_the_plan(group: TelegramSimulator, house: House) -> None:
    panel = await turned_on(group)
    for button, shown in (
        ("Time", "Any other time"),
        ("21:00", "Time: 21:00"),
        ("Back", "Send it now"),
        ("Quiet hours", "23:00–07:00"),
        ("23:00–07:00", "Quiet hours: 23:00–07:00"),
        ("Back", "Send it now"),
        ("Language", "Қазақша"),
        ("Қазақша", "Language: Қазақша"),
    ):
        group.tap(panel, button, ADMIN)
        await shows(group, panel, shown)

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert (known.plan.minute, known.plan.quiet) == (21 * 60, (23 * 60, 7 * 60))
    assert known.plan.language == "kk"


async def test_words_after_the_command_change_the_plan_too(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    for words, shown in (
        ("07:45", "Time: 07:45"),
        ("zone Мәскеу", "(Moscow, UTC+3)"),
        ("quiet off", "Quiet hours: none"),
    ):
        assert shown in (await group.answer(group.say(f"/digest {words}", GROUP, user=ADMIN))).text
    odd = await group.answer(group.say("/digest zone Neverland", GROUP, user=ADMIN))

    assert odd.text.startswith("I know no time or place “neverland”.")


@pytest.mark.parametrize(
    ("privacy", "said"),
    [
        (False, "In this group I can see all messages."),
        (True, "In this group I see only commands"),
    ],
)
async def test_a_bot_that_comes_in_says_what_it_sees(
    telegram: TelegramSimulator, house: House, *, privacy: bool, said: str
) -> None:
    telegram.world.privacy = privacy
    telegram.group(GROUP, administrators={5})
    telegram.remove_bot(GROUP, banned=False)
    telegram.add_bot(GROUP, by=ADMIN)
    found = await telegram.wait(lambda: telegram.messages(GROUP))

    assert found[0].text.startswith("Hello! Reply to a message with /sum")
    assert said in found[0].text


async def test_an_anonymous_admin_opens_a_panel_that_any_admin_may_use(
    group: TelegramSimulator, house: House
) -> None:
    question = await group.answer(group.say("/digest", GROUP, anonymous=True))
    query = group.tap(question, "Turn the digest on", MEMBER)
    await group.wait(lambda: group.answers.get(query))
    assert await house.shelves.groups.group(GROUP) is None
    group.tap(question, "Turn the digest on", ADMIN)
    await shows(group, question, "09:00")

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert known.collects


async def test_everything_asked_in_a_topic_is_answered_in_it(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    group.topic(GROUP, 100, "Су")
    said = [group.say(text, GROUP, user=who, thread=100) for who, text in TALK]
    await kept(house, 5)
    await plan(house)
    for command in ("/digest", "/digest now", "/sources", "/auto", "/optout", "/catchup 6h"):
        asked = group.say(command, GROUP, user=ADMIN, thread=100)
        assert (await group.answer(asked)).thread == 100, command
    group.say("/catchup 50", GROUP, user=MEMBER, thread=100, ephemeral=True)
    answer = (await group.wait(lambda: group.ephemeral(GROUP, MEMBER["id"])))[0]

    assert answer.thread == 100
    assert "Messages: 5" in answer.text
    assert said[0].thread == 100


async def test_odd_quiet_hours_are_refused(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    answer = await group.answer(group.say("/digest quiet never", GROUP, user=ADMIN))

    assert answer.text.startswith("I know no time or place “never”.")
