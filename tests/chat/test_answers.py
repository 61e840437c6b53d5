"""What can be done with an answer: see where it stands, share it, have it translated otherwise."""

from collections.abc import Iterator

import pytest

from bot.build import House
from tests.chat.running import EN, KK, BotRunner
from tests.chat.sites import Sites
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.translators import Translators
from tests.simulator.world import Json, Message

FAST = {"rate_per_s": 1_000, "burst": 1_000}
SENTENCES = (
    "The old bridge over the river was closed for repairs on Monday.",
    "Engineers found cracks in two of its seven stone arches.",
    "Traffic is led over the new bridge until the end of March.",
    "The city sets aside nine million for the work this year.",
    "Residents asked for a footbridge beside it at a meeting in May.",
    "The mayor promised an answer before the first snow falls.",
)
KAZAKH = dict(
    zip(
        SENTENCES,
        (
            "Өзен үстіндегі ескі көпір дүйсенбіде жөндеуге жабылды.",
            "Инженерлер оның жеті тас аркасының екеуінен жарықшақ тапты.",
            "Көлік наурыздың соңына дейін жаңа көпірмен жүреді.",
            "Қала биыл бұл жұмысқа тоғыз миллион бөледі.",
            "Тұрғындар мамырдағы жиналыста жанынан жаяу көпір сұрады.",
            "Әкім алғашқы қар жауғанша жауап беруге уәде етті.",
        ),
        strict=True,
    )
)
TEXT = "\n\n".join(" ".join(SENTENCES[at : at + 2]) for at in (0, 2, 4))


def labels(answer: Message) -> list[str]:
    return [button.text for button in answer.buttons]


def quotes(telegram: TelegramSimulator, chat: int = 7) -> list[Json]:
    return [one.json["quote"] for one in telegram.messages(chat) if "quote" in one.json]


async def test_a_number_quotes_the_sentence_where_it_stands(
    telegram: TelegramSimulator, house: House
) -> None:
    question = telegram.say(TEXT, user=EN)
    answer = await telegram.answer(question)
    before = answer.text
    telegram.tap(answer, "Where in the text", EN)
    await telegram.wait(lambda: "Back" in labels(answer))
    numbers = labels(answer)
    telegram.tap(answer, "2", EN)
    place = await telegram.answer(answer)
    telegram.tap(answer, "Back", EN)
    await telegram.wait(lambda: "Share" in labels(answer))

    assert answer.text == before
    assert numbers == ["1", "2", "Back"]
    second = next(one for one in SENTENCES if f"2. {one}" in before)
    assert place.json["quote"]["text"] == second
    assert place.json["quote"]["position"] == TEXT.index(second)
    assert place.reply_to == question.id
    assert place.silent
    assert place.text.startswith("Sentence 2 of the summary: paragraph ")


async def test_sum_in_reply_stands_under_the_text_and_leads_into_it(
    telegram: TelegramSimulator, group: TelegramSimulator, house: House
) -> None:
    post = group.say(TEXT, -1_001_000_000_001)
    answer = await group.answer(group.say("/sum", post.chat_id, user=EN, reply_to=post))
    group.tap(answer, "Where in the text", EN)
    await group.wait(lambda: "1" in labels(answer))
    group.tap(answer, "1", EN)
    place = await group.answer(answer)

    assert answer.reply_to == post.id
    assert place.reply_to == post.id
    assert place.json["quote"]["text"] in SENTENCES


async def test_a_page_has_links_and_no_places_in_a_message(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say(f"{sites.root}/article", user=EN))

    assert "Where in the text" not in labels(answer)
    assert "Share" in labels(answer)


@pytest.mark.parametrize("pressed", ["Where in the text", "1"])
@pytest.mark.parametrize(
    ("now", "said"),
    [
        (None, "The message with this text is not there any more."),
        ("Other.", "The text was changed; this sentence is not in it any more."),
    ],
)
async def test_a_text_that_is_not_as_it_was_is_told_of(
    telegram: TelegramSimulator, house: House, pressed: str, now: str | None, said: str
) -> None:
    answer = await telegram.answer(telegram.say(TEXT, user=EN))
    if pressed == "1":
        telegram.tap(answer, "Where in the text", EN)
        await telegram.wait(lambda: "1" in labels(answer))
    question = answer.json.pop("reply_to_message")
    if now is not None:
        answer.json["reply_to_message"] = question | {"text": now}
    query = telegram.tap(answer, pressed, EN)
    await telegram.wait(lambda: query in telegram.answers)

    assert telegram.answers[query]["text"] == said
    assert quotes(telegram) == []


async def test_share_gives_plain_text_and_ways_out(
    telegram: TelegramSimulator, runner: BotRunner, sites: Sites
) -> None:
    async with runner.running():
        answer = await telegram.answer(telegram.say(f"{sites.root}/article", user=EN))
        telegram.tap(answer, "Share", EN)
        shared = await telegram.answer(answer)

    assert shared.entities == []
    assert "\n\n1. " in shared.text
    assert shared.text.endswith("\nQysqa, t.me/qysqa_test_bot")
    whatsapp, chat = shared.buttons
    assert whatsapp.url.startswith("https://wa.me/?text=")
    assert chat.text == "Send to a chat"
    [[_, button]] = shared.json["reply_markup"]["inline_keyboard"]
    assert button["switch_inline_query"] == f"en {sites.root}/article"


async def test_a_shared_text_has_no_link_to_send_to_a_chat(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(TEXT, user=EN))
    telegram.tap(answer, "Share", EN)
    shared = await telegram.answer(answer)

    assert labels(shared) == ["WhatsApp"]


@pytest.fixture
def translators() -> Iterator[Translators]:
    with Translators({(one, "kk"): said for one, said in KAZAKH.items()}) as running:
        yield running


@pytest.fixture
def translating(runner: BotRunner, translators: Translators) -> BotRunner:
    runner.settings = {
        "engines": "google,mymemory",
        "google_url": translators.google_url,
        "mymemory_url": translators.mymemory_url,
        "engine_options": {"google": FAST, "mymemory": FAST},
    }
    return runner


async def test_another_engine_translates_the_same_answer(
    telegram: TelegramSimulator, translating: BotRunner
) -> None:
    async with translating.running():
        answer = await telegram.answer(telegram.say(TEXT, user=KK))
        [another] = [one for one in answer.buttons if one.data.startswith("a:")]
        first = answer.text
        telegram.tap(answer, another.data, KK)
        await telegram.wait(lambda: "(MyMemory)" in answer.text)
        second = answer.text
        [back] = [one for one in answer.buttons if one.data.startswith("a:")]
        telegram.tap(answer, back.data, KK)
        await telegram.wait(lambda: "(Google)" in answer.text)

    assert "(Google)" in first
    assert second.replace("(MyMemory)", "(Google)") == first
    assert telegram.messages() == [one for one in telegram.messages() if one.id <= answer.id]


async def test_where_no_other_engine_answers_that_is_said(
    telegram: TelegramSimulator, translating: BotRunner, translators: Translators
) -> None:
    async with translating.running():
        answer = await telegram.answer(telegram.say(TEXT, user=EN))
        telegram.tap(answer, "Қазақша", EN)
        await telegram.wait(lambda: "(Google)" in answer.text)
        [another] = [one for one in answer.buttons if one.data.startswith("a:")]
        translators.answers.clear()
        query = telegram.tap(answer, another.data, EN)
        await telegram.wait(lambda: query in telegram.answers)

    assert telegram.answers[query]["text"]
    assert "(Google)" in answer.text
