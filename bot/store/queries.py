"""The few statements that more than one table needs."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Executable, Row, Table, delete, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.engine import Work

KEYS_A_QUERY = 500  # SQLite before 3.32 took 999 parameters; longer lists gain nothing
ROWS_A_STEP = 200  # deleting 200 rows takes 69 ms at the 99th percentile, others wait that long

AnyRow = Row[*tuple[Any, ...]]
T = TypeVar("T")


def rows_of(
    statement: Executable, values: Mapping[str, Any] | None = None
) -> Work[Sequence[AnyRow]]:
    """Work that returns all rows of *statement*."""

    async def work(connection: AsyncConnection) -> Sequence[AnyRow]:
        return (await connection.execute(statement, values)).all()

    return work


def value_of(statement: Executable) -> Work[Any]:
    """Work that returns the first value of the first row of *statement*; None without any."""

    async def work(connection: AsyncConnection) -> Any:
        return await connection.scalar(statement)

    return work


def count_of(statement: Executable) -> Work[int]:
    """Work that returns how many rows *statement* changed."""

    async def work(connection: AsyncConnection) -> int:
        return (await connection.execute(statement)).rowcount

    return work


def put(
    table: Table,
    rows: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    *,
    keep: Collection[str] = (),
) -> Work[None]:
    """Work that puts *rows*, of which there is one at least; see upsert."""

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(upsert(connection, table, keep=keep), rows)

    return work


def upsert(
    connection: AsyncConnection | Connection, table: Table, *, keep: Collection[str] = ()
) -> Insert:
    """An insert that replaces the row with the same primary key, but for the columns in *keep*."""
    statement = _insert(connection, table)
    key = set(table.primary_key.columns)
    replaced = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column not in key and column.name not in keep
    }
    return statement.on_conflict_do_update(index_elements=list(key), set_=replaced)


def insert_new(connection: AsyncConnection, table: Table) -> Insert:
    """An insert that passes over rows whose primary key is there already."""
    return _insert(connection, table).on_conflict_do_nothing()


def _insert(connection: AsyncConnection | Connection, table: Table) -> Insert:
    """ON CONFLICT is no standard SQL, so it is the dialect's own insert."""
    dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")
    insert: Callable[[Table], Insert] = dialect.insert
    return insert(table)


async def delete_in_steps(
    database: Database,
    column: Any,
    condition: ColumnElement[bool],
    *,
    rows_a_step: int = ROWS_A_STEP,
) -> int:
    """Delete the rows that fulfil *condition*, a short transaction at a time; say how many.

    *column* tells them apart; rows that share it go together.
    """
    some = select(column).where(condition).limit(rows_a_step)
    step = delete(column.table).where(condition, column.in_(some))
    deleted, rows = 0, rows_a_step
    while rows >= rows_a_step:
        rows = await database.write(count_of(step))
        deleted += rows
    return deleted


def chunks(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut *keys* into as many as a query takes."""
    for start in range(0, len(keys), KEYS_A_QUERY):
        yield keys[start : start + KEYS_A_QUERY]
