"""The article on a page."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.article.extract import MAX_TAG_CHARS, extract

PAGE = """<!doctype html><html><head>
<title>Ауыл метеостанциясы</title>
<meta property="og:site_name" content="Біздің маңай">
<meta property="article:published_time" content="2026-09-18T09:40:00+05:00">
</head><body>
<nav><a href="/">Басты бет</a> <a href="/b">Спорт</a></nav>
<article><h1>Ауыл метеостанциясы</h1>
<p>Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырып, болжам таратады.</p>
<p>Станция наурыз айынан бері үзіліссіз жұмыс істейді, болжамдардың 87 пайызы дәл шықты.</p>
<p>Деректер мектептегі ескі компьютерге жиналады, ал болжам ауылдың чатына жіберіледі.</p>
</article><footer>© 2026</footer></body></html>"""


def test_the_article_comes_with_its_title_site_and_date() -> None:
    found = extract(PAGE, "https://a.kz/1")

    assert found is not None
    assert found.text.splitlines()[-3:] == [
        "Қайыңсай ауылының оқушылары өз қолдарымен метеостанция құрастырып, болжам таратады.",
        "Станция наурыз айынан бері үзіліссіз жұмыс істейді, болжамдардың 87 пайызы дәл шықты.",
        "Деректер мектептегі ескі компьютерге жиналады, ал болжам ауылдың чатына жіберіледі.",
    ]
    assert (found.title, found.site) == ("Ауыл метеостанциясы", "Біздің маңай")
    assert found.published == date(2026, 9, 18)


def test_the_address_is_not_needed() -> None:
    found = extract(PAGE, None)

    assert found is not None
    assert "Спорт" not in found.text


@pytest.mark.parametrize("html", ["", " \n", "<html></html>", "<p>", "<script>1</script>"])
def test_a_page_without_text_has_no_article(html: str) -> None:
    assert extract(html, None) is None


def test_a_tag_without_end_is_not_even_looked_at() -> None:
    monster = PAGE.replace("<article>", f"<article {'a ' * (MAX_TAG_CHARS // 2)}>")

    assert extract(monster, None) is None


def test_long_text_is_no_long_tag() -> None:
    long = PAGE.replace("<article>", f"<article><p>{'Сөз сөйлем. ' * (MAX_TAG_CHARS // 8)}</p>")

    assert extract(long, None) is not None


@given(st.text(st.sampled_from("<>/=\"' pdiv&;#аб1\n\0"), max_size=80))
@settings(max_examples=50)
def test_any_page_is_read_or_has_no_article(html: str) -> None:
    found = extract(html, None)

    assert found is None or found.text
