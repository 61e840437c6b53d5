import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Style, StyleKind
from bot.translation.entities import from_html
from bot.translation.formatting import (
    EXPANDABLE,
    Entity,
    clip,
    from_entities,
    heal,
    merge,
    shift,
    to_entities,
    to_html,
    units,
)

BOLD, ITALIC, LINK, QUOTE = StyleKind.BOLD, StyleKind.ITALIC, StyleKind.LINK, StyleKind.QUOTE
CODE, BLOCK, EMOJI, MENTION = StyleKind.CODE, StyleKind.BLOCK, StyleKind.EMOJI, StyleKind.MENTION

_DATA = {
    LINK: st.sampled_from(["https://x.kz/?a=1&b=2", 'https://x.kz/"<q>']),
    MENTION: st.sampled_from(["7", "42"]),
    EMOJI: st.sampled_from(["5", "6"]),
    BLOCK: st.none() | st.just("c++"),
    QUOTE: st.none() | st.just(EXPANDABLE),
}
_FLOWING = st.sampled_from(
    ["bold", "italic", "underline", "strikethrough", "spoiler", "text_link"]
)


@st.composite
def _style(draw: st.DrawFn, kinds: st.SearchStrategy[str]) -> Style:
    kind = StyleKind(draw(kinds))
    start = draw(st.integers(0, 12))
    data = draw(_DATA.get(kind, st.none()))
    return Style(kind, start, start + draw(st.integers(1, 8)), data)


FLOWING = st.lists(_style(_FLOWING), max_size=8)
ALL = st.lists(_style(st.sampled_from([kind.value for kind in StyleKind])), max_size=8)
TEXTS = st.text(
    st.sampled_from("abққ <>&\"'\n😀;#x") | st.characters(exclude_characters="\r"), max_size=20
)


def test_entities_become_styles_counted_in_code_points() -> None:
    entities = [
        Entity("bold", 0, 2),
        Entity("text_link", 3, 3, "https://x.kz"),
        Entity("custom_emoji", 0, 2, "5"),
        Entity("expandable_blockquote", 3, 1),
    ]

    assert from_entities("😀 қаз", entities) == (
        Style(BOLD, 0, 1),
        Style(LINK, 2, 5, "https://x.kz"),
        Style(EMOJI, 0, 1, "5"),
        Style(QUOTE, 2, 3, EXPANDABLE),
    )


@pytest.mark.parametrize(
    "kind",
    ["url", "mention", "hashtag", "cashtag", "bot_command", "email", "phone_number", "date_time"],
)
def test_entities_that_only_read_the_text_are_no_styles(kind: str) -> None:
    assert from_entities("@qysqa #tag", [Entity(kind, 0, 6)]) == ()


def test_broken_offsets_are_put_right() -> None:
    entities = [Entity("bold", 1, 1), Entity("italic", 1, 2), Entity("underline", 2, 99)]

    assert from_entities("😀a", entities) == (
        Style(BOLD, 0, 1),
        Style(ITALIC, 0, 2),
        Style(StyleKind.UNDERLINE, 1, 2),
    )


@given(TEXTS, st.integers(-9, 99), st.integers(-9, 99))
def test_any_offsets_are_taken(text: str, offset: int, length: int) -> None:
    for style in from_entities(text, [Entity("bold", offset, length)]):
        assert 0 <= style.start < style.end <= len(text)


def test_styles_are_clipped_to_a_part_and_moved() -> None:
    styles = Style(BOLD, 0, 4), Style(ITALIC, 3, 9), Style(CODE, 8, 9)

    assert clip(styles, 2, 6) == (Style(BOLD, 0, 2), Style(ITALIC, 1, 4))
    assert shift(styles[:1], 3) == (Style(BOLD, 3, 7),)


def test_touching_pieces_that_look_alike_are_one() -> None:
    styles = [
        Style(BOLD, 3, 5),
        Style(BOLD, 0, 3),
        Style(LINK, 5, 7, "https://a.kz"),
        Style(LINK, 7, 9, "https://b.kz"),
        Style(BOLD, 4, 6),
        Style(BOLD, 4, 6),
    ]

    assert merge(styles) == (Style(BOLD, 0, 6), *styles[2:4])


def test_each_emoji_and_quotation_is_one_by_itself() -> None:
    styles = (
        Style(EMOJI, 0, 1, "5"),
        Style(EMOJI, 1, 2, "5"),
        Style(QUOTE, 2, 5),
        Style(QUOTE, 5, 9),
    )

    assert merge(styles) == styles


@pytest.mark.parametrize(
    ("styles", "html"),
    [
        ([Style(BOLD, 0, 2), Style(ITALIC, 0, 2)], "<b><i>a&amp;</i></b>b&lt;c&gt;"),
        ([Style(BOLD, 0, 3), Style(ITALIC, 2, 4)], "<b>a&amp;<i>b</i></b><i>&lt;</i>c&gt;"),
        ([Style(LINK, 0, 1, 'h"&')], '<a href="h&quot;&amp;">a</a>&amp;b&lt;c&gt;'),
        ([Style(MENTION, 0, 1, "7")], '<a href="tg://user?id=7">a</a>&amp;b&lt;c&gt;'),
        ([Style(EMOJI, 0, 1, "5")], '<tg-emoji emoji-id="5">a</tg-emoji>&amp;b&lt;c&gt;'),
        ([Style(EMOJI, 0, 1), Style(LINK, 0, 1, "")], "a&amp;b&lt;c&gt;"),
        ([Style(BLOCK, 0, 6)], "<pre>a&amp;b&lt;c&gt;</pre>"),
        (
            [Style(BLOCK, 0, 6, "c")],
            '<pre><code class="language-c">a&amp;b&lt;c&gt;</code></pre>',
        ),
        ([Style(QUOTE, 0, 6)], "<blockquote>a&amp;b&lt;c&gt;</blockquote>"),
        (
            [Style(QUOTE, 0, 6, EXPANDABLE)],
            "<blockquote expandable>a&amp;b&lt;c&gt;</blockquote>",
        ),
        ([Style(StyleKind.SPOILER, 4, 99)], "a&amp;b&lt;<tg-spoiler>c&gt;</tg-spoiler>"),
        (
            [Style(BOLD, 0, 2), Style(CODE, 1, 3)],
            "<b>a</b><code><b>&amp;</b>b</code>&lt;c&gt;",
        ),
        ([Style(BLOCK, 0, 6), Style(CODE, 0, 2)], "<pre>a&amp;b&lt;c&gt;</pre>"),
        ([Style(CODE, 0, 2), Style(QUOTE, 1, 3)], "<code>a&amp;</code>b&lt;c&gt;"),
    ],
)
def test_styles_are_written_as_nested_tags(styles: list[Style], html: str) -> None:
    assert to_html("a&b<c>", styles) == html


@given(TEXTS, FLOWING)
def test_text_and_styles_come_back_from_html(text: str, styles: list[Style]) -> None:
    assert from_html(to_html(text, styles)) == (text, merge(clip(styles, 0, len(text))))


@given(TEXTS, ALL)
def test_the_text_comes_back_and_html_stays_the_same(text: str, styles: list[Style]) -> None:
    html = to_html(text, styles)
    read, found = from_html(html)

    assert read == text
    assert from_html(to_html(read, found)) == (read, found)


def test_entities_count_in_utf16_and_are_nested() -> None:
    styles = [
        Style(BOLD, 0, 3),
        Style(ITALIC, 2, 4),
        Style(LINK, 0, 1, "https://x.kz"),
        Style(QUOTE, 4, 6, EXPANDABLE),
        Style(QUOTE, 5, 6),
        Style(EMOJI, 5, 6, "5"),
    ]

    assert to_entities("😀әб в☺", styles) == (
        Entity("bold", 0, 4),
        Entity("text_link", 0, 2, "https://x.kz"),
        Entity("italic", 3, 1),
        Entity("italic", 4, 1),
        Entity("expandable_blockquote", 5, 2),
        Entity("custom_emoji", 6, 1, "5"),
    )


@given(TEXTS, ALL)
def test_entities_say_what_html_says(text: str, styles: list[Style]) -> None:
    entities = to_entities(text, styles)

    assert to_html(text, from_entities(text, entities)) == to_html(text, styles)
    spans = [(one.offset, one.offset + one.length) for one in entities]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    assert all(start < end <= units(text) for start, end in spans)
    assert not [1 for a, b in spans for c, d in spans if a < c < b < d]


def test_a_quotation_that_sentences_part_is_one_again() -> None:
    first, second, third = (Style(StyleKind.QUOTE, start, start + 9) for start in (0, 10, 20))
    other = Style(StyleKind.BOLD, 10, 19)
    seams = [Style(StyleKind.QUOTE, 9, 10), Style(StyleKind.QUOTE, 19, 20)]

    assert heal([first, second, other, third], seams) == (
        other,
        Style(StyleKind.QUOTE, 0, 29),
    )


def test_a_seam_with_its_style_on_one_side_only_joins_nothing() -> None:
    styles = (Style(StyleKind.BOLD, 0, 9), Style(StyleKind.ITALIC, 10, 19))

    assert heal(styles, [Style(StyleKind.BOLD, 9, 10)]) == styles
