"""Translation memories made by hand (TMX files), loaded so that a sentence is found by key."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import BadMemoryFileError
from bot.core.keys import translation_key
from bot.core.models import LanguageCode
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.queries import count_of, delete_in_steps, rows_of, upsert
from bot.store.tables import memory_files, memory_units

ROWS_A_BATCH = 1000  # both directions of 500 units; other transactions go between batches
_DELETED_A_STEP = 2000  # rows; a file leaves rarely and is large
_UNFINISHED = (-1, -1)  # no file has this size: what a crash left half done is loaded anew

_Stamp = tuple[int, int]  # bytes, nanoseconds: another stamp, another content
_Row = dict[str, str]


class Unit(Protocol):
    """The same sentence in several languages."""

    @property
    def texts(self) -> Mapping[LanguageCode, str]:
        """The sentence by language."""
        ...


UnitReader = Callable[[BinaryIO, str], Iterable[Unit]]
"""Reads an open file unit by unit; the string is its name, for a BadMemoryFileError."""


class _Batch(NamedTuple):
    units: int
    rows: list[_Row]


@dataclass(frozen=True, slots=True)
class MemorySync:
    """What a sync did, by file name; *failed* says which could not be read, and why."""

    loaded: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[BadMemoryFileError, ...]


class TmxMemory:
    """Keeps what the memory files hold where bot.store.sentences finds it."""

    def __init__(self, database: Database, read_units: UnitReader) -> None:
        self._database = database
        self._read_units = read_units

    async def files(self) -> list[tuple[str, int]]:
        """The files that are loaded, in the order of their names, and their units."""
        rows = await self._database.query(rows_of(select(memory_files)))
        return sorted((row.name, row.units) for row in rows)

    async def sync(self, folder_files: Sequence[Path]) -> MemorySync:
        """Make the memory hold what *folder_files* hold: no more, no less.

        A file whose size and time of change are as before is not read again;
        one that cannot be read is left out and does not stop the others.
        """
        known = await self._known_files()
        wanted = {_name(path): path for path in folder_files}
        removed = [name for name in known if name not in wanted]
        for name in removed:
            await self._drop(name)
        loaded, unchanged, failed = list[str](), list[str](), list[BadMemoryFileError]()
        for name, path in wanted.items():
            try:
                read = await self._refresh(name, path, known.get(name))
            except BadMemoryFileError as error:
                await self._drop(name)
                failed.append(error)
            else:
                (loaded if read else unchanged).append(name)
        return MemorySync(tuple(loaded), tuple(unchanged), tuple(removed), tuple(failed))

    async def _known_files(self) -> dict[str, _Stamp]:
        rows = await self._database.query(rows_of(select(memory_files)))
        return {row.name: (row.size, row.modified_ns) for row in rows}

    async def _refresh(self, name: str, path: Path, known: _Stamp | None) -> bool:
        """Read the file unless it is known as it is; say whether it was read."""
        stamp = await asyncio.to_thread(_stamp, path)
        if stamp == known:
            return False
        await self._drop(name)
        units = _units(path, self._read_units)
        total = 0
        while (batch := await asyncio.to_thread(_next_batch, units, name)).units:
            total += batch.units
            await self._keep(name, _UNFINISHED, total, batch.rows)
        await self._keep(name, stamp, total, [])
        return True

    async def _keep(self, name: str, stamp: _Stamp, units: int, rows: list[_Row]) -> None:
        """Add a batch; the file's row goes first, should another process have dropped it."""
        file = {"name": name, "size": stamp[0], "modified_ns": stamp[1], "units": units}

        async def keep(connection: AsyncConnection) -> None:
            await connection.execute(upsert(connection, memory_files), file)
            if rows:
                await connection.execute(upsert(connection, memory_units), rows)

        await self._database.write(keep)

    async def _drop(self, name: str) -> None:
        await delete_in_steps(
            self._database,
            memory_units.c.key,
            memory_units.c.file_name == name,
            rows_a_step=_DELETED_A_STEP,
        )
        await self._database.write(
            count_of(delete(memory_files).where(memory_files.c.name == name))
        )


def _name(path: Path) -> str:
    return storable(str(path))  # a name that is not UTF-8 comes with surrogates


def _stamp(path: Path) -> _Stamp:
    with _reading(path):
        status = path.stat()
    return status.st_size, status.st_mtime_ns


def _units(path: Path, read_units: UnitReader) -> Iterator[Unit]:
    with _reading(path), path.open("rb") as file:
        yield from read_units(file, path.name)


def _next_batch(units: Iterator[Unit], file_name: str) -> _Batch:
    """Take units until their rows make a batch; no units mean the end of the file."""
    rows: list[_Row] = []
    count = 0
    for unit in units:
        count += 1
        rows += _rows(unit, file_name)
        if len(rows) >= ROWS_A_BATCH:
            break
    return _Batch(count, rows)


def _rows(unit: Unit, file_name: str) -> Iterator[_Row]:
    for (source, text), (target, translated) in permutations(unit.texts.items(), 2):
        key = translation_key(text, source=source, target=target)
        yield {"key": key, "file_name": file_name, "text": storable(translated)}


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadMemoryFileError(path.name, error.strerror or "cannot be read") from error
