"""The bot's name at the beginning of a message, where it is a member."""

import pytest

from bot.build import House
from bot.core import languages
from tests.chat.running import sample_text
from tests.chat.sites import Sites
from tests.chat.talking import GROUP, MEMBER
from tests.chat.test_translate import IN_KAZAKH, POST
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Message, person

NAME = "@Qysqa_Test_Bot"
HINT = (
    "Reply to a message with @qysqa_test_bot kk to translate it,"
    " or with @qysqa_test_bot to shorten it."
)


def said_before(group: TelegramSimulator, text: str) -> Message:
    """A message from before the bot listened."""
    written = group.say(text, GROUP, user=person(11, language="en"))
    group.world.updates.clear()
    return written


@pytest.mark.parametrize("mention", [f"{NAME} kk", f"{NAME}, kk please", f"{NAME} қазақша"])
async def test_with_a_language_it_translates_the_message_replied_to(
    group: TelegramSimulator, house: House, mention: str
) -> None:
    replied = said_before(group, POST)
    answer = await group.answer(group.say(mention, GROUP, user=MEMBER, reply_to=replied))

    assert answer.text == f"{IN_KAZAKH}\n\nTranslated from the translation memory."
    assert answer.reply_to == replied.id


async def test_without_one_a_long_text_is_shortened(
    group: TelegramSimulator, house: House
) -> None:
    replied = said_before(group, sample_text(languages.EN)[:4000])
    answer = await group.answer(group.say(NAME, GROUP, user=MEMBER, reply_to=replied))

    assert "Quoted word for word: 5 of" in answer.text


async def test_and_a_link_is_read(group: TelegramSimulator, house: House, sites: Sites) -> None:
    replied = said_before(group, f"see {sites.root}/article")
    answer = await group.answer(group.say(NAME, GROUP, user=MEMBER, reply_to=replied))

    assert "Quoted word for word: 5 of 27" in answer.text


async def test_a_link_alone_is_read_in_the_language_named(
    group: TelegramSimulator, house: House, sites: Sites
) -> None:
    answer = await group.answer(group.say(f"{NAME} ru {sites.root}/article", GROUP, user=MEMBER))

    assert "Дословных предложений: 5 из 27" in answer.text
    group.tap(answer, "English", MEMBER)
    await group.wait(lambda: "Quoted word for word: 5 of 27" in answer.text)


async def test_a_short_text_is_translated_for_the_group(
    group: TelegramSimulator, house: House
) -> None:
    replied = said_before(group, IN_KAZAKH)
    answer = await group.answer(group.say(NAME, GROUP, user=MEMBER, reply_to=replied))

    assert answer.text.startswith("The line is 12.4 kilometres long") or "English" in answer.text


async def test_a_language_and_a_text_need_no_reply(group: TelegramSimulator, house: House) -> None:
    answer = await group.answer(group.say(f"{NAME} kk {POST}", GROUP, user=MEMBER))

    assert answer.text.startswith(IN_KAZAKH)


async def test_alone_it_is_answered_with_a_hint(group: TelegramSimulator, house: House) -> None:
    answer = await group.answer(group.say(NAME, GROUP, user=MEMBER))

    assert answer.text == HINT


@pytest.mark.parametrize("text", [f"{NAME} thanks a lot", f"I like {NAME}", f"{NAME}s kk"])
async def test_other_words_are_talk_among_people(
    group: TelegramSimulator, house: House, text: str
) -> None:
    group.say(text, GROUP, user=MEMBER)
    answer = await group.answer(group.say("/help", GROUP, user=MEMBER))

    assert group.messages(GROUP) == [answer]


async def test_in_a_private_chat_the_name_is_left_out(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    answer = await telegram.answer(
        telegram.say(f"{NAME} {sites.root}/article", user=person(7, language="en"))
    )

    assert "Quoted word for word: 5 of 27" in answer.text
