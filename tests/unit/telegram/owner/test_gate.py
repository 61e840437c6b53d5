"""At the door: what is told, how often, and what happens while the store fails."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from structlog.testing import capture_logs

from bot.core.access import Mode, Ruling
from bot.core.errors import DatabaseBusyError
from bot.core.languages import EN
from bot.core.models import Length
from bot.i18n.catalogs import ENGLISH
from bot.service.access import Access
from bot.service.people import People
from bot.service.preferences import Preferences
from bot.telegram.desk import Desk
from bot.telegram.groups.signed import Seal
from bot.telegram.incoming import ChatFacts, Incoming, Standing
from bot.telegram.outgoing.parcels import Place
from bot.telegram.owner import gate as module
from bot.telegram.owner.gate import Daily, Gate
from tests.contract.people_stores import FakeAccessStore, FakePeopleStore, PeopleRows
from tests.contract.stores import FakeChatStore

if TYPE_CHECKING:
    from bot.service.qysqa import Qysqa
    from bot.telegram.desk import Telegram

OWNER, AIDA, GROUP = 8, 11, -1001
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ASKS = Incoming(AIDA, is_group=False, user_id=AIDA, app_language="en", author="Аида")
IN_GROUP = replace(ASKS, chat_id=GROUP, is_group=True)
JOINED = replace(
    IN_GROUP, standing=Standing.JOINED, chat=ChatFacts("Топ", None, is_forum=False, is_basic=False)
)


class BrokenStore(FakeAccessStore):
    """Fails while it is *broken*; at telling the owner's number while *forgetful*."""

    broken = False
    forgetful = False

    async def rulings(self) -> Sequence[Ruling]:
        if self.broken:
            raise DatabaseBusyError("qysqa.db")
        return await super().rulings()

    async def owner(self, name: str) -> int | None:
        if self.forgetful:
            raise DatabaseBusyError("qysqa.db")
        return await super().owner(name)


class Door:
    """A gate and what stands behind it."""

    def __init__(self, mode: Mode = Mode.CLOSED, owner: str | None = "8") -> None:
        self.now = NOW
        self.rows = PeopleRows()
        self.store = BrokenStore(self.rows)
        clock = lambda: self.now  # noqa: E731 - tests set it
        qysqa = SimpleNamespace(
            access=Access(self.store, clock, mode, owner),
            people=People(FakePeopleStore(self.rows), clock),
            preferences=Preferences(FakeChatStore(), clock, Length.MEDIUM),
            facts=SimpleNamespace(owner=owner),
            clock=clock,
        )
        desk = Desk(cast("Qysqa", qysqa), {EN: ENGLISH}, cast("Telegram", None), Seal(b"key"))
        self.access = qysqa.access
        self.gate = Gate(desk)

    async def told(self, incoming: Incoming = ASKS, *, asks: bool = True) -> list[int] | None:
        """The chats that are told something; None where the person is let in."""
        said = await self.gate.keeps_out(incoming, Place(incoming.chat_id), asks=asks)
        return None if said is None else [parcel.chat_id for parcel in said]


async def test_an_open_door_notes_who_comes_in() -> None:
    door = Door(Mode.OPEN)

    assert await door.told() is None
    assert list(door.rows.people) == [AIDA]


@pytest.mark.parametrize(
    "changes",
    [{"is_inline": True}, {"is_guest": True}, {"chat_id": GROUP, "is_group": True}],
)
async def test_who_cannot_be_written_to_is_not_noted(changes: dict[str, Any]) -> None:
    door = Door(Mode.OPEN)

    assert await door.told(replace(ASKS, **changes)) is None
    assert door.rows.people == {}


async def test_a_stranger_is_told_once_a_day_and_so_is_the_owner() -> None:
    door = Door()

    assert await door.told() == [AIDA, OWNER]
    assert await door.told() == []
    door.now += timedelta(days=1)
    assert await door.told() == [AIDA, OWNER]
    assert door.rows.people == {}


async def test_who_waits_for_no_answer_is_not_told() -> None:
    door = Door()

    assert await door.told(asks=False) == []
    assert await door.told(replace(ASKS, is_inline=True)) == []
    assert await door.told(replace(ASKS, user_id=None)) == []
    assert await door.told() == [AIDA, OWNER]


@pytest.mark.parametrize(
    ("changes", "who"),
    [({}, "Аида"), ({"author": "", "user_name": "aida"}, "@aida"), ({"author": ""}, "11")],
)
async def test_the_owner_learns_who_it_is(changes: dict[str, Any], who: str) -> None:
    said = await Door().gate.keeps_out(replace(ASKS, **changes), Place(AIDA), asks=True)

    assert said is not None
    assert f"wrote to the bot: {who}\\nNumber: 11" in said[1].body


async def test_a_group_is_told_when_the_bot_comes_in() -> None:
    door = Door()

    assert await door.told(IN_GROUP) == []
    assert await door.told(JOINED) == [GROUP, OWNER]
    assert await door.told(JOINED) == []
    assert await door.told(replace(JOINED, chat_id=GROUP - 1, chat=None)) == [GROUP - 1, OWNER]


async def test_a_bot_whose_owner_is_not_known_tells_the_stranger_alone() -> None:
    assert await Door(owner=None).told() == [AIDA]
    assert await Door(owner="@aliya").told() == [AIDA]


async def test_the_owner_hears_of_so_many_a_day() -> None:
    door = Door()
    for number in range(100, 100 + module.MAX_KNOCKS):
        person = replace(ASKS, chat_id=number, user_id=number)
        assert await door.told(person) == [number, OWNER]

    assert await door.told() == [AIDA]


async def test_a_stranger_is_told_though_the_owner_cannot_be() -> None:
    door = Door(owner="@aliya")
    door.store.forgetful = True
    with capture_logs() as logged:
        assert await door.told() == [AIDA]

    assert [one["event"] for one in logged] == ["access.owner_not_read", "access.owner_not_told"]


async def test_a_banned_person_is_told_nothing() -> None:
    door = Door(Mode.OPEN)
    await door.access.ban(AIDA)

    assert await door.told() == []
    assert await door.told(IN_GROUP) == []
    assert door.rows.people == {}


async def test_the_owner_is_met_in_private_alone() -> None:
    door = Door(owner="@aliya")
    owner = replace(ASKS, chat_id=OWNER, user_id=OWNER, user_name="Aliya")
    assert await door.told(replace(owner, chat_id=GROUP, is_group=True)) is None
    assert await door.access.owner_chat() is None

    assert await door.told(owner) is None
    assert await door.access.owner_chat() == OWNER


async def test_nobodys_number_is_the_owners() -> None:
    door = Door()

    assert await door.told(replace(IN_GROUP, user_id=OWNER, is_channel=True)) == []
    assert await door.told(replace(IN_GROUP, user_id=OWNER, is_anonymous_admin=True)) == []
    assert await door.told(replace(IN_GROUP, user_id=OWNER)) is None


async def test_a_group_that_the_owner_brings_the_bot_to_is_let_in() -> None:
    door = Door()

    assert await door.told(replace(JOINED, user_id=OWNER)) is None
    assert await door.told(IN_GROUP) is None
    is_open = Door(Mode.OPEN)
    assert await is_open.told(replace(JOINED, user_id=OWNER)) is None
    assert is_open.rows.rulings == {}


async def test_what_is_kept_of_a_chat_goes_though_nobody_is_let_in() -> None:
    door = Door(Mode.OPEN)
    await door.told()
    await door.access.ban(AIDA)

    assert await door.told(replace(ASKS, standing=Standing.OUT)) is None
    assert door.rows.people[AIDA].is_gone
    assert await door.told(replace(IN_GROUP, standing=Standing.OUT)) is None


async def test_nobody_is_let_in_by_a_closed_bot_while_its_list_cannot_be_read() -> None:
    door = Door()
    door.store.broken = True

    with pytest.raises(DatabaseBusyError):
        await door.told()
    assert not await door.gate.lets_in(AIDA, None)
    assert await door.gate.lets_in(OWNER, None)


async def test_inline_it_is_the_person_who_counts() -> None:
    door = Door()
    assert not await door.gate.lets_in(AIDA, "aida")
    await door.access.allow(AIDA)

    assert await door.gate.lets_in(AIDA, "aida")


async def test_what_was_planned_is_made_for_those_who_are_let_in() -> None:
    door = Door()
    await door.access.allow(GROUP)

    assert [await door.gate.serves(chat) for chat in (GROUP, GROUP - 1, AIDA, OWNER)] == [
        True,
        False,
        False,
        True,
    ]


def test_what_is_remembered_of_a_day_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TOLD", 2)
    daily = Daily()

    assert [daily.first("told", one, 0) for one in (1, 1, 2, 3)] == [True, False, True, False]
    assert daily.first("told", 3, 86_400)
    assert (daily.count("told"), daily.count("knock")) == (1, 0)
