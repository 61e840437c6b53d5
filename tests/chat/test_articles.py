"""Articles in, summaries out: pasted, linked, attached, forwarded."""

import re
from random import Random

import pytest
from telegram.constants import MessageLimit

from bot.article.documents.opening import MAX_FILE_BYTES
from bot.build import House
from bot.core import languages
from tests.chat.running import DE, EN, KK, RU, BotRunner, sample_text
from tests.chat.sites import Sites, article_html
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message


def kinds(answer: Message) -> list[str]:
    return [entity["type"] for entity in answer.entities]


async def test_a_pasted_article_comes_back_in_the_readers_language(
    telegram: TelegramSimulator, house: House
) -> None:
    article = sample_text(languages.EN)
    question = telegram.say(article)
    answer = await telegram.answer(question)

    assert answer.reply_to == question.id
    title, translated, meta, _, first, original, *_ = answer.text.splitlines()
    assert title == "Almaty’s new tram line carries its first passengers"
    assert translated == "Алматыдағы жаңа трамвай желісі алғашқы жолаушыларын қабылдады"
    assert re.fullmatch(r"оқу уақыты 4 мин → \d\d с", meta)
    assert first.startswith("1. 2026 жылғы 5 қыркүйекте, сенбі күні, Алматыда жолаушыларға")
    assert first.endswith(" (1-абзац)")
    assert original.startswith("Almaty’s new tram line opened to passengers on Saturday,")
    assert original in article
    assert "\n\nТүйінді сөздер: tram, " in answer.text
    assert answer.text.endswith("\nСөзбе-сөз дәйексөз: 27 сөйлемнен 5\nАударма жадынан алынды.")
    assert kinds(answer) == ["bold", *["expandable_blockquote"] * 5, "italic"]


@pytest.mark.slow
async def test_reading_is_done_in_a_process_of_its_own(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    runner.work = None
    async with runner.running():
        article = sample_text(languages.EN)
        answer = await telegram.answer(telegram.say(article, user=EN), timeout_s=40)

    assert "Quoted word for word: 5 of 2" in answer.text


@pytest.mark.parametrize(
    ("reader", "language", "said"),
    [
        (RU, languages.KK, "Дословных предложений: 5 из 2"),
        (EN, languages.RU, "Quoted word for word: 5 of 2"),
        (DE, languages.KK, "Quoted word for word: 5 of 2"),
    ],
)
async def test_each_reader_reads_each_article(
    telegram: TelegramSimulator, house: House, reader: Json, language: str, said: str
) -> None:
    article = sample_text(languages.parse_language(language))
    answer = await telegram.answer(telegram.say(article, user=reader))

    assert said in answer.text
    assert kinds(answer).count("expandable_blockquote") == 5


async def test_an_article_in_the_readers_language_is_quoted_without_translation(
    telegram: TelegramSimulator, house: House
) -> None:
    article = sample_text(languages.EN)
    answer = await telegram.answer(telegram.say(article, user=EN))

    quoted = re.findall(r"^\d\. (.+) \(para \d+\)$", answer.text, re.MULTILINE)
    assert len(quoted) == 5
    assert all(sentence in article for sentence in quoted)
    assert kinds(answer) == ["bold", "italic"]
    assert re.search(r"\nQuoted word for word: 5 of \d+ sentences$", answer.text)


async def test_without_an_engine_the_original_is_shown_and_said_so(
    telegram: TelegramSimulator, house: House
) -> None:
    text = " ".join(f"Дом номер {number} стоит на краю большого села." for number in range(12))
    answer = await telegram.answer(telegram.say(text))

    assert answer.text.count("(аударылмады)") == 4
    assert answer.text.endswith(
        "Аударма қазір істемей тұр (қазақ тілі). Қысқаша мазмұны түпнұсқа тілінде беріліп отыр."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tram.txt", sample_text(languages.EN)),
        ("tram.md", "# " + sample_text(languages.EN)),
        ("TRAM.HTML", article_html()),
    ],
)
async def test_a_file_is_read(
    telegram: TelegramSimulator, house: House, name: str, content: str
) -> None:
    answer = await telegram.answer(telegram.say(document=(name, content.encode()), user=EN))

    assert ". Almaty’s new tram line opened to passengers on Saturday," in answer.text
    assert "Quoted word for word: 5 of 2" in answer.text


async def test_a_file_of_another_kind_is_refused(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(document=("есеп.xlsx", b"\x89PNG"), user=RU))

    assert answer.text == (
        "Такой файл прочитать не могу: есеп.xlsx. Пришлите его в формате"
        " .txt, .md, .html, .pdf, .docx, .odt, .epub или .fb2 либо вставьте сам текст."
    )


async def test_a_damaged_file_is_refused(telegram: TelegramSimulator, house: House) -> None:
    answer = await telegram.answer(telegram.say(document=("есеп.pdf", b"%PDF-1.7 ..."), user=RU))

    assert answer.text == (
        "Не удалось открыть файл есеп.pdf: он повреждён. Сохраните его заново и пришлите ещё раз."
    )


async def test_a_file_beyond_the_limit_is_refused_before_it_is_downloaded(
    telegram: TelegramSimulator, house: House
) -> None:
    document = ("long.txt", bytes(MAX_FILE_BYTES + 1))
    answer = await telegram.answer(telegram.say(document=document, user=EN))

    assert answer.text == "This is too large: my limit is 20 MB. Send a part of it."
    assert "getFile" not in [call.method for call in telegram.calls]


async def test_a_file_whose_size_is_not_told_is_refused_by_telegram_itself(
    telegram: TelegramSimulator, house: House
) -> None:
    question = telegram.say(document=("long.txt", bytes(MAX_FILE_BYTES + 1)), user=EN)
    (update,) = telegram.world.updates
    del update["message"]["document"]["file_size"]
    answer = await telegram.answer(question)

    assert answer.text == "This is too large: my limit is 20 MB. Send a part of it."
    assert "getFile" in [call.method for call in telegram.calls]


async def test_a_forwarded_post_is_an_article(telegram: TelegramSimulator, house: House) -> None:
    post = sample_text(languages.RU)
    answer = await telegram.answer(telegram.say(post, user=EN, forwarded="Арна"))

    assert "Quoted word for word: 5 of 2" in answer.text


async def test_a_forwarded_command_is_a_quotation(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say("/start", user=EN, forwarded="Арна"))

    assert answer.text.startswith("This text is already short (sentences: 1).")


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (EN, "This text is already short (sentences: 2). To translate it, reply to it with /tr."),
        (RU, ("Текст и так короткий (предложений: 2)."
             " Чтобы перевести его, ответьте на него командой /tr.")),
        (KK, "Мәтін онсыз да қысқа (сөйлем саны: 2). Аудару үшін оған /tr деп жауап беріңіз."),
    ],
)  # fmt: skip
async def test_a_short_text_is_not_shortened(
    telegram: TelegramSimulator, house: House, reader: Json, said: str
) -> None:
    text = "Бүгін күн жылы болды. Ертең жаңбыр жауады."

    assert (await telegram.answer(telegram.say(text, user=reader))).text == said


async def test_a_message_without_letters_is_told_what_to_send(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say("123 👍"))

    assert answer.text == "Маған мақаланың сілтемесін немесе мәтінін жіберіңіз."


async def test_a_command_shortens_what_stands_after_it(
    telegram: TelegramSimulator, house: House, sites: Sites
) -> None:
    by_link = await telegram.answer(telegram.say(f"/sum {sites.root}/article", user=EN))
    by_text = await telegram.answer(telegram.say(f"/tldr\n{sample_text(languages.EN)}", user=EN))

    assert "Quoted word for word: 5 of 2" in by_link.text
    assert "Quoted word for word: 5 of 2" in by_text.text


async def test_a_command_shortens_the_message_it_replies_to(
    telegram: TelegramSimulator, runner: BotRunner
) -> None:
    post = telegram.say(sample_text(languages.KK), user=RU)
    telegram.world.updates.clear()  # it was written before the bot came
    async with runner.running():
        question = telegram.say("/sum", user=RU, reply_to=post)
        answer = await telegram.answer(question)

    assert answer.reply_to == post.id  # it leads into the text, which is not in the question
    assert question.id != post.id
    assert answer.text.startswith("Ауыл оқушылары метеостанция құрастырып,")


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (EN, "Put a link or a text after /sum, or reply with /sum to a message that holds one."),
        (RU, ("Напишите ссылку или текст после /sum"
             " или ответьте командой /sum на сообщение, где они есть.")),
        (KK, ("/sum командасынан кейін сілтеме не мәтін жазыңыз"
             " немесе олар бар хабарға /sum деп жауап беріңіз.")),
    ],
)  # fmt: skip
async def test_a_bare_command_is_told_its_use(
    telegram: TelegramSimulator, house: House, reader: Json, said: str
) -> None:
    assert (await telegram.answer(telegram.say("/sum", user=reader))).text == said


def long_sentences(count: int) -> list[str]:
    """Sentences of some 650 letters, all different."""
    words = sorted(set(re.findall(r"[a-z]{4,}", sample_text(languages.EN))))
    drawn = [Random(number).sample(words, 90) for number in range(count)]  # noqa: S311 - no secret
    return [f"{' '.join(some).capitalize()}." for some in drawn]


async def test_what_does_not_fit_a_message_comes_in_several_none_of_them_cut(
    telegram: TelegramSimulator, house: House
) -> None:
    sentences = long_sentences(30)
    file = ("long.txt", "\n\n".join(sentences).encode())
    answer = await telegram.answer(telegram.say(document=file, user=EN))
    telegram.tap(answer, "Longer", EN)
    await telegram.wait(lambda: len(telegram.messages()) == 3)
    _, first, second = telegram.messages()

    parts = [first.text, second.text]
    shown = re.findall(r"^\d\. (.+) \(para \d+\)$", "\n".join(parts), re.MULTILINE)
    assert len(shown) == 8
    assert set(shown) <= set(sentences)
    assert max(map(len, parts)) <= MessageLimit.MAX_TEXT_LENGTH
    assert (first.buttons, len(second.buttons)) == ([], 5)
