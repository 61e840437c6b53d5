"""Translation with engines: what people see when they answer, err and fail."""

from collections.abc import Iterator

import pytest

from tests.chat.running import EN, KK, RU, BotRunner
from tests.chat.test_translate import post
from tests.simulator.html import Entity
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Mode, Translators
from tests.simulator.world import person

FAST = {"rate_per_s": 1_000, "burst": 1_000}
BRIDGE = "The bridge was built in 2024."
ANSWERS = {
    (BRIDGE, "kk"): "Көпір 2024 жылы салынды.",
    (BRIDGE, "ru"): "Мост построили в 2024 году.",
    ("Read the [[2]]whole[[4]] story at [[1]].", "ru"): "Читайте [[2]]всю[[4]] историю на [[1]].",
    ("The [[1]] festival begins today.", "kk"): "[[1]] фестивалі бүгін басталады.",
}
OWNER, STRANGER = person(8, "Әлия", language="kk"), person(9, "Бек", language="kk")


@pytest.fixture
def translators() -> Iterator[Translators]:
    with Translators(dict(ANSWERS)) as running:
        yield running


@pytest.fixture
def runner(runner: BotRunner, translators: Translators) -> BotRunner:
    runner.settings = {
        "engines": "google,mymemory",
        "google_url": translators.google_url,
        "mymemory_url": translators.mymemory_url,
        "engine_options": {"google": FAST, "mymemory": FAST},
        "owner": "@aliya",
    }
    return runner


async def test_the_engine_is_named(telegram: TelegramSimulator, runner: BotRunner) -> None:
    async with runner.running():
        question = telegram.say("/tr kk", user=EN, reply_to=post(telegram, BRIDGE))
        answer = await telegram.answer(question)

    assert answer.text == (
        "Көпір 2024 жылы салынды.\n\nMachine translation from English (Google); it can be wrong."
    )


async def test_a_number_that_changed_is_pointed_at(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    translators.answers[BRIDGE, "ru"] = "Мост построили в 2042 году."
    async with runner.running():
        question = telegram.say("/tr ru", user=RU, reply_to=post(telegram, BRIDGE))
        answer = await telegram.answer(question)

    assert answer.text.endswith("Возможны ошибки. Сверьте с оригиналом: числа.")
    assert {one.engine for one in translators.heard} == {"google", "mymemory"}


async def test_links_and_bold_words_are_kept(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    text = "Read the whole story at https://egemen.kz/1."
    bold = Entity(type="bold", offset=9, length=5)
    message = telegram.say(text, entities=[bold])
    telegram.world.updates.clear()
    async with runner.running():
        answer = await telegram.answer(telegram.say("/tr ru", user=RU, reply_to=message))

    assert answer.text.startswith("Читайте всю историю на https://egemen.kz/1.\n")
    assert {"type": "bold", "offset": 8, "length": 3} in answer.entities


async def test_kazakh_comes_in_latin_letters_where_they_are_asked_for(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        question = telegram.say("/tr kk-latn", user=EN, reply_to=post(telegram, BRIDGE))
        answer = await telegram.answer(question)

    assert answer.text.startswith("Köpır 2024 jyly salyndy.\n")


async def test_kazakh_in_latin_letters_can_be_read_in_cyrillic(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    message = post(telegram, "Bügın Astanada qar jauady, erteñ kün aşyq bolady.")
    async with runner.running():
        answer = await telegram.answer(telegram.say("/tr kk", user=KK, reply_to=message))

    assert answer.text == (
        "Бүгін Астанада қар жауады, ертең күн ашық болады.\n\nКирилл әріптерімен жазылды."
    )
    assert translators.heard == []


@pytest.mark.parametrize("mode", [Mode.BLOCKED, Mode.QUOTA, Mode.ECHO, Mode.PAGE_AS_OK])
async def test_without_a_good_answer_people_are_told_so_and_nothing_is_kept(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators, mode: Mode
) -> None:
    translators.mode = mode
    text = f"{BRIDGE} It leads over the river to the new part of the town."
    async with runner.running() as house:
        question = telegram.say("/tr ru", user=RU, reply_to=post(telegram, text))
        answer = await telegram.answer(question)

        assert answer.text == "Перевод сейчас не работает. Попробуйте через несколько минут."
        assert house.chain.tally.cached == 0


async def test_words_of_the_glossary_are_left_or_translated_as_the_chat_wants(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    text = "The Nauryz festival begins today."
    async with runner.running():
        empty = await telegram.answer(telegram.say("/glossary", user=KK))
        kept = await telegram.answer(telegram.say("/glossary  Nauryz = Наурыз", user=KK))
        shown = await telegram.answer(telegram.say("/glossary", user=KK))
        question = telegram.say("/tr", user=KK, reply_to=post(telegram, text))
        answer = await telegram.answer(question)
        gone = await telegram.answer(telegram.say("/glossary -nauryz", user=KK))
        again = await telegram.answer(telegram.say("/glossary -nauryz", user=KK))

    assert empty.text.startswith("Терминдер сөздігі бос.\n\nСөз өзгермей қалуы үшін: /glossary")
    assert kept.text == "Енді былай аударылады: Nauryz → Наурыз (қазақ тілі)"
    assert shown.text.startswith("Сөздіктегі термин саны: 1\n\nNauryz → Наурыз (қазақ тілі)\n\n")
    assert answer.text.startswith("Наурыз фестивалі бүгін басталады.\n")
    assert translators.heard[-1].texts == ("The [[1]] festival begins today.",)
    assert (gone.text, again.text) == (
        "Алып тасталды: nauryz",
        "Сөздікте мұндай термин жоқ: nauryz",
    )


async def test_a_line_of_the_glossary_that_says_nothing_is_told_its_use(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say("/glossary steppe =", user=EN))

    assert answer.text.startswith("To keep a word as it is: /glossary Qysqa\n")


async def test_in_a_group_only_admins_change_the_glossary(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    telegram.group(-1001, administrators={8})
    async with runner.running():
        refused = await telegram.answer(telegram.say("/glossary Qysqa", -1001, user=STRANGER))
        kept = await telegram.answer(telegram.say("/glossary Qysqa", -1001, user=OWNER))
        shown = await telegram.answer(telegram.say("/glossary", -1001, user=STRANGER))

    assert refused.text.startswith("Топта баптауларды тек әкімшілер өзгерте алады. ")
    assert kept.text == "Өзгермей қалады: Qysqa"
    assert shown.text.startswith("Сөздіктегі термин саны: 1\n\nQysqa")


async def test_the_owner_sees_how_the_engines_are_and_nobody_else_does(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    translators.script = [Mode.BLOCKED]
    owner = OWNER | {"username": "Aliya"}
    async with runner.running():
        await telegram.answer(telegram.say("/tr ru", user=EN, reply_to=post(telegram, BRIDGE)))
        health = await telegram.answer(telegram.say("/health", 8, user=owner))
        refused = await telegram.answer(telegram.say("/health", 9, user=STRANGER))

    title, google, mymemory = health.text.split("\n\n")
    assert title == "Аударма қызметтері"
    assert google.startswith("Google: үзіліс: 30 мин. Сұрау: 1; қабылданды: 0; қайтарылды: 0;")
    assert google.endswith("Соңғы бас тарту себебі: бізді робот деп ойлайды.")
    assert mymemory.startswith("MyMemory: дайын. Сұрау: 1; қабылданды: 1;")
    assert "Бүгінге қалған таңба саны: 4971." in mymemory
    assert refused.text == "Мұны тек боттың иесі көре алады."


async def test_without_engines_health_says_so(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    runner.settings |= {"engines": ""}
    async with runner.running():
        owner = OWNER | {"username": "aliya"}
        health = await telegram.answer(telegram.say("/health", 8, user=owner))

    assert health.text == "Бірде-бір аударма қызметі бапталмаған."


@pytest.mark.parametrize("owner", ["8", "https://t.me/Aliya", "@aliya"])
async def test_the_owner_may_be_named_by_number_or_link(
    telegram: TelegramSimulator, runner: BotRunner, owner: str
) -> None:
    runner.settings |= {"engines": "", "owner": owner}
    async with runner.running():
        health = await telegram.answer(
            telegram.say("/health", 8, user=OWNER | {"username": "aliya"})
        )

    assert health.text == "Бірде-бір аударма қызметі бапталмаған."


async def test_addresses_and_foreign_names_keep_their_letters_in_kazakh(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    text = "More: https://www.example.com/iPhone by @aliya"
    translators.answers["More: [[1]] by [[3]]", "kk"] = "Apple туралы: [[1]], жазған [[3]]"
    async with runner.running():
        plain, latin = [
            await telegram.answer(telegram.say(command, user=EN, reply_to=post(telegram, text)))
            for command in ("/tr kk", "/tr kk-latn")
        ]

    link = "https://www.example.com/iPhone"
    assert plain.text.startswith(f"Apple туралы: {link}, жазған @aliya\n")
    assert latin.text.startswith(f"Apple turaly: {link}, jazğan @aliya\n")


async def test_a_text_that_begins_like_a_code_is_a_text(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    translators.answers["It is raining in Almaty today.", "ru"] = "Сегодня в Алматы дождь."
    async with runner.running():
        answer = await telegram.answer(telegram.say("/tr It is raining in Almaty today.", user=RU))

    assert answer.text.startswith("Сегодня в Алматы дождь.\n")


async def test_what_would_not_fit_the_chat_is_not_sent_to_engines_either(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    book = telegram.say(document=("book.txt", f"{BRIDGE}\n".encode() * 1_000))
    telegram.world.updates.clear()
    async with runner.running():
        answer = await telegram.answer(telegram.say("/tr ru", user=EN, reply_to=book))

    assert answer.text.endswith("Send a part of it.")
    assert translators.heard == []


async def test_lines_of_a_quotation_stay_together(
    telegram: TelegramSimulator, runner: BotRunner, translators: Translators
) -> None:
    text = f"{BRIDGE}\n{BRIDGE}\nThe end."
    length = 2 * len(BRIDGE) + 1
    quote = Entity(type="blockquote", offset=0, length=length)
    translators.answers["The end.", "ru"] = "Конец."
    message = telegram.say(text, entities=[quote])
    telegram.world.updates.clear()
    async with runner.running():
        answer = await telegram.answer(telegram.say("/tr ru", user=RU, reply_to=message))

    made = "Мост построили в 2024 году."
    assert answer.text.startswith(f"{made}\n{made}\nКонец.\n\n")
    quotes = [one for one in answer.entities if one["type"] == "blockquote"]
    assert [(one["offset"], one["length"]) for one in quotes] == [(0, 2 * len(made) + 1)]
