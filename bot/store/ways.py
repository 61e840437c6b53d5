"""What SQLite and PostgreSQL each make in their own manner: an engine and its transactions."""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

Whole = Callable[[AsyncEngine, Callable[[Connection], Any]], Coroutine[Any, Any, Any]]
"""Runs a function that does all its statements itself, in a transaction of some kind."""


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
    whole: Whole
