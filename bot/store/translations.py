"""Translations kept from the engines, sentence by sentence."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select

from bot.core.keys import translation_key
from bot.core.models import LanguageCode, Translation
from bot.core.ports import Clock
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import upsert
from bot.store.sentences import find_sentences
from bot.store.tables import translations as table


class KeptTranslations:
    """SentenceCache over the database; what is older than *keep_days* is not served."""

    def __init__(self, database: Database, clock: Clock, *, keep_days: int) -> None:
        self._database = database
        self._clock = clock
        self._keep = timedelta(days=keep_days)

    async def lookup(
        self, texts: Sequence[str], *, source: LanguageCode, target: LanguageCode
    ) -> Mapping[str, Translation]:
        """See bot.core.ports.SentenceCache; typographic variants find each other."""
        oldest = int((self._clock() - self._keep).timestamp())
        fresh = select(table.c.key, table.c.text, table.c.engine).where(table.c.created > oldest)
        return await find_sentences(self._database, fresh, texts, source=source, target=target)

    async def remember(
        self,
        translations: Mapping[str, Translation],
        *,
        source: LanguageCode,
        target: LanguageCode,
    ) -> None:
        """See bot.core.ports.SentenceCache."""
        now = int(self._clock().timestamp())
        rows = [
            {
                "key": translation_key(text, source=source, target=target),
                "engine": storable(translation.engine),
                "text": storable(translation.text),
                "created": now,
            }
            for text, translation in translations.items()
        ]
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(upsert(connection, table), rows)
