"""Bring the tables up to date, and refuse what a newer version made."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import DatabaseTooNewError
from bot.store.backup import backup
from bot.store.engine import Engine
from bot.store.tables import REVISIONS

SCRIPTS = Path(__file__).with_name("migrations")


async def migrate(engine: Engine) -> None:
    """Upgrade to the newest revision, all of it or nothing; a copy of an old file stays beside.

    Of several processes that start at once one upgrades, and the others wait for it.

    Raises:
        DatabaseTooNewError: The revision in the file is not known here.
    """
    revision = await engine.read(_stored_revision)
    if revision == REVISIONS[-1]:
        return
    if revision is not None:
        if revision not in REVISIONS:
            raise DatabaseTooNewError(engine.file)
        if engine.is_file:
            await backup(engine, Path(f"{engine.file}.before-{REVISIONS[-1]}"))
    await engine.write(_upgrade)


async def _stored_revision(connection: AsyncConnection) -> str | None:
    """Read the revision the plain way: importing alembic would cost every start 0.3 s."""
    if not await connection.run_sync(_has_revision):
        return None
    found: str | None = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _has_revision(connection: Connection) -> bool:
    return inspect(connection).has_table("alembic_version")


async def _upgrade(connection: AsyncConnection) -> None:
    await connection.run_sync(_run_alembic)


def _run_alembic(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 0.3 s, and seldom needed
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")  # else alembic warns about its old default
    command.upgrade(config, "head")
