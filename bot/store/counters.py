"""How often what happened, by day; and how many people there are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.statistics import KEEP_DAYS, STATISTICS_DAYS, Counted, CounterName, People
from bot.store.database import Database
from bot.store.queries import delete_in_steps, insert_new, rows_of
from bot.store.tables import counters as table
from bot.store.tables import people

_DAY_S: Final = 86_400
_WEEK_DAYS: Final = 7
_MONTH_DAYS: Final = 30

_ADD: Final = (
    update(table)
    .where(table.c.day == bindparam("of_day"), table.c.name == bindparam("of_name"))
    .values(count=table.c.count + bindparam("more"))
)


class Counters:
    """CounterStore over the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, counts: Mapping[tuple[int, CounterName], int]) -> None:
        """See bot.core.statistics_ports.CounterStore."""
        rows = [
            {"of_day": day, "of_name": name, "more": count}
            for (day, name), count in sorted(counts.items())
        ]
        if rows:
            await self._database.write(_adding(rows))

    async def between(self, first: int, last: int) -> Sequence[Counted]:
        """See bot.core.statistics_ports.CounterStore."""
        days = table.c.day.between(first, last)
        wanted = (
            select(table.c.day, table.c.name, table.c.count.label("times"))
            .where(days)
            .order_by(table.c.day, table.c.name)
        )
        rows = await self._database.query(rows_of(wanted))
        return [Counted(row.day, CounterName(row.name), row.times) for row in rows]

    async def people(self, today: int) -> People:
        """See bot.core.statistics_ports.CounterStore."""
        wanted = select(
            _how_many(~people.c.is_gone),
            _how_many(_came(people.c.since, today, STATISTICS_DAYS)),
            _how_many(_came(people.c.last, today, 1)),
            _how_many(_came(people.c.last, today, _WEEK_DAYS)),
            _how_many(_came(people.c.last, today, _MONTH_DAYS)),
        )
        [row] = await self._database.query(rows_of(wanted))
        return People(*row)


async def prune_counters(database: Database, now: datetime) -> int:
    """Delete counts older than KEEP_DAYS; return how many rows."""
    oldest = int(now.timestamp()) // _DAY_S - KEEP_DAYS
    return await delete_in_steps(database, table.c.day, table.c.day <= oldest)


def _adding(rows: Sequence[Mapping[str, Any]]) -> Any:
    new = [{"day": row["of_day"], "name": row["of_name"], "count": 0} for row in rows]

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(insert_new(connection, table), new)
        await connection.execute(_ADD, rows)

    return work


def _came(day: ColumnElement[int], today: int, days: int) -> ColumnElement[bool]:
    """In the past *days*, today among them."""
    return day >= (today - days + 1) * _DAY_S


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
