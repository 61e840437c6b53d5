"""Translations sentence by sentence: people's own, and what engines said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Final

from sqlalchemy import BindParameter, bindparam, literal_column, or_, select

from bot.core.engines import Kept, Rank
from bot.core.models import MEMORY, Doubt
from bot.core.ports import Clock
from bot.store.behind import DELAY_S, MAX_ROWS, ROWS_A_WRITE, WriteBehind
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.lifetime import OpenAndClose
from bot.store.queries import AnyRow, chunks, put, rows_of
from bot.store.tables import memory_units
from bot.store.tables import translations as table

KEYLESS_KEEP: Final = timedelta(days=14)  # unofficial services are wrong more often: asked anew

_DOUBTS: Final = {doubt.value: doubt for doubt in Doubt}
_RANKS: Final = frozenset(Rank)

_KEYS: Final[BindParameter[str]] = bindparam("keys", expanding=True)
_KEPT: Final = select(
    table.c.key,
    table.c.engine,
    table.c.version,
    table.c.rank,
    table.c.text,
    table.c.doubts,
    table.c.created,
).where(
    table.c.key.in_(_KEYS),
    table.c.created > bindparam("oldest"),
    or_(table.c.rank > Rank.KEYLESS, table.c.created > bindparam("oldest_keyless")),
)
_OWN: Final = select(
    memory_units.c.key,
    memory_units.c.file_name,  # where the engine stands: the files' order decides
    literal_column("''"),
    literal_column(str(int(Rank.MEMORY))),
    memory_units.c.text,
    literal_column("''"),
    literal_column("0"),
).where(memory_units.c.key.in_(_KEYS))
_EITHER: Final = _KEPT.union_all(_OWN)  # built once: 8 keys are one statement, 0.6 ms of CPU


class Sentences(OpenAndClose):
    """SentenceStore over the database; ``async with`` writes what engines said while it is open.

    What they said is served for *keep_days*, for KEYLESS_KEEP at most where no key was
    needed. Of two memory files the later in the alphabet wins.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        keep_days: int,
        rows_a_write: int = ROWS_A_WRITE,
        delay_s: float = DELAY_S,
        max_rows: int = MAX_ROWS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._keep_days = keep_days
        self._engines: set[str] = set()  # that said something since the start
        self._behind = WriteBehind[tuple[str, str], Kept](
            self._write, rows_a_write=rows_a_write, delay_s=delay_s, max_rows=max_rows
        )

    async def lookup(self, keys: Collection[str]) -> Mapping[str, Sequence[Kept]]:
        """See bot.core.ports.SentenceStore; the best rank first, of one rank the latest.

        Raises:
            StoreError: The database cannot be read.
        """
        wanted = sorted(set(keys))
        waiting = list(self._waiting(wanted))  # before the query: they may be written during it
        found = {(one.key, one.engine): one for one in (*await self._read(wanted), *waiting)}
        by_key = defaultdict[str, list[Kept]](list)
        for one in sorted(found.values(), key=lambda one: (-one.rank, -one.made, one.engine)):
            by_key[one.key].append(one)
        return dict(by_key)

    def remember(self, kept: Sequence[Kept]) -> None:
        """See bot.core.ports.SentenceStore."""
        for one in map(_storable, kept):
            self._engines.add(one.engine)
            self._behind.put((one.key, one.engine), one)

    async def settle(self) -> None:
        """Write what waits, so that it can be forgotten."""
        await self._behind.flush()

    async def open(self) -> None:
        """Begin to write."""
        await self._behind.open()

    async def close(self) -> None:
        """Write what waits; rows that the store refuses once more are lost."""
        await self._behind.close()

    def _waiting(self, keys: Iterable[str]) -> Iterator[Kept]:
        """What was said lately and may not be in the database yet."""
        oldest = {rank: oldest_kept(rank, self._clock(), self._keep_days) for rank in Rank}
        for key, engine in product(keys, self._engines):
            kept = self._behind.get((key, engine))
            if kept and kept.made > oldest[kept.rank]:
                yield kept

    async def _read(self, keys: Sequence[str]) -> list[Kept]:
        now = self._clock()
        limits = {
            "oldest": oldest_kept(Rank.KEYED, now, self._keep_days),
            "oldest_keyless": oldest_kept(Rank.KEYLESS, now, self._keep_days),
        }
        rows: list[AnyRow] = []
        for some in chunks(keys):
            rows += await self._database.query(rows_of(_EITHER, {"keys": some, **limits}))
        rows.sort(key=lambda row: row.engine)  # the memory files, the last one last: it wins
        return [_kept(row) for row in rows if row.rank in _RANKS]

    async def _write(self, kept: Sequence[Kept]) -> None:
        await self._database.write(put(table, [_row(one) for one in kept]))


def oldest_kept(rank: Rank, now: datetime, keep_days: int) -> int:
    """Until when what an engine of *rank* said is too old by *now*, in unix seconds."""
    keep = timedelta(days=keep_days)
    return int((now - (min(keep, KEYLESS_KEEP) if rank is Rank.KEYLESS else keep)).timestamp())


def _storable(kept: Kept) -> Kept:
    engine, version, text = map(storable, (kept.engine, kept.version, kept.text))
    return replace(kept, engine=engine, version=version, text=text)


def _row(kept: Kept) -> dict[str, str | int]:
    return {
        "key": kept.key,
        "engine": kept.engine,
        "version": kept.version,
        "rank": kept.rank,
        "text": kept.text,
        "doubts": ",".join(kept.doubts),
        "created": kept.made,
    }


def _kept(row: AnyRow) -> Kept:
    """The row as it was kept; doubts that this version does not know are left out."""
    key, engine, version, rank, text, doubts, made = row
    named = MEMORY if rank == Rank.MEMORY else engine
    known = tuple(_DOUBTS[doubt] for doubt in doubts.split(",") if doubt in _DOUBTS)
    return Kept(key, text, named, version, Rank(rank), made, known)
