"""What is particular to PostgreSQL: its connections, its transactions, its one writer."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import URL, Connection, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.ways import Ways

WRITER_KEY: Final = 0x5179_7371_0000_0001  # "Qysq"; advisory locks share one space of numbers
CONNECTIONS: Final = 5
COMMAND_TIMEOUT_S: Final = 60.0  # a server that is cut off must not hold a job for ever
IDLE_TIMEOUT_S: Final = 60  # as long the server waits for a machine that is gone

_QUOTED: Final = re.compile(r"(query argument \$\d+: ).*", re.DOTALL)
_LOCK: Final = f"SELECT pg_advisory_xact_lock({WRITER_KEY})"


def postgres_ways(url: URL, *, busy_timeout_s: float) -> Ways:
    """Make an engine whose writers go one after another, in whatever process they are.

    So statements that belong together need no locks of their own, and mean here what they
    mean on SQLite. Telegram takes 30 messages a second: writers need not be faster.
    """
    engine = create_async_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        isolation_level="AUTOCOMMIT",  # spares the ping two ways to the server and back
        pool_pre_ping=True,  # the server may have been started anew
        hide_parameters=True,  # errors reach the log, texts must not
        connect_args={
            "timeout": busy_timeout_s,
            "command_timeout": COMMAND_TIMEOUT_S,
            "server_settings": _settings(busy_timeout_s),
        },
    )
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "handle_error", _hide_texts)
    return Ways(
        file=shown(url),
        engine=engine,
        reader=engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ),
        writer=engine.execution_options(isolation_level="READ COMMITTED", one_writer=True),
        single=engine,
        whole=_whole,
    )


async def _whole(engine: AsyncEngine, work: Callable[[Connection], Any]) -> Any:
    async with engine.begin() as connection:
        return await connection.run_sync(work)


def shown(url: URL) -> str:
    """*url* without what must not be seen; a socket's folder stands where a host would."""
    place = URL.create(
        "postgresql",
        host=url.host or str(url.query.get("host", "")) or None,
        port=url.port,
        database=url.database,
    )
    return place.render_as_string()


def _settings(busy_timeout_s: float) -> dict[str, str]:
    """Times are milliseconds there."""
    return {
        "application_name": "qysqa",
        "lock_timeout": f"{busy_timeout_s * 1000:.0f}",
        "idle_in_transaction_session_timeout": f"{IDLE_TIMEOUT_S * 1000}",
    }


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("one_writer"):
        connection.exec_driver_sql(_LOCK)


def _hide_texts(context: ExceptionContext) -> None:
    """Take out what hide_parameters leaves in: the server and the driver quote values too."""
    for error in (context.sqlalchemy_exception, *_with_causes(context.original_exception)):
        if error is not None:
            error.args = tuple(map(_without_text, error.args))
            vars(error).pop("detail", None)


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _without_text(said: object) -> object:
    return _QUOTED.sub(r"\1…", said) if isinstance(said, str) else said
