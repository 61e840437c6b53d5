"""What the ports of people promise, checked on the fakes, SQLite and PostgreSQL alike."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.access import Ruling, Verdict
from bot.core.broadcasts import (
    Broadcast,
    Pace,
    Recipient,
    State,
    Step,
    message_tag,
    report_tag,
)
from bot.core.jobs import Choice, Due, Job, NewUpdate, Parcel, Settled
from bot.core.languages import KK
from bot.core.models import ChatPreferences
from bot.core.people_ports import AccessStore, BroadcastStore, PeopleStore
from bot.core.queue_ports import Inbox, Outbox
from bot.store.access import StoredAccess
from bot.store.broadcasts import StoredBroadcasts
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.inbox import StoredInbox
from bot.store.outbox import StoredOutbox
from bot.store.people import StoredPeople
from tests.contract.people_stores import (
    FakeAccessStore,
    FakeBroadcastStore,
    FakePeopleStore,
    PeopleRows,
)
from tests.contract.queues import FakeOutbox, FakeQueues

OWNER, AIDA, BOLAT, DANA = 7_000_000_000, 7_000_000_001, 7_000_000_002, 7_000_000_003
GROUP = -1_001_234_567_890
NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = int(NOW.timestamp())
NOW_MS = DAY * 1000
BODY = '{"text":"Жаңалық"}'
PACE = Pace(slice=2, own=4, others=3)


@dataclass(frozen=True)
class Stores:
    """All of them over the same rows."""

    people: PeopleStore
    access: AccessStore
    broadcasts: BroadcastStore
    inbox: Inbox
    outbox: Outbox
    rows: PeopleRows
    database: Database

    def restarted(self) -> "Stores":
        """As the next process finds them."""
        if isinstance(self.people, StoredPeople):
            return replace(self, outbox=StoredOutbox(self.database, owner="two"))
        return replace(self, outbox=FakeOutbox(self.rows.queues, "two"))

    async def choose(self, chat_id: int, language: Any) -> None:
        """The chat chooses a language."""
        self.rows.chosen[chat_id] = language
        if isinstance(self.people, StoredPeople):
            chosen = ChatPreferences(language)
            await Chats(self.database).save_preferences(chat_id, chosen, now=NOW)


@pytest.fixture
def stores(kind: str, database: Database) -> Stores:
    rows = PeopleRows()
    if kind == "fake":
        queues = FakeQueues(rows=rows.queues)
        people, access = FakePeopleStore(rows), FakeAccessStore(rows)
        casts = FakeBroadcastStore(rows)
        return Stores(people, access, casts, queues.inbox, queues.outbox, rows, database)
    return Stores(
        StoredPeople(database),
        StoredAccess(database),
        StoredBroadcasts(database),
        StoredInbox(database, owner="one"),
        StoredOutbox(database, owner="one"),
        rows,
        database,
    )


class Says:
    """An Announcer whose messages name the person and their language."""

    def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
        body = f"{broadcast.body} {person.language}"
        tag = message_tag(broadcast.number)
        return Parcel(person.person_id, body, repeats=False, tag=tag)

    def progress(self, broadcast: Broadcast) -> Parcel:
        return self._told(broadcast, f"{broadcast.sent}/{broadcast.total}")

    def summary(self, broadcast: Broadcast, delivered: int) -> Parcel:
        return self._told(broadcast, f"{delivered} of {broadcast.sent}")

    def _told(self, broadcast: Broadcast, body: str) -> Parcel:
        return Parcel(broadcast.chat_id, body, tag=report_tag(broadcast.number))


async def here(stores: Stores, *people: int) -> None:
    for person in people:
        await stores.people.note(person, "ru", DAY)


async def begun(stores: Stores) -> int:
    number = await stores.broadcasts.draft(OWNER, BODY, at=DAY)
    assert await stores.broadcasts.begin(number)
    return number


async def step(
    stores: Stores, number: int, *, tells: bool = False, pace: Pace = PACE
) -> Step | None:
    return await stores.broadcasts.step(number, Says(), pace, tells=tells, now_ms=NOW_MS)


async def taken(stores: Stores) -> Sequence[Due]:
    """Take all that can leave, as the sender does."""

    def every(dues: Sequence[Due]) -> Choice:
        return Choice([due.number for due in dues], {})

    return await stores.outbox.step((), every, now=NOW_MS)


async def settled(stores: Stores, *dues: Due, message_id: int | None = 9) -> None:
    done = [Settled(due.number, message_id=message_id) for due in dues]
    await stores.outbox.step(done, lambda _: Choice((), {}), now=NOW_MS)


async def sent(stores: Stores, number: int) -> list[tuple[int, str]]:
    """Step and send until it is over; who got what, but for what its owner was told."""
    got = []
    for _ in range(20):
        await step(stores, number)
        dues = await taken(stores)
        got += [(due.chat_id, due.body) for due in dues if due.chat_id != OWNER]
        await settled(stores, *dues)
        found = await stores.broadcasts.find(number)
        if found is None or found.state is not State.SENDING:
            break
    return got


async def waiting(stores: Stores) -> int:
    return (await stores.inbox.backlog(now=NOW_MS)).unsent


async def others_wait(stores: Stores, *chats: int) -> None:
    """Put answers to these chats into the outbox."""
    await stores.inbox.add([NewUpdate(1, OWNER, OWNER, "{}", asks=True)], now=NOW_MS)
    [job] = await stores.inbox.claim(1, now=NOW_MS)
    assert isinstance(job, Job)
    await stores.inbox.finish(job, [Parcel(chat, "answer") for chat in chats], now=NOW_MS)


async def test_who_was_here_is_reached(stores: Stores) -> None:
    await here(stores, AIDA, BOLAT, OWNER)

    assert await stores.broadcasts.audience(OWNER) == 2
    assert await stores.broadcasts.audience(AIDA) == 2


async def test_the_language_of_the_last_day_is_known(stores: Stores) -> None:
    assert await stores.people.language(AIDA) == ""
    await stores.people.note(AIDA, "ru", DAY)
    await stores.people.note(AIDA, "kk", DAY + 86_400)

    assert await stores.people.language(AIDA) == "kk"


async def test_who_is_gone_is_not_reached_until_they_are_back(stores: Stores) -> None:
    await here(stores, AIDA)
    await stores.people.mark_gone(AIDA)
    await stores.people.mark_gone(BOLAT)

    assert await stores.broadcasts.audience(OWNER) == 0
    await here(stores, AIDA)
    assert await stores.broadcasts.audience(OWNER) == 1


async def test_who_wants_no_news_is_not_reached_until_they_do(stores: Stores) -> None:
    await here(stores, AIDA)
    await stores.people.refuse_news(AIDA, DAY)
    await stores.people.refuse_news(BOLAT, DAY)
    await here(stores, AIDA)

    assert await stores.broadcasts.audience(OWNER) == 0
    await stores.people.refuse_news(AIDA, None)
    assert await stores.broadcasts.audience(OWNER) == 1


async def test_who_is_banned_is_not_reached_and_who_is_allowed_is(stores: Stores) -> None:
    await here(stores, AIDA, BOLAT)
    await stores.access.rule(Ruling(AIDA, Verdict.BANNED, DAY))
    await stores.access.rule(Ruling(BOLAT, Verdict.ALLOWED, DAY))

    assert await stores.broadcasts.audience(OWNER) == 1


async def test_rulings_are_told_newest_first_and_the_last_counts(stores: Stores) -> None:
    assert await stores.access.rulings() == ()
    first = Ruling(AIDA, Verdict.BANNED, DAY)
    group = Ruling(GROUP, Verdict.ALLOWED, DAY + 1)
    last = Ruling(AIDA, Verdict.ALLOWED, DAY + 2)
    for ruling in (first, group, last):
        await stores.access.rule(ruling)

    assert await stores.access.rulings() == (last, group)


async def test_a_ruling_is_lifted_once_and_only_by_its_name(stores: Stores) -> None:
    await stores.access.rule(Ruling(AIDA, Verdict.BANNED, DAY))

    assert not await stores.access.lift(AIDA, Verdict.ALLOWED)
    assert await stores.access.lift(AIDA, Verdict.BANNED)
    assert not await stores.access.lift(AIDA, Verdict.BANNED)
    assert await stores.access.rulings() == ()


async def test_one_person_is_the_owner_by_one_name(stores: Stores) -> None:
    assert await stores.access.owner("aida") is None
    await stores.access.know_owner("aida", AIDA, DAY)
    assert await stores.access.owner("aida") == AIDA
    assert await stores.access.owner("bolat") is None

    await stores.access.know_owner("bolat", BOLAT, DAY)
    assert await stores.access.owner("aida") is None
    assert await stores.access.owner("bolat") == BOLAT


async def test_an_owner_is_no_ruling_and_replaces_one(stores: Stores) -> None:
    await stores.access.rule(Ruling(AIDA, Verdict.BANNED, DAY))
    await stores.access.know_owner("aida", AIDA, DAY)
    assert await stores.access.rulings() == ()

    await stores.access.rule(Ruling(AIDA, Verdict.ALLOWED, DAY))
    assert await stores.access.owner("aida") is None


async def test_a_draft_is_kept_as_it_was_given(stores: Stores) -> None:
    await here(stores, OWNER)
    number = await stores.broadcasts.draft(OWNER, BODY, at=DAY)

    found = await stores.broadcasts.find(number)
    assert found == Broadcast(number, OWNER, "ru", BODY, State.DRAFT, 0, 0, 0)
    await stores.choose(OWNER, KK)
    assert await stores.broadcasts.find(number) == replace(found, language=KK)
    assert await stores.broadcasts.find(number + 1) is None
    assert await stores.broadcasts.under_way() is None


async def test_another_draft_takes_the_place_of_the_owners_last(stores: Stores) -> None:
    first = await stores.broadcasts.draft(OWNER, BODY, at=DAY)
    other = await stores.broadcasts.draft(AIDA, BODY, at=DAY)
    second = await stores.broadcasts.draft(OWNER, BODY, at=DAY)

    assert await stores.broadcasts.find(first) is None
    assert not await stores.broadcasts.begin(first)
    for kept in (other, second):
        assert await stores.broadcasts.find(kept)


async def test_what_is_long_over_goes_with_the_next_draft(stores: Stores) -> None:
    over, going = await begun(stores), await begun(stores)
    await stores.broadcasts.stop(over)
    await stores.broadcasts.draft(OWNER, BODY, at=DAY + 31 * 86_400)

    assert await stores.broadcasts.find(over) is None
    assert await stores.broadcasts.under_way() == going


async def test_a_draft_is_begun_once(stores: Stores) -> None:
    await here(stores, AIDA, BOLAT)
    number = await begun(stores)

    assert not await stores.broadcasts.begin(number)
    assert not await stores.broadcasts.drop(number)
    found = await stores.broadcasts.find(number)
    assert found == Broadcast(number, OWNER, "", BODY, State.SENDING, 0, 2, 0)


async def test_a_draft_that_is_dropped_is_never_sent(stores: Stores) -> None:
    number = await stores.broadcasts.draft(OWNER, BODY, at=DAY)

    assert await stores.broadcasts.drop(number)
    assert not await stores.broadcasts.drop(number)
    assert not await stores.broadcasts.begin(number)
    assert not await stores.broadcasts.stop(number)
    assert await step(stores, number) is None


async def test_a_number_never_comes_twice(stores: Stores) -> None:
    first = await stores.broadcasts.draft(OWNER, BODY, at=DAY)
    await stores.broadcasts.drop(first)
    second = await stores.broadcasts.draft(OWNER, BODY, at=DAY)

    assert second != first
    assert await stores.broadcasts.draft(OWNER, BODY, at=DAY) not in {first, second}


async def test_the_oldest_that_is_being_sent_comes_first(stores: Stores) -> None:
    first, second = await begun(stores), await begun(stores)
    assert await stores.broadcasts.under_way() == first

    await stores.broadcasts.stop(first)
    assert await stores.broadcasts.under_way() == second


async def test_everybody_gets_it_once_in_the_language_that_is_known(stores: Stores) -> None:
    await here(stores, DANA, AIDA, BOLAT, OWNER)
    await stores.choose(BOLAT, KK)
    number = await begun(stores)

    assert await sent(stores, number) == [
        (AIDA, f"{BODY} ru"),
        (BOLAT, f"{BODY} kk"),
        (DANA, f"{BODY} ru"),
    ]
    found = await stores.broadcasts.find(number)
    assert found is not None
    assert (found.state, found.last_person, found.sent) == (State.DONE, DANA, 3)


async def test_a_step_puts_no_more_than_it_may(stores: Stores) -> None:
    people = range(1, 10)
    await here(stores, *people)
    number = await begun(stores)

    steps = [await step(stores, number) for _ in range(3)]

    assert [one and one.put for one in steps] == [2, 2, 0]
    assert await waiting(stores) == 4
    first = (await taken(stores))[0]
    await settled(stores, first)
    more = await step(stores, number)
    assert more is not None
    assert (more.put, more.broadcast.last_person, more.broadcast.sent) == (1, 5, 5)


async def test_nothing_is_put_while_much_else_waits(stores: Stores) -> None:
    await here(stores, AIDA)
    number = await begun(stores)
    await others_wait(stores, 1, 2, 3, 4)

    held = await step(stores, number, tells=True)
    assert held is not None
    assert held.put == 0
    told = await taken(stores)
    assert (OWNER, "0/1") in [(due.chat_id, due.body) for due in told]
    await settled(stores, *told)
    gone_on = await step(stores, number)
    assert gone_on is not None
    assert gone_on.put == 1


async def test_who_left_meanwhile_is_passed_over(stores: Stores) -> None:
    await here(stores, AIDA, BOLAT, DANA)
    number = await begun(stores)
    await step(stores, number, pace=replace(PACE, slice=1))
    await stores.people.mark_gone(BOLAT)

    assert [chat for chat, _ in await sent(stores, number)] == [AIDA, DANA]


async def test_who_came_meanwhile_may_get_it_and_is_counted(stores: Stores) -> None:
    await here(stores, AIDA)
    number = await begun(stores)
    await step(stores, number)
    await here(stores, BOLAT)

    assert [chat for chat, _ in await sent(stores, number)] == [AIDA, BOLAT]
    found = await stores.broadcasts.find(number)
    assert found is not None
    assert (found.sent, found.total) == (2, 2)


async def test_the_owner_is_told_in_one_message(stores: Stores) -> None:
    await here(stores, AIDA)
    number = await begun(stores)
    await step(stores, number, tells=True)
    await step(stores, number, tells=True)

    dues = await taken(stores)
    told = [due for due in dues if due.chat_id == OWNER]
    assert [(due.body, due.tag) for due in told] == [("1/1", report_tag(number))]
    await settled(stores, *dues, message_id=77)
    over = await step(stores, number)
    assert over is not None
    assert over.broadcast.state is State.DONE
    [summary] = await taken(stores)
    assert (summary.body, summary.sent_id) == ("1 of 1", 77)


async def test_those_it_did_not_reach_are_not_counted_as_reached(stores: Stores) -> None:
    await here(stores, AIDA, BOLAT)
    number = await begun(stores)
    await step(stores, number)
    reached, blocked = await taken(stores)
    await settled(stores, reached)
    await settled(stores, blocked, message_id=None)
    await step(stores, number)

    [summary] = await taken(stores)
    assert summary.body == "1 of 2"


async def test_it_is_not_over_while_something_is_on_its_way(stores: Stores) -> None:
    await here(stores, AIDA)
    number = await begun(stores)
    await step(stores, number)
    dues = await taken(stores)

    going = await step(stores, number)
    assert going is not None
    assert going.broadcast.state is State.SENDING
    await settled(stores, *dues)
    over = await step(stores, number)
    assert over is not None
    assert over.broadcast.state is State.DONE
    assert await step(stores, number) is None


async def test_a_broadcast_to_nobody_is_over_at_once(stores: Stores) -> None:
    number = await begun(stores)

    over = await step(stores, number)
    assert over is not None
    assert over.broadcast.state is State.DONE


async def test_what_waits_is_taken_back_when_it_is_stopped(stores: Stores) -> None:
    await here(stores, *range(1, 10))
    await others_wait(stores, AIDA)
    number = await begun(stores)
    await step(stores, number)
    dues = await taken(stores)
    await step(stores, number)
    assert await waiting(stores) == 5

    assert await stores.broadcasts.stop(number)
    assert not await stores.broadcasts.stop(number)
    found = await stores.broadcasts.find(number)
    assert found is not None
    assert (found.state, found.sent) == (State.STOPPED, 2)
    assert await waiting(stores) == len(dues) == 3
    assert await step(stores, number) is None


class Breaks(Says):
    """An Announcer that fails at what a test names."""

    def __init__(self, at: str) -> None:
        self.at = at

    def message(self, broadcast: Broadcast, person: Recipient) -> Parcel:
        if self.at == str(person.person_id):
            raise MemoryError
        return super().message(broadcast, person)

    def progress(self, broadcast: Broadcast) -> Parcel:
        if self.at == "progress":
            raise MemoryError
        return super().progress(broadcast)

    def summary(self, broadcast: Broadcast, delivered: int) -> Parcel:
        if self.at == "summary":
            raise MemoryError
        return super().summary(broadcast, delivered)


@pytest.mark.parametrize("at", [str(AIDA), str(BOLAT), str(DANA), "progress", "summary"])
async def test_a_step_that_is_cut_off_leaves_nothing_behind(stores: Stores, at: str) -> None:
    await here(stores, AIDA, BOLAT, DANA)
    number, got = await begun(stores), []
    broken = 0
    for _ in range(12):
        try:
            await stores.broadcasts.step(number, Breaks(at), PACE, tells=True, now_ms=NOW_MS)
        except MemoryError:
            broken += 1
            await step(stores, number, tells=True)
        dues = await taken(stores)
        got += [due.chat_id for due in dues if due.chat_id != OWNER]
        await settled(stores, *dues)

    assert broken
    assert got == [AIDA, BOLAT, DANA]
    found = await stores.broadcasts.find(number)
    assert found is not None
    assert (found.state, found.sent) == (State.DONE, 3)


async def test_what_was_on_its_way_when_the_process_ended_is_not_sent_again(
    stores: Stores,
) -> None:
    await here(stores, *range(1, 8))
    number = await begun(stores)
    await step(stores, number)
    lost = [due.chat_id for due in await taken(stores)]
    await step(stores, number)
    await step(stores, number)
    restarted = stores.restarted()
    await restarted.outbox.recover(now=NOW_MS)

    got = [chat for chat, _ in await sent(restarted, number)]
    assert lost == [1, 2]
    assert got == [3, 4, 5, 6, 7]


async def test_two_that_step_at_once_put_nobody_twice(stores: Stores) -> None:
    await here(stores, *range(1, 9))
    number = await begun(stores)
    wide = Pace(slice=3, own=100)

    await asyncio.gather(*(step(stores, number, pace=wide) for _ in range(5)))

    chats = [due.chat_id for due in await taken(stores) if due.chat_id != OWNER]
    assert sorted(chats) == list(range(1, 9))


async def test_odd_letters_are_kept_as_the_database_can(stores: Stores) -> None:
    await here(stores, AIDA)
    number = await stores.broadcasts.draft(OWNER, "a\ud83d\x00z", at=DAY)
    await stores.broadcasts.begin(number)

    [(_, body)] = await sent(stores, number)
    assert "\x00" not in body
    assert "\ud83d" not in body
