"""What is kept of a group's messages, and how it is forgotten."""

import time
from typing import Any

import pytest

from bot.build import House
from bot.core.languages import KK
from tests.chat.talking import (
    ADMIN,
    AIGUL,
    GROUP,
    MEMBER,
    TALK,
    aged,
    export,
    kept,
    plan,
    shows,
    talk,
    turned_on,
    until,
)
from tests.simulator.refusal import forbidden
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import BOT
from tests.unit.doubles import Heard


async def test_nothing_is_kept_before_an_admin_allows_it_and_all_is_after(
    group: TelegramSimulator, house: House
) -> None:
    talk(group)
    question = await group.answer(group.say("/digest", GROUP, user=ADMIN))

    assert "I keep this group's messages for 7 days" in question.text
    await kept(house, 0)
    group.tap(question, "Turn the digest on", ADMIN)
    await shows(group, question, "Digest: on")
    assert "Time: 09:00 (Almaty, UTC+5)" in question.text
    talk(group)
    await kept(house, 5)


async def test_who_says_no_leaves_nothing_behind(group: TelegramSimulator, house: House) -> None:
    question = await group.answer(group.say("/digest", GROUP, user=ADMIN))
    group.tap(question, "Cancel", ADMIN)
    await shows(group, question, "I keep nothing")

    assert await house.shelves.groups.group(GROUP) is None


async def test_who_opts_out_is_forgotten_at_once_and_not_kept_any_more(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    answer = await group.answer(group.say("/optout", GROUP, user=AIGUL))

    assert "Messages deleted: 2." in answer.text
    group.say("Мені енді сақтамайды", GROUP, user=AIGUL)
    group.say("Ал мені сақтайды", GROUP, user=MEMBER)
    await kept(house, 4)
    back = await group.answer(group.say("/optin", GROUP, user=AIGUL))
    assert back.text == "Your messages may be in the digest again."


async def test_an_edit_is_followed(group: TelegramSimulator, house: House) -> None:
    await turned_on(group)
    said = talk(group)
    await kept(house, 5)
    group.edit(said[0], "Су ертең емес, бүрсігүні болмайды")

    async def is_followed() -> bool:
        return (await house.shelves.messages.latest(GROUP, 9))[0].text == said[0].text

    await until(is_followed)


async def test_a_bot_that_is_thrown_out_keeps_nothing(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    group.remove_bot(GROUP)
    await kept(house, 0)

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert not known.plan.is_on


async def test_an_export_fills_the_time_before_the_bot_came(
    telegram: TelegramSimulator, house: House
) -> None:
    chat = -1_000_000_000_001
    telegram.group(chat, administrators={5, BOT["id"]}, title="Көршілер")
    await turned_on(telegram, chat)
    said = telegram.say("", 5, user=ADMIN, document=("result.json", export("Су жоқ", "Бар")))
    answer = await telegram.answer(said)

    assert answer.text == "Messages added to the digest of “Көршілер”: 2 (last 7 days)."
    await kept(house, 2, chat)
    said = telegram.say("", 6, user=MEMBER, document=("result.json", export("Су жоқ")))
    assert (await telegram.answer(said)).text.startswith("This is the history of a chat whose")
    said = telegram.say("", 6, user=MEMBER, document=("result.json", b"{}"))
    assert (await telegram.answer(said)).text.startswith("This is not the history of a chat")


async def test_only_what_was_written_here_openly_and_after_the_leave_is_kept(
    group: TelegramSimulator, house: House
) -> None:
    before = group.say("Бұл рұқсатқа дейін жазылған", GROUP, user=MEMBER)
    before.json["date"] -= 600
    await turned_on(group)
    group.edit(before, "Бұл рұқсаттан кейін түзетілген")
    group.say("/catchup сыр", GROUP, user=MEMBER, ephemeral=True)
    group.say("Мұны тек бот көреді", GROUP, user=MEMBER, ephemeral=True)
    other = {"type": "user", "date": 1, "sender_user": AIGUL}
    group.say("Бұл — басқа адамның сөзі", GROUP, user=MEMBER, more={"forward_origin": other})
    group.say("Бұл — арнаның жазбасы", GROUP, user=MEMBER, forwarded="Қала жаңалықтары")
    await kept(house, 1)

    [post] = await house.shelves.messages.latest(GROUP, 9)
    assert (post.text, post.author) == ("Бұл — арнаның жазбасы", "Қала жаңалықтары")


async def test_a_message_that_is_edited_into_a_command_is_not_kept_any_more(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    said = group.say("Мұны айтпай-ақ қоюым керек еді", GROUP, user=MEMBER)
    await kept(house, 1)
    group.edit(said, "/help")
    await kept(house, 0)


async def test_who_opts_out_while_a_digest_is_made_is_not_quoted(
    group: TelegramSimulator, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await turned_on(group)
    talk(group)
    await kept(house, 5)
    await aged(house)
    await plan(house)

    async def opt_out_then(work: Any, *given: Any, **named: Any) -> Any:
        made = work(*given, **named)
        for who, _ in TALK[:4]:
            await house.shelves.messages.opt_out(0, who["id"])
        return made

    digests = house.qysqa.digests
    monkeypatch.setattr(type(digests), "work", property(lambda _: opt_out_then), raising=False)
    composed = await digests.of_chat(
        await house.qysqa.groups.of(GROUP), KK, (0, int(time.time())), Heard()
    )

    quoted = {quote.message.author for topic in composed.talk.topics for quote in topic.quotes}
    assert quoted <= {"Олжас"}


async def test_the_bot_leaves_nothing_on_where_it_was_thrown_out_unheard(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    await group.answer(group.say("/auto kk ru", GROUP, user=ADMIN))
    talk(group)
    await kept(house, 5)
    asked = group.say("/help", GROUP, user=ADMIN)
    group.world.chats[GROUP].refusal = forbidden("bot was kicked from the supergroup chat")
    await kept(house, 0)

    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert (known.collects, known.plan.is_on, known.translation.mode) == (False, False, "off")
    assert asked.chat_id == GROUP


async def test_who_writes_in_the_name_of_the_group_has_nothing_to_opt_out(
    group: TelegramSimulator, house: House
) -> None:
    answer = await group.answer(group.say("/optout", GROUP, anonymous=True))

    assert answer.text == (
        "You wrote in the name of a chat. Write in your own name, or to me in private."
    )


@pytest.mark.parametrize("way", ["/digest off", "Stop the digest"])
async def test_a_digest_that_is_turned_off_forgets_at_once(
    group: TelegramSimulator, house: House, way: str
) -> None:
    panel = await turned_on(group)
    talk(group)
    await kept(house, 5)
    if way.startswith("/"):
        group.say(way, GROUP, user=ADMIN)
    else:
        group.tap(panel, way, ADMIN)
    await kept(house, 0)
    await group.wait(
        lambda: [one for one in group.messages(GROUP) if "kept for it are deleted" in one.text]
    )

    assert await house.digests.rounds.tick() == 0


async def test_a_digest_without_leave_keeps_no_messages_of_a_group_and_tells_nothing(
    group: TelegramSimulator, house: House
) -> None:
    answer = await group.answer(group.say("/catchup", GROUP, user=MEMBER))

    assert answer.text == (
        "The messages of this group are not kept. An admin can turn the digest on: /digest."
    )


async def test_an_edit_of_what_an_import_brought_is_followed(
    telegram: TelegramSimulator, house: House
) -> None:
    chat = -1_000_000_000_001
    telegram.group(chat, administrators={5, BOT["id"]}, title="Көршілер")
    early = telegram.say("Нөмірім 8 700 000 00 00", chat, user=AIGUL)
    early.json["date"] -= 3600
    await turned_on(telegram, chat)
    file = ("result.json", export(*["Сәлем бәріңе"] * early.id))
    await telegram.answer(telegram.say("", 5, user=ADMIN, document=file))
    await kept(house, early.id, chat)
    telegram.edit(early, "Нөмірім жоқ")

    await kept(house, early.id - 1, chat)


async def test_a_button_under_an_old_digest_asks_for_leave_again(
    group: TelegramSimulator, house: House
) -> None:
    panel = await turned_on(group)
    group.tap(panel, "More", ADMIN)
    await shows(group, panel, "Pin the digest")
    group.say("/digest off", GROUP, user=ADMIN)
    await group.wait(lambda: [one for one in group.messages(GROUP) if "are deleted" in one.text])
    group.tap(panel, "Pin the digest", ADMIN)
    question = (await group.wait(lambda: group.messages(GROUP)[2:]))[0]

    assert "Turn the digest on?" in question.text
    known = await house.shelves.groups.group(GROUP)
    assert known is not None
    assert not known.collects


async def test_a_panel_of_the_group_that_was_says_to_send_the_command_again(
    telegram: TelegramSimulator, house: House
) -> None:
    telegram.group(-77, basic=True, administrators={5, BOT["id"]}, title="Көршілер")
    panel = await turned_on(telegram, -77)
    telegram.upgrade(-77, GROUP)
    query = telegram.tap(panel, "Time", ADMIN)
    await telegram.wait(lambda: query in telegram.answers)

    assert telegram.answers[query]["text"].endswith("Send the command yourself to get your own.")


async def test_words_that_mean_nothing_are_not_said_back_at_length(
    group: TelegramSimulator, house: House
) -> None:
    await turned_on(group)
    answer = await group.answer(group.say("/digest " + "ә" * 4000, GROUP, user=ADMIN))

    assert answer.text.startswith(f"I know no time or place “{'ә' * 60}”.")
