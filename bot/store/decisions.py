"""What was decided since a backup was made: it holds after that is put back.

Who opted out meanwhile must not be quoted by a digest that comes back; a group that was turned
off stays off, and what was said in it before that stays deleted.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.digest_ports import EVERYWHERE

Rows = Sequence[tuple[Any, ...]]

_NEVER: Final = 2**63 - 1  # later than any second that the database can hold

_GROUPS: Final = "SELECT chat_id, collects, collects_since, plan, plan_on FROM {}.groups"
_OUT: Final = "SELECT author_id, chat_id FROM {}.opted_out"

_QUOTES_IN: Final = "DELETE FROM main.issued WHERE chat_id = ?"
_QUOTES_OF: Final = """
DELETE FROM main.issued
WHERE chat_id IN (SELECT chat_id FROM main.groups WHERE collects)
    OR chat_id IN (SELECT chat_id FROM main.messages WHERE author_id = ?)
"""
_UNWANTED: Final = """
DELETE FROM main.messages WHERE EXISTS (
    SELECT 1 FROM main.opted_out AS o
    WHERE o.author_id = messages.author_id AND o.chat_id IN (messages.chat_id, 0)
)
"""
_STOP: Final = """
UPDATE main.groups SET collects = ?, collects_since = ?
WHERE chat_id = ? AND collects AND collects_since < ?
"""
_SAID_BEFORE: Final = "DELETE FROM main.messages WHERE chat_id = ? AND at < ?"
_PLAN_OFF: Final = "UPDATE main.groups SET plan = ?, plan_on = 0 WHERE chat_id = ? AND plan_on"


@dataclass(frozen=True, slots=True)
class Decisions:
    """How groups stand now, and who opted out since the backup: rows as they were read."""

    groups: Rows = ()
    out: Rows = ()


def groups_in(connection: sqlite3.Connection, schema: str) -> Rows:
    """Read how the groups of the database *schema* stand."""
    return connection.execute(_GROUPS.format(schema)).fetchall()


def out_since(connection: sqlite3.Connection, schema: str, *, backup: str) -> Rows:
    """Read who opted out according to the database *schema*, but not to *backup*."""
    newer = f"{_OUT.format(schema)} EXCEPT {_OUT.format(backup)}"
    return connection.execute(newer).fetchall()


def hold(connection: sqlite3.Connection, decisions: Decisions) -> None:
    """Have *decisions* hold in the database ``main``, which has the backup's content.

    Who opted out is among its own rows already.
    """
    for author_id, chat_id in decisions.out:
        if chat_id == EVERYWHERE:
            connection.execute(_QUOTES_OF, (author_id,))
        else:
            connection.execute(_QUOTES_IN, (chat_id,))
    for chat_id, collects, since, plan, is_on in decisions.groups:
        _hold_in_group(connection, chat_id, since, is_on=bool(collects))
        if not is_on:
            connection.execute(_PLAN_OFF, (plan, chat_id))
    connection.execute(_UNWANTED)


def _hold_in_group(
    connection: sqlite3.Connection, chat_id: int, since: int, *, is_on: bool
) -> None:
    """Keep nothing that was said before the group was turned off, or off and on again."""
    kept_from = since if is_on else _NEVER
    stopped = connection.execute(_STOP, (is_on, since, chat_id, kept_from))
    if stopped.rowcount:
        connection.execute(_SAID_BEFORE, (chat_id, kept_from))
        connection.execute(_QUOTES_IN, (chat_id,))
