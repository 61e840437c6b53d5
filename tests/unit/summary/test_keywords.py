import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, KNOWN_LANGUAGES, RU
from bot.core.models import LanguageCode, Sentence
from bot.summary.keywords import keywords
from bot.text.stems import stem
from bot.text.stopwords import stop_words

KAZAKH = (
    "Бүгін Алматыда жаңа метро бекеті ашылды.",
    "Жаңа метро бекетін қала әкімі ашты, оған Алматы тұрғындары келді.",
    "Қала 2030 жылға дейін тағы бес бекет салады.",
)
RUSSIAN = (
    "Сегодня Алматы открыла новую станцию метро.",
    "Открытие станции в Алматы откладывали пять лет.",
    "До 2030 года город построит ещё пять станций, сообщили власти города.",
)
ENGLISH = (
    "Leaders of the CSTO met on Monday and discussed the unrest in Almaty.",
    "Troops of the CSTO were sent to Almaty after the unrest, Putin said.",
    "It was Putin's first remark on the troops in 2022.",
)


def article(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, 0, len(text), 1) for text in texts)


def test_kazakh_keywords_are_shown_without_endings_where_the_text_does() -> None:
    assert keywords(article(*KAZAKH), KK, 4) == ("Алматы", "метро", "бекет", "қала")


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("Қазақстанның", "Қазақстан"),
        ("прокуратураға", "прокуратура"),
        ("жасөспірімге", "жасөспірім"),
        ("Алматы", "Алматы"),
        ("Қызылорда", "Қызылорда"),
        ("Өзбекстан", "Өзбекстан"),
        ("өлке", "өлке"),
    ],
)
def test_kazakh_keywords_lose_a_case_that_no_dictionary_form_ends_with(
    form: str, shown: str
) -> None:
    assert keywords(article(f"Бұл {form}."), KK, 1) == (shown,)


def test_russian_keywords_are_one_form_of_each_word() -> None:
    found = keywords(article(*RUSSIAN), RU, 3)

    assert found[0] == "Алматы"
    assert len({stem(word.lower(), RU) for word in found}) == 3
    assert any(word.startswith("станци") for word in found)


def test_forms_that_look_like_verbs_are_not_shown() -> None:
    found = keywords(article("Жұмысты бітірді.", "Жұмыс бітті.", "Жұмыс көп."), KK, 1)

    assert found == ("Жұмыс",)


def test_english_names_keep_their_capitals_and_lose_the_genitive() -> None:
    assert keywords(article(*ENGLISH), EN, 4) == ("CSTO", "Almaty", "Putin", "unrest")


def test_a_common_noun_loses_the_capital_of_its_sentence() -> None:
    found = keywords(article("Troops came.", "The troops went.", "Some troops stayed."), EN)

    assert found == ("troops",)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2022 10 000 17.25", EN),
        ("және мен үшін туралы болып", KK),
        ("барған келетін айтады отырып", KK),
        ("российский готовиться сообщает", RU),
        ("quickly walking jumped", EN),
        ("… !!!", None),
    ],
)
def test_numbers_particles_and_verbs_are_no_keywords(
    text: str, language: LanguageCode | None
) -> None:
    assert keywords(article(text), language) == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Istanbul'da", "tr", "Istanbul"),
        ("l'accord", "fr", "accord"),
        ("o'zbekiston", "uz", "o'zbekiston"),
        ("EU", "en", "EU"),
    ],
)
def test_clitics_are_cut_and_letters_kept(text: str, language: str, expected: str) -> None:
    assert keywords(article(text), LanguageCode(language)) == (expected,)


@given(
    st.lists(st.one_of(st.text(max_size=40), st.sampled_from([*KAZAKH, *RUSSIAN, *ENGLISH]))),
    st.sampled_from([None, *KNOWN_LANGUAGES]),
    st.integers(min_value=-1, max_value=8),
)
def test_keywords_are_few_distinct_words_of_the_text(
    texts: list[str], language: LanguageCode | None, limit: int
) -> None:
    found = keywords(article(*texts), language, limit)

    assert len(found) <= max(0, limit)
    assert len(set(found)) == len(found)
    for word in found:
        assert any(char.isalpha() for char in word)
        assert word.lower() not in stop_words(language)
    assert keywords(article(*texts), language, limit) == found
