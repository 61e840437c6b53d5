import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.talk.wordforms import CASE, NOUN, OTHER, PLURAL, POSSESSED, nounness


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("мектеп", NOUN),
        ("шатыр", NOUN),
        ("иттер", PLURAL),
        ("көшесі", POSSESSED),
        ("есебі", POSSESSED),
        ("мектепке", CASE),
        ("көшеде", CASE),
        ("үйден", CASE),
        ("есебін", CASE),
        ("мұғалімнің", CASE),
        ("көшедегі", OTHER),
        ("көрсетіп", OTHER),
        ("өткендер", OTHER),
        ("сүтсіз", OTHER),
        ("жөнделді", OTHER),
    ],
)
def test_kazakh_words(word: str, expected: float) -> None:
    assert nounness(word, kazakh=True) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("канал", NOUN),
        ("собрание", NOUN),
        ("школа", PLURAL),
        ("трубы", PLURAL),
        ("школу", CASE),
        ("классе", CASE),
        ("доставкой", CASE),
        ("договоримся", OTHER),
        ("потерялась", OTHER),
        ("прогулочный", OTHER),
        ("привезли", OTHER),
    ],
)
def test_russian_words(word: str, expected: float) -> None:
    assert nounness(word, kazakh=False) == expected


@pytest.mark.parametrize(("word", "expected"), [("ткань", NOUN), ("договоримся", OTHER)])
def test_russian_words_in_kazakh_talk(word: str, expected: float) -> None:
    assert nounness(word, kazakh=True) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("oven", NOUN), ("bus", NOUN), ("tickets", PLURAL), ("burning", OTHER)]
)
def test_english_words(word: str, expected: float) -> None:
    assert nounness(word, kazakh=False) == expected


def test_what_stands_with_more_at_its_end_is_no_form() -> None:
    assert nounness("түлкі", kazakh=True, is_base=True) == POSSESSED
    assert nounness("мектеп", kazakh=True, is_base=True) == NOUN


@given(word=st.text(), kazakh=st.booleans())
def test_any_word_has_a_value(*, word: str, kazakh: bool) -> None:
    assert OTHER <= nounness(word, kazakh=kazakh) <= NOUN
