"""Looking up sentences by key: the same for kept translations and memory files."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select

from bot.core.keys import translation_key
from bot.core.models import LanguageCode, Translation
from bot.store.database import Database
from bot.store.queries import select_in


async def find_sentences(
    database: Database,
    rows_wanted: Select[Any],
    texts: Sequence[str],
    *,
    source: LanguageCode,
    target: LanguageCode,
) -> Mapping[str, Translation]:
    """The translations of *texts* among *rows_wanted* (key, text, engine); the last row wins."""
    keys = {text: translation_key(text, source=source, target=target) for text in texts}
    column = rows_wanted.selected_columns.key
    async with database.reading() as connection:
        rows = await select_in(connection, rows_wanted, column, sorted(set(keys.values())))
    found = {row.key: Translation(row.text, row.engine) for row in rows}
    return {text: found[key] for text, key in keys.items() if key in found}
