import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Style, StyleKind
from bot.translation.entities import MAX_DATA_CHARS, MAX_OPEN, from_html
from bot.translation.formatting import EXPANDABLE


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<b>сөз</b>", StyleKind.BOLD),
        ("<STRONG>сөз</STRONG>", StyleKind.BOLD),
        ("<em>сөз</em>", StyleKind.ITALIC),
        ("<ins>сөз</ins>", StyleKind.UNDERLINE),
        ("<del>сөз</del>", StyleKind.STRIKETHROUGH),
        ("<strike>сөз", StyleKind.STRIKETHROUGH),
        ("<tg-spoiler>сөз</tg-spoiler>", StyleKind.SPOILER),
        ('<span class="a tg-spoiler">сөз</span>', StyleKind.SPOILER),
        ("<code>сөз</code>", StyleKind.CODE),
        ("<pre>сөз</pre>", StyleKind.BLOCK),
        ("<pre><code>сөз</code></pre>", StyleKind.BLOCK),
        ("<blockquote>сөз</blockquote>", StyleKind.QUOTE),
    ],
)
def test_a_tag_is_a_style(html: str, kind: StyleKind) -> None:
    assert from_html(html) == ("сөз", (Style(kind, 0, 3),))


@pytest.mark.parametrize(
    ("html", "kind", "data"),
    [
        ('<a href=" https://x.kz?a&amp;b ">сөз</a>', StyleKind.LINK, "https://x.kz?a&b"),
        ('<a href="tg://user?id=42">сөз</a>', StyleKind.MENTION, "42"),
        ('<tg-emoji emoji-id="5">сөз</tg-emoji>', StyleKind.EMOJI, "5"),
        ('<pre><code class="language-c">сөз</code></pre>', StyleKind.BLOCK, "c"),
        ("<blockquote expandable>сөз</blockquote>", StyleKind.QUOTE, EXPANDABLE),
    ],
)
def test_a_tag_has_its_data(html: str, kind: StyleKind, data: str) -> None:
    assert from_html(html) == ("сөз", (Style(kind, 0, 3, data),))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:alert(1)">сөз</a>',
        "<a>сөз</a>",
        '<a href="/path">сөз</a>',
        f'<a href="https://{"x" * MAX_DATA_CHARS}">сөз</a>',
        "<span>сөз</span>",
        "<tg-emoji>сөз</tg-emoji>",
        "<font color=red>сөз</font>",
        "<b></b>сөз",
        "</b>сөз</p>",
        "<script>alert('<b>')</script>сөз<style>b { }</style>",
        "<template><b>жоқ</b></template>сөз</template>",
        "<!-- жоқ -->сөз",
    ],
)
def test_what_has_no_style_leaves_its_text(html: str) -> None:
    assert from_html(html) == ("сөз", ())


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("бір<br>екі<br/>үш", "бір\nекі\nүш"),
        ("<p>бір</p><p>екі</p>", "бір\n\nекі"),
        ("<p>бір</p>\n  <p> екі</p>\n", "бір\n\nекі"),
        ("<div>бір</div><div>екі</div><ul><li>үш</li></ul>", "бір\nекі\n\nүш"),
        ("бір<br><p>екі", "бір\n\nекі"),
        ("бір\n\n<p>екі", "бір\n\nекі"),
        ("бір<br><br><p>екі", "бір\n\nекі"),
        ("&lt;b&gt; &amp;amp; &#1179; &nbsp;", "<b> &amp; қ \xa0"),
        ("a < b &amp c", "a < b & c"),
        ("", ""),
    ],
)
def test_the_text_of_a_page_is_read(html: str, text: str) -> None:
    assert from_html(html) == (text, ())


def test_tags_may_overlap_and_stay_open() -> None:
    assert from_html("<b>a<i>b</b>c</i><u>d") == (
        "abcd",
        (
            Style(StyleKind.BOLD, 0, 2),
            Style(StyleKind.ITALIC, 1, 3),
            Style(StyleKind.UNDERLINE, 3, 4),
        ),
    )


def test_a_style_begins_after_the_blank_line_before_it() -> None:
    assert from_html("<p>бір</p><p><b>екі</b></p>") == (
        "бір\n\nекі",
        (Style(StyleKind.BOLD, 5, 8),),
    )


@given(st.text(st.sampled_from("<>/&;\"'=abip re!-#x\n"), max_size=60) | st.text())
def test_any_string_is_read(html: str) -> None:
    text, styles = from_html(html)

    assert all(0 <= one.start < one.end <= len(text) for one in styles)


@pytest.mark.parametrize(
    "tag", ["<b>", "<a href='https://x.kz'>", "<pre><code>", "</b>", "<p>", "<"]
)
def test_hostile_tags_take_no_longer_than_their_length(tag: str) -> None:
    began = time.perf_counter()
    _, styles = from_html(f"{tag}a" * 10_000)

    assert time.perf_counter() - began < 3
    assert len(styles) <= MAX_OPEN
