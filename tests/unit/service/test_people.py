"""People are noted once a day."""

from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.errors import DatabaseBusyError
from bot.service import people as module
from bot.service.people import People
from tests.contract.people_stores import FakePeopleStore

AIDA, GROUP = 11, -1001
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp())


class Store(FakePeopleStore):
    """Counts its writes; fails while it is *broken*."""

    writes = 0
    broken = False

    async def note(self, person_id: int, language: str, day: int) -> None:
        self.writes += 1
        if self.broken:
            raise DatabaseBusyError("qysqa.db")
        await super().note(person_id, language, day)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def now() -> list[datetime]:
    return [NOW]


@pytest.fixture
def people(store: Store, now: list[datetime]) -> People:
    return People(store, lambda: now[-1])


async def test_a_person_is_written_down_once_a_day(
    people: People, store: Store, now: list[datetime]
) -> None:
    for _ in range(9):
        await people.note(AIDA, "kk")
    assert store.writes == 1
    now.append(NOW + timedelta(days=2))
    await people.note(AIDA, None)

    known = store.rows.people[AIDA]
    assert (known.since, known.last, known.language) == (DAY, DAY + 2 * 86_400, "")
    assert await people.language(AIDA) is None


async def test_who_comes_back_on_the_same_day_is_back(people: People, store: Store) -> None:
    await people.note(AIDA, "kk")
    await people.gone(AIDA)
    assert store.rows.people[AIDA].is_gone
    await people.note(AIDA, "kk")

    assert not store.rows.people[AIDA].is_gone
    assert await people.language(AIDA) == "kk"


async def test_groups_are_no_people(people: People, store: Store) -> None:
    await people.gone(GROUP)

    assert store.rows.people == {}


async def test_that_a_person_cannot_be_noted_is_tried_again_with_the_next_message(
    people: People, store: Store
) -> None:
    store.broken = True
    with capture_logs() as logged:
        await people.note(AIDA, "kk")
    store.broken = False
    await people.note(AIDA, "kk")

    assert [one["event"] for one in logged] == ["person.not_noted"]
    assert AIDA in store.rows.people


async def test_what_is_remembered_is_bounded(
    people: People, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_NOTED", 2)
    for person in (1, 2, 3, 1):
        await people.note(person, "kk")

    assert store.writes == 4


async def test_news_are_refused_and_taken_again(people: People, store: Store) -> None:
    await people.note(AIDA, "kk")
    await people.refuse_news(AIDA)
    assert store.rows.people[AIDA].no_news == int(NOW.timestamp())
    await people.take_news(AIDA)

    assert store.rows.people[AIDA].no_news is None
