"""In groups Qysqa answers when it is asked, where it is asked, and obeys admins."""

import pytest

from bot.build import House
from bot.core import languages
from tests.chat.running import sample_text
from tests.chat.test_translate import IN_KAZAKH, POST
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Message, person

GROUP, TOPIC = -1001, 9
ADMIN, MEMBER = person(5, "Ерлан", language="en"), person(6, "Мадина", language="en")
REFUSED = "In a group only its admins change the settings. Ask one of them."


@pytest.fixture
def group(telegram: TelegramSimulator) -> TelegramSimulator:
    telegram.group(GROUP, forum=True, administrators={5})
    return telegram


def ask(group: TelegramSimulator, text: str, reply_to: Message | None = None) -> Message:
    if reply_to is None:
        return group.say(text, GROUP, user=MEMBER, thread=TOPIC)
    return group.say(text, GROUP, user=MEMBER, thread=TOPIC, reply_to=reply_to)


async def panel_of(group: TelegramSimulator) -> Message:
    return await group.answer(group.say("/settings", GROUP, user=ADMIN, thread=TOPIC))


async def test_plain_messages_are_left_alone_and_a_command_is_answered_in_its_topic(
    group: TelegramSimulator, house: House
) -> None:
    post = ask(group, sample_text(languages.EN))
    ask(group, "https://example.org/a")
    ask(group, "/sum@another_bot")
    answer = await group.answer(ask(group, "/sum@qysqa_test_bot", reply_to=post))

    assert "Quoted word for word: 5 of 2" in answer.text
    assert (answer.thread, answer.reply_to) == (TOPIC, post.id)
    assert group.messages(GROUP) == [answer]


async def test_a_reply_is_translated_in_its_topic(group: TelegramSimulator, house: House) -> None:
    post = ask(group, POST)
    answer = await group.answer(ask(group, "/tr kk", reply_to=post))

    assert answer.text.startswith(IN_KAZAKH)
    assert answer.thread == TOPIC


async def test_the_message_that_opened_a_topic_is_not_what_is_asked_about(
    group: TelegramSimulator, house: House
) -> None:
    question = ask(group, f"/tr kk {POST}")
    opening = {"forum_topic_created": {"name": "Жаңалық", "icon_color": 0}}
    head = {"message_id": TOPIC, "date": 0, "chat": question.json["chat"]}
    (update,) = group.world.updates
    update["message"]["reply_to_message"] = head | opening
    answer = await group.answer(question)

    assert answer.text.startswith(IN_KAZAKH)


@pytest.mark.parametrize("command", ["/settings", "/forgetme"])
async def test_a_member_does_not_get_at_the_settings(
    group: TelegramSimulator, house: House, command: str
) -> None:
    answer = await group.answer(ask(group, command))

    assert answer.text == REFUSED


async def test_a_members_press_on_the_settings_is_refused_over_the_chat(
    group: TelegramSimulator, house: House
) -> None:
    panel = await panel_of(group)
    query = group.tap(panel, "Русский", MEMBER)
    await group.wait(lambda: query in group.answers)

    assert group.answers[query]["text"] == REFUSED
    assert panel.text == "Language: English\nLength: Medium"
    assert group.messages(GROUP) == [panel]


async def test_an_admins_press_changes_the_settings_of_the_group(
    group: TelegramSimulator, house: House
) -> None:
    panel = await panel_of(group)
    query = group.tap(panel, "Русский", ADMIN)
    await group.wait(lambda: panel.text == "Язык: Русский\nДлина: Средне")
    answer = await group.answer(ask(group, "/sum"))

    assert group.answers[query]["text"] == "Сохранено."
    assert answer.text.startswith("Напишите ссылку или текст после /sum")


async def test_an_admin_who_stays_anonymous_is_an_admin(
    group: TelegramSimulator, house: House
) -> None:
    panel = await group.answer(group.say("/settings", GROUP, anonymous=True))
    question = await group.answer(group.say("/forgetme", GROUP, anonymous=True))
    group.tap(question, "Delete", ADMIN)

    assert panel.text == "Language: English\nLength: Medium"
    await group.wait(lambda: question.text.startswith("Done: everything I had about this group"))


async def test_a_language_under_an_answer_is_remembered_from_admins_only(
    group: TelegramSimulator, house: House
) -> None:
    answer = await group.answer(ask(group, f"/sum {sample_text(languages.EN)}"))
    group.tap(answer, "Қазақша", MEMBER)
    await group.wait(lambda: "сөйлемнен 5" in answer.text)
    after_member = await panel_of(group)
    group.tap(answer, "Русский", ADMIN)
    await group.wait(lambda: "5 из 2" in answer.text)
    after_admin = await panel_of(group)

    assert after_member.text == "Language: English\nLength: Medium"
    assert after_admin.text == "Язык: Русский\nДлина: Средне"


async def test_a_group_that_the_button_brought_the_bot_to_is_greeted_once(
    group: TelegramSimulator, house: House
) -> None:
    ask(group, "/start@qysqa_test_bot true")
    hello = await group.answer(ask(group, "/start"))

    assert hello.text.startswith("Hello! Reply to a message with /sum")
    assert [one.text for one in hello.buttons] == ["Қазақша", "Русский", "English"]
    assert group.messages(GROUP) == [hello]


async def test_a_language_under_start_is_remembered_from_admins_only(
    group: TelegramSimulator, house: House
) -> None:
    hello = await group.answer(ask(group, "/start"))
    assert hello.text.startswith("Hello! Reply to a message with /sum")  # links alone are not read
    group.tap(hello, "Қазақша", MEMBER)
    await group.wait(lambda: hello.text.startswith("Сәлеметсіздер ме! Хабарға /sum"))

    assert (await panel_of(group)).text == "Language: English\nLength: Medium"
