"""A group that became a supergroup: its new number replaces the old one.

Where both numbers have a row in work, that box stays as it is: a chat has one at a time. What
waits there under the old number is done under it, and Telegram tells of the move again.

The supergroup counts its messages anew. Those kept of the old group go on under negative numbers,
as Telegram Desktop exports them: no new one meets them, and an import finds them again. What
was sent under a tag cannot be edited any more, and tags that name messages name others now.
"""

from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Table,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    null,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.groups import AutoTranslation
from bot.store.group_codec import translation_to_json
from bot.store.queue_rows import WORK
from bot.store.receipts import DIGESTS, begins
from bot.store.tables import (
    access,
    asked,
    chats,
    following,
    groups,
    inbox,
    issued,
    messages,
    opted_out,
    outbox,
    receipts,
    runs,
    terms,
)

OLD_SHIFT: Final = -1_000_000_000  # kMigratedMessagesIdShift, tdesktop's export_data_types.cpp

_OLD: Final[BindParameter[int]] = bindparam("old")
_NEW: Final[BindParameter[int]] = bindparam("new")


def _move_box(box: Table, **changes: Any) -> Update:
    busy, also = box.alias(), box.alias()
    both = exists().where(busy.c.chat_id == _OLD, busy.c.state == WORK) & exists().where(
        also.c.chat_id == _NEW, also.c.state == WORK
    )
    return update(box).where(box.c.chat_id == _OLD, ~both).values(chat_id=_NEW, **changes)


def _move_rows(table: Table, **changes: ColumnElement[Any]) -> Update:
    """Without those that the new number has as well: it has been changed later."""
    also = table.alias()
    key = {c.name: changes.get(c.name, c) for c in table.primary_key.columns}
    same = [also.c[name] == value for name, value in key.items() if name != "chat_id"]
    there = exists().where(and_(also.c.chat_id == _NEW, *same))
    return update(table).where(table.c.chat_id == _OLD, ~there).values(chat_id=_NEW, **changes)


_PLAIN: Final = (chats, terms, groups, opted_out, runs, issued, following, asked, access)
_LASTING: Final = case((begins(outbox.c.tag, DIGESTS), outbox.c.tag), else_=null())
_old: Final = groups.alias("old_group")
_NOT_SET_UP: Final = delete(groups).where(
    groups.c.chat_id == _NEW,
    ~groups.c.collects,
    ~groups.c.plan_on,
    groups.c.translation == translation_to_json(AutoTranslation()),
    exists().where(_old.c.chat_id == _OLD),
)
"""The new number may have been seen before its move was told of: what was set up wins."""

_MOVE: Final[tuple[Any, ...]] = (
    _move_box(inbox),
    _move_box(outbox, tag=_LASTING),
    _NOT_SET_UP,
    *map(_move_rows, _PLAIN),
    _move_rows(
        messages,
        message_id=messages.c.message_id + OLD_SHIFT,
        reply_to=messages.c.reply_to + OLD_SHIFT,
    ),
)
_LEFT: Final = tuple(
    delete(table).where(table.c.chat_id == _OLD) for table in (*_PLAIN, messages, receipts)
)


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Give all rows of chat *old* to *new*, another number."""
    for statement in _MOVE:
        await connection.execute(statement, {"old": old, "new": new})
    for statement in _LEFT:
        await connection.execute(statement, {"old": old})
