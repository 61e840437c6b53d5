"""The queues over random lives, see tests.contract.queue_machine; the long form: tests/faults."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bot.core.jobs import Job, Parcel
from bot.store.database import Database
from bot.store.inbox import StoredInbox
from tests.contract.queue_ledger import Store
from tests.contract.queue_machine import machine

SHORT = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    database=None,
    suppress_health_check=[*HealthCheck],
)


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    with asyncio.Runner() as runner:
        database = Database(sqlite_url)
        runner.run(database.open())
        yield Store(database, runner)
        runner.run(database.close())


@pytest.mark.slow
def test_nothing_is_lost_whatever_happens(store: Store) -> None:
    run_state_machine_as_test(machine(store), settings=SHORT)

    assert store.totals["steps"] > 100


class Forgetful(StoredInbox):
    """Ends jobs, but their answers only where there is one."""

    async def finish(self, job: Job, parcels: Sequence[Parcel], *, now: int) -> bool:
        return await super().finish(job, parcels[:1], now=now)


@pytest.mark.slow
def test_a_store_that_forgets_is_found_out(store: Store) -> None:
    store.make_inbox = Forgetful
    search = settings(SHORT, max_examples=200, phases=[Phase.generate], derandomize=True)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine(store), settings=search)
