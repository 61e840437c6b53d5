"""A group that speaks several languages is read by all of it, without being asked each time.

What is translated comes from the memory; the engine there is knows nothing.
"""

from collections.abc import Iterator

import pytest

from bot.build import House
from bot.translation.automatic import MAX_AGE_S
from bot.translation.pace import LIMITS
from tests.chat.running import BotRunner
from tests.chat.test_translate import (
    EVERY_SIX_MINUTES,
    IN_KAZAKH,
    IN_RUSSIAN,
    POST,
    SIX_IN_KAZAKH,
    SIX_IN_RUSSIAN,
)
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Mode, Translators
from tests.simulator.world import BOT, Message, person

GROUP, TOPIC = -1001, 9
ADMIN, MEMBER = person(5, "Ерлан", language="en"), person(6, "Мадина", language="en")
BOTH = f"Қазақша\n{IN_KAZAKH}\n\nРусский\n{IN_RUSSIAN}\n\nаударма жады"
BOTH_EDITED = f"Қазақша\n{SIX_IN_KAZAKH}\n\nРусский\n{SIX_IN_RUSSIAN}"


@pytest.fixture
def translators() -> Iterator[Translators]:
    with Translators(mode=Mode.TOO_MANY) as running:
        yield running


@pytest.fixture
def runner(runner: BotRunner, translators: Translators) -> BotRunner:
    runner.settings = {"engines": "google", "google_url": translators.google_url}
    return runner


@pytest.fixture
def group(telegram: TelegramSimulator) -> TelegramSimulator:
    telegram.group(GROUP, forum=True, administrators={5, BOT["id"]})
    telegram.topic(GROUP, TOPIC, "Трамвай")
    return telegram


def say(
    group: TelegramSimulator, text: str, reply_to: Message | None = None, thread: int = TOPIC
) -> Message:
    if reply_to is None:
        return group.say(text, GROUP, user=MEMBER, thread=thread)
    return group.say(text, GROUP, user=MEMBER, thread=thread, reply_to=reply_to)


async def turn(group: TelegramSimulator, arguments: str) -> Message:
    return await group.answer(group.say(f"/auto {arguments}", GROUP, user=ADMIN, thread=TOPIC))


async def talk_ends(group: TelegramSimulator) -> Message:
    """A command that is answered after all that was said before it."""
    end = say(group, "/tr")
    (answer,) = await group.wait(
        lambda: [one for one in group.messages(GROUP) if one.reply_to == end.id]
    )
    return answer


async def test_a_message_foreign_to_the_group_is_translated_into_all_its_languages(
    group: TelegramSimulator, house: House
) -> None:
    await turn(group, "kk ru")
    foreign = say(group, POST)
    answer = await group.answer(foreign)

    assert answer.text == BOTH
    assert (answer.thread, answer.reply_to, answer.silent) == (TOPIC, foreign.id, True)


async def test_what_needs_no_translation_is_left_alone(
    group: TelegramSimulator, house: House
) -> None:
    told = await turn(group, "kk ru")
    for text in (
        IN_KAZAKH,
        f"{IN_RUSSIAN} {SIX_IN_KAZAKH}",
        "Ok, thanks!",
        "https://example.org/trams-run-every-six-minutes",
        "/weather@other_bot how is it in Almaty today",
        "👍👍👍",
    ):
        say(group, text)
    group.say(POST, GROUP, user=person(8, "Newsbot") | {"is_bot": True}, thread=TOPIC)
    group.say(POST, GROUP, user=MEMBER, thread=TOPIC, more={"via_bot": BOT})
    usage = await talk_ends(group)

    assert group.messages(GROUP) == [told, usage]


async def test_where_all_is_translated_each_goes_into_the_other_language(
    group: TelegramSimulator, house: House
) -> None:
    await turn(group, "all kk ru")
    into_russian = await group.answer(say(group, IN_KAZAKH))
    into_kazakh = await group.answer(say(group, SIX_IN_RUSSIAN))

    assert into_russian.text == f"{IN_RUSSIAN}\n\nпамять переводов"
    assert into_kazakh.text == f"{SIX_IN_KAZAKH}\n\nаударма жады"


async def test_an_edit_changes_the_translation_where_it_stands(
    group: TelegramSimulator, house: House
) -> None:
    told = await turn(group, "kk ru")
    foreign = say(group, POST)
    answer = await group.answer(foreign)
    group.edit(foreign, EVERY_SIX_MINUTES)
    await group.wait(lambda: answer.text.startswith(BOTH_EDITED))

    assert group.messages(GROUP) == [told, answer]


async def test_an_edit_is_followed_by_a_bot_that_was_started_again(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        await turn(group, "kk ru")
        foreign = say(group, POST)
        answer = await group.answer(foreign)
    group.edit(foreign, EVERY_SIX_MINUTES)
    async with runner.running():
        await group.wait(lambda: answer.text.startswith(BOTH_EDITED))


async def test_what_was_asked_for_in_a_group_stays_in_its_topic_and_follows_edits(
    group: TelegramSimulator, house: House
) -> None:
    original = say(group, POST)
    answer = await group.answer(say(group, "/tr kk ru", original))
    group.edit(original, EVERY_SIX_MINUTES)
    await group.wait(lambda: answer.text.startswith(BOTH_EDITED))

    assert (answer.thread, answer.reply_to) == (TOPIC, original.id)
    assert group.messages(GROUP) == [answer]


async def test_more_than_the_group_can_bear_is_not_translated(
    group: TelegramSimulator, house: House
) -> None:
    told = await turn(group, "kk ru")
    burst = LIMITS[0].count
    said = [say(group, POST) for _ in range(burst + 3)]
    usage = await talk_ends(group)
    *translated, last = group.messages(GROUP)[1:]

    assert [one.reply_to for one in translated] == [one.id for one in said[:burst]]
    assert (group.messages(GROUP)[0], last) == (told, usage)


async def test_what_was_said_while_the_bot_was_away_is_not_translated(
    group: TelegramSimulator, house: House
) -> None:
    told = await turn(group, "kk ru")
    group.say(
        POST, GROUP, user=MEMBER, thread=TOPIC, more={"date": told.json["date"] - MAX_AGE_S - 60}
    )
    usage = await talk_ends(group)

    assert group.messages(GROUP) == [told, usage]


async def test_a_translation_that_fails_says_nothing_and_is_followed_by_a_pause(
    group: TelegramSimulator, house: House, translators: Translators
) -> None:
    told = await turn(group, "kk ru")
    say(group, "Nobody has translated this sentence so far.")
    usage = await talk_ends(group)
    calls = len(translators.heard)
    say(group, "Nobody has translated that other sentence either.")
    again = await talk_ends(group)

    assert group.messages(GROUP) == [told, usage, again]
    assert len(translators.heard) == calls > 0


async def test_a_storm_of_edits_leaves_no_translation_of_what_was_said_before(
    group: TelegramSimulator, house: House
) -> None:
    told = await turn(group, "kk ru")
    foreign = say(group, POST)
    answer = await group.answer(foreign)
    for number in range(60):
        group.edit(foreign, EVERY_SIX_MINUTES if number % 2 else POST)
    usage = await talk_ends(group)
    await group.wait(lambda: "/tr" in answer.text)

    assert group.messages(GROUP) == [told, answer, usage]


async def test_a_translation_that_an_admin_deleted_does_not_come_back(
    group: TelegramSimulator, house: House
) -> None:
    told = await turn(group, "kk ru")
    foreign = say(group, POST)
    answer = await group.answer(foreign)
    group.delete(answer)
    group.edit(foreign, EVERY_SIX_MINUTES)
    usage = await talk_ends(group)

    assert group.messages(GROUP) == [told, usage]


async def test_people_who_opted_out_are_left_alone(group: TelegramSimulator, house: House) -> None:
    told = await turn(group, "kk ru")
    out = await group.answer(say(group, "/optout"))
    say(group, POST)
    usage = await talk_ends(group)

    assert group.messages(GROUP) == [told, out, usage]


async def test_without_an_engine_it_is_not_turned_on(
    group: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings = {"engines": ""}
    async with runner.running():
        told = await turn(group, "kk ru")
        say(group, POST)
        usage = await talk_ends(group)

    assert told.text == "No translation engine is set up."
    assert group.messages(GROUP) == [told, usage]


async def test_it_ends_when_an_admin_says_so(group: TelegramSimulator, house: House) -> None:
    told = await turn(group, "kk ru")
    ended = await turn(group, "off")
    say(group, POST)
    usage = await talk_ends(group)

    assert told.text == (
        "Automatic translation: messages in other languages. Translated into: Қазақша, Русский."
        "\n\nMessages to be translated are sent to the translation services named in /privacy."
    )
    assert ended.text == "Automatic translation: off."
    assert group.messages(GROUP) == [told, ended, usage]


async def test_a_member_does_not_turn_it_on(group: TelegramSimulator, house: House) -> None:
    refused = await group.answer(say(group, "/auto kk ru"))
    shown = await group.answer(say(group, "/auto"))

    assert refused.text == "In a group only its admins change the settings. Ask one of them."
    assert shown.text.startswith("Automatic translation: off.\n\nTo translate messages")


async def test_a_bot_that_does_not_see_the_messages_says_so(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.world.privacy = True
    telegram.group(GROUP, administrators={5})
    async with runner.running():
        told = await telegram.answer(telegram.say("/auto kk ru", GROUP, user=ADMIN))

    assert "I see the messages if I am an admin here" in told.text
