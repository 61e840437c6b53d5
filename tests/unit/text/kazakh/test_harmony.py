import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.kazakh.harmony import harmonise, needs_hamza, sign_of

BACK = str.maketrans("әөүі", "аоұы")


@pytest.mark.parametrize(
    ("word", "hamza"),
    [("үй", True), ("білім", True), ("келді", False), ("қала", False), ("", False)],
)
def test_a_hamza_marks_front_words_that_nothing_else_marks(word: str, *, hamza: bool) -> None:
    assert needs_hamza(word) is hamza


@pytest.mark.parametrize(
    "word",
    [
        "үлгісі",
        "төменгі",
        "құрметті",
        "қызметкер",
        "мәселе",
        "газет",
        "қала",
        "назарбаев",
        "жолымен",
        "сөзімен",
    ],
)
def test_vowels_are_front_where_they_are_meant_so(word: str) -> None:
    assert harmonise(word.translate(BACK), hamza=needs_hamza(word)) == word


@pytest.mark.parametrize(
    ("word", "hamza", "sign"),
    [
        ("балам", False, "^"),
        ("балам", True, "~"),
        ("келды", False, "="),
        ("жолымен", False, "+"),
        ("кезымен", False, "="),
        ("мен", False, "="),
    ],
)
def test_the_ending_men_says_nothing_of_the_vowels_before_it(
    word: str, sign: str, *, hamza: bool
) -> None:
    assert sign_of(word, hamza=hamza) == sign


@given(st.text(alphabet="абғдезкқлмноұрстуыи", max_size=120), st.sampled_from([False, True]))
def test_harmony_changes_nothing_but_vowels(word: str, hamza: bool) -> None:  # noqa: FBT001 - hypothesis fills positions
    assert harmonise(word, hamza=hamza).translate(BACK) == word
