import subprocess
import sys

import pytest

from bot.text.kazakh.tables import Tables, shipped, skeleton_of


@pytest.mark.parametrize(
    ("word", "skeleton"),
    [("фильм", "филм"), ("щука", "штшука"), ("юань", "иуан"), ("шаһар", "шахар"), ("эра", "ера")],
)
def test_a_skeleton_is_what_latin_shows_of_a_word(word: str, skeleton: str) -> None:
    assert skeleton_of(word) == skeleton


def test_stems_are_found_by_their_skeleton_with_what_may_follow() -> None:
    tables = Tables({}, "", "", "фильм дэн~ эра$")

    assert tables.by_skeleton == {"филм": ("фильм", ""), "ден": ("дэн", "~"), "ера": ("эра", "$")}
    assert tables.longest_stem == 4


def test_tables_may_be_without_stems() -> None:
    assert Tables({}, "", "", "").longest_stem == 0


def test_tables_are_read_but_once() -> None:
    assert shipped() is shipped()
    assert shipped().contexts is shipped().contexts


def test_tables_are_not_loaded_before_a_word_needs_them() -> None:
    code = (
        "import sys, bot.text.scripts as s; data = 'bot.text.kazakh.spelling_weights'\n"
        "assert data not in sys.modules; s.latin_to_cyrillic('ñ'); assert data in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
