"""/tr: a message in another language."""

import pytest

from bot.build import House
from bot.core import languages
from tests.chat.running import EN, KK, RU, sample_text
from tests.simulator.telegram import TelegramSimulator
from tests.simulator.world import Json, Message

POST = (
    "The line is 12.4 kilometres long, has 18 stops"
    " and is expected to carry about 40,000 people a day."
)
IN_KAZAKH = (
    "Желінің ұзындығы – 12,4 шақырым, оның 18 аялдамасы бар"
    " және күніне шамамен 40 000 адам тасымалдайды деп күтіліп отыр."
)

IN_RUSSIAN = (
    "Длина линии — 12,4 километра, на ней 18 остановок;"
    " ожидается, что она будет перевозить около 40 000 человек в день."
)
EVERY_SIX_MINUTES = (
    "Trams run every six minutes at peak times and every twelve minutes in the evening."
)
SIX_IN_RUSSIAN = "В часы пик трамваи ходят каждые шесть минут, вечером — каждые двенадцать."
SIX_IN_KAZAKH = "Трамвайлар қарбалас уақытта алты минут сайын, ал кешке он екі минут сайын жүреді."


def post(telegram: TelegramSimulator, text: str = POST) -> Message:
    """A message from before the bot listened."""
    written = telegram.say(text)
    telegram.world.updates.clear()
    return written


@pytest.mark.parametrize("command", ["/tr kk", "/tr қазақша", "/t KK"])
async def test_a_reply_translates_the_message_it_replies_to(
    telegram: TelegramSimulator, house: House, command: str
) -> None:
    replied = post(telegram)
    question = telegram.say(command, user=EN, reply_to=replied)
    answer = await telegram.answer(question)

    assert answer.text == f"{IN_KAZAKH}\n\nTranslated from the translation memory."
    assert answer.entities[-1]["type"] == "italic"
    assert answer.reply_to == replied.id


async def test_several_languages_are_one_answer_in_the_order_asked_for(
    telegram: TelegramSimulator, house: House
) -> None:
    question = telegram.say("/tr ru, en kk", user=RU, reply_to=post(telegram))
    answer = await telegram.answer(question)

    assert answer.text == (
        f"Русский\n{IN_RUSSIAN}\n\n"
        "English\nЭто уже на нужном языке: английский.\n\n"
        f"Қазақша\n{IN_KAZAKH}\n\n"
        "Перевод из памяти переводов."
    )
    assert [one["type"] for one in answer.entities] == ["bold", "bold", "bold", "italic"]


async def test_several_languages_may_stand_before_a_text(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say(f"/tr kk ru {POST}", user=EN))

    assert answer.text.startswith(f"Қазақша\n{IN_KAZAKH}\n\nРусский\n{IN_RUSSIAN}\n\n")


async def test_a_forwarded_post_is_translated_in_reply_to_it(
    telegram: TelegramSimulator, house: House
) -> None:
    forwarded = telegram.say(POST, forwarded="Хабар")
    telegram.world.updates.clear()
    answer = await telegram.answer(telegram.say("/tr kk ru", user=EN, reply_to=forwarded))

    assert answer.text.startswith(f"Қазақша\n{IN_KAZAKH}\n\nРусский\n{IN_RUSSIAN}\n\n")
    assert answer.reply_to == forwarded.id


async def test_what_is_edited_is_translated_anew_in_the_same_message(
    telegram: TelegramSimulator, house: House
) -> None:
    replied = post(telegram)
    answer = await telegram.answer(telegram.say("/tr ru", user=EN, reply_to=replied))
    telegram.edit(replied, EVERY_SIX_MINUTES)
    await telegram.wait(lambda: answer.text.startswith(SIX_IN_RUSSIAN))

    assert telegram.messages() == [answer]


async def test_each_who_asked_has_an_answer_of_their_own(
    telegram: TelegramSimulator, house: House
) -> None:
    replied = post(telegram)
    first = await telegram.answer(telegram.say("/tr ru", user=EN, reply_to=replied))
    second = await telegram.answer(telegram.say("/tr ru", user=EN, reply_to=replied))
    telegram.edit(replied, EVERY_SIX_MINUTES)
    await telegram.wait(lambda: first.text == second.text and SIX_IN_RUSSIAN in first.text)

    assert telegram.messages() == [first, second]


async def test_without_a_language_it_is_the_readers(
    telegram: TelegramSimulator, house: House
) -> None:
    answer = await telegram.answer(telegram.say("/tr", user=KK, reply_to=post(telegram)))

    assert answer.text == f"{IN_KAZAKH}\n\nАударма жадынан алынды."


@pytest.mark.parametrize("space", [" ", "\n"])
async def test_a_text_may_stand_after_the_command(
    telegram: TelegramSimulator, house: House, space: str
) -> None:
    named = await telegram.answer(telegram.say(f"/tr kk{space}{POST}", user=RU))
    plain = await telegram.answer(telegram.say(f"/tr {POST}", user=KK))

    assert named.text == f"{IN_KAZAKH}\n\nПеревод из памяти переводов."
    assert plain.text == f"{IN_KAZAKH}\n\nАударма жадынан алынды."


async def test_a_file_is_translated_whole(telegram: TelegramSimulator, house: House) -> None:
    file = telegram.say(document=("tram.txt", f"{POST}\n\n\n{POST}".encode()))
    telegram.world.updates.clear()
    answer = await telegram.answer(telegram.say("/tr", reply_to=file))

    assert answer.text == f"{IN_KAZAKH}\n\n{IN_KAZAKH}\n\nАударма жадынан алынды."


async def test_what_nobody_can_translate_stays_and_is_counted(
    telegram: TelegramSimulator, house: House
) -> None:
    unknown = "Nobody has translated this one yet, and nobody will today."
    replied = post(telegram, f"{POST} {unknown}")
    answer = await telegram.answer(telegram.say("/tr", user=KK, reply_to=replied))

    assert answer.text == (
        f"{IN_KAZAKH} {unknown}\n\nАударма жадынан алынды."
        " Аударылған сөйлем саны: 1, барлығы: 2. Қалғаны түпнұсқа тілінде."
    )


@pytest.mark.parametrize(
    ("reader", "command", "said"),
    [
        (
            EN,
            "/tr",
            (
                "Reply with /tr to the message you want translated."
                " To choose a language, name it: /tr kk, /tr ru, /tr en."
            ),
        ),
        (
            RU,
            "/tr kk",
            (
                "Ответьте командой /tr на сообщение, которое нужно перевести."
                " Язык можно назвать: /tr kk, /tr ru, /tr en."
            ),
        ),
        (
            KK,
            "/t",
            (
                "Аударылатын хабарға /tr деп жауап беріңіз."
                " Тілін де көрсетуге болады: /tr kk, /tr ru, /tr en."
            ),
        ),
    ],
)
async def test_a_command_about_nothing_is_told_its_use(
    telegram: TelegramSimulator, house: House, reader: Json, command: str, said: str
) -> None:
    assert (await telegram.answer(telegram.say(command, user=reader))).text == said


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (EN, ("I don't know the language “xx”."
             " Name a language by its code, for example kk, ru or en.")),
        (RU, "Языка «xx» я не знаю. Назовите язык его кодом, например kk, ru или en."),
        (KK, "«xx» деген тілді білмеймін. Тілді кодымен атаңыз, мысалы: kk, ru немесе en."),
    ],
)  # fmt: skip
async def test_an_unknown_language_is_named(
    telegram: TelegramSimulator, house: House, reader: Json, said: str
) -> None:
    answer = await telegram.answer(telegram.say("/tr xx", user=reader, reply_to=post(telegram)))

    assert answer.text == said


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (EN, "This already is in the language asked for: English."),
        (RU, "Это уже на нужном языке: английский."),
        (KK, "Бұл онсыз да сұралған тілде: ағылшын тілі."),
    ],
)
async def test_a_text_already_in_the_language_is_told_so(
    telegram: TelegramSimulator, house: House, reader: Json, said: str
) -> None:
    answer = await telegram.answer(telegram.say("/tr en", user=reader, reply_to=post(telegram)))

    assert answer.text.startswith(said)


async def test_without_any_translation_it_is_told_so(
    telegram: TelegramSimulator, house: House
) -> None:
    replied = post(telegram, "Nobody has translated this sentence yet.")
    answer = await telegram.answer(telegram.say("/tr ru", user=RU, reply_to=replied))

    assert answer.text == "Перевод сейчас не работает. Попробуйте через несколько минут."


async def test_a_whole_article_takes_several_messages(
    telegram: TelegramSimulator, house: House
) -> None:
    replied = telegram.say(document=("хабар.txt", sample_text(languages.KK).encode() * 2))
    telegram.world.updates.clear()
    telegram.say("/tr en", user=EN, reply_to=replied)
    await telegram.wait(lambda: len(telegram.messages()) == 2)
    first, second = telegram.messages()

    assert first.text.startswith("Village pupils build a weather station")
    assert "translation memory" not in first.text
    assert "Translated from the translation memory. Sentences translated: " in second.text


async def test_a_book_is_not_poured_into_the_chat(
    telegram: TelegramSimulator, house: House
) -> None:
    book = telegram.say(document=("кітап.txt", sample_text(languages.KK).encode() * 12))
    telegram.world.updates.clear()
    answer = await telegram.answer(telegram.say("/tr en", user=EN, reply_to=book))

    assert answer.text.endswith("Send a part of it.")
    assert telegram.messages() == [answer]
