import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check import ECHO_LETTERS, LENGTH_LETTERS, fault, has_words

KAZAKH = "Алматыда келесі жылы бес жаңа мектеп салынады, деп хабарлады қала әкімдігі."
RUSSIAN = "В Алматы в следующем году построят пять новых школ, сообщил акимат города."
ENGLISH = "Five new schools will be built in Almaty next year, the city administration said."
CHINESE = "市政府表示，明年阿拉木图将新建五所学校。"
LANGUAGES = {KK: KAZAKH, RU: RUSSIAN, EN: ENGLISH, LanguageCode("zh"): CHINESE}

LONG_ENGLISH = f"{ENGLISH} {ENGLISH.replace('schools', 'hospitals')}"
LONG_CHINESE = f"{CHINESE} {CHINESE.replace('学校', '医院')}"
ZH = LanguageCode("zh")


@pytest.mark.parametrize(
    ("source", "target"), [(a, b) for a in LANGUAGES for b in LANGUAGES if a != b]
)
def test_an_ordinary_translation_passes(source: LanguageCode, target: LanguageCode) -> None:
    assert fault(LANGUAGES[source], LANGUAGES[target], target=target) is None


@pytest.mark.parametrize(
    ("original", "answer", "target"),
    [
        ("Иә.", "Да.", RU),
        ("Бес.", "5", EN),
        ("Бұл қате.", "That's an error.", EN),
        ("Это недопустимый аргумент.", "This is an invalid argument.", EN),
        ("Он инвалид.", "He is an invalid.", EN),
        ("Қайта көріңіз: қате 404.", "Попробуйте ещё раз: ошибка 404.", RU),
        (
            "Страница пишет: «Error 404 (Not Found)».",
            "Бет «Error 404 (Not Found)» деп жазады.",
            KK,
        ),
        ("1 < 2 > 0 және <b> белгісі.", "1 < 2 > 0 и знак <b>.", RU),
        ("Apple iPhone 17 Pro Max", "Apple iPhone 17 Pro Max", KK),
        ("https://www.egemen.kz/article/382910-zhana-mektep-ashyldy", "Смотрите по ссылке", RU),
        ("Толығырақ: https://egemen.kz/382910-zhana", "Ещё: https://egemen.kz/382910-zhana", RU),
        (LONG_ENGLISH, LONG_CHINESE, ZH),
        (LONG_CHINESE, LONG_ENGLISH, EN),
    ],
)
def test_an_unusual_translation_passes(original: str, answer: str, target: LanguageCode) -> None:
    assert fault(original, answer, target=target) is None


@pytest.mark.parametrize("answer", ["", " \n\t", "…", "[ ]", "«»"])
def test_an_answer_without_words_or_digits_is_empty(answer: str) -> None:
    assert fault("Иә.", answer, target=RU) == "empty"


@pytest.mark.parametrize(
    "answer",
    [
        "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE",
        "'AUTO' IS AN INVALID SOURCE LANGUAGE . EXAMPLE: LANGPAIR=EN|IT USING 2 LETTER ISO",
        "QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
        "PLEASE SELECT TWO DISTINCT LANGUAGES",
        "Our systems have detected unusual traffic from your computer network.",
        "Error 500 (Server Error)!!1500.That’s an error.There was an error.That’s all we know.",
        "Error 404 (Not Found)!!1",
    ],
)
def test_a_providers_notice_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=EN) == "notice"


def test_a_sentence_about_a_notice_may_be_translated_as_one() -> None:
    original = "Он показал надпись «MyMemory warning» на экране."

    assert fault(original, "He showed “MyMemory warning” on the screen.", target=EN) is None


@pytest.mark.parametrize(
    "tag", ["<html>", "<BODY class=x>", "<!DOCTYPE html>", "<script>", "<div>"]
)
def test_a_page_is_no_translation(tag: str) -> None:
    assert fault(KAZAKH, f"{tag}{RUSSIAN}", target=RU) == "markup"


def test_a_sentence_about_markup_may_hold_it() -> None:
    original = "HTML құжаты <html> белгісінен басталады."

    assert fault(original, "Документ HTML начинается с тега <html>.", target=RU) is None


@pytest.mark.parametrize(
    "answer", [KAZAKH, KAZAKH.upper(), f"  {KAZAKH}\n", KAZAKH.replace("бес", "бестен")]
)
def test_the_same_words_are_an_echo(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU) == "echo"


def test_an_echo_is_told_from_25_letters_on() -> None:
    name = "а" * (ECHO_LETTERS - 1)

    assert fault(name, name, target=EN) is None
    assert fault(f"{name}а", f"{name}а", target=EN) == "echo"


def test_a_russian_sentence_left_as_it_is_for_ukrainian_is_an_echo() -> None:
    uk = LanguageCode("uk")
    ukrainian = "В Алмати наступного року збудують п’ять нових шкіл, повідомив акімат міста."

    assert fault(RUSSIAN, RUSSIAN, target=uk) == "echo"
    assert fault(RUSSIAN, ukrainian, target=uk) is None


@pytest.mark.parametrize("answer", ["Пять школ.", f"{RUSSIAN} {RUSSIAN} {RUSSIAN} {RUSSIAN}"])
def test_an_answer_of_another_length_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU) == "length"


def test_length_is_told_from_40_letters_on() -> None:
    original = "қ" * (LENGTH_LETTERS - 1)

    assert fault(original, "Да.", target=RU) is None
    assert fault(f"{original}қ", "Да.", target=RU) == "length"


@pytest.mark.parametrize(
    "answer", [ENGLISH, RUSSIAN, "Cette phrase est écrite en français, on ne l’a pas demandée."]
)
def test_an_answer_in_another_language_is_no_translation(answer: str) -> None:
    original = "Қаржы министрлігі келесі жылға арналған бюджет жобасын дайындап болды."

    assert fault(original, answer, target=LanguageCode("tr")) == "language"


def test_the_language_of_a_few_words_is_not_judged() -> None:
    assert fault("Алматы қаласы", "Almaty City", target=RU) is None


@pytest.mark.parametrize("text", ["Сәлем", "a1", "字", "Оқыңыз: https://egemen.kz/a", "#Алматы"])
def test_text_has_words(text: str) -> None:
    assert has_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "***",
        "12:30, 22.11.2026",
        "👍👍",
        "https://egemen.kz/a",
        "www.egemen.kz a@egemen.kz @aliya",
    ],
)
def test_text_has_no_words_beyond_addresses(text: str) -> None:
    assert not has_words(text)


@given(original=st.text(), answer=st.text(), target=st.sampled_from([KK, RU, EN, ZH]))
def test_any_two_texts_can_be_compared(original: str, answer: str, target: LanguageCode) -> None:
    reasons = {None, "empty", "notice", "markup", "echo", "length", "language"}

    assert fault(original, answer, target=target) in reasons
    assert has_words(original) in {True, False}


@given(text=st.text(st.characters(exclude_categories=()), min_size=20), target=st.just(KK))
def test_no_text_is_its_own_translation_unless_it_is_short(
    text: str, target: LanguageCode
) -> None:
    words = [word for word in text.split() if has_words(word)]

    if sum(map(str.isalpha, "".join(words))) > ECHO_LETTERS:
        assert fault(text, text, target=target) == "echo"


def test_long_repetitive_texts_are_compared_quickly() -> None:
    original, answer = "да нет " * 1_000, "нет да " * 1_000
    started = time.monotonic()

    fault(original, answer, target=KK)

    assert time.monotonic() - started < 1
