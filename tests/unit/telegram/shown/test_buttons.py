"""The buttons under a summary: each carries all that what it asks for depends on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.languages import EN, KK, RU
from bot.core.models import LETTERS, MEMORY, ORIGINAL, Answer, Length, Summary, Translation
from bot.i18n.catalogs import ENGLISH
from bot.summary.select import BUDGETS
from bot.telegram.shown.buttons import (
    ANOTHER,
    PLACE,
    SHARE,
    SHOW,
    WHERE,
    Shown,
    answer_rows,
    engines_of,
    mark_of,
    number_rows,
    read_place,
)

KEY = "0123456789abcdef" * 2
MARKS = st.lists(st.text("0123456789abcdef", min_size=4, max_size=4), max_size=3)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (Length.SHORT, [("Longer", f"s:{KEY}:kk:m:1")]),
        (Length.MEDIUM, [("Shorter", f"s:{KEY}:kk:s:1"), ("Longer", f"s:{KEY}:kk:l:1")]),
        (Length.LONG, [("Shorter", f"s:{KEY}:kk:m:1")]),
    ],
)
def test_lengths_are_offered_where_there_are_any(
    length: Length, expected: list[tuple[str, str]]
) -> None:
    languages, sizes, another, rest = answer_rows(ENGLISH, Shown(KEY, KK, length))

    assert [label for label, _ in languages] == ["• Қазақша", "Русский", "English"]
    assert list(sizes) == expected
    assert another == ()
    assert rest == (("Share", f"h:{KEY}:kk:{length[0]}:1"),)


@pytest.mark.parametrize(
    ("length", "total", "expected"),
    [
        (Length.MEDIUM, 8, []),  # two sentences, however many are asked for
        (Length.SHORT, 12, [("Longer", f"s:{KEY}:kk:m:1")]),
        (Length.MEDIUM, 12, [("Shorter", f"s:{KEY}:kk:s:1")]),
        (Length.LONG, 12, [("Shorter", f"s:{KEY}:kk:s:1")]),
    ],
)
def test_a_length_that_would_show_the_same_is_not_offered(
    length: Length, total: int, expected: list[tuple[str, str]]
) -> None:
    counts = {one: min(most, total // 3) for one, most in BUDGETS.items()}
    _, offered, *_ = answer_rows(ENGLISH, Shown(KEY, KK, length), sizes=counts)

    assert list(offered) == expected


def test_another_engine_and_the_place_are_offered_where_there_are_such() -> None:
    rows = answer_rows(ENGLISH, Shown(KEY, RU, Length.LONG, 2), used=["ab12"], has_place=True)

    assert rows[2:] == (
        (("Another translation", f"a:{KEY}:ru:l:2:ab12"),),
        (("Where in the text", f"w:{KEY}:ru:l:2"), ("Share", f"h:{KEY}:ru:l:2")),
    )


def test_an_engine_that_is_avoided_stays_so_in_other_lengths_and_languages() -> None:
    languages, sizes, *_ = answer_rows(ENGLISH, Shown(KEY, RU, Length.LONG, 1, ("ab12",)))

    assert {data.rpartition(":")[2] for _, data in (*languages, *sizes)} == {"ab12"}


def test_numbers_lead_to_places_and_back_to_the_answer() -> None:
    numbers, back = number_rows(ENGLISH, Shown(KEY, KK, Length.SHORT, 1), [1, 3])

    assert numbers == (("1", f"q:{KEY}:s:1"), ("3", f"q:{KEY}:s:3"))
    assert back == (("Back", f"s:{KEY}:kk:s:1"),)
    assert read_place(numbers[1][1]) == (KEY, Length.SHORT, 3)


@given(
    st.sampled_from([KK, RU, EN]),
    st.sampled_from(list(Length)),
    st.integers(1, 9),
    MARKS,
    st.sampled_from([SHOW, ANOTHER, WHERE, SHARE]),
)
def test_what_a_button_carries_comes_back_and_fits_it(
    target: str, length: Length, parts: int, marks: list[str], what: str
) -> None:
    shown = Shown(KEY, target, length, parts, tuple(marks))  # type: ignore[arg-type] # one of ours
    data = shown.data(what)

    assert len(data.encode()) <= 64
    assert data[0] == what != PLACE
    assert Shown.read(data) == shown


def test_more_parts_than_nine_are_as_good_as_nine() -> None:
    assert Shown.read(Shown(KEY, KK, Length.LONG, 1_000).data()).parts == 9


def test_only_engines_count_as_such_and_are_marked_each_its_own_way() -> None:
    summary = Summary(KEY, None, None, None, None, RU, (), 8, (), 9, 90)
    engines = ["Google", ORIGINAL, MEMORY, LETTERS, "DeepL", "Google"]
    made = (None, *(Translation("…", one) for one in engines))
    answer = Answer(summary, (), {KK: made}, {})

    assert engines_of(answer, KK) == ("Google", "DeepL")
    assert engines_of(answer, RU) == ()
    assert len(mark_of("Google")) == 4
    assert mark_of("Google") != mark_of("DeepL")
