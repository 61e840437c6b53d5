"""What was decided since a backup was made: it holds after that is put back.

Who opted out meanwhile must not be quoted by a digest that comes back; a group that was turned
off stays off, and what was said in it before that stays deleted. A group that is not known any
more was forgotten: it comes back off, without what was said in it.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.core.digest_ports import EVERYWHERE
from bot.core.groups import AutoMode
from bot.store.group_codec import (
    plan_from_json,
    plan_to_json,
    translation_from_json,
    translation_to_json,
)

Rows = Sequence[tuple[Any, ...]]

_NEVER: Final = 2**63 - 1  # later than any second that the database can hold

_GROUPS: Final = """
SELECT chat_id, collects, collects_since, plan, plan_on, translation, secret FROM {}.groups
"""
_IN_BACKUP: Final = "SELECT chat_id FROM main.groups"
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
UPDATE main.groups SET collects = ?, collects_since = ?, secret = ''
WHERE chat_id = ? AND collects AND collects_since < ?
"""
_SAID_BEFORE: Final = "DELETE FROM main.messages WHERE chat_id = ? AND at < ?"
_PLAN_OFF: Final = "UPDATE main.groups SET plan = ?, plan_on = 0 WHERE chat_id = ? AND plan_on"
_SILENT: Final = "UPDATE main.groups SET translation = silent(translation) WHERE chat_id = ?"
_OLD_ADDRESS: Final = "UPDATE main.groups SET secret = '' WHERE chat_id = ? AND secret <> ?"
_OFF: Final = """
UPDATE main.groups SET collects = 0, plan = idle(plan), plan_on = 0,
    translation = silent(translation), secret = ''
WHERE chat_id = ?
"""
_SAID_IN: Final = "DELETE FROM main.messages WHERE chat_id = ?"


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
    connection.create_function("idle", 1, _idle, deterministic=True)
    connection.create_function("silent", 1, _silent, deterministic=True)
    for chat_id, collects, since, plan, is_on, translation, secret in decisions.groups:
        _hold_in_group(connection, chat_id, since, is_on=bool(collects))
        connection.execute(_OLD_ADDRESS, (chat_id, secret))
        if not is_on:
            connection.execute(_PLAN_OFF, (plan, chat_id))
        if translation_from_json(translation).mode is AutoMode.OFF:
            connection.execute(_SILENT, (chat_id,))
    _turn_off_forgotten(connection, {row[0] for row in decisions.groups})
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


def _turn_off_forgotten(connection: sqlite3.Connection, known: set[int]) -> None:
    """Turn off what *known* lacks; a database that knows no group at all has forgotten none."""
    if not known:
        return
    for (chat_id,) in connection.execute(_IN_BACKUP).fetchall():
        if chat_id not in known:
            for statement in (_OFF, _SAID_IN, _QUOTES_IN):
                connection.execute(statement, (chat_id,))


def _idle(plan: str) -> str:
    return plan_to_json(replace(plan_from_json(plan), is_on=False))


def _silent(translation: str) -> str:
    return translation_to_json(replace(translation_from_json(translation), mode=AutoMode.OFF))
