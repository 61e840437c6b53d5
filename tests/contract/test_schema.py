"""The migrations make the very tables that bot.store.tables tells of, on both engines."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.engine.interfaces import ReflectedIndex
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.core.engines import Rank
from bot.store import migrate
from bot.store.database import Database
from bot.store.queries import count_of, rows_of, value_of
from bot.store.tables import REVISIONS, metadata, translations
from tests.simulator.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def empty_url(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[str]:
    """A database without tables."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    cluster = request.getfixturevalue("postgres")
    assert isinstance(cluster, Cluster)
    async with cluster.fresh(migrated=False) as url:
        yield url


async def test_alembic_finds_nothing_to_migrate(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(
            compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        )

    async def compare(connection: AsyncConnection) -> list[object]:
        return await connection.run_sync(differences)

    assert await database.read(compare) == []


async def test_migrated_tables_are_those_told_of_to_the_last_name(
    database: Database, empty_url: str
) -> None:
    """Alembic compares neither names of keys nor conditions of indices."""
    engine = create_async_engine(empty_url)
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
        told = await connection.run_sync(_structure)
    await engine.dispose()

    assert await database.read(lambda connection: connection.run_sync(_structure)) == told


async def test_kept_translations_are_carried_over_from_the_first_tables(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "migrations"
    later = (f"{revision}*" for revision in REVISIONS[1:])
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns(*later))
    row = text("INSERT INTO translations VALUES ('k', 'google', 'Сәлем.', 9)")
    with monkeypatch.context() as first:
        first.setattr(migrate, "SCRIPTS", scripts)
        first.setattr(migrate, "REVISIONS", REVISIONS[:1])
        async with Database(empty_url) as database:
            await database.write(count_of(row))

    async with Database(empty_url) as database:
        rows = await database.query(rows_of(select(translations)))
        revision = await database.query(value_of(text("SELECT version_num FROM alembic_version")))

    assert [tuple(row) for row in rows] == [("k", "google", "", Rank.KEYLESS, "Сәлем.", "", 9)]
    assert revision == REVISIONS[-1]


def _structure(connection: Connection) -> dict[str, object]:
    seen = inspect(connection)
    return {
        name: (
            sorted(map(str, seen.get_columns(name))),
            seen.get_pk_constraint(name),
            seen.get_foreign_keys(name),
            [_index(index) for index in seen.get_indexes(name)],
        )
        for name in seen.get_table_names()
        if name != "alembic_version"
    }


def _index(index: ReflectedIndex) -> tuple[object, ...]:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return index["name"], index["column_names"], bool(index["unique"]), options
