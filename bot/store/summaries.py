"""The cache of summaries."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.core.models import LanguageCode, Summary
from bot.store.codec import storable, summary_from_json, summary_to_json
from bot.store.database import Database
from bot.store.queries import AnyRow, put, rows_of
from bot.store.tables import summaries
from bot.store.together import Gathered, Taken

_SUMMARIES_A_STEP = 50  # some 10 KB each
_KEPT = select(summaries.c.key, summaries.c.body, summaries.c.created).where(
    summaries.c.key.in_(bindparam("keys", expanding=True))
)


class Summaries:
    """SummaryStore over the database. Times count in whole seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = Gathered(self._bodies)

    async def get_summary(self, key: str, *, newer_than: datetime) -> Summary | None:
        """See bot.core.ports.SummaryStore; a body that cannot be read is a miss."""
        body = await self._kept((storable(key), int(newer_than.timestamp())))
        return None if body is None else summary_from_json(body)

    async def put_summary(self, summary: Summary, *, now: datetime) -> None:
        """See bot.core.ports.SummaryStore."""
        row = {
            "key": storable(summary.key),
            "body": summary_to_json(summary),
            "created": int(now.timestamp()),
        }
        await self._database.write(put(summaries, row))

    async def all_texts(self) -> AsyncIterator[Sequence[tuple[str, LanguageCode]]]:
        """Yield titles and ranked sentences with their languages, those of some summaries a time.

        Where the language is not known they are left out. A summary that is put
        meanwhile may be missed.
        """
        last = ""
        while rows := await self._read_after(last):
            read = (summary_from_json(row.body) for row in rows)
            yield [pair for summary in read if summary for pair in _texts(summary)]
            last = rows[-1].key

    async def _bodies(self, taken: Taken[tuple[str, int]]) -> Sequence[str | None]:
        """Those under some keys, if they were made after some second."""

        def work(connection: Connection) -> Sequence[str | None]:
            wanted = taken()
            keys = {"keys": sorted({key for key, _ in wanted})}
            found = {row.key: row for row in connection.execute(_KEPT, keys)}
            return [
                found[key].body if key in found and found[key].created > oldest else None
                for key, oldest in wanted
            ]

        return await self._database.look(work)

    async def _read_after(self, key: str) -> Sequence[AnyRow]:
        some = (
            select(summaries.c.key, summaries.c.body)
            .where(summaries.c.key > key)
            .order_by(summaries.c.key)
            .limit(_SUMMARIES_A_STEP)
        )
        return await self._database.query(rows_of(some))


def _texts(summary: Summary) -> Iterator[tuple[str, LanguageCode]]:
    if summary.title and summary.language:
        yield summary.title, summary.language
    for sentence in summary.ranked:
        if language := sentence.language or summary.language:
            yield sentence.text, language
