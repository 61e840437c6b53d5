"""The article on a page."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.article.extract import page as module
from bot.article.extract.page import MAX_ADVISED_CHARS, extract
from bot.article.extract.tree import MAX_TAG_CHARS

PAGE = """<!doctype html><html><head>
<title>Ауыл метеостанциясы</title>
<meta property="og:site_name" content="Біздің маңай">
<meta property="og:url" content="https://a.kz/1">
<meta name="author" content="Ая Сейіт">
<meta property="article:published_time" content="2026-09-18T09:40:00+05:00">
</head><body>
<nav><a href="/">Басты бет</a> <a href="/b">Спорт</a></nav>
<article><h1>Ауыл метеостанциясы</h1>
<p>Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырып, болжам таратады.</p>
<p>Станция наурыз айынан бері үзіліссіз жұмыс істейді, болжамдардың 87 пайызы дәл шықты.</p>
<p>Деректер мектептегі ескі компьютерге жиналады, ал болжам ауылдың чатына жіберіледі.</p>
<p>Мұғалім Ержан Сәбитұлы жобаның көктемде бір бөлшектен басталғанын айтады.</p>
<p>Келер жылы оқушылар екінші станцияны көрші ауылға орнатпақшы, оған қаражат жиналып қойды.</p>
</article><footer>© 2026</footer></body></html>"""


PARAGRAPHS = [
    "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырып, болжам таратады.",
    "Станция наурыз айынан бері үзіліссіз жұмыс істейді, болжамдардың 87 пайызы дәл шықты.",
    "Деректер мектептегі ескі компьютерге жиналады, ал болжам ауылдың чатына жіберіледі.",
    "Мұғалім Ержан Сәбитұлы жобаның көктемде бір бөлшектен басталғанын айтады.",
    "Келер жылы оқушылар екінші станцияны көрші ауылға орнатпақшы, оған қаражат жиналып қойды.",
]


@pytest.mark.parametrize("fast", [False, True])
def test_the_article_is_found_among_the_words_of_the_page(fast: bool) -> None:  # noqa: FBT001 - both
    found = extract(PAGE, "https://a.kz/1", fast=fast)

    assert found is not None
    assert found.text.splitlines()[-5:] == PARAGRAPHS
    assert "Спорт" not in found.text


def test_the_article_comes_with_what_the_page_says_of_it() -> None:
    found = extract(PAGE, None)

    assert found is not None
    assert (found.title, found.site, found.author) == (
        "Ауыл метеостанциясы", "Біздің маңай", "Ая Сейіт",
    )  # fmt: skip
    assert found.published == date(2026, 9, 18)
    assert found.canonical == "https://a.kz/1"
    assert not found.more_pages


def test_all_that_a_reader_sees_is_known_line_by_line() -> None:
    found = extract(PAGE, None)

    assert found is not None
    assert found.visible.splitlines()[0] == "Басты бет Спорт"
    assert found.visible.splitlines()[-1] == "© 2026"


def test_what_the_page_hides_is_not_among_what_a_reader_sees() -> None:
    again = f"<div hidden>{PARAGRAPHS[0]}</div><p style='display:none'>{PARAGRAPHS[1]}</p>"
    found, plain = extract(PAGE.replace("<nav>", again + "<nav>"), None), extract(PAGE, None)

    assert found is not None
    assert plain is not None
    assert found.visible == plain.visible
    assert found.text.splitlines()[-5:] == PARAGRAPHS


def test_an_article_that_scripts_would_show_is_taken_from_json_ld() -> None:
    body = " ".join(PARAGRAPHS)
    state = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    found = extract(
        f'<script type="application/ld+json">{state}</script><div id=app>Жүктелуде</div>', None
    )

    assert found is not None
    assert found.text == body


def test_a_paragraph_told_twice_is_given_once() -> None:
    twice = PAGE.replace("</article>", f"<blockquote>{PARAGRAPHS[0]}</blockquote>"
                         f"<p>{PARAGRAPHS[1]}</p></article>")  # fmt: skip
    found = extract(twice, None)

    assert found is not None
    assert found.text.splitlines()[-5:] == PARAGRAPHS


def test_the_libraries_are_not_asked_about_a_monster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Advice", lambda _: pytest.fail("asked"))
    long = PAGE.replace(
        "</article>", f"<p>{'Сөз сөйлем. ' * (MAX_ADVISED_CHARS // 10)}</p></article>"
    )

    found = extract(long, None)

    assert found is not None
    assert PARAGRAPHS[0] in found.text


def test_a_page_that_breaks_the_libraries_is_read_without_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    monkeypatch.setattr("readability.Document", broken)

    found = extract(PAGE, None)

    assert found is not None
    assert found.text.splitlines()[-5:] == PARAGRAPHS


@pytest.mark.parametrize("html", ["", " \n", "<html></html>", "<p>", "<script>1</script>"])
def test_a_page_without_text_has_no_article(html: str) -> None:
    assert extract(html, None) is None


def test_a_tag_without_end_is_not_even_looked_at() -> None:
    monster = PAGE.replace("<article>", f"<article {'a ' * (MAX_TAG_CHARS // 2)}>")

    assert extract(monster, None) is None


@given(st.text(st.sampled_from("<>/=\"' pdiv&;#аб1\n\0"), max_size=80))
@settings(max_examples=50, deadline=None)
def test_any_page_is_read_or_has_no_article(html: str) -> None:
    found = extract(html, None)

    assert found is None or found.text.strip()
