from datetime import UTC, datetime

from sqlalchemy import text

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode, Sentence, Summary
from bot.store.database import Database
from bot.store.queries import count_of
from bot.store.summaries import Summaries

NOW = datetime(2026, 11, 22, tzinfo=UTC)


async def test_unreadable_summary_is_a_miss(database: Database) -> None:
    await database.write(count_of(text("INSERT INTO summaries VALUES ('k', '{}', 9)")))

    found = await Summaries(database).get_summary("k", newer_than=datetime.fromtimestamp(0, UTC))

    assert found is None


def _summary(
    key: str, language: LanguageCode | None, *ranked: Sentence, title: str | None = None
) -> Summary:
    return Summary(key, title, None, None, None, language, ranked, 8, (), 0, 0)


async def test_all_texts_come_with_their_languages(database: Database) -> None:
    summaries = Summaries(database)
    kazakh = Sentence("Бірінші.", 0, 8, 1)
    russian = Sentence("Второе.", 9, 16, 1, RU)
    for summary in (
        _summary("a", KK, kazakh, russian, title="Тақырып"),
        _summary("b", None, kazakh, russian, title="Unknown"),
        _summary("c", EN),
    ):
        await summaries.put_summary(summary, now=NOW)

    [texts] = [batch async for batch in summaries.all_texts()]

    assert texts == [("Тақырып", KK), ("Бірінші.", KK), ("Второе.", RU), ("Второе.", RU)]


async def test_all_texts_of_many_summaries_come_some_at_a_time(database: Database) -> None:
    summaries = Summaries(database)
    for n in range(120):
        await summaries.put_summary(_summary(f"{n:03}", KK, title=f"{n}"), now=NOW)
    await database.write(count_of(text("UPDATE summaries SET body = '{}' WHERE key = '007'")))

    batches = [batch async for batch in summaries.all_texts()]

    assert [len(batch) for batch in batches] == [49, 50, 20]
    titles = [title for batch in batches for title, _ in batch]
    assert titles == [f"{n}" for n in range(120) if n != 7]


async def test_store_without_summaries_has_no_texts(database: Database) -> None:
    assert [batch async for batch in Summaries(database).all_texts()] == []
