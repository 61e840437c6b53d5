"""The queues of the store and their stand-ins in memory: what bot.core.ports promises."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from bot.core.jobs import (
    MAX_UNCERTAIN,
    Backlog,
    Choice,
    DeadRow,
    Due,
    Job,
    Limits,
    NewUpdate,
    Parcel,
    Settled,
)
from bot.core.languages import KK, RU
from bot.core.models import ChatPreferences, Term
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.dead import StoredDeadLetters
from bot.store.glossaries import Glossaries
from bot.store.inbox import StoredInbox
from bot.store.outbox import OFFERED, StoredOutbox
from bot.store.queue_prune import DEAD_MS, SEEN_MS, prune_queues
from bot.store.receipts import DIGESTS
from tests.contract.queues import DIGESTS as FAKE_DIGESTS
from tests.contract.queues import OFFERED as FAKE_OFFERED
from tests.contract.queues import FakeQueues, Queues, Rows

AIDA, BOLAT, GROUP, SUPERGROUP = 7, 8, -500, -1_001_234_567_890  # the last has over 32 bits
NOW = 1_789_000_000_000
DAY = datetime(2026, 9, 10, tzinfo=UTC)

STORES = ["sqlite", "postgresql"]
NUMBERS = count(1_000)  # of updates that a test does not look at

Start = Callable[..., Queues]


@pytest.fixture
def start(kind: str, database: Database) -> Start:
    """Begin as another process over the same rows: start("owner", Limits(...))."""
    rows = Rows()

    def fake(owner: str = "one", limits: Limits | None = None) -> Queues:
        made = FakeQueues(owner=owner, limits=limits, rows=rows)
        return Queues(made.inbox, made.outbox, made.dead)

    def stored(owner: str = "one", limits: Limits | None = None) -> Queues:
        inbox = StoredInbox(database, owner=owner, limits=limits or Limits())
        outbox = StoredOutbox(database, owner=owner)
        return Queues(inbox, outbox, StoredDeadLetters(database))

    return fake if kind == "fake" else stored


@pytest.fixture
def queues(start: Start) -> Queues:
    return start("one")


def update(number: int, chat: int = AIDA, user: int | None = None, **more: bool) -> NewUpdate:
    return NewUpdate(number, chat, chat if user is None else user, f"update {number}", **more)


def updates(*chats: int) -> list[NewUpdate]:
    return [update(number, chat) for number, chat in enumerate(chats, 1)]


def bodies(rows: Sequence[Job] | Sequence[Due]) -> list[str]:
    return [row.body for row in rows]


def numbers(jobs: Sequence[Job]) -> list[int | None]:
    return [job.update_id for job in jobs]


def choose_all(due: Sequence[Due]) -> Choice:
    return Choice([one.number for one in due], {})


def choose_none(_: Sequence[Due]) -> Choice:
    return Choice((), {})


def wait_until(times: Mapping[str, int]) -> Callable[[Sequence[Due]], Choice]:
    def choose(due: Sequence[Due]) -> Choice:
        waits = {one.number: times[one.body] for one in due if one.body in times}
        return Choice([one.number for one in due if one.number not in waits], waits)

    return choose


def send_only(*wanted: str) -> Callable[[Sequence[Due]], Choice]:
    return lambda due: Choice([one.number for one in due if one.body in wanted], {})


async def put(queues: Queues, *parcels: Parcel, now: int = NOW) -> None:
    """Have *parcels* in the outbox, as the answer to an update of nobody's."""
    await queues.inbox.add([update(next(NUMBERS), 0, asks=False)], now=now)
    *others, job = await queues.inbox.claim(99, now=now)
    await queues.inbox.hand_back(others)
    assert await queues.inbox.finish(job, parcels, now=now)


async def offered(queues: Queues, *, now: int = NOW) -> list[str]:
    seen: list[str] = []

    def choose(due: Sequence[Due]) -> Choice:
        seen[:] = [one.body for one in due]
        return Choice((), {})

    assert list(await queues.outbox.step([], choose, now=now)) == []
    return seen


async def die(queues: Queues, job: Job, error: str = "Boom") -> None:
    await queues.inbox.bury(job, [], error=error, now=NOW)


async def test_an_update_becomes_a_job_as_it_was_taken_in(queues: Queues) -> None:
    given = NewUpdate(900_000_000_001, SUPERGROUP, 7_000_000_000, '{"text": "Сәлем"}')

    assert await queues.inbox.add([given], now=NOW) == 1
    [job] = await queues.inbox.claim(5, now=NOW + 9)

    who = (given.update_id, SUPERGROUP, 7_000_000_000)
    assert job == Job(job.number, *who, given.body, attempts=1, created=NOW)


async def test_nobody_and_nothing_taken_in_is_no_job(queues: Queues) -> None:
    assert await queues.inbox.add([], now=NOW) == 0
    assert list(await queues.inbox.claim(5, now=NOW)) == []
    await queues.inbox.hand_back([])


async def test_an_update_is_taken_in_once(queues: Queues) -> None:
    assert await queues.inbox.add([update(1), update(2), update(1)], now=NOW) == 2
    assert await queues.inbox.add([update(2), update(3)], now=NOW + 1) == 1
    [job] = await queues.inbox.claim(5, now=NOW)
    await queues.inbox.finish(job, [], now=NOW)

    assert await queues.inbox.add([update(1), update(2)], now=NOW + 2) == 0
    assert (await queues.inbox.backlog(now=NOW)).ready == 2


async def test_of_an_update_twice_in_a_batch_the_first_counts_in_its_place(
    queues: Queues,
) -> None:
    again = replace(update(1), body="again")
    await queues.inbox.add([update(1), update(2), again], now=NOW)

    [job] = await queues.inbox.claim(5, now=NOW)

    assert job.body == "update 1"


async def test_odd_characters_keep_their_places(queues: Queues) -> None:
    odd = "a\ud83d\x00z"
    await queues.inbox.add([replace(update(1), body=odd)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)
    await queues.inbox.finish(job, [Parcel(AIDA, odd)], now=NOW)
    [due] = await queues.outbox.step([], choose_all, now=NOW)
    await queues.outbox.step([Settled(due.number, error=odd)], choose_none, now=NOW)
    [dead] = await queues.dead.rows()

    assert (job.body, due.body, dead.error) == ("a\ufffd\ufffdz",) * 3


async def test_the_oldest_job_of_each_chat_is_claimed_the_oldest_first(queues: Queues) -> None:
    await queues.inbox.add(updates(BOLAT, AIDA, BOLAT, GROUP, AIDA), now=NOW)

    assert numbers(await queues.inbox.claim(2, now=NOW)) == [1, 2]
    assert numbers(await queues.inbox.claim(5, now=NOW)) == [4]
    assert numbers(await queues.inbox.claim(5, now=NOW)) == []


async def test_the_next_of_a_chat_is_claimed_when_the_one_before_has_ended(
    queues: Queues,
) -> None:
    await queues.inbox.add(updates(AIDA, AIDA, AIDA), now=NOW)
    [first] = await queues.inbox.claim(5, now=NOW)
    await queues.inbox.finish(first, [], now=NOW)
    [second] = await queues.inbox.claim(5, now=NOW)
    await die(queues, second)

    assert numbers(await queues.inbox.claim(5, now=NOW)) == [3]


async def test_two_who_claim_at_once_never_get_the_same_chat(start: Start) -> None:
    await start().inbox.add(updates(*[AIDA, BOLAT, GROUP] * 4), now=NOW)

    claims = await asyncio.gather(*(start().inbox.claim(1, now=NOW) for _ in range(6)))

    assert sorted(job.chat_id for jobs in claims for job in jobs) == [GROUP, AIDA, BOLAT]


async def test_a_finished_job_goes_and_its_parcels_are_due_in_order(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)

    digest = Parcel(GROUP, "digest", repeats=False)
    parcels = [Parcel(AIDA, "answer"), digest, Parcel(AIDA, "more")]
    assert await queues.inbox.finish(job, parcels, now=NOW + 5)

    due = await queues.outbox.step([], choose_all, now=NOW + 5)
    assert [replace(one, number=0) for one in due] == [
        Due(0, AIDA, "answer", repeats=True, attempts=1, uncertain=0, created=NOW + 5),
        Due(0, GROUP, "digest", repeats=False, attempts=1, uncertain=0, created=NOW + 5),
    ]
    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=3)


async def test_a_job_ends_once(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)
    await queues.inbox.finish(job, [Parcel(AIDA, "answer")], now=NOW)

    assert not await queues.inbox.finish(job, [Parcel(AIDA, "answer")], now=NOW)
    await queues.inbox.bury(job, [Parcel(AIDA, "sorry")], error="Boom", now=NOW)
    await queues.inbox.retry(job, error="Boom", at=NOW)
    await queues.inbox.hand_back([job])

    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=1)


async def test_something_is_said_while_a_job_goes_on(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)

    assert await queues.inbox.say(job, Parcel(AIDA, "Reading…", tag="note:1"), now=NOW)
    assert await offered(queues) == ["Reading…"]
    assert await queues.inbox.claim(1, now=NOW) == []
    assert await queues.inbox.finish(job, [Parcel(AIDA, "Done.", tag="note:1")], now=NOW)
    assert await offered(queues) == ["Done."]
    assert not await queues.inbox.say(job, Parcel(AIDA, "Late."), now=NOW)


async def test_a_job_of_another_process_is_left_alone(start: Start) -> None:
    one, other = start("one"), start("other")
    await one.inbox.add([update(1)], now=NOW)
    [job] = await one.inbox.claim(1, now=NOW)

    assert not await other.inbox.finish(job, [Parcel(AIDA, "answer")], now=NOW)
    await other.inbox.bury(job, [Parcel(AIDA, "sorry")], error="Boom", now=NOW)
    await other.inbox.retry(job, error="Boom", at=NOW)
    await other.inbox.hand_back([job])

    assert await one.inbox.backlog(now=NOW) == Backlog(work=1)
    assert await one.inbox.finish(job, [], now=NOW)


async def test_a_job_that_is_not_in_work_any_more_does_not_end(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)
    await queues.inbox.retry(job, error="Boom", at=NOW)

    assert not await queues.inbox.finish(job, [Parcel(AIDA, "answer")], now=NOW)
    assert await queues.inbox.backlog(now=NOW) == Backlog(ready=1)


async def test_a_job_to_be_retried_waits_and_its_chat_with_it(queues: Queues) -> None:
    await queues.inbox.add(updates(AIDA, AIDA, BOLAT), now=NOW)
    job, _ = await queues.inbox.claim(5, now=NOW)
    await queues.inbox.retry(job, error="Boom", at=NOW + 500)

    assert numbers(await queues.inbox.claim(5, now=NOW + 499)) == []
    assert list(await queues.inbox.claim(5, now=NOW + 500)) == [replace(job, attempts=2)]


async def test_a_buried_job_is_kept_and_the_person_told(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)

    await queues.inbox.bury(job, [Parcel(AIDA, "sorry")], error="KeyError", now=NOW + 5)

    assert list(await queues.dead.rows()) == [
        DeadRow("inbox", job.number, AIDA, attempts=1, error="KeyError", created=NOW)
    ]
    assert await offered(queues) == ["sorry"]
    assert await queues.inbox.backlog(now=NOW) == Backlog(dead=1, unsent=1)


async def test_a_claim_that_is_handed_back_was_no_attempt(queues: Queues) -> None:
    await queues.inbox.add(updates(AIDA, BOLAT), now=NOW)
    jobs = await queues.inbox.claim(5, now=NOW)

    await queues.inbox.hand_back(jobs)

    assert list(await queues.inbox.claim(5, now=NOW)) == list(jobs)


async def test_what_an_ended_process_had_in_work_is_ready_with_its_attempts(
    start: Start,
) -> None:
    one, other = start("one"), start("other")
    await one.inbox.add(updates(AIDA, AIDA, BOLAT), now=NOW)
    lost = await one.inbox.claim(5, now=NOW)
    await one.inbox.add(updates(BOLAT, AIDA, BOLAT, GROUP), now=NOW)
    [mine] = await other.inbox.claim(1, now=NOW)

    assert await other.inbox.recover() == 2
    assert await other.inbox.recover() == 0

    again = [replace(job, attempts=2) for job in lost]
    assert list(await other.inbox.claim(5, now=NOW)) == again
    assert not await one.inbox.finish(lost[0], [], now=NOW)
    assert await other.inbox.finish(again[0], [], now=NOW)
    assert await other.inbox.finish(mine, [], now=NOW)


async def test_what_this_process_lost_sight_of_is_ready_and_what_it_keeps_is_not(
    start: Start,
) -> None:
    mine, others = start("one"), start("another")
    await mine.inbox.add(updates(AIDA, BOLAT, GROUP), now=NOW)
    kept, lost = await mine.inbox.claim(2, now=NOW)
    await others.inbox.claim(1, now=NOW)

    assert await mine.inbox.release([kept.number]) == 1
    [again] = await mine.inbox.claim(9, now=NOW)
    assert (again.number, again.attempts) == (lost.number, 2)
    assert await mine.inbox.release([kept.number, again.number]) == 0


async def test_a_mark_that_this_process_lost_sight_of_was_no_try(start: Start) -> None:
    mine, others = start("one"), start("another")
    await put(mine, *(Parcel(chat, f"{chat}") for chat in (AIDA, BOLAT, GROUP)))
    kept, lost = await mine.outbox.step((), send_only(f"{AIDA}", f"{BOLAT}"), now=NOW)
    await others.outbox.step((), choose_all, now=NOW)

    assert await mine.outbox.release([kept.number]) == 1
    [again] = await mine.outbox.step((), choose_all, now=NOW)
    assert (again.number, again.attempts, again.uncertain) == (lost.number, 1, 0)
    assert await mine.outbox.release([kept.number, again.number]) == 0


async def test_what_comes_when_too_much_waits_is_taken_in_but_turned_away(
    start: Start,
) -> None:
    inbox = start("one", Limits(of_user=9, of_chat=2, of_all=3)).inbox
    await inbox.add([update(1), update(2)], now=NOW)
    later = [update(3), update(4, asks=False), update(5, BOLAT), update(6, GROUP)]

    assert await inbox.add(later, now=NOW) == 4

    away = {}
    while jobs := await inbox.claim(9, now=NOW):
        for job in jobs:
            away[job.update_id] = job.turned_away
            await inbox.finish(job, [], now=NOW)
    assert away == {1: False, 2: False, 3: True, 4: False, 5: False, 6: True}


async def test_what_was_turned_away_or_is_done_or_dead_turns_no_one_away(
    start: Start,
) -> None:
    queues = start("one", Limits(of_user=2))
    await queues.inbox.add([update(1), update(2), update(3)], now=NOW)
    [first] = await queues.inbox.claim(1, now=NOW)
    await queues.inbox.finish(first, [], now=NOW)
    [second] = await queues.inbox.claim(1, now=NOW)
    await die(queues, second)

    await queues.inbox.add([update(4), update(5)], now=NOW)

    away = []
    while jobs := await queues.inbox.claim(1, now=NOW):
        away += [(jobs[0].update_id, jobs[0].turned_away)]
        await queues.inbox.finish(jobs[0], [], now=NOW)
    assert away == [(3, True), (4, False), (5, False)]


async def test_a_job_in_work_counts_among_those_that_wait(start: Start) -> None:
    inbox = start("one", Limits(of_user=1)).inbox
    await inbox.add([update(1)], now=NOW)
    [working] = await inbox.claim(1, now=NOW)
    await inbox.add([update(2)], now=NOW)
    await inbox.finish(working, [], now=NOW)

    [next_one] = await inbox.claim(1, now=NOW)

    assert next_one.turned_away


async def test_backlog_counts_both_boxes_and_tells_the_age_of_the_oldest_job(
    queues: Queues,
) -> None:
    assert await queues.inbox.backlog(now=NOW) == Backlog()
    await put(queues, Parcel(AIDA, "a"), Parcel(BOLAT, "b"), Parcel(GROUP, "c"))
    await queues.inbox.add([update(1)], now=NOW)
    await queues.inbox.add([update(2, BOLAT), update(3, GROUP)], now=NOW + 1_000)
    await die(queues, (await queues.inbox.claim(1, now=NOW))[0])
    await queues.inbox.claim(1, now=NOW)
    [a, _] = await queues.outbox.step([], send_only("a", "b"), now=NOW)
    await queues.outbox.step([Settled(a.number, error="Forbidden")], choose_none, now=NOW)

    assert await queues.inbox.backlog(now=NOW + 3_000) == Backlog(
        ready=1, work=1, dead=1, unsent=2, unsent_dead=1, oldest_ms=2_000
    )


async def test_age_of_a_job_is_never_negative(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)

    assert (await queues.inbox.backlog(now=NOW - 1)).oldest_ms == 0


async def test_the_oldest_message_of_each_chat_is_due(queues: Queues) -> None:
    await put(queues, Parcel(AIDA, "a1"), Parcel(AIDA, "a2"), Parcel(BOLAT, "b1"))

    assert await offered(queues) == ["a1", "b1"]
    assert bodies(await queues.outbox.step([], send_only("b1"), now=NOW)) == ["b1"]
    assert await offered(queues) == ["a1"]


async def test_a_message_that_is_being_sent_holds_up_its_chat(queues: Queues) -> None:
    await put(queues, Parcel(AIDA, "a1"), Parcel(AIDA, "a2"))
    [a1] = await queues.outbox.step([], choose_all, now=NOW)

    assert await offered(queues) == []
    assert bodies(await queues.outbox.step([Settled(a1.number)], choose_all, now=NOW)) == ["a2"]


async def test_a_message_made_to_wait_is_due_later_and_its_chat_waits_too(
    queues: Queues,
) -> None:
    await put(queues, Parcel(AIDA, "a1"), Parcel(AIDA, "a2"), Parcel(BOLAT, "b1"))

    sent = await queues.outbox.step([], wait_until({"a1": NOW + 900}), now=NOW)

    assert bodies(sent) == ["b1"]
    assert await offered(queues, now=NOW + 899) == []
    assert await offered(queues, now=NOW + 900) == ["a1"]


async def test_a_message_that_is_tried_again_counts_its_tries(queues: Queues) -> None:
    await put(queues, Parcel(AIDA, "a"))
    [a] = await queues.outbox.step([], choose_all, now=NOW)
    again = Settled(a.number, again_at=NOW + 70, uncertain=1, error="TimedOut")
    await queues.outbox.step([again], choose_none, now=NOW)

    assert await offered(queues, now=NOW + 69) == []
    assert list(await queues.outbox.step([], choose_all, now=NOW + 70)) == [
        replace(a, attempts=2, uncertain=1)
    ]


async def test_a_message_given_up_is_kept_and_the_next_is_due(queues: Queues) -> None:
    await put(queues, Parcel(AIDA, "a1"), Parcel(AIDA, "a2"))
    [a1] = await queues.outbox.step([], choose_all, now=NOW)

    due = await queues.outbox.step([Settled(a1.number, error="Forbidden")], choose_all, now=NOW)

    assert bodies(due) == ["a2"]
    assert list(await queues.dead.rows()) == [
        DeadRow("outbox", a1.number, AIDA, attempts=1, error="Forbidden", created=NOW)
    ]


@pytest.mark.parametrize("settled", [Settled(0), Settled(0, again_at=1), Settled(0, error="x")])
async def test_what_another_process_sends_or_nobody_is_not_settled(
    start: Start, settled: Settled
) -> None:
    one, other = start("one"), start("other")
    await put(one, Parcel(AIDA, "a"), Parcel(BOLAT, "b"))
    [a] = await one.outbox.step([], send_only("a"), now=NOW)

    for number in (a.number, a.number + 1, 99):
        await other.outbox.step([replace(settled, number=number)], choose_none, now=NOW)
    await one.outbox.step([replace(settled, number=a.number + 1)], choose_none, now=NOW)

    assert await one.inbox.backlog(now=NOW) == Backlog(unsent=2)
    assert await offered(one) == ["b"]


async def test_no_more_messages_are_offered_at_once_than_are_of_use(queues: Queues) -> None:
    await put(queues, *(Parcel(chat, f"{chat}") for chat in range(1, OFFERED + 3)))

    assert (FAKE_OFFERED, FAKE_DIGESTS) == (OFFERED, DIGESTS)
    assert await offered(queues) == [f"{chat}" for chat in range(1, OFFERED + 1)]


async def test_next_message_may_be_tried_when_the_first_head_may(queues: Queues) -> None:
    assert await queues.outbox.next_at() is None
    await put(queues, Parcel(AIDA, "a1"), Parcel(AIDA, "a2"), Parcel(BOLAT, "b1"))
    assert (await queues.outbox.next_at() or 0) <= NOW

    waits = {"a1": NOW + 800, "b1": NOW + 300}
    await queues.outbox.step([], wait_until(waits), now=NOW)
    assert await queues.outbox.next_at() == NOW + 300

    await queues.outbox.step([], choose_all, now=NOW + 300)
    assert await queues.outbox.next_at() == NOW + 800
    await queues.outbox.step([], choose_all, now=NOW + 800)
    assert await queues.outbox.next_at() is None


async def test_an_answer_that_may_have_arrived_is_sent_once_more_then_dead(
    start: Start,
) -> None:
    await put(start("0"), Parcel(AIDA, "a1"), Parcel(AIDA, "a2"))
    for process in range(1 + MAX_UNCERTAIN):
        [a1] = await start(f"{process}").outbox.step([], choose_all, now=NOW)
        assert (a1.body, a1.uncertain, a1.attempts) == ("a1", process, process + 1)
        assert await start(f"{process + 1}").outbox.recover(now=NOW) == 1

    last = start("9")
    assert await last.outbox.recover(now=NOW) == 0
    assert [(row.error, row.attempts) for row in await last.dead.rows()] == [("uncertain", 2)]
    assert await offered(last) == ["a2"]


async def test_a_digest_that_may_have_arrived_is_not_repeated(start: Start) -> None:
    one, other = start("one"), start("other")
    await put(one, Parcel(GROUP, "digest", repeats=False), Parcel(GROUP, "answer"))
    await one.outbox.step([], choose_all, now=NOW)

    assert await other.outbox.recover(now=NOW) == 1

    assert await offered(other) == ["answer"]
    assert list(await other.dead.rows()) == []


async def deliver(queues: Queues, message_id: int | None, *, now: int = NOW) -> list[Due]:
    """Have all that is due sent, each as the message of that number; return it."""
    due = await queues.outbox.step([], choose_all, now=now)
    done = [Settled(one.number, message_id=message_id) for one in due]
    await queues.outbox.step(done, choose_none, now=now)
    return list(due)


async def test_a_message_knows_what_was_sent_under_its_tag_before(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "first", tag="tr:5"), Parcel(BOLAT, "his", tag="tr:5"))
    first = await deliver(queues, 11)
    await put(queues, Parcel(GROUP, "edited", tag="tr:5"), Parcel(AIDA, "none"))
    await put(queues, Parcel(GROUP, "other", tag="tr:6"), Parcel(BOLAT, "again", tag="tr:5"))

    edited, *_ = await deliver(queues, 12)
    [other] = await deliver(queues, 13)

    assert [(one.tag, one.sent_id) for one in first] == [("tr:5", None), ("tr:5", None)]
    assert (edited.body, edited.tag, edited.sent_id) == ("edited", "tr:5", 11)
    assert (other.body, other.tag, other.sent_id) == ("other", "tr:6", None)


async def test_what_is_chosen_from_shows_what_was_sent_before(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "first", tag="panel"))
    await deliver(queues, 11)
    await put(queues, Parcel(GROUP, "next", tag="panel"))
    seen: list[int | None] = []

    def choose(due: Sequence[Due]) -> Choice:
        seen.extend(one.sent_id for one in due)
        return Choice((), {})

    await queues.outbox.step([], choose, now=NOW)

    assert seen == [11]


async def test_the_last_message_under_a_tag_is_the_one_remembered(queues: Queues) -> None:
    for number in (11, 12):
        await put(queues, Parcel(GROUP, f"{number}", tag="panel"))
        await deliver(queues, number)
    await put(queues, Parcel(GROUP, "last", tag="panel"))

    [last] = await deliver(queues, None)
    await put(queues, Parcel(GROUP, "very last", tag="panel"))
    [very_last] = await deliver(queues, None)

    assert (last.sent_id, very_last.sent_id) == (12, 12)


@pytest.mark.parametrize("how", [{"again_at": NOW}, {"error": "Forbidden"}, {}])
async def test_what_was_not_delivered_or_has_no_number_is_not_remembered(
    queues: Queues, how: Mapping[str, Any]
) -> None:
    await put(queues, Parcel(GROUP, "first", tag="panel"))
    [first] = await queues.outbox.step([], choose_all, now=NOW)
    await put(queues, Parcel(GROUP, "next", tag="panel"))

    await queues.outbox.step([Settled(first.number, **how)], choose_none, now=NOW)

    [due] = await queues.outbox.step([], choose_all, now=NOW)
    assert due.sent_id is None


async def test_what_another_process_delivered_is_not_remembered(start: Start) -> None:
    one, other = start("one"), start("other")
    await put(one, Parcel(GROUP, "first", tag="panel"))
    [first] = await one.outbox.step([], choose_all, now=NOW)

    delivered = Settled(first.number, message_id=11)
    await other.outbox.step([delivered], choose_none, now=NOW)
    await one.outbox.step([Settled(first.number, again_at=NOW)], choose_none, now=NOW)

    [again] = await one.outbox.step([], choose_all, now=NOW)
    assert again.sent_id is None


async def test_an_apology_may_have_a_tag_too(queues: Queues) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)

    await queues.inbox.bury(job, [Parcel(AIDA, "sorry", tag="tr:5")], error="Boom", now=NOW)

    [sorry] = await deliver(queues, 11)
    assert sorry.tag == "tr:5"


async def test_tags_that_name_messages_name_none_of_the_supergroup(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "first", tag="tr:5"), Parcel(GROUP, "day", tag="digest:1"))
    await deliver(queues, 11)
    await deliver(queues, 12)
    await put(queues, Parcel(GROUP, "edited", tag="tr:5"), Parcel(GROUP, "day", tag="digest:1"))

    await queues.outbox.move_chat(GROUP, GROUP)
    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    seen = await deliver(queues, 1) + await deliver(queues, 2)
    assert [(one.chat_id, one.tag, one.sent_id) for one in seen] == [
        (SUPERGROUP, None, None), (SUPERGROUP, "digest:1", None),
    ]  # fmt: skip


LOST = Parcel(GROUP, "digest", repeats=False, tag="digest:1", otherwise="it was due")


@pytest.mark.parametrize(
    "how", [{"is_lost": True}, {"error": "x"}, {"error": "x", "is_lost": True}]
)
async def test_where_a_message_was_lost_something_else_is_said(
    queues: Queues, how: Mapping[str, Any]
) -> None:
    await put(queues, LOST, Parcel(GROUP, "answer"))
    [digest] = await queues.outbox.step([], choose_all, now=NOW)

    await queues.outbox.step([Settled(digest.number, **how)], choose_none, now=NOW + 5)

    [answer] = await deliver(queues, 11, now=NOW + 5)
    assert (answer.body, await queues.outbox.next_at()) == ("answer", NOW + 5)
    [said] = await queues.outbox.step([], choose_all, now=NOW + 5)
    assert said == Due(
        said.number, GROUP, "it was due", repeats=True, attempts=1, uncertain=0, created=NOW + 5
    )
    assert len(await queues.dead.rows()) == ("error" in how)


@pytest.mark.parametrize("how", [{}, {"message_id": 5}, {"again_at": NOW, "is_lost": True}])
async def test_where_a_message_was_delivered_or_is_tried_again_nothing_else_is_said(
    queues: Queues, how: Mapping[str, Any]
) -> None:
    await put(queues, LOST)
    [digest] = await queues.outbox.step([], choose_all, now=NOW)

    await queues.outbox.step([Settled(digest.number, **how)], choose_none, now=NOW)

    assert await offered(queues) == (["digest"] if "again_at" in how else [])
    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent="again_at" in how)


async def test_where_nothing_else_was_to_be_said_nothing_is(queues: Queues) -> None:
    await put(queues, replace(LOST, otherwise=None))
    [digest] = await queues.outbox.step([], choose_all, now=NOW)

    await queues.outbox.step([Settled(digest.number, is_lost=True)], choose_none, now=NOW)

    assert await queues.inbox.backlog(now=NOW) == Backlog()


async def test_what_another_process_lost_is_not_made_up_for_by_this_one(start: Start) -> None:
    one, other = start("one"), start("other")
    await put(one, LOST)
    [digest] = await one.outbox.step([], choose_all, now=NOW)

    await other.outbox.step([Settled(digest.number, is_lost=True)], choose_none, now=NOW)

    assert await one.inbox.backlog(now=NOW) == Backlog(unsent=1)


async def test_what_is_said_instead_is_said_once_of_a_row_that_is_revived(queues: Queues) -> None:
    await put(queues, LOST)
    for _ in range(2):
        [digest] = await queues.outbox.step([], send_only("digest"), now=NOW)
        await queues.outbox.step([Settled(digest.number, error="x")], choose_none, now=NOW)
        assert await offered(queues) == ["it was due"]
        assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=1, unsent_dead=1)
        assert await queues.dead.revive("outbox", digest.number, now=NOW)


async def test_what_is_said_instead_goes_to_the_supergroup(queues: Queues) -> None:
    await put(queues, LOST)
    [digest] = await queues.outbox.step([], choose_all, now=NOW)
    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    await queues.outbox.step([Settled(digest.number, is_lost=True)], choose_none, now=NOW)

    [said] = await deliver(queues, 1)
    assert (said.chat_id, said.body) == (SUPERGROUP, "it was due")


async def test_digest_that_an_ended_process_was_sending_is_made_up_for(start: Start) -> None:
    one, other = start("one"), start("other")
    await put(one, LOST, replace(LOST, chat_id=AIDA), Parcel(BOLAT, "plain", repeats=False))
    await one.outbox.step([], choose_all, now=NOW)

    assert await other.outbox.recover(now=NOW + 5) == 3

    assert await other.outbox.next_at() == NOW + 5
    said = await deliver(other, 11, now=NOW + 5)
    assert [(one.chat_id, one.body, one.repeats, one.tag) for one in said] == [
        (GROUP, "it was due", True, None), (AIDA, "it was due", True, None),
    ]  # fmt: skip


async def test_answer_that_ended_processes_were_sending_is_made_up_for_when_it_is_dead(
    start: Start,
) -> None:
    await put(start("0"), replace(LOST, repeats=True))
    for process in range(1 + MAX_UNCERTAIN):
        assert await offered(start(f"{process}")) == ["digest"]
        await start(f"{process}").outbox.step([], choose_all, now=NOW)
        assert await start(f"{process + 1}").outbox.recover(now=NOW) == 1

    last = start("9")
    assert [row.error for row in await last.dead.rows()] == ["uncertain"]
    assert await offered(last) == ["it was due"]


async def test_apology_may_have_something_to_say_instead_and_odd_characters_in_it(
    queues: Queues,
) -> None:
    await queues.inbox.add([update(1)], now=NOW)
    [job] = await queues.inbox.claim(1, now=NOW)
    odd = replace(LOST, otherwise="a\ud83d\x00z")
    await queues.inbox.bury(job, [odd], error="Boom", now=NOW)
    [digest] = await queues.outbox.step([], choose_all, now=NOW)

    await queues.outbox.step([Settled(digest.number, is_lost=True)], choose_none, now=NOW)

    [said] = await deliver(queues, 11)
    assert said.body == "a\ufffd\ufffdz"


async def test_newer_text_takes_the_place_of_one_that_waits_under_its_tag(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "1", tag="tr:5"), Parcel(GROUP, "after"))
    await put(queues, Parcel(BOLAT, "his", tag="tr:5"), Parcel(GROUP, "other", tag="tr:6"))
    for body in ("2", "3"):
        await put(queues, Parcel(GROUP, body, tag="tr:5"), now=NOW + 1)

    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=4)
    first = await deliver(queues, 11, now=NOW + 1)
    assert [(one.body, one.created) for one in first] == [("3", NOW + 1), ("his", NOW)]
    assert [one.body for _ in range(2) for one in await deliver(queues, 12)] == ["after", "other"]


async def test_of_two_texts_under_a_tag_in_one_answer_the_last_is_sent_in_its_place(
    queues: Queues,
) -> None:
    await put(
        queues,
        Parcel(GROUP, "1", tag="tr:5", otherwise="sorry"),
        Parcel(GROUP, "after"),
        Parcel(GROUP, "2", tag="tr:5"),
    )

    [second] = await queues.outbox.step([], choose_all, now=NOW)
    assert second.body == "2"
    await queues.outbox.step([Settled(second.number, error="x")], choose_none, now=NOW)
    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=1, unsent_dead=1)


async def test_text_that_takes_a_place_brings_what_is_to_be_said_instead(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "1", tag="tr:5", otherwise="sorry for 1"))
    await put(queues, Parcel(GROUP, "2", tag="tr:5", otherwise="sorry for 2"))
    [second] = await queues.outbox.step([], choose_all, now=NOW)

    await queues.outbox.step([Settled(second.number, error="x")], choose_none, now=NOW)

    assert await offered(queues) == ["sorry for 2"]


async def test_text_that_takes_a_place_waits_as_long_and_counts_its_tries(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "1", tag="tr:5"))
    [first] = await queues.outbox.step([], choose_all, now=NOW)
    again = Settled(first.number, again_at=NOW + 70, uncertain=1, error="TimedOut")
    await queues.outbox.step([again], choose_none, now=NOW)

    await put(queues, Parcel(GROUP, "2", tag="tr:5"))

    assert await queues.outbox.next_at() == NOW + 70
    assert list(await queues.outbox.step([], choose_all, now=NOW + 70)) == [
        replace(first, body="2", attempts=2, uncertain=1)
    ]


async def test_what_is_being_sent_or_dead_keeps_its_text(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "1", tag="tr:5"))
    [first] = await queues.outbox.step([], choose_all, now=NOW)
    await put(queues, Parcel(GROUP, "2", tag="tr:5"))
    await put(queues, Parcel(GROUP, "3", tag="tr:5"))
    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=2)

    [third] = await queues.outbox.step([Settled(first.number, error="x")], choose_all, now=NOW)
    await queues.outbox.step([Settled(third.number)], choose_none, now=NOW)
    await put(queues, Parcel(GROUP, "4", tag="tr:5"))

    assert third.body == "3"
    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=1, unsent_dead=1)
    assert await offered(queues) == ["4"]


@pytest.mark.parametrize(("first", "second"), [(False, True), (True, False), (False, False)])
async def test_what_is_not_repeated_neither_takes_nor_leaves_its_place(
    queues: Queues, *, first: bool, second: bool
) -> None:
    await put(queues, Parcel(GROUP, "1", repeats=first, tag="digest:1"))
    await put(queues, Parcel(GROUP, "2", repeats=second, tag="digest:1"))

    sent = [one.body for _ in range(2) for one in await deliver(queues, 11)]
    assert sent == ["1", "2"]


async def test_what_this_process_is_sending_is_not_recovered(queues: Queues) -> None:
    await put(queues, Parcel(AIDA, "a"))
    [a] = await queues.outbox.step([], choose_all, now=NOW)

    assert await queues.outbox.recover(now=NOW) == 0
    assert list(await queues.outbox.step([Settled(a.number)], choose_all, now=NOW)) == []


@pytest.mark.parametrize("kind", STORES)
async def test_a_choice_that_fails_leaves_all_as_it_was(queues: Queues) -> None:
    await put(queues, Parcel(AIDA, "a1"), Parcel(AIDA, "a2"))
    [a1] = await queues.outbox.step([], choose_all, now=NOW)

    def choose(_: Sequence[Due]) -> Choice:
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await queues.outbox.step([Settled(a1.number)], choose, now=NOW)

    assert await queues.inbox.backlog(now=NOW) == Backlog(unsent=2)


async def test_jobs_and_messages_of_a_group_go_on_under_its_new_number(queues: Queues) -> None:
    await put(queues, Parcel(SUPERGROUP, "s"), Parcel(GROUP, "g1"), Parcel(GROUP, "g2"))
    await queues.inbox.add(updates(GROUP, SUPERGROUP, AIDA, GROUP), now=NOW)

    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    jobs = await queues.inbox.claim(5, now=NOW)
    assert [(job.update_id, job.chat_id) for job in jobs] == [(1, SUPERGROUP), (3, AIDA)]
    due = await queues.outbox.step([], choose_all, now=NOW)
    assert [(one.body, one.chat_id) for one in due] == [("s", SUPERGROUP)]
    [g1] = await queues.outbox.step([Settled(due[0].number)], choose_all, now=NOW)
    assert (g1.body, g1.chat_id) == ("g1", SUPERGROUP)


@pytest.mark.parametrize("working", [GROUP, SUPERGROUP])
async def test_a_group_that_moves_while_at_work_still_has_one_job_at_a_time(
    queues: Queues, working: int
) -> None:
    other = GROUP + SUPERGROUP - working
    await queues.inbox.add([update(1, working)], now=NOW)
    [job] = await queues.inbox.claim(5, now=NOW)
    await queues.inbox.add([update(2, other), update(3, working)], now=NOW)

    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    for number in (2, 3):
        assert list(await queues.inbox.claim(5, now=NOW)) == []
        assert await queues.inbox.finish(job, [], now=NOW)
        [job] = await queues.inbox.claim(5, now=NOW)
        assert (job.update_id, job.chat_id) == (number, SUPERGROUP)


async def test_a_row_older_than_the_one_in_work_waits_for_it(queues: Queues) -> None:
    """It has come with the other number of the chat; nothing of a chat is done twice at once."""
    await put(queues, Parcel(GROUP, "g1"), Parcel(SUPERGROUP, "s1"), Parcel(SUPERGROUP, "s2"))
    await queues.inbox.add(updates(GROUP, SUPERGROUP, SUPERGROUP), now=NOW)
    g1, s1 = await queues.inbox.claim(5, now=NOW)
    await queues.inbox.retry(g1, error="Boom", at=NOW)
    [out_s1] = await queues.outbox.step([], send_only("s1"), now=NOW)

    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    assert list(await queues.inbox.claim(5, now=NOW)) == []
    assert await offered(queues) == []
    assert await queues.outbox.next_at() is None
    assert await queues.inbox.finish(s1, [], now=NOW)
    assert numbers(await queues.inbox.claim(5, now=NOW)) == [1]
    due = await queues.outbox.step([Settled(out_s1.number)], choose_all, now=NOW)
    assert bodies(due) == ["g1"]


async def test_a_group_at_work_under_both_numbers_goes_on_under_both(queues: Queues) -> None:
    await put(queues, Parcel(GROUP, "g1"), Parcel(SUPERGROUP, "s1"), Parcel(GROUP, "g2"))
    await queues.inbox.add(updates(GROUP, SUPERGROUP, GROUP), now=NOW)
    jobs = await queues.inbox.claim(5, now=NOW)
    sent = await queues.outbox.step([], choose_all, now=NOW)

    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    assert [await queues.inbox.finish(job, [], now=NOW) for job in jobs] == [True, True]
    assert numbers(await queues.inbox.claim(5, now=NOW)) == [3]
    done = [Settled(one.number) for one in sent]
    assert bodies(await queues.outbox.step(done, choose_all, now=NOW)) == ["g2"]


async def test_a_dead_row_moves_with_its_chat(queues: Queues) -> None:
    await queues.inbox.add(updates(GROUP), now=NOW)
    await die(queues, (await queues.inbox.claim(1, now=NOW))[0])

    await queues.outbox.move_chat(GROUP, SUPERGROUP)
    await queues.outbox.move_chat(SUPERGROUP, SUPERGROUP)

    assert [row.chat_id for row in await queues.dead.rows()] == [SUPERGROUP]


async def dead_of_both(queues: Queues) -> Collection[DeadRow]:
    """Give up update 1 of AIDA, and a message to her from before; both for the second time."""
    await put(queues, Parcel(AIDA, "a"), now=NOW - 5)
    await queues.inbox.add([update(1)], now=NOW)
    for _ in range(2):
        [job] = await queues.inbox.claim(1, now=NOW)
        await queues.inbox.retry(job, error="Boom", at=NOW)
        [due] = await queues.outbox.step([], choose_all, now=NOW)
        again = Settled(due.number, again_at=NOW, uncertain=1)
        await queues.outbox.step([again], choose_none, now=NOW)
    await die(queues, (await queues.inbox.claim(1, now=NOW))[0])
    [due] = await queues.outbox.step([], choose_all, now=NOW)
    await queues.outbox.step([Settled(due.number, error="Gone")], choose_none, now=NOW)
    return list(await queues.dead.rows())


async def test_the_dead_of_both_boxes_are_told_the_oldest_first(queues: Queues) -> None:
    assert list(await queues.dead.rows()) == []

    rows = await dead_of_both(queues)

    assert [replace(row, number=0) for row in rows] == [
        DeadRow("outbox", 0, AIDA, attempts=3, error="Gone", created=NOW - 5),
        DeadRow("inbox", 0, AIDA, attempts=3, error="Boom", created=NOW),
    ]


async def test_a_revived_row_is_as_if_never_tried_and_first_in_its_chat(queues: Queues) -> None:
    message, job = await dead_of_both(queues)
    await queues.inbox.add([update(2)], now=NOW)
    await put(queues, Parcel(AIDA, "a2"))

    assert await queues.dead.revive("inbox", job.number, now=NOW)
    assert await queues.dead.revive("outbox", message.number, now=NOW)

    assert list(await queues.dead.rows()) == []
    [claimed] = await queues.inbox.claim(5, now=NOW)
    assert (claimed.update_id, claimed.body, claimed.attempts) == (1, "update 1", 1)
    [due] = await queues.outbox.step([], choose_all, now=NOW)
    assert (due.body, due.attempts, due.uncertain) == ("a", 1, 0)


async def test_a_revived_row_is_as_old_as_its_revival(queues: Queues) -> None:
    message, job = await dead_of_both(queues)
    later = NOW + 25 * 3_600_000

    await queues.dead.revive("inbox", job.number, now=later)
    await queues.dead.revive("outbox", message.number, now=later)

    assert (await queues.inbox.backlog(now=later + 7)).oldest_ms == 7
    [claimed] = await queues.inbox.claim(1, now=later)
    [due] = await queues.outbox.step([], choose_all, now=later)
    assert (claimed.created, due.created) == (later, later)


async def test_a_row_revived_while_its_chat_is_at_work_waits(queues: Queues) -> None:
    _, job = await dead_of_both(queues)
    await queues.inbox.add([update(2)], now=NOW)
    [working] = await queues.inbox.claim(1, now=NOW)
    await queues.dead.revive("inbox", job.number, now=NOW)

    assert list(await queues.inbox.claim(5, now=NOW)) == []
    await queues.inbox.finish(working, [], now=NOW)
    assert numbers(await queues.inbox.claim(5, now=NOW)) == [1]


async def test_a_dropped_row_is_gone(queues: Queues) -> None:
    message, job = await dead_of_both(queues)

    assert await queues.dead.drop("inbox", job.number)
    assert await queues.dead.drop("outbox", message.number)

    assert list(await queues.dead.rows()) == []
    assert await queues.inbox.backlog(now=NOW) == Backlog()
    assert not await queues.dead.drop("inbox", job.number)


@pytest.mark.parametrize("box", ["inbox", "outbox", "letterbox"])
async def test_only_the_dead_are_revived_or_dropped(queues: Queues, box: str) -> None:
    await put(queues, Parcel(AIDA, "a"))
    await queues.inbox.add([update(1)], now=NOW)
    jobs = await queues.inbox.claim(1, now=NOW)
    due = await queues.outbox.step([], choose_all, now=NOW)

    for number in (jobs[0].number, due[0].number, 99):
        assert not await queues.dead.revive(box, number, now=NOW)
        assert not await queues.dead.drop(box, number)

    assert await queues.inbox.backlog(now=NOW) == Backlog(work=1, unsent=1)


@pytest.mark.parametrize("kind", STORES)
async def test_choices_and_terms_of_a_group_go_on_under_its_new_number(
    queues: Queues, database: Database
) -> None:
    chats, glossaries = Chats(database), Glossaries(database, lambda: DAY)
    await chats.save_preferences(GROUP, ChatPreferences(KK), now=DAY)
    await glossaries.put_term(GROUP, Term("әкім", "mayor"))

    await queues.outbox.move_chat(GROUP, SUPERGROUP)
    await queues.outbox.move_chat(SUPERGROUP, SUPERGROUP)

    assert await chats.preferences(SUPERGROUP) == ChatPreferences(KK)
    assert await chats.preferences(GROUP) == ChatPreferences()
    assert list(await glossaries.terms(SUPERGROUP)) == [Term("әкім", "mayor")]
    assert list(await glossaries.terms(GROUP)) == []


@pytest.mark.parametrize("kind", STORES)
async def test_what_was_chosen_under_the_new_number_wins(
    queues: Queues, database: Database
) -> None:
    chats, glossaries = Chats(database), Glossaries(database, lambda: DAY)
    for number, language, rendition in ((GROUP, KK, "old"), (SUPERGROUP, RU, "new")):
        await chats.save_preferences(number, ChatPreferences(language), now=DAY)
        await glossaries.put_term(number, Term("әкім", rendition))
    await glossaries.put_term(GROUP, Term("ауыл"))

    await queues.outbox.move_chat(GROUP, SUPERGROUP)

    assert await chats.preferences(SUPERGROUP) == ChatPreferences(RU)
    assert list(await glossaries.terms(SUPERGROUP)) == [Term("ауыл"), Term("әкім", "new")]
    assert await chats.preferences(GROUP) == ChatPreferences()
    assert list(await glossaries.terms(GROUP)) == []


@pytest.mark.parametrize("kind", STORES)
async def test_what_the_queues_need_no_more_is_deleted(queues: Queues, database: Database) -> None:
    await dead_of_both(queues)
    await queues.inbox.add([update(2, BOLAT), update(3)], now=NOW)
    await put(queues, Parcel(AIDA, "unsent"))

    assert await prune_queues(database, NOW + SEEN_MS - 1) == 1  # the update from 5 ms before
    assert await prune_queues(database, NOW + SEEN_MS) == 4
    assert await queues.inbox.add([update(2, BOLAT)], now=NOW + SEEN_MS) == 1
    assert await prune_queues(database, NOW + DEAD_MS - 1) == 2  # the message, and update 2
    assert await prune_queues(database, NOW + DEAD_MS) == 1
    assert await queues.inbox.backlog(now=NOW) == Backlog(ready=3, unsent=1)
