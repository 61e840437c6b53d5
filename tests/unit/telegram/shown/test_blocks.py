"""Blocks fill messages, and none is cut where it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Style, StyleKind
from bot.telegram.shown.blocks import PIECE_CHARS, close, join_blocks, pieces
from bot.telegram.shown.measure import MAX_ENTITIES, MAX_UNITS, size_of
from bot.telegram.shown.rich import EMPTY, Rich, bold, code, folded, joined, link, rich

TEXTS = st.text("ab😀 .\n", max_size=400).map(lambda text: text * 12)
STYLES = st.lists(
    st.builds(
        lambda kind, start, length: Style(kind, start, start + length, "https://e.kz"),
        st.sampled_from([StyleKind.BOLD, StyleKind.LINK, StyleKind.CODE]),
        st.integers(0, 4000),
        st.integers(1, 900),
    ),
    max_size=5,
)


def test_blocks_are_parted_by_an_empty_line_or_stand_close() -> None:
    shown = join_blocks([bold("a"), rich("b"), close(bold("c")), EMPTY, rich("d")])

    assert shown == (bold("a") + "\n\nb\n" + bold("c") + "\n\nd",)


def test_a_message_ends_before_it_has_more_entities_than_telegram_keeps() -> None:
    first, second = join_blocks([bold(str(number)) for number in range(MAX_ENTITIES + 1)])

    assert len(first.styles) == MAX_ENTITIES
    assert second == bold(str(MAX_ENTITIES))


def test_a_message_ends_before_its_addresses_are_too_heavy() -> None:
    heavy = link("x", f"https://e.kz/{'a' * 2000}")

    assert [len(one.styles) for one in join_blocks([heavy] * 9)] == [4, 4, 1]


def test_blocks_fill_a_message_to_the_last_character() -> None:
    rest = MAX_UNITS - len("ab\n\n")

    assert len(join_blocks([rich("ab"), rich("x" * rest)])) == 1
    assert join_blocks([rich("ab"), EMPTY, rich("x" * (rest + 1))]) == (
        rich("ab"),
        rich("x" * (rest + 1)),
    )
    assert join_blocks([EMPTY, EMPTY]) == ()


@pytest.mark.parametrize("whole", [bold, folded, code], ids=["bold", "folded", "code"])
def test_what_was_cut_is_one_again_within_a_message(whole: object) -> None:
    assert callable(whole)
    text = whole("көл " * 900)

    assert join_blocks(pieces(text)) == (text.strip(),)


def test_a_text_too_long_for_a_message_goes_on_in_the_next_as_it_was_shown() -> None:
    first, second = join_blocks(pieces(folded("көл " * 1250)))

    assert (len(first.text), len(second.text)) == (3999, 999)
    assert [one.styles[0].end for one in (first, second)] == [3999, 999]


def test_a_piece_ends_with_a_sentence_if_one_ends_in_its_second_half() -> None:
    text = "а" * 100 + ". " + "ә б " * 150 + "«в!» " + "г д " * 300

    first, second, third = pieces(rich(text))
    assert first.text.endswith("ә б «в!» ")
    assert (len(second.text), third.text[:4]) == (1000, "г д ")


def test_no_link_is_cut_if_there_is_another_place() -> None:
    text = "а " * 300 + link("б в. " * 120, "https://e.kz") + " г" * 300

    assert [len(one.styles) for one in pieces(text)] == [0, 1, 0]


def test_two_emoji_that_touch_are_two() -> None:
    emoji = Rich("🙂", (Style(StyleKind.EMOJI, 0, 1, "5"),))

    assert emoji.rejoined(emoji) == emoji + emoji


def test_nothing_has_no_pieces() -> None:
    assert [*pieces(EMPTY), *pieces(rich(" \n"))] == []


@given(TEXTS, STYLES)
def test_pieces_fit_and_are_the_whole_again(text: str, styles: list[Style]) -> None:
    body = Rich(text, tuple(styles)).cut(0, len(text))
    cut = [*pieces(body)]

    assert "".join(one.text for one in cut).rstrip() == text.rstrip()
    assert all(len(one.text) <= PIECE_CHARS for one in cut)
    shown = join_blocks(cut)
    assert joined("", shown).text.replace(" ", "").replace("\n", "") == "".join(text.split())
    assert all(size_of(one).fits and one.text == one.text.strip() for one in shown)
