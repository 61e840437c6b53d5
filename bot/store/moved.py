"""A group that became a supergroup: its new number replaces the old one.

Where both numbers have a row in work, that box stays as it is: a chat has one at a time. What
waits there under the old number is done under it, and Telegram tells of the move again.
"""

from typing import Any, Final

from sqlalchemy import BindParameter, Table, Update, and_, bindparam, delete, exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.queue_rows import WORK
from bot.store.tables import chats, inbox, outbox, terms

_OLD: Final[BindParameter[int]] = bindparam("old")
_NEW: Final[BindParameter[int]] = bindparam("new")


def _move_box(box: Table) -> Update:
    busy, also = box.alias(), box.alias()
    both = exists().where(busy.c.chat_id == _OLD, busy.c.state == WORK) & exists().where(
        also.c.chat_id == _NEW, also.c.state == WORK
    )
    return update(box).where(box.c.chat_id == _OLD, ~both).values(chat_id=_NEW)


def _move_rows(table: Table) -> Update:
    """Without those that the new number has as well: it has been changed later."""
    also = table.alias()
    same = [also.c[c.name] == c for c in table.primary_key.columns if c.name != "chat_id"]
    there = exists().where(and_(also.c.chat_id == _NEW, *same))
    return update(table).where(table.c.chat_id == _OLD, ~there).values(chat_id=_NEW)


_MOVE: Final[tuple[Any, ...]] = (
    *map(_move_box, (inbox, outbox)),
    *map(_move_rows, (chats, terms)),
)
_LEFT: Final = tuple(delete(table).where(table.c.chat_id == _OLD) for table in (chats, terms))


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Give all rows of chat *old* to *new*, another number."""
    for statement in _MOVE:
        await connection.execute(statement, {"old": old, "new": new})
    for statement in _LEFT:
        await connection.execute(statement, {"old": old})
