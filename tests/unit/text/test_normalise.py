import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import normalise

WRAPPED = (
    "Жаңа көпір арқылы күн сайын он мыңнан астам адам\n"
    "өтеді, ал қыста бұл сан екі есе азаяды деп күтілуде,\n"
    "себебі жол тайғақ болады.\n"
    "Қала әкімдігі көпірді екі жылда салып шықты."
)
"""A paragraph of about 50 columns."""


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\v", "\f", "\x85"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert normalise(f"бір{end}екі") == "бір\nекі"


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\t", "  \t "])
def test_every_space_becomes_one(space: str) -> None:
    assert normalise(f"12{space}мың") == "12 мың"


@pytest.mark.parametrize(
    "char", ["\u00ad", "\u200b", "\ufeff", "\x00", "\u202a", "\u2069", "\ud800"]
)
def test_what_cannot_be_seen_is_removed(char: str) -> None:
    assert normalise(f"қы{char}сқа") == "қысқа"


def test_letters_are_composed() -> None:
    assert normalise("и\u0306") == "й"


def test_joiner_stays_between_arabic_letters_and_between_emoji() -> None:
    assert normalise("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"


def test_joiner_goes_between_other_letters() -> None:
    assert normalise("сө\u200dз") == "сөз"


def test_lines_are_stripped_and_one_blank_line_is_left() -> None:
    assert normalise("\n\n  бір  \n\n\n \nекі\n") == "бір\n\nекі"


def test_lines_broken_at_a_width_are_joined() -> None:
    assert normalise(WRAPPED) == WRAPPED.replace("\n", " ")


def test_short_closed_line_ends_a_paragraph_of_broken_lines() -> None:
    text = (
        "The council has decided to keep the old bridge open\n"
        "for one more year, although engineers had asked to\n"
        "close it now.\n"
        "Nobody lives on the island in winter, and the ferry\n"
        "stops in October as it always did."
    )

    first, second = normalise(text).split("\n")

    assert first.endswith("close it now.")
    assert second.startswith("Nobody lives")


def test_word_parted_at_the_end_of_a_line_is_whole_again() -> None:
    text = (
        "Халықаралық көрмеге биыл жиырмадан астам мемле-\n"
        "кет қатысады, олардың арасында көршілес елдер\n"
        "мен Еуропаның бірнеше мемлекеті бар"
    )

    assert "мемлекет қатысады" in normalise(text)


@pytest.mark.parametrize(
    "text",
    [
        "Бір жол\nекінші жол\nүшінші жол",
        "Мақал көп, бірақ оны орнымен айтатын адам аз.\n" * 3,
        "Short line that goes on\nhere",
    ],
)
def test_lines_that_nobody_broke_stay(text: str) -> None:
    assert normalise(text).count("\n") == text.strip().count("\n")


lines = st.lists(st.text("аБ c.-\u200d", min_size=30, max_size=95), max_size=8).map("\n".join)


@given(st.one_of(st.text(), lines))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once


@given(st.text())
def test_result_is_composed_and_has_no_spaces_at_line_ends(text: str) -> None:
    result = normalise(text)

    assert unicodedata.is_normalized("NFC", result)
    assert all(line == line.strip(" ") for line in result.split("\n"))
    assert "\n\n\n" not in result
