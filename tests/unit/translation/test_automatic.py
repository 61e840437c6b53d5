"""Messages of groups: which are translated unasked. All were made up for this."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.groups import AutoMode, AutoTranslation
from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Style, StyleKind
from bot.translation.automatic import (
    MAX_AGE_S,
    MAX_HEARD,
    adds_nothing,
    is_recent,
    is_talk,
    language_of,
    spoken,
    wanted_targets,
)

BOTH = (KK, RU)

KAZAKH = """\
Бүгін сабақ болмайды деп айтты ғой
кешке келе жатырмын, күте тұрыңдаршы
Рахмет сізге, бәрі дайын болды
ертең таңертең жетіде шығамыз ба
Менің ойымша бұл дұрыс емес
жарайды, мен нан ала келем
Кім барады бүгін жиналысқа?
су келмей жатыр екінші қабатта
қанша тұрады мына орындық
Erteñ tañerteñ bärımız birge şyğamyz
"""
RUSSIAN = """\
Сегодня воды не будет до вечера
кто едет завтра в город?
Спасибо большое, уже всё нашли
я думаю это неправильно
скиньте пожалуйста номер мастера
Опять лифт не работает
буду через десять минут
ну и что теперь делать
"""
ENGLISH = """\
The meeting is moved to three o'clock
can anyone help me with the form?
I will be there in ten minutes
thanks, that was really helpful
does the bus stop here on Sundays
Who is coming with us tomorrow?
"""
MIXED = """\
Мен бүгін кешігемін, начинайте без меня
Привет всем, ертең кездесеміз бе?
жиналыс болмайды, перенесли на пятницу
Кеше хабарластым. Сказали, что перезвонят завтра.
"""
BORROWING = """\
Окей, мен сосын перезвоню тебе
Завтра той болады у соседей
ертең жиналыс отменили сондықтан можно не приходить
я уже айттым ғой саған всё будет жақсы
"""
IN_HASTE = """\
бугин сабак болмайды деп айтты гой
ертен танертен жетиде шыгамыз ба
кешке дейин келип коремиз онда
раxмет сизге, бари дайын болды
bugin sabaq bolmaidy dep aitty
kto edet zavtra v gorod
ya dumayu chto ne nado
"""  # Kazakh on a Russian keyboard, Kazakh and Russian on an English one
OTHERS = {
    "ky": "Үйдө эч ким жок, бүгүн кечинде келем дешти",
    "uk": "Сьогодні ввечері їдемо до міста, хто ще хоче з нами?",
    "be": "Сёння ўвечары паедзем у горад, хто яшчэ хоча з намі?",
    "tt": "Җыелыш бүген кич белән була, килергә онытмагыз",
    "bg": "Тази вечер отиваме в града, някой иска ли да дойде с нас? Първо ще мина през пазара.",
    "de": "Wir treffen uns heute Abend um sieben vor dem Haus",
    "tr": "Bu akşam saat yedide evin önünde buluşuyoruz, geliyor musun?",
    "uz": "Bugun kechqurun soat yettida uy oldida uchrashamiz va birga boramiz",
    "pl": "Spotykamy się dzisiaj o siódmej wieczorem, proszę się nie spóźnić",
    "ko": "오늘 저녁 일곱 시에 집 앞에서 만나요 꼭 오세요",
}


def foreign(*languages: LanguageCode) -> AutoTranslation:
    return AutoTranslation(AutoMode.FOREIGN, languages)


def everything(*languages: LanguageCode) -> AutoTranslation:
    return AutoTranslation(AutoMode.ALL, languages)


def wanted(text: str, translation: AutoTranslation) -> tuple[LanguageCode, ...]:
    return wanted_targets(text, (), translation)


@pytest.mark.parametrize("text", [*KAZAKH.splitlines(), *RUSSIAN.splitlines()])
def test_what_the_group_speaks_is_left_alone(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == ()


@pytest.mark.parametrize("text", MIXED.splitlines())
def test_what_mixes_two_languages_of_the_group_is_left_alone(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == ()
    assert wanted(text, everything(*BOTH)) == ()


@pytest.mark.parametrize("text", BORROWING.splitlines())
def test_what_mixes_them_within_a_clause_is_left_alone(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == ()
    assert wanted(text, everything(*BOTH)) == ()


def test_a_borrowed_word_or_two_in_a_long_message_are_no_mixture() -> None:
    text = "Кеше кешке дейін жұмыс істеп, үйге таңғы төртте ғана келдім, короче шаршап тұрмын"

    assert wanted(text, everything(*BOTH)) == (RU,)


def test_the_start_of_a_long_message_tells_whether_it_is_mixed() -> None:
    kazakh, russian = "Мен бүгін кешігіп келемін ғой", "мы сегодня никуда не поедем"
    assert len(f"{kazakh} ".split()) * 12 == MAX_HEARD

    assert wanted(" ".join([kazakh, russian] * 20), everything(*BOTH)) == ()
    assert wanted(" ".join([kazakh] * 12 + [russian]), everything(*BOTH)) == (RU,)


def test_numbers_and_signs_make_no_message_a_mixture() -> None:
    text = "сағат 12:30 — 14:45 , 15:00 — 18:30 , 19:00 — 21:30 дейін күтеміз сіздерді 👍 👍 👍"

    assert wanted(text, everything(*BOTH)) == (RU,)


@pytest.mark.parametrize("text", IN_HASTE.splitlines())
def test_what_was_typed_in_haste_is_not_taken_for_another_language(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == ()


@pytest.mark.parametrize("text", ENGLISH.splitlines())
def test_what_is_foreign_to_the_group_goes_into_all_its_languages(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == BOTH
    assert wanted(text, everything(*BOTH)) == BOTH
    assert wanted(text, foreign(*BOTH, EN)) == ()


@pytest.mark.parametrize("text", OTHERS.values(), ids=list(OTHERS))
def test_neighbours_with_a_proof_are_foreign(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == BOTH


@pytest.mark.parametrize("text", KAZAKH.splitlines())
def test_a_group_of_two_gets_its_kazakh_in_russian(text: str) -> None:
    assert wanted(text, everything(*BOTH)) == (RU,)


@pytest.mark.parametrize("text", RUSSIAN.splitlines())
def test_a_group_of_two_gets_its_russian_in_kazakh(text: str) -> None:
    assert wanted(text, everything(*BOTH)) == (KK,)


@pytest.mark.parametrize("text", RUSSIAN.splitlines()[:3])
def test_russian_is_foreign_to_a_kazakh_group(text: str) -> None:
    assert wanted(text, foreign(KK)) == (KK,)


@pytest.mark.parametrize("text", KAZAKH.splitlines()[:3])
def test_kazakh_is_foreign_to_those_who_speak_english(text: str) -> None:
    assert wanted(text, foreign(EN)) == (EN,)
    assert wanted(text, everything(RU, EN)) == (RU, EN)


def test_a_neighbour_whose_words_are_not_known_shows_in_those_that_are_missing() -> None:
    text = "Бүген кич белән өйдә булачакмын, килерсез дип көтәм"

    assert language_of(text, BOTH) == "tt"
    assert wanted(text, foreign(*BOTH)) == BOTH


def test_a_neighbour_needs_no_proof_where_nobody_writes_in_its_letters() -> None:
    assert wanted("Кешке дейин келип коребиз", foreign(EN)) == (EN,)


def test_a_sentence_of_the_groups_own_is_enough_to_leave_a_message_alone() -> None:
    text = "The lift is out of order. Лифт не работает, поднимайтесь пешком пожалуйста."

    assert wanted(text, foreign(*BOTH)) == ()


def test_a_word_or_two_of_the_groups_own_are_not() -> None:
    text = "Привет! Could you tell me where the nearest pharmacy is, and when it opens?"

    assert wanted(text, foreign(*BOTH)) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ok",
        "yes please",
        "no no no no!!! no",
        "👍👍👍 🎉 😂",
        "+7 701 000 00 00",
        "12:30 — 14:45, 500",
        "https://example.org/one-two-three https://example.kz/four",
        "see example.org/some/long/page",
        "@some_admin @other_admin #news",
        "write to name.surname@example.org",
        "/ban this person right now",
        "  /start@other_bot with some words",
        "Ω ψ φ — ξ ϟ",
    ],
)
def test_what_holds_no_sentence_is_left_alone(text: str) -> None:
    assert wanted(text, foreign(*BOTH)) == ()
    assert wanted(text, everything(*BOTH)) == ()


def test_nothing_is_wanted_where_it_is_off_or_no_language_was_named() -> None:
    text = ENGLISH.splitlines()[0]

    assert wanted(text, AutoTranslation(AutoMode.OFF, BOTH)) == ()
    assert wanted(text, AutoTranslation(AutoMode.FOREIGN)) == ()


def test_a_language_that_cannot_be_told_is_none() -> None:
    assert language_of("Барам.", BOTH) is None
    assert language_of("Ω.", BOTH) is None


def test_code_and_mentions_are_not_spoken() -> None:
    text = "git push origin main, Айгүл Сериковна"
    styles = (Style(StyleKind.CODE, 0, 20), Style(StyleKind.MENTION, 22, 37, "7"))

    assert spoken(text, styles).split() == [","]
    assert not is_talk(text, styles)
    assert is_talk(text)


def test_bold_words_are_spoken() -> None:
    assert spoken("Help me", (Style(StyleKind.BOLD, 0, 4),)) == "Help me"


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("Samsung Galaxy S24 Ultra", "Samsung Galaxy S24 Ultra"),
        ("Алматы Астана Шымкент 12:30", "Almaty, Astana, Shymkent: 12.30"),
        ("Great, thanks!", "great; THANKS"),
        ("ok 5 km", "ok, 7 km"),
        ("👍", ""),
    ],
)
def test_names_numbers_and_signs_are_no_translation(text: str, translated: str) -> None:
    assert adds_nothing(text, translated)


@pytest.mark.parametrize(
    ("text", "translated"),
    [
        ("See you in Almaty", "Увидимся в Алматы"),
        ("WATER IS OFF TODAY", "СЕГОДНЯ НЕТ ВОДЫ"),
        ("Good Morning Everyone", "Доброе утро всем"),
    ],
)
def test_other_words_are_a_translation(text: str, translated: str) -> None:
    assert not adds_nothing(text, translated)


def test_what_is_older_than_two_minutes_is_not_recent() -> None:
    assert is_recent(1_000, 1_000 + MAX_AGE_S)
    assert not is_recent(1_000, 1_001 + MAX_AGE_S)


@given(st.text(), st.sampled_from([foreign(*BOTH), everything(*BOTH), everything(KK, EN)]))
def test_whatever_is_said_only_languages_of_the_group_are_wanted(
    text: str, translation: AutoTranslation
) -> None:
    assert set(wanted(text, translation)) <= set(translation.languages)


@given(st.text())
def test_the_same_text_adds_nothing(text: str) -> None:
    assert adds_nothing(text, text)
