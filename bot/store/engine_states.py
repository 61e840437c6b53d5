"""What is known of the engines: their circuits and what they have left for today."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, select

from bot.core.engines import EngineState, Trouble
from bot.store.behind import DELAY_S, WriteBehind
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.lifetime import OpenAndClose
from bot.store.queries import upsert
from bot.store.tables import engine_states as table

_TROUBLES: Final = {trouble.value: trouble for trouble in Trouble}


class EngineStates(OpenAndClose):
    """EngineStateStore over the database; ``async with`` writes what is saved while it is open."""

    def __init__(self, database: Database, *, delay_s: float = DELAY_S) -> None:
        self._database = database
        self._behind = WriteBehind[tuple[str, str], EngineState](self._write, delay_s=delay_s)

    async def load(self) -> Sequence[EngineState]:
        """See bot.core.ports.EngineStateStore; a trouble of another version counts as none.

        Raises:
            StoreError: The database cannot be read.
        """
        waiting = self._behind.waiting()  # before the query: they may be written during it
        async with self._database.bare() as connection:
            rows = await connection.execute(select(table))
        states = (*map(_state, rows), *waiting)
        return tuple({(state.engine, state.pair): state for state in states}.values())

    def save(self, state: EngineState) -> None:
        """See bot.core.ports.EngineStateStore."""
        self._behind.put((state.engine, state.pair), state)

    async def open(self) -> None:
        """Begin to write."""
        await self._behind.open()

    async def close(self) -> None:
        """Write what waits; states that the store refuses once more are lost."""
        await self._behind.close()

    async def _write(self, states: Sequence[EngineState]) -> None:
        rows = [_row(state) for state in states]
        async with self._database.writing() as connection:
            await connection.execute(upsert(connection, table), rows)


def _row(state: EngineState) -> dict[str, str | int | None]:
    return {
        "engine": storable(state.engine),
        "pair": state.pair,
        "open_until": state.open_until,
        "strikes": state.strikes,
        "day": state.day,
        "chars": state.chars,
        "refusal": state.refusal,
    }


def _state(row: Row[*tuple[Any, ...]]) -> EngineState:
    return EngineState(
        row.engine,
        row.pair,
        row.open_until,
        row.strikes,
        row.day,
        row.chars,
        _TROUBLES.get(row.refusal),
    )
