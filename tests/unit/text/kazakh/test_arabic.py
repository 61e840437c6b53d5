import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.kazakh.arabic import arabic_to_cyrillic, cyrillic_to_arabic


@pytest.mark.parametrize(
    ("cyrillic", "arabic"),
    [
        ("Қазақстан", "قازاقستان"),
        ("білім", "ٴبىلىم"),
        ("үй", "ٴۇي"),
        ("келді", "كەلدى"),
        ("сияқты", "سياقتى"),
        ("Қалай? Жақсы, рахмет; 3,5", "قالاي؟ جاقسى، راحمەت؛ 3,5"),
        ("Ресей фильмі", "رەسەي ٴفيلمى"),
        ("бiлiм", "ٴبىلىم"),
    ],
)
def test_arabic_letters_follow_tote_jazu(cyrillic: str, arabic: str) -> None:
    assert cyrillic_to_arabic(cyrillic) == arabic


@pytest.mark.parametrize(
    "text",
    [
        "жаңа заң жобасы мәжілісте талқыланды",
        "өндіріс көлемі төменгі деңгейде",
        "кітап пен газет қазір қымбат",
        "министр чемпионға ащы су берді",
        "экономика, компьютер, фильм, милиция",
        "құрметті қызметкерлер мен оқушылар",
        "мемлекеттік бюджет туралы есеп",
        "саяси ахуал мен зиялы қауым",
    ],
)
def test_text_comes_back_from_arabic_letters(text: str) -> None:
    assert arabic_to_cyrillic(cyrillic_to_arabic(text)) == text


def test_what_is_not_cyrillic_stays_in_its_own_punctuation() -> None:
    assert cyrillic_to_arabic("Hello, world?") == "Hello, world?"
    assert cyrillic_to_arabic("ї") == "ї"


def test_a_run_of_letters_too_long_for_a_word_is_read_letter_by_letter() -> None:
    assert arabic_to_cyrillic("ە" + "ا" * 200) == "е" + "а" * 200
    assert arabic_to_cyrillic("يا" * 100) == "иа" * 100


def test_words_of_other_languages_in_arabic_letters_stay() -> None:
    assert arabic_to_cyrillic("ئۇيغۇر") == "ئۇيغۇر"


@given(st.text(alphabet="аәбвгғджзқлмнңоөпрстуұүхыі ", max_size=40))
def test_no_letter_of_kazakh_is_left_unwritten(text: str) -> None:
    assert not set(cyrillic_to_arabic(text)) & set("аәбвгғджзқлмнңоөпрстуұүхыі")


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(arabic_to_cyrillic(text), str)
    assert isinstance(cyrillic_to_arabic(text), str)
