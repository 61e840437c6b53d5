"""The articles that come with the program, and their translations made by hand."""

from pathlib import Path

import pytest

import bot
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.memory.tmx import Unit, read_tmx

SAMPLES = Path(bot.__file__).parent / "samples"
ARTICLES = {EN: "tram.en.txt", RU: "library.ru.txt", KK: "weather.kk.txt"}
BOILERPLATE = {
    EN: [
        "By Nora Whitcombe, staff writer",
        "5 September 2026, 18:20",
        "Share: Facebook | Telegram | WhatsApp | Copy link",
        "The first tram at the railway station. Photo: Timur Adler / The Foothill Reader",
        "Subscribe to our newsletter to get the week’s best stories every Friday morning.",
        "Read also: Five walks that start at a tram stop",
        "Advertisement",
        "Subscribe to our newsletter to get the week’s best stories every Friday morning.",
        "Tags: trams, public transport, Almaty",
        "Leave a comment",
        "© 2026 The Foothill Reader. All rights reserved.",
    ],
    RU: [
        "Текст: Полина Верховая",
        "3 ноября 2026, 10:15",
        "Полка с инструментами у входа в читальный зал. Фото: Данияр Сейтов / «Наш квартал»",
        "Читайте также: Как карагандинский двор вырастил общий огород",
        "Подпишитесь на нашу рассылку и получайте лучшие материалы недели по пятницам.",
        "Реклама",
        "Подпишитесь на нашу рассылку и получайте лучшие материалы недели по пятницам.",
        "Поделиться: ВКонтакте | Telegram | WhatsApp | Скопировать ссылку",
        "Теги: библиотеки, Караганда, вещи напрокат",
        "Оставить комментарий",
        "© 2026 «Наш квартал». Все права защищены.",
    ],
    KK: [
        "Авторы: Гүлнәр Аспанова",
        "2026 жылғы 18 қыркүйек, 09:40",
        "Бөлісу: Facebook | Telegram | WhatsApp | Сілтемені көшіру",
        "Метеостанция мектеп ауласында. Фото: Ерік Самалов / «Біздің маңай»",
        "Telegram арнамызға жазылыңыз!",
        "Тағы оқыңыз: Қостанайлық ұста ескі трактордан сағат жасады",
        "Жарнама",
        "Telegram арнамызға жазылыңыз!",
        "Тегтер: мектеп, ауа райы, Қостанай облысы",
        "Пікір қалдыру",
        "© 2026 «Біздің маңай». Барлық құқықтар қорғалған.",
    ],
}
KAZAKH_LETTERS = frozenset("әғқңөұүһі")
RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
SENTENCE_ENDS = (".", "?", "!")


def units() -> list[Unit]:
    with (SAMPLES / "samples.tmx").open("rb") as file:
        return list(read_tmx(file, "samples.tmx"))


def article(language: LanguageCode) -> str:
    return (SAMPLES / ARTICLES[language]).read_text(encoding="utf-8")


def source_segments(language: LanguageCode) -> list[str]:
    text = article(language)
    return [unit.texts[language] for unit in units() if unit.texts[language] in text]


def test_every_unit_is_in_the_three_languages() -> None:
    assert {frozenset(unit.texts) for unit in units()} == {frozenset({EN, RU, KK})}


def test_every_unit_belongs_to_one_article() -> None:
    homes = [
        [language for language in ARTICLES if unit.texts[language] in article(language)]
        for unit in units()
    ]

    assert [len(home) for home in homes] == [1] * len(homes)


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_is_its_translated_sentences_and_boilerplate(language: LanguageCode) -> None:
    rest = article(language)
    for segment in sorted(source_segments(language), key=len, reverse=True):
        assert rest.count(segment) == 1
        rest = rest.replace(segment, "")

    assert [line.strip() for line in rest.splitlines() if line.strip()] == BOILERPLATE[language]


@pytest.mark.parametrize("language", ARTICLES)
def test_segments_stand_in_article_order_after_the_headline(language: LanguageCode) -> None:
    text, segments = article(language), source_segments(language)
    places = [text.index(segment) for segment in segments]

    assert places == sorted(places)
    assert segments[0] == text.splitlines()[0]


@pytest.mark.parametrize("language", ARTICLES)
def test_an_article_is_long_enough_to_summarize(language: LanguageCode) -> None:
    assert 25 <= len(source_segments(language)) - 1 <= 30


@pytest.mark.parametrize("language", ARTICLES)
def test_body_sentences_begin_and_end_as_sentences(language: LanguageCode) -> None:
    for segment in source_segments(language)[1:]:
        opening = segment.lstrip("“«")[0]
        assert opening.isupper() or opening.isdigit()
        assert segment.endswith(SENTENCE_ENDS)


def test_kazakh_is_kazakh_and_russian_is_russian() -> None:
    for unit in units():
        assert KAZAKH_LETTERS & set(unit.texts[KK].casefold())
        assert not KAZAKH_LETTERS & set(unit.texts[RU].casefold())
        assert RUSSIAN_LETTERS & set(unit.texts[RU].casefold())
        assert not RUSSIAN_LETTERS & set(unit.texts[EN].casefold())


@pytest.mark.parametrize("language", ARTICLES)
def test_no_two_units_share_a_text(language: LanguageCode) -> None:
    texts = [unit.texts[language] for unit in units()]

    assert len(set(texts)) == len(texts)


def test_quotes_are_those_of_the_language() -> None:
    for unit in units():
        assert not set("«»\"'") & set(unit.texts[EN])
        assert not set("“”\"'") & set(unit.texts[RU] + unit.texts[KK])
        assert unit.texts[KK].count("«") == unit.texts[KK].count("»")
        assert unit.texts[RU].count("«") == unit.texts[RU].count("»")
