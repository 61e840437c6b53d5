"""The bot called as a guest: one answer in a chat where it is no member."""

import pytest

from bot.build import House
from bot.core import languages
from bot.telegram.anywhere import handlers
from tests.chat.running import EN, KK, RU, sample_text
from tests.chat.sites import Sites
from tests.chat.test_translate import IN_KAZAKH, IN_RUSSIAN, POST
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message

BOT_NAME = "@qysqa_test_bot"


async def answer(
    telegram: TelegramSimulator, text: str, user: Json, *, reply_to: str | None = None
) -> Message:
    replied = None if reply_to is None else {"text": reply_to}
    found = await telegram.guest_answer(telegram.summon(text, user, reply_to=replied))
    assert telegram.messages(user["id"]) == []  # nothing in the private chat
    return found


async def test_a_language_translates_the_message_replied_to(
    telegram: TelegramSimulator, house: House
) -> None:
    said = await answer(telegram, f"{BOT_NAME} kk", RU, reply_to=POST)

    assert said.text == f"{IN_KAZAKH}\n\nПеревод из памяти переводов."


async def test_languages_may_be_several_and_other_than_those_of_the_interface(
    telegram: TelegramSimulator, house: House
) -> None:
    said = await answer(telegram, f"переведи {BOT_NAME} kk, ru", RU, reply_to=POST)

    assert said.text.startswith(f"Қазақша\n{IN_KAZAKH}\n\nРусский\n{IN_RUSSIAN}\n\n")


async def test_a_short_text_comes_in_the_language_of_whoever_asks(
    telegram: TelegramSimulator, house: House
) -> None:
    said = await answer(telegram, BOT_NAME, RU, reply_to=POST)

    assert said.text.startswith(IN_RUSSIAN)


async def test_a_long_text_is_shortened_and_not_kept(
    telegram: TelegramSimulator, house: House
) -> None:
    said = await answer(telegram, BOT_NAME, EN, reply_to=sample_text(languages.EN)[:4096])

    assert "Quoted word for word: 5 of" in said.text
    assert said.buttons == []
    assert [one async for one in house.qysqa.export.texts()] == []  # no summary is kept of it


@pytest.mark.parametrize("mention", [BOT_NAME, f"{BOT_NAME} ru"])
async def test_a_link_is_read_in_the_language_named_or_ones_own(
    telegram: TelegramSimulator, house: House, sites: Sites, mention: str
) -> None:
    said = await answer(telegram, mention, RU, reply_to=f"{sites.root}/article")

    assert "Дословных предложений: 5 из 27" in said.text
    assert len(said.buttons) == 5


async def test_the_buttons_under_it_work(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    said = await answer(telegram, BOT_NAME, RU, reply_to=f"{sites.root}/article")
    telegram.tap_inline(said, "English", KK)

    await telegram.wait(lambda: "Quoted word for word: 5 of 27" in said.text)


@pytest.mark.parametrize("text", [f"{BOT_NAME} kk {POST}", f"{POST} {BOT_NAME}"])
async def test_without_a_reply_the_text_beside_the_name_is_meant(
    telegram: TelegramSimulator, house: House, text: str
) -> None:
    said = await answer(telegram, text, KK)

    assert said.text.startswith(IN_KAZAKH)


async def test_the_name_alone_is_answered_with_a_hint(
    telegram: TelegramSimulator, house: House
) -> None:
    said = await answer(telegram, BOT_NAME, EN)

    assert said.text == (
        "Reply to a message with @qysqa_test_bot kk to translate it,"
        " or with @qysqa_test_bot to shorten it."
    )


async def test_what_went_wrong_is_the_answer(telegram: TelegramSimulator, house: House) -> None:
    said = await answer(telegram, f"{BOT_NAME} en", EN, reply_to=POST)

    assert said.text.startswith("This already is in the language asked for: English.")


async def test_a_page_that_fails_is_named(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    said = await answer(telegram, BOT_NAME, EN, reply_to=f"{sites.root}/404")

    assert said.text.startswith("127.0.0.1 has no such page")


async def test_an_answer_that_is_too_long_is_cut_and_says_where_the_rest_is(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    sentences = (f"{place} жылы " + "мектептеріміздегі " * 80 for place in range(2001, 2031))
    body = "".join(f"<p>{one.strip()}.</p>" for one in sentences)
    sites.slow_page = f"<html><body><article><h1>Мектеп</h1>{body}</article></body></html>"
    sites.go.set()
    said = await answer(telegram, BOT_NAME, KK, reply_to=f"{sites.root}/slow")

    assert 2_000 < len(said.text) <= 4096
    assert len(said.buttons) == 4  # it is at its shortest
    address, payload = said.entities[-1]["url"].split("=")
    assert address == "https://t.me/qysqa_test_bot?start"
    opened = await telegram.answer(telegram.say(f"/start {payload}", user=KK))
    assert opened.text.startswith("Мектеп\n")


async def test_the_message_replied_to_is_not_kept(
    telegram: TelegramSimulator, house: House
) -> None:
    await answer(telegram, f"{BOT_NAME} kk", RU, reply_to=POST)

    assert (await house.backlog()).ready == 0
    assert await house.shelves.messages.latest(7, 10) == ()


@pytest.mark.parametrize(
    ("mention", "text", "said"),
    [("", sample_text(languages.EN), "Quoted word for word: 5"), (" kk", POST, IN_KAZAKH)],
)
async def test_a_file_is_read_too(
    telegram: TelegramSimulator, house: House, mention: str, text: str, said: str
) -> None:
    file = telegram.world.keep("a.txt", text.encode())
    query = telegram.summon(BOT_NAME + mention, EN, reply_to={"document": file.json})

    assert said in (await telegram.guest_answer(query)).text


async def test_a_long_message_is_translated_as_far_as_it_fits(
    telegram: TelegramSimulator, house: House
) -> None:
    text = "\n\n".join([POST] * 40)[:4096]
    said = await answer(telegram, f"{BOT_NAME} kk ru", EN, reply_to=text)

    assert said.text.startswith(f"Қазақша\n{IN_KAZAKH}\n\n{IN_KAZAKH}")
    assert said.text.endswith("The rest doesn't fit here: send it to me in private.")


async def test_a_fault_of_the_bot_is_told_with_a_code(
    telegram: TelegramSimulator, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError(POST)

    monkeypatch.setattr(handlers, "translate_into", broken)
    said = await answer(telegram, f"{BOT_NAME} kk", EN, reply_to=POST)

    assert said.text.startswith("Something broke on my side (code ")
