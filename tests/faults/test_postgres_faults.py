"""What goes wrong with a server: each is told by its own error, which shows no password."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import exc, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.errors import (
    DatabaseBusyError,
    DatabaseTooNewError,
    DatabaseUnreachableError,
    DatabaseUnreadableError,
    DataFolderNotWritableError,
    StoreError,
)
from bot.store import postgres as own
from bot.store.database import Database
from bot.store.queries import count_of, rows_of, value_of
from bot.store.tables import REVISIONS, chats
from tests.simulator.postgres import Cluster

BUSY_TIMEOUT_S = 0.2
PASSWORD = "s3cret"
NOBODY_LISTENS = f"postgresql+asyncpg://qysqa:{PASSWORD}@127.0.0.1:1/qysqa"

Address = Callable[[Cluster], str]

_END_ALL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'qysqa'"
)
_COUNT = select(func.count()).select_from(chats)
_TERM = text("INSERT INTO terms VALUES (7, 'әкім', 'en', 'Әкім', NULL, 0)")
_CHAT = insert(chats).values(chat_id=7, created=0, updated=0)


@pytest.fixture
async def url(postgres: Cluster) -> AsyncIterator[str]:
    async with postgres.fresh() as made:
        yield made


@pytest.fixture
async def empty_url(postgres: Cluster) -> AsyncIterator[str]:
    async with postgres.fresh(migrated=False) as made:
        yield made


@pytest.fixture
async def database(postgres: Cluster) -> AsyncIterator[Database]:
    async with Database(await postgres.emptied(), busy_timeout_s=BUSY_TIMEOUT_S) as opened:
        yield opened


async def _open_and_close(url: str) -> None:
    async with Database(url):
        pass


async def _failure(url: str) -> StoreError:
    with pytest.raises(StoreError) as caught:
        await _open_and_close(url)
    return caught.value


async def _sleep(connection: AsyncConnection) -> None:
    await connection.execute(text("SELECT pg_sleep(1)"))


@pytest.mark.parametrize(
    ("address", "leaf"),
    [
        (lambda _: NOBODY_LISTENS, DatabaseUnreachableError),
        (
            lambda _: f"postgresql+asyncpg://q:{PASSWORD}@/q?host=/nowhere",
            DatabaseUnreachableError,
        ),
        (lambda server: server.url("never_made"), DatabaseUnreachableError),
        (
            lambda server: server.url("postgres", user="stranger", password=PASSWORD),
            DatabaseUnreachableError,
        ),
    ],
    ids=["nobody listens", "no socket", "no such database", "no such role"],
)
async def test_server_that_lets_nobody_in_is_told_without_its_password(
    postgres: Cluster, address: Address, leaf: type[StoreError]
) -> None:
    error = await _failure(address(postgres))

    assert type(error) is leaf
    assert error.path.startswith("postgresql://")
    assert PASSWORD not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (NOBODY_LISTENS, "postgresql://127.0.0.1:1/qysqa"),
        ("postgresql+asyncpg://q@/db?host=/run/pg&password=x", "postgresql:///run/pg/db"),
        ("postgresql+asyncpg://u:p@h/db?ssl=require", "postgresql://h/db"),
        ("postgresql+asyncpg:///db", "postgresql:///db"),
    ],
)
def test_address_is_shown_without_credentials(url: str, shown: str) -> None:
    assert Database(url).file == shown


async def test_role_that_may_make_no_tables_is_told(postgres: Cluster, empty_url: str) -> None:
    await postgres.command("DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN")

    error = await _failure(empty_url.replace("qysqa@", "reader@"))

    assert isinstance(error, DataFolderNotWritableError)


async def test_tables_of_a_newer_version_are_refused(postgres: Cluster, url: str) -> None:
    name = url.partition("?")[0].rpartition("/")[2]
    await postgres.command("UPDATE alembic_version SET version_num = '9999'", name)

    assert isinstance(await _failure(url), DatabaseTooNewError)


async def test_tables_of_another_program_are_refused_and_left(
    postgres: Cluster, empty_url: str
) -> None:
    name = empty_url.partition("?")[0].rpartition("/")[2]
    await postgres.command("CREATE TABLE chats (title text)", name)

    assert isinstance(await _failure(empty_url), DatabaseUnreadableError)
    await postgres.command("SELECT title FROM chats", name)


async def test_database_whose_encoding_lacks_our_letters_is_told(postgres: Cluster) -> None:
    options = "TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
    await postgres.command(f"CREATE DATABASE western {options}")

    async with Database(postgres.url("western")) as database:
        with pytest.raises(DatabaseUnreadableError):
            await database.write(rows_of(_TERM))
    await postgres.command("DROP DATABASE western")


async def test_several_first_starts_at_once_all_succeed(empty_url: str) -> None:
    await asyncio.gather(*(_open_and_close(empty_url) for _ in range(4)))

    async with Database(empty_url) as database:
        revision = value_of(text("SELECT version_num FROM alembic_version"))
        assert await database.query(revision) == REVISIONS[-1]


async def test_lost_connection_fails_one_transaction_and_nothing_else(
    postgres: Cluster, database: Database
) -> None:
    async def lose(connection: AsyncConnection) -> None:
        await connection.execute(_CHAT)
        await postgres.command(_END_ALL)
        await connection.execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnreachableError):
        await database.write(lose)

    assert await database.query(value_of(_COUNT)) == 0
    assert await database.write(count_of(_CHAT)) == 1


async def test_server_that_lost_idle_connections_is_reached_anew(
    postgres: Cluster, database: Database
) -> None:
    await asyncio.gather(*(database.query(value_of(_COUNT)) for _ in range(own.CONNECTIONS)))
    await postgres.command(_END_ALL)

    for _ in range(own.CONNECTIONS):
        assert await database.write(value_of(_COUNT)) == 0


async def test_second_writer_waits_no_longer_than_told_and_readers_go_on(
    postgres: Cluster, database: Database
) -> None:
    async with Database(await postgres.emptied()) as other:
        writer = asyncio.create_task(other.write(_sleep))
        await asyncio.sleep(0.1)

        with pytest.raises(DatabaseBusyError):
            await database.write(count_of(_CHAT))

        assert await database.read(value_of(_COUNT)) == 0
        assert not writer.done()
        await writer


async def test_what_a_writer_has_read_holds_until_its_end(database: Database) -> None:
    async def count_and_put(connection: AsyncConnection) -> int:
        found = int(await connection.scalar(_COUNT) or 0)
        await asyncio.sleep(0.01)
        await connection.execute(insert(chats).values(chat_id=found, created=0, updated=0))
        return found

    found = await asyncio.gather(*(database.write(count_and_put) for _ in range(8)))

    assert sorted(found) == list(range(8))


async def test_all_that_a_reader_sees_is_of_one_moment(database: Database) -> None:
    async def count_twice(connection: AsyncConnection) -> tuple[object, object]:
        before = await connection.scalar(_COUNT)
        await database.write(count_of(_CHAT))
        return before, await connection.scalar(_COUNT)

    assert await database.read(count_twice) == (0, 0)
    assert await database.query(value_of(_COUNT)) == 1


async def test_server_that_takes_too_long_is_told(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own, "COMMAND_TIMEOUT_S", BUSY_TIMEOUT_S)
    async with Database(await postgres.emptied()) as database:
        with pytest.raises(DatabaseUnreachableError):
            await database.write(_sleep)

        assert await database.write(value_of(_COUNT)) == 0


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("INSERT INTO chats VALUES (1, :text, NULL, NULL, 0, NULL)", {"text": "құпия"}),
        ("INSERT INTO chats VALUES (:text, NULL, NULL, 0, 0, NULL)", {"text": "құпия"}),
        ("INSERT INTO summaries VALUES (:text, '', 0), (:text, '', 0)", {"text": "құпия"}),
    ],
    ids=["a row", "an argument", "a key"],
)
async def test_mistaken_statement_is_a_bug_and_hides_the_texts(
    database: Database, statement: str, values: dict[str, str]
) -> None:
    with pytest.raises(exc.DBAPIError) as caught:
        await database.write(rows_of(text(statement), values))

    assert "құпия" not in "".join(traceback.format_exception(caught.value))
