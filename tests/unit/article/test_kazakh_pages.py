import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bot.article.read_page import read_html
from bot.core.models import Article, HtmlRequest
from bot.text.identify import identify
from tests.shingles import f1

PAGES = Path(__file__).parents[2] / "data" / "kazakh_pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
BY_HAND = ("06-muzei", "14-oiyn", "29-ashana")
"""Pages of hand-made tables: no tag holds the day."""

MEAN = 0.98
FLOOR = 0.9


@dataclass(frozen=True)
class Gold:
    url: str
    title: str
    date: str
    text: str
    script: str
    language: str


@cache
def gold(name: str) -> Gold:
    return Gold(**json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8")))


@cache
def article(name: str) -> Article:
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return read_html(HtmlRequest(html, gold(name).url))


@pytest.mark.parametrize("name", NAMES)
def test_the_language_of_a_page_is_that_of_its_article(name: str) -> None:
    assert article(name).language == gold(name).language
    assert identify(article(name).text).script == gold(name).script


@pytest.mark.parametrize("name", NAMES)
def test_the_headline_stands_apart_from_the_name_of_the_site(name: str) -> None:
    assert article(name).title == gold(name).title


@pytest.mark.parametrize("name", NAMES)
def test_the_day_is_right_or_not_told_at_all(name: str) -> None:
    published = article(name).published

    assert str(published) == gold(name).date or (published is None and name in BY_HAND)


@pytest.mark.parametrize("name", NAMES)
def test_no_article_is_lost_in_what_stands_around_it(name: str) -> None:
    assert f1(article(name).text, gold(name).text) >= FLOOR


def test_most_pages_are_read_to_the_word() -> None:
    shares = [f1(article(name).text, gold(name).text) for name in NAMES]

    assert sum(shares) / len(shares) >= MEAN


def test_the_pages_cover_the_three_alphabets_and_both_languages() -> None:
    assert Counter(gold(name).script for name in NAMES) == {"Cyrl": 20, "Latn": 6, "Arab": 4}
    assert Counter(gold(name).language for name in NAMES) == {"kk": 28, "ru": 2}
