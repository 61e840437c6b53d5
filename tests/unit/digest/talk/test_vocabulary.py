import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import LanguageCode
from bot.digest.talk.skeleton import STEM_CHARS, root, skeleton, writes_kazakh
from bot.digest.talk.verbs import says_nothing
from bot.digest.talk.vocabulary import (
    is_rude,
    is_stop,
    spelled_terms,
    strength,
    term_of,
    terms_of,
    words_of,
)
from bot.text.stems import stem


def terms(text: str) -> list[str]:
    return [term for _, term, _ in terms_of(text, None)]


def terms_written(text: str) -> list[str]:
    return [word for word, _, _ in terms_of(text, None)]


@pytest.mark.parametrize(
    ("one", "other"), [("жоқ", "жок"), ("жоқ", "joq"), ("жоқ", "zhok"), ("мектеп", "mektep")]
)
def test_letters_typed_for_one_another_are_one(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("көлігі", "көлік"), ("кітабы", "кітап"), ("мектепке", "мектеп"), ("ақшаны", "ақша")],
)
def test_forms_of_a_kazakh_word_have_one_root(one: str, other: str) -> None:
    assert root(one, kazakh=True) == root(other, kazakh=True)


def test_forms_of_russian_and_english_words_have_one_root() -> None:
    assert root("школу", kazakh=False) == root("школе", kazakh=False)
    assert root("tickets", kazakh=False) == root("ticket", kazakh=False)


@pytest.mark.parametrize(
    "word",
    [
        "школу",
        "заходил",
        "мокрую",
        "сделавши",
        "играют",
        "играя",
        "учился",
        "большими",
        "домами",
        "болеет",
        "весёлая",
        "рулей",
        "книгой",
        "синим",
        "кости",
        "важно",
        "длинный",
        "дверь",
        "нейше",
        "взял",
        "вс",
        "мгл",
        "сообщив",
        "честнейше",
        "обедаете",
    ],
)
def test_a_russian_word_is_cut_as_by_the_algorithm_of_snowball(word: str) -> None:
    assert root(word, kazakh=False) == skeleton(stem(word, LanguageCode("ru")))[:STEM_CHARS]


@pytest.mark.parametrize(
    ("kazakh", "russian", "english"),
    [("су", "воды", "water"), ("мектепке", "школу", "school"), ("иттер", "собаки", "dogs")],
)
def test_a_matter_has_one_term_in_three_languages(kazakh: str, russian: str, english: str) -> None:
    found = {term_of(kazakh, kazakh=True), term_of(russian, kazakh=False)}

    assert found == {term_of(english, kazakh=False)}


def test_an_english_word_is_no_kazakh_one_with_the_same_root() -> None:
    assert terms("car") != terms("қар")


def test_numbers_count_from_three_digits() -> None:
    assert term_of("417", kazakh=True) == ("417", None)
    assert term_of("18", kazakh=True) is None
    assert term_of("5k", kazakh=True) is None


def test_short_roots_are_no_terms_unless_they_are_known() -> None:
    assert term_of("су", kazakh=True) == ("#су", "@ water supply")
    assert term_of("зю", kazakh=False) is None


@pytest.mark.parametrize("word", ["the", "және", "спасибо", "алып", "біздікі", "kerek"])
def test_words_of_grammar_and_courtesy_are_no_terms(word: str) -> None:
    assert is_stop(word)


def test_a_city_is_no_verb() -> None:
    assert not says_nothing("кала")
    assert says_nothing("калди")


def test_parts_of_a_word_are_terms() -> None:
    assert terms_written("2-подъездегі what's") == ["подъездегі"]


@pytest.mark.parametrize("text", ["10-нан 7-ші 5-го", "don't won't isn't"])
def test_endings_behind_a_stroke_and_short_negations_are_none(text: str) -> None:
    assert terms_written(text) == []


def test_words_are_given_as_they_are_spelt_too() -> None:
    spelt = list(spelled_terms("Шатыр және СМЕТА 12. Лифт", None))

    assert [word for word, _, _ in spelt] == ["Шатыр", "СМЕТА", "Лифт"]
    assert [is_first for _, _, is_first in spelt] == [True, False, True]


def test_words_that_sound_like_a_matter_by_chance_are_not_of_it() -> None:
    assert "#жол" in terms("на дороге")
    assert "#жол" not in terms("дорогой шлем")


def test_addresses_are_no_words() -> None:
    assert words_of("қара @ad_bot https://example.kz/su") == ("қара",)


def test_common_words_are_weaker_than_others_and_known_matters_stronger() -> None:
    (common,), (other,) = terms("смотрели"), terms("манжета")

    assert strength(common) < strength(other) < strength("#су")


def test_insults_are_known_by_their_beginning() -> None:
    assert is_rude("ты идиотка")
    assert not is_rude("мал бағу")


def test_kazakh_shows_in_its_letters() -> None:
    assert writes_kazakh("қайда")
    assert not writes_kazakh("где")


@given(st.text(max_size=80))
def test_terms_stand_in_the_text(text: str) -> None:
    said = {piece for word in words_of(text) for piece in word.partition("'")[0].split("-")}

    assert {word for word, _, _ in terms_of(text, None)} <= said
