import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.kazakh.spelling import double, may_follow, spell, units_of
from bot.text.kazakh.tables import CHAIN, OPEN, WHOLE, skeleton_of

LETTERS = "аәбвгғдезикқлмнңоөпрстуұүфхшыі"


@pytest.mark.parametrize(
    "word",
    ["фильм", "медаль", "электр", "шаһар", "съезд", "юань", "эра", "редакция", "ойын", "чемпион"],
)
def test_a_word_is_spelt_from_its_skeleton(word: str) -> None:
    assert "".join(spell(skeleton_of(word))) == word


@pytest.mark.parametrize("name", ["больцано", "штольц", "нильссон"])
def test_a_sign_is_put_where_names_that_nobody_listed_have_one(name: str) -> None:
    assert "".join(spell(skeleton_of(name))) == name


def test_a_sign_gives_way_to_an_ending_in_a_vowel() -> None:
    assert "".join(spell("медалі")) == "медалі"


@pytest.mark.parametrize(
    ("rest", "limit", "fits"),
    [
        ("", WHOLE, True),
        ("ның", WHOLE, False),
        ("", CHAIN, True),
        ("лардың", CHAIN, True),
        ("сымен", CHAIN, True),
        ("індегі", CHAIN, True),
        ("стан", CHAIN, False),
        ("стан", OPEN, True),
    ],
)
def test_a_stem_says_what_may_follow_it(rest: str, limit: str, *, fits: bool) -> None:
    assert may_follow(rest, limit) is fits


def test_a_letter_stands_for_all_that_latin_writes_it_with() -> None:
    assert units_of("щияъ") == ["щ", "", "", "и", "я", "ъ"]


def test_letters_that_the_script_shows_are_not_guessed() -> None:
    assert spell("тшемпион")[0] == "ч"
    assert spell("тшемпион", sure="ч")[0] == "т"


@pytest.mark.parametrize(("read", "doubled"), [("сиақты", "сииақты"), ("материал", "материал")])
def test_ia_of_arabic_script_is_told_from_a_lone_i(read: str, doubled: str) -> None:
    assert double(read) == doubled


@given(st.text(alphabet=LETTERS, max_size=120))
def test_spelling_never_changes_what_latin_shows(skeleton: str) -> None:
    units = spell(skeleton)

    assert len(units) == len(skeleton)
    assert skeleton_of("".join(units)) == skeleton
