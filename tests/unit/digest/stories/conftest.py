import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.digests import FeedItem
from bot.core.models import LanguageCode

DAY = Path(__file__).parent / "day.jsonl"
NOON = 1_794_000_000

MakeItem = Callable[..., FeedItem]


def make_item(  # noqa: PLR0913 - what a test says of an item
    title: str,
    lead: str = "",
    *,
    language: str | None = "ru",
    source: str = "a.example",
    guid: str = "",
    published: int = NOON,
    sentence: str | None = None,
    url: str = "",
) -> FeedItem:
    guid = guid or f"{title} {source}"
    return FeedItem(
        feed=f"https://{source}/feed",
        guid=guid,
        url=url or f"https://{source}/{guid}",
        source=source,
        title=title,
        lead=lead,
        language=LanguageCode(language) if language else None,
        published=published,
        seen=NOON,
        sentence=sentence,
    )


@pytest.fixture
def item() -> MakeItem:
    return make_item


@pytest.fixture(scope="session")
def day() -> list[tuple[str, FeedItem]]:
    """Return a made-up day of news with the story that each item tells."""
    rows = [json.loads(line) for line in DAY.read_text(encoding="utf-8").splitlines()]
    return [
        (row["story"], make_item(row["title"], row["text"], language=row["lang"], guid=str(at)))
        for at, row in enumerate(rows)
    ]
