"""Who must not come back with a backup: people who were forgotten since, and lifted bans.

Nobody writes down who was forgotten: that would be one more thing to keep about them. What tells
is what is missing. Whoever shares no row with the backup any more, not even the day they came
first, was forgotten, also if they have come anew since. Of group messages, those that are older
than all that is kept of their author were deleted.

That holds only where the database goes on from the backup. One that was begun anew, after the
other was lost, lacks everybody: it has forgotten none.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

Rows = Sequence[tuple[Any, ...]]

_NEVER: Final = 2**63 - 1  # later than any second that the database can hold

COMPARED: Final = (
    "people",
    "chats",
    "groups",
    "terms",
    "following",
    "asked",
    "counters",
    "messages",
)
"""The tables that tell."""

_SAME: Final = "SELECT 1 FROM {now}.{table} AS n JOIN {backup}.{table} AS b USING ({columns})"
_GOES_ON: Final = (
    ("chats", "chat_id, created", "1"),
    ("groups", "chat_id, created", "1"),
    # its last day may also be the first of one that was begun anew
    ("counters", "day, name", "day < (SELECT max(day) FROM {backup}.counters)"),
)
"""What is never the same in two databases: a table, columns, and of which rows."""

_OWN: Final[Mapping[str, tuple[str, str]]] = {
    "people": ("person_id", "person_id, since"),
    "chats": ("chat_id", "chat_id, created"),
    "groups": ("chat_id", "chat_id, created"),
    "terms": ("chat_id", "chat_id, folded, language, created"),
    "following": ("chat_id", "chat_id, url"),
    "asked": ("chat_id", 'chat_id, "key", at'),
}
"""Tables of private chats: the person's number, and what is the same for as long as it is kept."""

_FLOORS: Final = "SELECT author_id, min(at) FROM {}.messages WHERE author_id > 0 GROUP BY 1"
_ACCESS: Final = "SELECT chat_id, verdict, at FROM {}.access"

_FORGET: Final = (
    """DELETE FROM main.summaries WHERE "key" IN (
        SELECT "key" FROM main.asked WHERE chat_id = :person
        EXCEPT SELECT "key" FROM main.asked WHERE chat_id > 0 AND chat_id <> :person
    )""",
    """DELETE FROM main.translations WHERE "key" IN (
        SELECT "key" FROM main.asked WHERE chat_id = :person
    )""",
    *(
        f"DELETE FROM main.{table} WHERE chat_id = :person"  # noqa: S608 - our own names
        for table in (
            "asked",
            "chats",
            "terms",
            "groups",
            "following",
            "runs",
            "issued",
            "receipts",
        )
    ),
)
_LEFT: Final = "DELETE FROM main.people WHERE person_id = ?"
_NOTED: Final = "SELECT person_id FROM {}.people"
_QUOTES: Final = """
DELETE FROM main.issued
WHERE chat_id IN (SELECT chat_id FROM main.groups WHERE collects)
    OR chat_id IN (SELECT chat_id FROM main.messages WHERE author_id = :person)
"""
_SAID: Final = "DELETE FROM main.messages WHERE author_id = ? AND at < ?"
_DECIDE: Final = """
INSERT INTO main.access (chat_id, verdict, at) VALUES (?, ?, ?)
ON CONFLICT (chat_id) DO UPDATE SET verdict = excluded.verdict, at = excluded.at
WHERE excluded.at >= access.at
"""


@dataclass(frozen=True, slots=True)
class People:
    """What became of people since a backup.

    Attributes:
        goes_on: The database holds what the backup held, and what came since.
        forgotten: Numbers of people.
        returned: Those of them who have come anew since.
        floors: When the oldest message of each author was written that is still kept.
        access: What the owner decided, as rows.
    """

    goes_on: bool = False
    forgotten: frozenset[int] = frozenset()
    returned: frozenset[int] = frozenset()
    floors: Mapping[int, int] = field(default_factory=dict)
    access: Rows = ()


def decided(connection: sqlite3.Connection, schema: str) -> Rows:
    """What the owner decided, according to the database *schema*."""
    return connection.execute(_ACCESS.format(schema)).fetchall()


def people_since(connection: sqlite3.Connection, schema: str, *, backup: str) -> People:
    """Compare the database *schema* with its *backup*; both have all tables."""
    found = People(access=decided(connection, schema))
    if not _goes_on(connection, schema, backup):
        return found
    forgotten = _forgotten(connection, schema, backup)
    noted = {one for (one,) in connection.execute(_NOTED.format(schema))}
    return replace(
        found,
        goes_on=True,
        forgotten=forgotten,
        returned=forgotten & noted,
        floors=dict(connection.execute(_FLOORS.format(schema)).fetchall()),
    )


def hold_people(connection: sqlite3.Connection, since: People) -> None:
    """Have that hold in the database ``main``, which has the backup's content."""
    if since.goes_on:
        for person in since.forgotten:
            for statement in _FORGET:
                connection.execute(statement, {"person": person})
        connection.executemany(_LEFT, [(one,) for one in since.forgotten - since.returned])
        _drop_said(connection, since.floors)
        connection.execute("DELETE FROM main.access")  # a ban may have been lifted
    connection.executemany(_DECIDE, since.access)


def _goes_on(connection: sqlite3.Connection, schema: str, backup: str) -> bool:
    for table, columns, which in _GOES_ON:
        same = _SAME.format(now=schema, backup=backup, table=table, columns=columns)
        rows = connection.execute(f"{same} WHERE {which.format(backup=backup)} LIMIT 1")
        if rows.fetchone():
            return True
    return False


def _forgotten(connection: sqlite3.Connection, schema: str, backup: str) -> frozenset[int]:
    there: set[int] = set()
    known: set[int] = set()
    for table, (person, columns) in _OWN.items():
        all_rows = f"SELECT {person} FROM {backup}.{table} WHERE {person} > 0"  # noqa: S608 - our own names
        same = _SAME.format(now=schema, backup=backup, table=table, columns=columns)
        shared = same.replace("SELECT 1", f"SELECT {person}")
        there.update(one for (one,) in connection.execute(all_rows))
        known.update(one for (one,) in connection.execute(shared))
    return frozenset(there - known)


def _drop_said(connection: sqlite3.Connection, floors: Mapping[int, int]) -> None:
    """Delete messages that were deleted before, and digests that may quote them."""
    for author, oldest in connection.execute(_FLOORS.format("main")).fetchall():
        floor = floors.get(author, _NEVER)
        if oldest < floor:
            connection.execute(_QUOTES, {"person": author})
            connection.execute(_SAID, (author, floor))
