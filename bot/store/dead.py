"""What was given up, for the owner."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, bindparam, delete, func, literal, select, union_all, update

from bot.core.jobs import DeadRow
from bot.store.database import Database
from bot.store.queries import rows_of
from bot.store.queue_rows import DEAD, READY, changed
from bot.store.tables import inbox, outbox

_BOXES: Final = {"inbox": inbox, "outbox": outbox}


def _dead(name: str, box: Table) -> Any:
    return select(
        literal(name).label("box"),
        box.c.number,
        box.c.chat_id,
        box.c.attempts,
        func.coalesce(box.c.error, "").label("error"),
        box.c.created,
    ).where(box.c.state == DEAD)


def _named(box: Table) -> Any:
    return (box.c.number == bindparam("of_number")) & (box.c.state == DEAD)


_ROWS: Final = union_all(*(_dead(name, box) for name, box in _BOXES.items())).order_by(
    "created", "box", "number"
)
_AS_NEW: Final[dict[str, Any]] = {
    "state": READY,
    "attempts": 0,
    "not_before": 0,
    "error": None,
    "created": bindparam("now"),  # else its first failure would be one too late to try again
}
_REVIVE: Final = {
    "inbox": update(inbox).where(_named(inbox)).values(_AS_NEW),
    "outbox": update(outbox).where(_named(outbox)).values(_AS_NEW | {"uncertain": 0}),
}
_DROP: Final = {name: delete(box).where(_named(box)) for name, box in _BOXES.items()}


class StoredDeadLetters:
    """DeadLetters over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rows(self) -> Sequence[DeadRow]:
        """See bot.core.queue_ports.DeadLetters."""
        return [DeadRow(*row) for row in await self._database.query(rows_of(_ROWS))]

    async def revive(self, box: str, number: int, *, now: int) -> bool:
        """See bot.core.queue_ports.DeadLetters; it takes its old place before what came later."""
        return await self._change(_REVIVE.get(box), {"of_number": number, "now": now})

    async def drop(self, box: str, number: int) -> bool:
        """See bot.core.queue_ports.DeadLetters."""
        return await self._change(_DROP.get(box), {"of_number": number})

    async def _change(self, statement: Any, values: Mapping[str, int]) -> bool:
        if statement is None:  # there is no such box
            return False
        return await self._database.write(changed(statement, values)) > 0
