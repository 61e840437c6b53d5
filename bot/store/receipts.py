"""Numbers of messages that were sent under a tag."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, func, select, union

from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import rows_of, upsert, value_of
from bot.store.queue_rows import DEAD
from bot.store.tables import outbox
from bot.store.tables import receipts as table

DIGESTS: Final = "digest"  # tags that begin so name no message, and are kept for longer


class Receipts:
    """ReceiptStore over the database; the sender writes them, see bot.store.outbox."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tags(self, chat_id: int, prefix: str) -> Sequence[str]:
        """See bot.core.digest_ports.ReceiptStore; in their order, each once."""
        sent = _tags(table, chat_id, prefix)
        waiting = _tags(outbox, chat_id, prefix).where(
            outbox.c.tag.is_not(None), outbox.c.state < DEAD
        )
        rows = await self._database.query(rows_of(union(sent, waiting)))
        return tuple(sorted(row.tag for row in rows))

    async def receipt(self, chat_id: int, tag: str) -> int | None:
        """See bot.core.digest_ports.ReceiptStore."""
        wanted = select(table.c.message_id).where(
            table.c.chat_id == chat_id, table.c.tag == storable(tag)
        )
        found: int | None = await self._database.query(value_of(wanted))
        return found


def begins(tag: ColumnElement[Any], prefix: str) -> ColumnElement[bool]:
    """LIKE would take letters of either case on one engine, and signs of *prefix* for its own."""
    return func.substr(tag, 1, len(prefix)) == prefix


def write_receipts(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Put *rows*, replacing those of the same chat and tag."""
    if rows:
        connection.execute(upsert(connection, table), rows)


def _tags(box: FromClause, chat_id: int, prefix: str) -> Any:
    whole = storable(prefix)
    return select(box.c.tag).where(box.c.chat_id == chat_id, begins(box.c.tag, whole))
