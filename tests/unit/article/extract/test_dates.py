from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from bot.article.extract.dates import published

DAY = date(2026, 11, 12)


def day_of(body: str, *stated: str, url: str | None = None) -> date | None:
    return published(lxml_html.document_fromstring(f"<body>{body}<p>Мәтін.</p>"), stated, url)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content=" 2026-11-12T04:00Z">',
        '<meta itemprop="datePublished" content="2026-11-12">',
        '<meta name="pubdate" content="20261112">',
        '<time itemprop="datePublished" datetime="2026-11-12">вчера</time>',
        '<time class="entry-date" datetime="2026/11/12">a</time><time datetime="2020-01-01">',
        '<article><time datetime="2026-11-12T10:00">12 қараша</time></article>',
        '<time datetime="2026-11-12T10:00">a</time><time datetime="2026-11-12">b</time>',
    ],
)
def test_a_stated_day_is_found(head: str) -> None:
    assert day_of(head) == DAY


def test_json_ld_goes_before_a_meta_tag() -> None:
    head = '<meta property="article:published_time" content="2020-01-01">'

    assert day_of(head, "yesterday", "2026-11-12T09:00+05") == DAY


def test_the_address_is_asked_last() -> None:
    head = '<meta property="article:published_time" content="2026-11-12">'

    assert day_of("", url="https://a.kz/2026/11/12/su") == DAY
    assert day_of(head, url="https://a.kz/2020/01/01/su") == DAY


@pytest.mark.parametrize(
    ("body", "url"),
    [
        ("<p>© 2026 Редакция. Обновлено 12.11.2026.</p>", None),
        ('<meta property="article:published_time" content="yesterday">', None),
        ('<meta property="article:published_time">', None),
        ('<meta property="article:published_time" content="1970-01-01">', None),
        ('<meta property="article:published_time" content="2026-13-12">', None),
        ('<meta property="article:modified_time" content="2026-11-12">', None),
        ('<time datetime="2026-11-12"></time><time datetime="2026-11-10"></time>', None),
        ('<footer><time datetime=""></time></footer>', None),
        ("", "https://a.kz/2026/11/su"),
        ("", "http://[/2026/11/12/"),
    ],
)
def test_a_day_is_never_guessed(body: str, url: str | None) -> None:
    assert day_of(body, url=url) is None


@given(st.text())
def test_any_statement_is_a_day_or_none(text: str) -> None:
    assert day_of("", text) is None or text.strip()[:4].isdigit()
