"""What a person meets first: /start, its buttons, help, privacy, settings."""

from base64 import urlsafe_b64encode

import pytest

from bot.build import House
from tests.chat.running import DE, EN, KK, RU, BotRunner
from tests.chat.sites import Sites
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json


@pytest.mark.parametrize(
    ("reader", "hello", "last"),
    [
        (KK, "Сәлеметсіз бе!", "Маған сілтеме не мәтін жіберіңіз немесе хабарды қайта жіберіңіз."),
        (RU, "Здравствуйте!", "Пришлите ссылку, текст или перешлите сообщение."),
        (EN, "Hello!", "Send me a link, paste a text, or forward a message."),
        (DE, "Hello!", "Send me a link, paste a text, or forward a message."),
    ],
)
async def test_start_greets_in_the_language_of_the_app(
    telegram: TelegramSimulator, house: House, reader: Json, hello: str, last: str
) -> None:
    answer = await telegram.answer(telegram.say("/start", user=reader))

    assert answer.text.startswith(hello)
    assert answer.text.endswith(last)


async def test_start_offers_an_example_languages_a_group_and_privacy(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say("/start"))

    assert answer.buttons == [
        ("Мысалды көру", "example", ""),
        ("Қазақша", "start:kk", ""),
        ("Русский", "start:ru", ""),
        ("English", "start:en", ""),
        ("Топқа қосу", "", "https://t.me/qysqa_test_bot?startgroup=true"),
        ("Құпиялық", "privacy", ""),
    ]


async def test_a_language_under_start_is_taken_at_once_and_after_a_restart(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        first = await telegram.answer(telegram.say("/start", user=DE))
        telegram.tap(first, "Русский", DE)
        await telegram.wait(lambda: first.text.startswith("Здравствуйте!"))
    async with runner.running():
        second = await telegram.answer(telegram.say("/start", user=DE))

    assert second.text == first.text
    assert telegram.messages() == [first, second]


async def test_a_link_may_name_the_language(telegram: TelegramSimulator, house: House) -> None:
    first = await telegram.answer(telegram.say("/start ru", user=EN))
    later = await telegram.answer(telegram.say("/help", user=EN))

    assert first.text.startswith("Здравствуйте!")
    assert later.text.startswith("Пришлите")


async def test_a_link_may_name_a_page(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    coded = urlsafe_b64encode(f"{sites.root}/article".encode()).decode().rstrip("=")
    async with runner.running():
        answer = await telegram.answer(telegram.say(f"/start u_{coded}", user=EN))
        odd = await telegram.answer(telegram.say("/start u_%", user=EN))

    assert sites.opened == ["article"]
    assert "Quoted word for word: 5 of" in answer.text
    assert odd.text.startswith("This is not a link I can open.")


async def test_the_example_is_an_article_the_reader_needs_translated(
    telegram: TelegramSimulator, house: House
) -> None:
    first = await telegram.answer(telegram.say("/start"))
    telegram.tap(first, "Мысалды көру")
    shown = await telegram.answer(first)

    assert shown.text.startswith("Библиотека в Караганде начала выдавать на дом дрели и домбры\n")
    assert ". Затты 16 жастан асқан кез келген оқырман ала алады" in shown.text


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (KK, "сөйлемдердің мәтіндегі орнын көрсетеді және жауапты бөлісуге көмектеседі."),
        (RU, "показывают, где стоят его предложения, и помогают им поделиться."),
        (EN, "show where its sentences stand, and share it."),
    ],
)
async def test_help_names_the_commands(
    telegram: TelegramSimulator, house: House, reader: Json, said: str
) -> None:
    answer = await telegram.answer(telegram.say("/help", user=reader))

    assert answer.text.endswith(said)
    commands = ("/sum", "/tr kk", "/settings", "/glossary", "/privacy")
    assert [word for word in commands if word not in answer.text] == []


async def test_privacy_names_who_translates(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings = {"engines": "google,mymemory"}
    async with runner.running():
        first = await telegram.answer(telegram.say("/start", user=EN))
        telegram.tap(first, "Privacy", EN)
        answer = await telegram.answer(first)

    assert "sentences are sent to: Google, MyMemory. Nothing else is sent" in answer.text


async def test_a_command_that_there_is_not_is_answered_with_those_that_there_are(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say("/shorten", user=EN))

    assert "/sum shortens" in answer.text


async def test_settings_are_chosen_with_buttons_and_survive_a_restart(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        panel = await telegram.answer(telegram.say("/settings"))
        assert panel.text.startswith("Тілі: Қазақша\nҰзындығы: Орташа\n")
        assert panel.text.endswith(": Кирилл")
        assert [button.text for button in panel.buttons] == [
            *("• Қазақша", "Русский", "English"),
            *("Қысқа", "• Орташа", "Толық"),
            *("• Кирилл", "Latyn", "اراب"),
        ]
        telegram.tap(panel, "Қысқа")
        await telegram.wait(lambda: panel.text.startswith("Тілі: Қазақша\nҰзындығы: Қысқа"))
        query = telegram.tap(panel, "Русский")
        await telegram.wait(lambda: panel.text == "Язык: Русский\nДлина: Коротко")
    async with runner.running():
        again = await telegram.answer(telegram.say("/settings"))

    assert telegram.answers[query]["text"] == "Сохранено."
    assert again.text == "Язык: Русский\nДлина: Коротко"
    assert "• Коротко" in [button.text for button in again.buttons]


async def test_the_same_choice_twice_is_no_mistake(
    telegram: TelegramSimulator, house: House
) -> None:
    panel = await telegram.answer(telegram.say("/settings", user=EN))
    first, second = telegram.tap(panel, "• Medium", EN), telegram.tap(panel, "• Medium", EN)
    await telegram.wait(lambda: {first, second} <= telegram.answers.keys())
    after = await telegram.answer(telegram.say("/help", user=EN))

    assert telegram.answers[second]["text"] == "Saved."
    assert telegram.messages() == [panel, after]
