import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.translation.check.answer import ECHO_LETTERS, LENGTH_LETTERS, fault
from bot.translation.check.plain import has_words

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


@pytest.mark.parametrize(
    "answer",
    [
        "429 Too Many Requests",
        '{"error":"Slowdown: 20 per 1 minute"}',
        '[{"translations":[{"text":"Пять школ","to":"ru"}]}]',
        "Ошибка 500. Сервис временно недоступен.",
        "Please sign in to continue.",
        "You exceeded your current quota, please check your plan and billing details.",
    ],
)
def test_a_refusal_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU) == "notice"


def test_a_sentence_about_too_many_requests_may_be_translated() -> None:
    assert fault("Слишком много запросов.", "Too many requests.", target=EN, source=RU) is None


def test_a_sentence_about_a_notice_may_be_translated_as_one() -> None:
    original = "Он показал надпись «MyMemory warning» на экране."

    assert fault(original, "He showed “MyMemory warning” on the screen.", target=EN) is None


@pytest.mark.parametrize(
    "tag", ["<html>", "<BODY class=x>", "<!DOCTYPE html>", "<script>", "<div>"]
)
def test_a_page_is_no_translation(tag: str) -> None:
    assert fault(KAZAKH, f"{tag}{RUSSIAN}", target=RU) == "markup"


@pytest.mark.parametrize("answer", ["<b>Да</b>, конечно.", "Да&#39;.", "**Да**", "Да<br>"])
def test_new_tags_entities_and_markdown_are_no_translation(answer: str) -> None:
    assert fault("Иә, әрине.", answer, target=RU) == "markup"


@pytest.mark.parametrize(
    "answer",
    [
        f"Sure, here is the translation: {RUSSIAN}",
        f"Translation: {RUSSIAN}",
        f"<think>The user wants Russian.</think>{RUSSIAN}",
        f"[COT] first the verb [/COT] {RUSSIAN}",
        "As an AI language model, I cannot translate this.",
        f"Вот перевод: {RUSSIAN}",
        f"Перевод: {RUSSIAN}",
        f"Міне, аударма: {RUSSIAN}",
        f"Аудармасы: {RUSSIAN}",
        f"{RUSSIAN}\n\nNote: names were kept.",
    ],
)
def test_what_a_model_says_of_its_work_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU) == "reasoning"


def test_a_sentence_about_a_translation_may_be_translated() -> None:
    assert (
        fault("Перевод: Айгерим Смагулова.", "Translation: Aigerim Smagulova.", target=EN) is None
    )


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


@pytest.mark.parametrize(
    ("original", "target"),
    [
        ("where is my book", KK),
        ("Happy birthday, Aliya!", RU),
        ("Мен Алматыда тұрамын.", EN),
        ("ол қайда кетті", RU),
    ],
)
def test_a_short_sentence_left_as_it_is_is_an_echo(original: str, target: LanguageCode) -> None:
    assert fault(original, original, target=target) == "echo"


@pytest.mark.parametrize(
    ("original", "answer", "target"),
    [
        (
            KAZAKH,
            "Almatyda kelesi jyly bes jaña mektep salynady, dep habarlady qala äkimdıgı.",
            KK,
        ),
        (RUSSIAN, "المەن اتىم شۋ", KK),
        (RUSSIAN, "Menın atym Şu.", KK),
        (KAZAKH, "Фив ню скулс вил би билт ин Алматы некст йир.", EN),
        (RUSSIAN, CHINESE, KK),
        (RUSSIAN, CHINESE, LanguageCode("fa")),
    ],
)
def test_another_script_is_no_translation(
    original: str, answer: str, target: LanguageCode
) -> None:
    assert fault(original, answer, target=target) == "script"


def test_a_name_may_come_in_its_own_letters() -> None:
    assert fault("Арқа дамып келеді.", "Арқа развивается.", target=RU, source=KK) is None
    assert fault("Ол «Эппл» компаниясында істейді.", "Он работает в Apple.", target=RU) is None
    assert fault("«Эппл Айфон»", "Apple iPhone", target=RU) is None


@pytest.mark.parametrize(
    ("original", "answer", "target", "source"),
    [
        ("Осында не бар?", "Бұл не екен?", RU, KK),
        ("Қайда?", "Ол қайда?", RU, KK),
        ("Where are you?", "Где ты?", KK, EN),
        (ENGLISH, "Бүгүн эртең менен шаардын борборунда жаңы китепкана ачылды, дешти.", KK, EN),
        (RUSSIAN, "Всё прошло нормально, сказал он вчера вечером.", LanguageCode("sr"), RU),
        ("Он поехал домой.", "Ол үйіне қайтты.", LanguageCode("uk"), KK),
        ("Все прошло хорошо.", "Все прошло нормально.", LanguageCode("sr"), RU),
    ],
)
def test_a_short_answer_in_another_language_is_none(
    original: str, answer: str, target: LanguageCode, source: LanguageCode
) -> None:
    assert fault(original, answer, target=target, source=source) == "language"


@pytest.mark.parametrize(
    ("answer", "target"),
    [
        ("Она уже была там, когда все пришли", RU),
        ("Жаңа кітап қайда екен, білмеймін", KK),
        ("The man was here with his dog", EN),
        ("Kirja on uusi ja talo on vanha kylässä", LanguageCode("fi")),
        ("Он дома", RU),
        ("Ол үйде", KK),
        ("Алматы", KK),
        ("Книга", KK),
    ],
)
def test_an_answer_in_the_target_language_passes(answer: str, target: LanguageCode) -> None:
    assert fault("字" * len(answer.split()) * 2, answer, target=target, source=ZH) is None


@pytest.mark.parametrize(
    "answer",
    [
        "Пять новых школ школ школ школ школ школ построят в городе в следующем году.",
        "Пять школ построят, сообщил акимат, сообщил акимат, сообщил акимат в среду.",
        "В Алматы в следующем году построят пять новых школ . . . . . .",
        "В Алматы построят хахахахахахахахахахаха школ, сообщил акимат города.",
        "Школа в Алматы, дом и школа в Алматы, сад и школа в Алматы, а школа в Алматы тут.",
    ],
)
def test_an_answer_that_goes_round_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU, source=KK) == "loop"


def test_a_sentence_that_repeats_itself_may_be_translated_as_such() -> None:
    original = "Жоқ, жоқ, жоқ, жоқ, деді ол."

    assert fault(original, "Нет, нет, нет, нет, сказал он.", target=RU, source=KK) is None


@pytest.mark.parametrize(
    "answer",
    [
        "В Алматы в следующем году построят",
        "В Алматы в следующем году построят пять новых школ, сообщил в",
        "В Алматы в следующем году построят пять новых «школ, сообщил",
        "В Алматы в следующем году построят пять новых школ, сообщил аки —",
    ],
)
def test_an_answer_that_breaks_off_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU, source=KK) == "length"


def test_a_short_answer_that_breaks_off_is_no_translation() -> None:
    assert fault("Ол кеше үйге келмеді.", "Он вчера", target=RU, source=KK) == "length"


def test_what_is_longer_than_any_translation_is_none() -> None:
    assert fault("Иә.", f"{RUSSIAN} {RUSSIAN}", target=RU, source=KK) == "length"


def test_a_mask_is_no_part_of_either_text() -> None:
    assert fault("[[1]]", "[[1]]", target=RU) is None
    assert fault("Иә [[1]].", "[[ 1 ]]", target=RU) == "empty"
    assert not has_words("[[1]] [[2]]")


@pytest.mark.parametrize("answer", ["Пять школ.", f"{RUSSIAN} {RUSSIAN} {RUSSIAN} {RUSSIAN}"])
def test_an_answer_of_another_length_is_no_translation(answer: str) -> None:
    assert fault(KAZAKH, answer, target=RU) == "length"


def test_length_is_told_from_40_letters_on() -> None:
    original = "қ" * (LENGTH_LETTERS - 1)

    assert fault(original, "Да.", target=RU) is None
    assert fault(f"{original}қ", "Да.", target=RU) == "length"


@pytest.mark.parametrize(
    "answer", [ENGLISH, "Cette phrase est écrite en français, on ne l’a pas demandée."]
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
    reasons = {None, "empty", "notice", "markup", "reasoning", "echo", "script", "length"}

    for source in (None, RU, KK):
        found = fault(original, answer, target=target, source=source)
        assert found in reasons | {"loop", "language"}
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
