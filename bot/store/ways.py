"""What SQLite and PostgreSQL each make in their own manner: an engine and its transactions."""

from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine


class Ways(NamedTuple):
    """One engine, seen with the options of each kind of transaction.

    ``file`` is the database as a person is told of it: a path, or a server's address
    without credentials.
    """

    file: str
    engine: AsyncEngine
    reader: AsyncEngine
    writer: AsyncEngine
    single: AsyncEngine
