"""Text keeps its styles wherever it is put."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Style, StyleKind
from bot.telegram.shown.rich import EMPTY, Rich, bold, code, folded, italic, joined, link, rich
from bot.translation.formatting import merge
from tests.unit.telegram.written import html_of

TEXTS = st.text("аб 😀\n", max_size=20)
KINDS = st.sampled_from([StyleKind.BOLD, StyleKind.ITALIC, StyleKind.SPOILER])


@st.composite
def bodies(draw: st.DrawFn) -> Rich:
    text = draw(TEXTS)
    spans = draw(st.lists(st.tuples(KINDS, st.integers(0, 20), st.integers(0, 20)), max_size=4))
    styles = tuple(Style(kind, min(span), max(span)) for kind, *span in spans)
    return Rich(text, styles).cut(0, len(text))


def test_what_is_put_together_is_shown_as_its_parts_were() -> None:
    said = "1 < " + bold("екі" + italic("ҮШ")) + " " + code("x") + link("e.kz", "https://e.kz")

    assert html_of(said) == (
        '1 &lt; <b>екі<i>ҮШ</i></b> <code>x</code><a href="https://e.kz">e.kz</a>'
    )
    assert html_of(said + "\n" + folded("б")).endswith("<blockquote expandable>б</blockquote>")


def test_nothing_has_no_style_and_is_left_out_of_what_is_joined() -> None:
    assert bold("") == italic(EMPTY) == EMPTY
    assert joined(", ", ["a", EMPTY, "", bold("b")]) == "a, " + bold("b")
    assert joined(bold("+"), []) == EMPTY
    assert not rich("")


@given(bodies())
def test_ends_without_white_space_keep_their_styles(body: Rich) -> None:
    stripped = body.strip()

    assert stripped.text == body.text.strip()
    assert all(0 <= one.start < one.end <= len(stripped.text) for one in stripped.styles)


@given(bodies(), st.integers(0, 20))
def test_two_pieces_are_the_whole_again(body: Rich, at: int) -> None:
    at = min(at, len(body.text))
    again = body.cut(0, at).rejoined(body.cut(at, len(body.text)))

    assert again.text == body.text
    assert merge(again.styles) == merge(body.styles)
