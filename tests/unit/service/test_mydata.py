from datetime import UTC, datetime

import pytest

from bot.core.languages import KK
from bot.core.models import ChatPreferences
from bot.core.mydata_ports import CONFIRM_S, Held, Part, Stays
from bot.service.asked import Unnoted
from bot.service.mydata import MyData
from tests.contract.stores import FakeChatStore, FakeMyDataStore

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
ME = 7


class Steps:
    """Notes what was done, in order."""

    def __init__(self, chats: FakeChatStore) -> None:
        self.chats = chats
        self.done: list[str] = []

    async def settle(self) -> None:
        self.done.append(f"settled {len(self.chats.kept)}")

    def wiped(self, chat_id: int) -> None:
        self.done.append(f"wiped {chat_id} {len(self.chats.kept)}")


@pytest.fixture
def chats() -> FakeChatStore:
    store = FakeChatStore()
    store.kept[ME] = ChatPreferences(KK)
    return store


@pytest.fixture
def steps(chats: FakeChatStore) -> Steps:
    return Steps(chats)


@pytest.fixture
def store() -> FakeMyDataStore:
    return FakeMyDataStore({ME: Held(terms=3)}, {ME: Stays(wishes=True)})


@pytest.fixture
def mydata(store: FakeMyDataStore, chats: FakeChatStore, steps: Steps) -> MyData:
    return MyData(store, chats, lambda: NOW, (steps.settle, steps.settle), steps.wiped, Unnoted())


async def test_what_waits_is_written_before_all_is_deleted_and_wiped_after(
    mydata: MyData, steps: Steps
) -> None:
    stays = await mydata.forget(ME)

    assert stays == Stays(wishes=True)
    assert steps.done == ["settled 1", "settled 1", "wiped 7 0"]


async def test_what_waits_is_counted_too(mydata: MyData, steps: Steps) -> None:
    assert await mydata.held(ME) == Held(terms=3)
    assert steps.done == ["settled 1"] * 2


async def test_an_export_writes_moments_as_text(mydata: MyData, store: FakeMyDataStore) -> None:
    store.found[Part.VISITS] = {"people": [{"person_id": ME, "last": NOW, "no_news": None}]}

    found = await mydata.export(ME)

    assert found[Part.VISITS] == {
        "people": [{"person_id": ME, "last": "2026-11-23T10:30:00+00:00", "no_news": None}]
    }
    assert set(found) == set(Part)


@pytest.mark.parametrize(
    ("ago", "is_open"), [(0, True), (CONFIRM_S, True), (CONFIRM_S + 1, False), (-1, False)]
)
def test_a_question_can_be_answered_for_ten_minutes(
    mydata: MyData, ago: int, *, is_open: bool
) -> None:
    assert mydata.is_open(mydata.now() - ago) is is_open
