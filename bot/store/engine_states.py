"""What is known of the engines: their circuits and what they have left for today."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from bot.core.engines import EngineState, Trouble
from bot.store.behind import DELAY_S, WriteBehind
from bot.store.codec import storable
from bot.store.database import Database
from bot.store.lifetime import OpenAndClose
from bot.store.queries import AnyRow, put, rows_of
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
        rows = await self._database.query(rows_of(select(table)))
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
        await self._database.write(put(table, [_row(state) for state in states]))


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


def _state(row: AnyRow) -> EngineState:
    return EngineState(
        row.engine,
        row.pair,
        row.open_until,
        row.strikes,
        row.day,
        row.chars,
        _TROUBLES.get(row.refusal),
    )
