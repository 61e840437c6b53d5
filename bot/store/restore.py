"""A copy put back: in place of the file, or into it where somebody has it open."""

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import structlog

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseOwnedError,
    DatabaseTooNewError,
    DatabaseUnreadableError,
    NoSuchFileError,
)
from bot.store.backup import backup_beside, open_beside, part_of
from bot.store.database import Database
from bot.store.decisions import Decisions, groups_in, hold, out_since
from bot.store.faults import translated
from bot.store.files import FILE_MODE, make_folder, sync, writing
from bot.store.lockfile import held
from bot.store.returning import COMPARED, People, decided, hold_people, people_since
from bot.store.sqlite import APPLICATION_ID
from bot.store.tables import (
    REVISIONS,
    access,
    broadcasts,
    groups,
    inbox,
    metadata,
    opted_out,
    outbox,
    people,
    receipts,
    runs,
    updates_seen,
)

_COMPANIONS = ("-wal", "-shm", "-journal")  # SQLite's own files beside the database
_QUEUES = (inbox, outbox, updates_seen)
# else a wish were lost, a digest or a broadcast sent twice, or those who came since not reached
_UNITED = (opted_out, runs, receipts, broadcasts, people)
_REVISION = "SELECT version_num FROM alembic_version"
_NUMBERING = """
INSERT INTO main.sqlite_sequence SELECT name, seq FROM old.sqlite_sequence WHERE name = ?
"""

_log = structlog.get_logger(__name__)


async def restore(path: Path, target: Path) -> None:
    """Put the backup at *path* in place of the database *target*.

    Where a process has that open, it goes on with the backup's content: 100 MB take about a
    second, during which its transactions wait. Else the file itself is replaced. Either way
    what *target* has to answer and to send stays as it is; the backup's queues were dealt
    with long ago, and are not taken even where *target* is missing or cannot be read.
    Who opted out in either stays so, and no digest that either knows of is posted again;
    what was turned off since the backup stays off, see bot.store.decisions; who was forgotten
    since stays forgotten, and who was banned banned, see bot.store.returning.
    What was there before stays beside it with ``.before-restore`` after its name.

    Raises:
        NoSuchFileError: *path* cannot be read.
        DatabaseUnreadableError: *path* is no backup, or is damaged; or *target* is, and in use.
        DatabaseTooNewError: A newer version of this program made it.
        DatabaseBusyError: *target* is in use by another version, or was for too long.
        DataFolderNotWritableError: The folder of *target* cannot be written.
    """
    part = part_of(target)
    await asyncio.to_thread(make_folder, part.parent)
    _remove(part)  # of a restore that was cut off: SQLite would apply its log to the new copy
    try:
        await asyncio.to_thread(_take, path, part)
        await _bring_up_to_date(part)
        if not await asyncio.to_thread(_replace, part, target):
            await asyncio.to_thread(_copy_into, part, target)
    finally:
        _remove(part)


def _take(path: Path, part: Path) -> None:
    _copy(path, part)
    _check(part, name=str(path))


def _copy(path: Path, part: Path) -> None:
    try:
        source = path.open("rb")
    except OSError as error:
        raise NoSuchFileError(str(path)) from error
    with source, writing(part):
        part.touch(FILE_MODE)
        with part.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        sync(part)


def _check(part: Path, *, name: str) -> None:
    """Refuse what is not whole, not ours or too new; *name* is what the error tells."""
    try:
        with closing(_connected(part)) as connection:
            identity = connection.execute("PRAGMA application_id").fetchone()
            damage = connection.execute("PRAGMA quick_check(1)").fetchone()
            revision = connection.execute(_REVISION).fetchone()
            connection.execute("PRAGMA journal_mode = DELETE")  # leaves nothing beside it
    except sqlite3.Error as error:
        raise DatabaseUnreadableError(name) from error
    if (identity, damage) != ((APPLICATION_ID,), ("ok",)) or revision is None:
        raise DatabaseUnreadableError(name)
    if revision[0] not in REVISIONS:
        raise DatabaseTooNewError(name)


def _replace(part: Path, target: Path) -> bool:
    """Let *part* be *target*; False if a process has that open or is about to."""
    try:
        with held(target):
            _fold_in_wal(target)
            _take_queues(part, target)
            with writing(target):
                _set_aside(target)
                part.replace(target)
    except (DatabaseOwnedError, DatabaseBusyError):
        return False
    return True


def _fold_in_wal(target: Path) -> None:
    """Bring the last commits into the file itself; SQLite refuses while another has it open."""
    if not _has_content(target):  # then SQLite would delete the log
        return
    with (
        suppress(DatabaseUnreadableError),  # a damaged file is what one restores over
        translated(str(target)),
        closing(_connected(target)) as connection,
    ):
        connection.execute("PRAGMA journal_mode = DELETE")


def _take_queues(part: Path, target: Path) -> None:
    """Give *part* the queues of *target*; what was in work there the next start recovers."""
    with translated(str(part)), closing(_connected(part)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # all is in the file that is moved
        connection.execute("PRAGMA secure_delete = ON")  # as the bot does
        for table in (inbox, outbox):
            connection.execute(f"DELETE FROM {table.name}")  # noqa: S608 - our own names
        decisions, of_people = Decisions(), People()
        if _attached(connection, target):
            decisions = _decisions(connection, target)
            of_people = _people(connection, target)
            for table in (*_QUEUES, *_UNITED):
                take = _take_what_fits if table in _QUEUES else _unite_what_fits
                with _as_far_as_readable(target, table.name), connection:
                    take(connection, table.name)
        hold_people(connection, of_people)
        hold(connection, decisions)


@contextmanager
def _as_far_as_readable(target: Path, name: str) -> Iterator[None]:
    """Tell the log if the table *name* of *target* can't be read, and go on."""
    try:
        with translated(str(target)):
            yield
    except (DatabaseUnreadableError, sqlite3.Error):
        _log.warning("restore.queue_unreadable", queue=name)


def _decisions(connection: sqlite3.Connection, target: Path) -> Decisions:
    """What was decided in ``old``, as far as it can be read; an older version knew of none."""
    found = Decisions()
    with _as_far_as_readable(target, groups.name):
        if _fits(connection, groups.name):
            found = replace(found, groups=groups_in(connection, "old"))
    with _as_far_as_readable(target, opted_out.name):
        if _fits(connection, opted_out.name):
            found = replace(found, out=out_since(connection, "old", backup="main"))
    return found


def _people(connection: sqlite3.Connection, target: Path) -> People:
    """What became of people in ``old``; an older version knew of none."""
    found = People()
    with _as_far_as_readable(target, access.name):
        if _fits(connection, access.name):
            found = People(access=decided(connection, "old"))
    with _as_far_as_readable(target, people.name):
        if all(_fits(connection, name) for name in COMPARED):
            found = people_since(connection, "old", backup="main")
    return found


def _fits(connection: sqlite3.Connection, name: str) -> bool:
    return _columns(connection, "main", name) <= _columns(connection, "old", name)


def _attached(connection: sqlite3.Connection, target: Path) -> bool:
    """Read *target* as ``old`` from now on; False if it is missing or no database of ours."""
    if not _has_content(target):
        return False
    with suppress(DatabaseUnreadableError, sqlite3.Error), translated(str(target)):
        connection.execute("ATTACH ? AS old", (str(target),))
        identity = connection.execute("PRAGMA old.application_id").fetchone()
        return bool(identity == (APPLICATION_ID,))
    return False


def _take_what_fits(connection: sqlite3.Connection, name: str) -> None:
    """Take the queue *name*, its numbering too; another version may have made it."""
    names = _common_columns(connection, name)
    if not names:  # it had no such queue, so nothing waits there
        return
    take = f"INSERT INTO main.{name} ({names}) SELECT {names} FROM old.{name}"  # noqa: S608 - our own names
    connection.execute("BEGIN")
    connection.execute(f"DELETE FROM main.{name}")  # noqa: S608 - as above
    connection.execute(take)
    connection.execute("DELETE FROM main.sqlite_sequence WHERE name = ?", (name,))
    connection.execute(_NUMBERING, (name,))


def _unite_what_fits(connection: sqlite3.Connection, name: str) -> None:
    """Add the rows of table *name*; where both have one, the newer database's counts."""
    names = _common_columns(connection, name)
    if names:
        add = f"INSERT OR REPLACE INTO main.{name} ({names}) SELECT {names} FROM old.{name}"  # noqa: S608 - our own names
        connection.execute("BEGIN")
        connection.execute(add)


def _common_columns(connection: sqlite3.Connection, name: str) -> str:
    both = _columns(connection, "main", name) & _columns(connection, "old", name)
    return ", ".join(sorted(both))


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> set[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?, ?)", (table, schema))
    return {name for (name,) in rows}


def _has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _connected(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def _set_aside(target: Path) -> None:
    kept = f"{target}.before-restore"
    with suppress(FileNotFoundError):
        target.replace(kept)
    for suffix in _COMPANIONS:
        Path(f"{kept}{suffix}").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            Path(f"{target}{suffix}").replace(f"{kept}{suffix}")


async def _bring_up_to_date(part: Path) -> None:
    async with Database(f"sqlite+aiosqlite:///{quote(str(part))}"):
        """Opening does it."""


def _copy_into(part: Path, target: Path) -> None:
    """Replace the rows of all tables but the queues, in one transaction; unite some."""
    backup_beside(target, target.with_name(f"{target.name}.before-restore"))
    with open_beside(target) as connection:
        connection.execute("ATTACH ? AS part", (str(part),))
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute(_REVISION).fetchone() != (REVISIONS[-1],):
            raise DatabaseBusyError(str(target))
        decisions = Decisions(
            groups_in(connection, "main"), out_since(connection, "main", backup="part")
        )
        of_people = people_since(connection, "main", backup="part")
        for table in metadata.sorted_tables:
            if table not in _QUEUES:
                # whole rows in the tables' own order: else SQLite would take them apart
                name = table.name
                if table not in _UNITED:
                    connection.execute(f"DELETE FROM main.{name}")  # noqa: S608 - our own names
                insert = "INSERT OR IGNORE" if table in _UNITED else "INSERT"
                connection.execute(f"{insert} INTO main.{name} SELECT * FROM part.{name}")  # noqa: S608 - as above
        hold_people(connection, of_people)
        hold(connection, decisions)
        connection.execute("COMMIT")


def _remove(part: Path) -> None:
    for suffix in ("", *_COMPANIONS, f".before-{REVISIONS[-1]}"):
        with suppress(OSError):  # nothing is there, or nothing can be written any more
            Path(f"{part}{suffix}").unlink()
