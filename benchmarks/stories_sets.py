"""The sets that benchmarks/stories.py measures and benchmarks/stories_fit.py learns from."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.models import LanguageCode
from bot.text.segment import sentences

NEWS = ("en_bbc", "kk_tengri", "ru_gazeta", "ru_rbc", "ru_tengri")
FEED_CHARS = 500  # of a text, as a feed gives it
DAY = Path(__file__).parent.parent / "tests/unit/digest/stories/day.jsonl"


@dataclass(frozen=True, slots=True)
class Article:
    """An article; *story* is what it tells, "" if that is not said."""

    story: str
    language: LanguageCode
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of one language."""

    articles: tuple[Article, Article]
    is_same: bool

    @property
    def language(self) -> str:
        """Of both."""
        return self.articles[0].language


def read_pairs(folder: Path) -> list[Pair]:
    """Return the pairs that people judged."""
    return [
        Pair((_article(row["a"], row), _article(row["b"], row)), row["label"] == "OK")
        for row in _rows(folder / "pairs.jsonl")
    ]


def read_articles(folder: Path) -> list[Article]:
    """Return the articles that are translations of each other."""
    return [_article(row, row) for row in _rows(folder / "cross_language.jsonl")]


def read_day() -> list[Article]:
    """Return a day of news of one country, made up for this project, as feeds give it."""
    return [_article(row, row) for row in _rows(DAY)]


def read_news(folder: Path) -> list[Article]:
    """Return news of several years, as feeds give it: hardly two of them tell one story."""
    return [
        Article(f"{name} {at}", LanguageCode(name[:2]), *_headed(row), url="")
        for name in NEWS
        for at, row in enumerate(_rows(folder / f"{name}.jsonl"))
    ]


def _headed(row: dict[str, Any]) -> tuple[str, str]:
    """Return a title, the first sentence where it is not known, and the lead."""
    lead = row["text"][:FEED_CHARS]
    return row["title"] or sentences(lead, LanguageCode(row["lang"]))[0].text, lead


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _article(row: dict[str, Any], whole: dict[str, Any]) -> Article:
    return Article(
        story=whole.get("story", ""),
        language=LanguageCode(whole["lang"]),
        title=row["title"],
        text=row["text"],
        url=row.get("url", ""),
    )
