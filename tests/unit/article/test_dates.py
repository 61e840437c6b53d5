from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.dates import published

DAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": "2026-11-12T09:00+05"}</script>',
        '<script type="application/ld+json">{"@graph": [{"datePublished":"2026-11-12"},</script>',
        '<meta property="article:published_time" content=" 2026-11-12T04:00Z">',
        '<meta itemprop="datePublished" content="2026-11-12">',
        '<time itemprop="datePublished" datetime="2026-11-12">вчера</time>',
        '<article><time datetime="2026-11-12T10:00">12 қараша</time></article>',
    ],
)
def test_a_stated_day_is_found(head: str) -> None:
    assert published(f"<html><body>{head}<p>Мәтін.</p></body></html>") == DAY


def test_json_ld_goes_before_a_meta_tag() -> None:
    page = (
        '<meta property="article:published_time" content="2020-01-01">'
        '<script type="application/ld+json">{"datePublished":"2026-11-12"}</script>'
    )

    assert published(page) == DAY


@pytest.mark.parametrize(
    "page",
    [
        "<p>© 2026 Редакция. Обновлено 12.11.2026.</p>",
        '<meta property="article:published_time" content="yesterday">',
        '<footer><time datetime="2026-11-12"></time></footer>',
        '<?xml version="1.0" encoding="windows-1251"?><html><p>Текст</p></html>',
    ],
)
def test_a_day_is_never_guessed(page: str) -> None:
    assert published(page) is None


@given(st.text(min_size=1))
def test_any_page_has_a_day_or_none(text: str) -> None:
    assert published(f"<p>{text}</p>") is None
