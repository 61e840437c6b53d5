"""Kazakh in the reader's script: the setting, the bot's own words, answers, translations."""

import re

import pytest

from bot.build import House
from bot.core import languages
from bot.core.models import Script
from bot.text.scripts import script_of, write_in
from tests.chat.running import EN, RU, sample_text
from tests.chat.talking import shows
from tests.chat.test_translate import IN_KAZAKH, post
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message

STORY = sample_text(languages.KK)
CHOICES = ["Кирилл", "Latyn", "اراب"]
SAVED = {Script.LATIN: "Saqtaldy.", Script.ARABIC: "ساقتالدى."}


async def choose(telegram: TelegramSimulator, script: Script) -> Message:
    panel = await telegram.answer(telegram.say("/settings"))
    label = languages.KAZAKH_SCRIPTS[script]
    query = telegram.tap(panel, label)
    await shows(telegram, panel, f"• {label}")
    assert telegram.answers[query]["text"] == SAVED[script]
    return panel


def sentences(answer: Message) -> list[str]:
    """The numbered sentences, without their places and without the originals."""
    return re.findall(r"^\d\. (.+) \(", answer.text, re.MULTILINE)


async def test_the_settings_offer_three_scripts_where_the_language_is_kazakh(
    telegram: TelegramSimulator, house: House
) -> None:
    panel = await telegram.answer(telegram.say("/settings"))
    russian = await telegram.answer(telegram.say("/settings", user=RU))

    assert [one.text for one in panel.buttons][6:] == ["• Кирилл", "Latyn", "اراب"]
    assert len(russian.buttons) == 6


async def test_the_panel_itself_changes_its_letters(
    telegram: TelegramSimulator, house: House
) -> None:
    panel = await choose(telegram, Script.LATIN)
    in_latin = panel.text
    panel = await choose(telegram, Script.ARABIC)

    assert in_latin.startswith("Tılı: Қазақша\nŪzyndyğy: Ortaşa\n")
    assert in_latin.endswith("Latyn")
    assert [one.text for one in panel.buttons][6:] == ["Кирилл", "Latyn", "• اراب"]
    assert [one.text for one in panel.buttons][:3] == ["• Қазақша", "Русский", "English"]


@pytest.mark.parametrize("script", [Script.LATIN, Script.ARABIC])
async def test_an_article_is_shown_in_the_chosen_script_with_the_original_beside(
    telegram: TelegramSimulator, house: House, script: Script
) -> None:
    cyrillic = await telegram.answer(telegram.say(STORY))
    await choose(telegram, script)
    answer = await telegram.answer(telegram.say(STORY))

    assert sentences(answer) == [write_in(one, script) for one in sentences(cyrillic)]
    assert answer.html.count("<blockquote expandable>") == 5
    assert all(one in answer.text for one in sentences(cyrillic))
    assert "blockquote" not in cyrillic.html
    assert "Google" not in answer.text


async def test_an_article_in_latin_letters_is_shown_to_a_reader_of_cyrillic(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(write_in(STORY, Script.LATIN)))
    cyrillic = await telegram.answer(telegram.say(STORY))

    assert sentences(answer) == sentences(cyrillic)
    assert answer.html.count("<blockquote expandable>") == 5


async def test_pressed_back_to_kazakh_an_answer_is_in_the_chosen_script(
    telegram: TelegramSimulator, house: House
) -> None:
    await choose(telegram, Script.LATIN)
    answer = await telegram.answer(telegram.say(STORY))
    first = answer.text
    telegram.tap(answer, "Русский")
    await telegram.wait(lambda: "Дословных" in answer.text)
    telegram.tap(answer, "Қазақша")
    await telegram.wait(lambda: "Дословных" not in answer.text)

    assert answer.text == first


async def test_the_bot_speaks_in_the_chosen_script(
    telegram: TelegramSimulator, house: House
) -> None:
    await choose(telegram, Script.ARABIC)
    said = await telegram.answer(telegram.say("/help"))

    assert "\u2066/sum\u2069 قىسقارتادى" in said.text
    assert script_of(said.text) is Script.ARABIC


async def test_kazakh_without_a_script_is_translated_into_the_chosen_one(
    telegram: TelegramSimulator, house: House
) -> None:
    await choose(telegram, Script.LATIN)
    replied = post(telegram)
    said = [
        (await telegram.answer(telegram.say(command, reply_to=replied))).text.partition("\n")[0]
        for command in ("/tr kk", "/tr", "/tr kk-cyrl", "/tr төте")
    ]

    latin, arabic = write_in(IN_KAZAKH, Script.LATIN), write_in(IN_KAZAKH, Script.ARABIC)
    assert said == [latin, latin, IN_KAZAKH, arabic]


@pytest.mark.parametrize("reader", [EN, RU])
async def test_kazakh_in_any_letters_is_translated(
    telegram: TelegramSimulator, house: House, reader: Json
) -> None:
    answers = [
        await telegram.answer(telegram.say(write_in(STORY, script), user=reader))
        for script in (Script.CYRILLIC, Script.LATIN)
    ]

    assert sentences(answers[0]) == sentences(answers[1])
