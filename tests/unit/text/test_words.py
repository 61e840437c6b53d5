import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import KK
from bot.core.models import LanguageCode
from bot.text.stopwords import common_words, leaning_words, stop_words
from bot.text.words import count_words, spelled_words, words


def test_words_are_lower_case_and_without_punctuation() -> None:
    assert words("Ел президенті: «Жаңа Қазақстан!»") == ["ел", "президенті", "жаңа", "қазақстан"]


def test_hyphens_and_apostrophes_inside_a_word_stay() -> None:
    assert words("Қасым-Жомарт doesn’t 'quote' well- -known") == [
        "қасым-жомарт",
        "doesn't",
        "quote",
        "well",
        "known",
    ]


def test_numbers_are_words_and_underscores_are_not() -> None:
    assert words("COVID-19, 17.25 и snake_case") == ["covid-19", "17", "25", "и", "snake", "case"]


@pytest.mark.parametrize("spelling", ["o'zbek", "o‘zbek", "oʻzbek", "o’zbek", "O‘ZBEK"])
def test_spellings_of_the_uzbek_letter_are_one_word(spelling: str) -> None:
    assert words(spelling) == ["o'zbek"]


def test_the_turkish_capital_i_is_one_letter() -> None:
    assert words("İstanbul’da") == ["istanbul'da"]


def test_decomposed_letters_are_composed() -> None:
    assert words(unicodedata.normalize("NFD", "Алматыдағы йод")) == ["алматыдағы", "йод"]


def test_soft_hyphens_do_not_part_a_word() -> None:
    assert words("қа\u00adзақ") == ["қазақ"]


def test_chinese_comes_as_pairs_of_characters() -> None:
    assert words("新闻报道 2022 中 и тест") == ["新闻", "闻报", "报道", "2022", "中", "и", "тест"]


def test_korean_has_spaces_and_stays_whole() -> None:
    assert words("한국어 뉴스") == ["한국어", "뉴스"]


def test_spelled_words_keep_their_capitals() -> None:
    assert spelled_words("Астанада CSTO отырысы") == ["Астанада", "CSTO", "отырысы"]


def test_words_are_counted() -> None:
    assert count_words("Алматыда қар жауды.") == 3
    assert count_words(" … ") == 0


@given(st.text())
def test_words_are_made_of_letters_and_digits(text: str) -> None:
    for word in words(text):
        assert word
        assert word[0].isalnum()
        assert not any(char.isspace() for char in word)


@given(st.text())
def test_splitting_words_again_changes_nothing(text: str) -> None:
    once = [word for word in words(text) if word.isascii()]

    assert words(" ".join(once)) == once


@pytest.mark.parametrize("unit", ["a-", "'a", "中", "e\u0301", "-", "\u0301", "а а "])
def test_a_megabyte_takes_a_moment(unit: str) -> None:
    started = time.process_time()

    words(unit * (1_000_000 // len(unit)))

    assert time.process_time() - started < 5


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "kk", "ky", "ru", "tr", "uk", "uz"])
def test_stop_words_are_spelled_as_words_are(language: str) -> None:
    code = LanguageCode(language)

    for word in stop_words(code) | leaning_words(code) | common_words(code):
        assert words(word) == [word]


def test_kazakh_has_stop_words_enough() -> None:
    assert len(stop_words(KK)) >= 150
    assert {"және", "үшін", "туралы", "деді", "болып", "жоқ"} <= stop_words(KK)


def test_an_unknown_language_has_no_stop_words() -> None:
    assert stop_words(None) == frozenset()
    assert leaning_words(LanguageCode("ja")) == frozenset()
    assert common_words(None) == frozenset()
