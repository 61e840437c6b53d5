"""Random lives of the queues: the database beside its stand-in in memory, and a ledger.

After each step both hold the same rows, and the ledger, which knows only what was done, says
that nothing is lost, done twice at once, out of order or sent twice without a reason.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.core.jobs import Choice, Due, Job, NewUpdate, Parcel, Settled, State
from bot.store.tables import inbox, outbox
from tests.contract.queue_ledger import (
    LIMITS,
    Fate,
    Ledger,
    Store,
    is_over,
    may_repeat,
    of_box,
    of_table,
)
from tests.contract.queues import FakeQueues, Queues, Rows

T = TypeVar("T")
Given = Sequence[tuple[int, bool, str | None, bool]]

CHATS = (1, 2, 3, -100)

_BATCHES = st.lists(
    st.builds(
        NewUpdate,
        update_id=st.integers(0, 60),
        chat_id=st.sampled_from(CHATS),
        user_id=st.sampled_from([None, 1, 2]),
        body=st.just(""),
        asks=st.booleans(),
    ),
    min_size=3,
    max_size=8,
)
_ANSWER = st.tuples(
    st.sampled_from(CHATS),
    st.booleans(),
    st.sampled_from([None, "of 7", "digest"]),
    st.booleans(),
)
_ANSWERS = st.lists(_ANSWER, min_size=1, max_size=3)
_FATES = st.lists(st.sampled_from(Fate), min_size=4, max_size=4)


class QueueMachine(RuleBasedStateMachine):
    """One life; the first of each pair is the database's, the second the stand-in's."""

    store: ClassVar[Store]

    def __init__(self) -> None:
        super().__init__()
        self.store.empty()
        self.ledger, self.memory = Ledger(), Rows()
        self.processes, self.bodies, self.now = count(), count(), 0
        self.working: list[tuple[Job, Job]] = []
        self.stale: list[tuple[Job, Job]] = []
        self.sending: list[tuple[Due, Due]] = []
        self._start()

    def _start(self) -> None:
        self.owner = f"process {next(self.processes)}"
        fake = FakeQueues(owner=self.owner, limits=LIMITS, rows=self.memory)
        self.sides = (
            self.store.queues(self.owner),
            Queues(fake.inbox, fake.outbox, fake.dead),
        )

    def _both(self, call: Callable[[Queues, int], Awaitable[T]]) -> tuple[T, T]:
        async def work() -> tuple[T, T]:
            real, fake = self.sides
            return await call(real, 0), await call(fake, 1)

        return self.store.runner.run(work())

    def _parcels(self, given: Given) -> list[Parcel]:
        """Make parcels of *given*; they are to be put at once."""
        parcels = []
        for to, again, tag, has_other in given:
            number = next(self.bodies)
            other = f"instead of m{number}" if has_other else None
            parcels.append(Parcel(to, f"m{number}", again, tag, other))
        self.ledger.put(parcels, self.store.rows(outbox))
        return parcels

    @initialize(batch=_BATCHES, answers=_ANSWERS)
    def begin(self, batch: Sequence[NewUpdate], answers: Given) -> None:
        """Without this half of the lives would end before there is anything to lose."""
        self.take_in(batch)
        self.answer(answers)

    @rule(given=_ANSWERS)
    def answer(self, given: Given) -> None:
        self.claim(2)
        if self.working:
            self.finish(0, given)

    @rule(batch=_BATCHES)
    def take_in(self, batch: Sequence[NewUpdate]) -> None:
        named = [replace(one, body=f"u{next(self.bodies)}") for one in batch]
        seen = set(self.memory.seen)
        for one in named:
            if one.update_id not in seen:
                self.ledger.jobs.append(one.body)
                seen.add(one.update_id)
        new = len(seen - self.memory.seen)
        assert self._both(lambda q, _: q.inbox.add(named, now=self.now)) == (new, new)
        self.store.totals["updates"] += new

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        claimed = self._both(lambda q, _: q.inbox.claim(limit, now=self.now))
        self._same(*claimed)
        self.ledger.tries.update(job.body for job in claimed[0])
        self._first_in_chat(inbox, [job.number for job in claimed[0]])
        self.working += zip(*claimed, strict=True)

    @precondition(lambda self: self.working)
    @rule(which=st.integers(0, 9), given=st.lists(_ANSWER))
    def finish(self, which: int, given: Given) -> None:
        job, parcels = self._take(which), self._parcels(given)
        finished = self._both(lambda q, i: q.inbox.finish(job[i], parcels, now=self.now))
        assert finished == (True, True)
        self.ledger.ended.add(job[0].body)

    @precondition(lambda self: self.working)
    @rule(which=st.integers(0, 9), pause=st.integers(0, 20))
    def retry(self, which: int, pause: int) -> None:
        job = self._take(which)
        self._both(lambda q, i: q.inbox.retry(job[i], error="Boom", at=self.now + pause))

    @precondition(lambda self: self.working)
    @rule(which=st.integers(0, 9), told=st.booleans())
    def bury(self, which: int, *, told: bool) -> None:
        job = self._take(which)
        parcels = self._parcels([(job[0].chat_id, True, None, False)] if told else [])
        self._both(lambda q, i: q.inbox.bury(job[i], parcels, error="Boom", now=self.now))

    @precondition(lambda self: self.working)
    @rule(how_many=st.integers(1, 4))
    def hand_back(self, how_many: int) -> None:
        back = [self._take(0) for _ in self.working[:how_many]]
        self._both(lambda q, i: q.inbox.hand_back([pair[i] for pair in back]))
        self.ledger.tries.subtract(pair[0].body for pair in back)

    @rule(arrive=st.lists(st.booleans(), min_size=4, max_size=4))
    def crash(self, arrive: Sequence[bool]) -> None:
        for number, (due, _) in enumerate(self.sending):
            self.ledger.unsure[due.body] += 1
            self.ledger.arrived[due.body] += arrive[number % 4]
            if not due.repeats:
                self.ledger.settled.add(due.body)
        self.ledger.lose(due.body for due, _ in self.sending if not may_repeat(due))
        lost = (len(self.working), len(self.sending))
        self.sides_before = self.sides
        self._start()
        assert self._both(lambda q, _: q.inbox.recover()) == (lost[0], lost[0])
        assert self._both(lambda q, _: q.outbox.recover(now=self.now)) == (lost[1], lost[1])
        self.stale, self.working, self.sending = self.working, [], []
        self.store.totals["crashes"] += 1

    @rule(arrive=st.lists(st.booleans(), min_size=4, max_size=4))
    def crash_while_sending(self, arrive: Sequence[bool]) -> None:
        self.send([Fate.DELIVERED] * 4, ["send"] * 4, 0)
        self.crash(arrive)

    @rule(fates=_FATES)
    def send_all_that_is_due(self, fates: Sequence[Fate]) -> None:
        self.send(fates, ["send"] * 4, 0)

    @precondition(lambda self: self.stale)
    @rule(which=st.integers(0, 9))
    def finish_what_is_lost(self, which: int) -> None:
        """The process before was not dead after all: it is too late for it."""
        job = self.stale[which % len(self.stale)]
        mine, self.sides = self.sides, self.sides_before
        parcels = [Parcel(1, "never")]
        finished = self._both(lambda q, i: q.inbox.finish(job[i], parcels, now=self.now))
        self.sides = mine
        assert finished == (False, False)

    @rule(
        fates=_FATES,
        plan=st.lists(st.sampled_from(["send", "send", "wait", "leave"]), min_size=4, max_size=4),
        pause=st.integers(0, 20),
    )
    def send(self, fates: Sequence[Fate], plan: Sequence[str], pause: int) -> None:
        pairs, self.sending = self.sending, []
        settled: tuple[list[Settled], list[Settled]] = ([], [])
        over: list[str] = []
        for number, pair in enumerate(pairs):
            fate = fates[number % 4]
            if fate is Fate.ON_ITS_WAY:
                self.sending.append(pair)
                continue
            outcome = self.ledger.settle(pair[0], fate, self.now + pause, next(self.bodies))
            over += [pair[0].body] if is_over(outcome) else []
            for side, one in enumerate(pair):
                settled[side].append(replace(outcome, number=one.number))
        self.ledger.lose(over)
        offered: list[Sequence[Due]] = []

        def choose(due: Sequence[Due]) -> Choice:
            offered.append(due)
            planned = [(one.number, plan[place % 4]) for place, one in enumerate(due)]
            waits = {number: self.now + pause for number, what in planned if what == "wait"}
            return Choice([number for number, what in planned if what == "send"], waits)

        sent = self._both(lambda q, i: q.outbox.step(settled[i], choose, now=self.now))
        self._same(*offered)
        self._same(*sent)
        self.ledger.tries.update(due.body for due in sent[0])
        self._first_in_chat(outbox, [due.number for due in sent[0]])
        self.sending += zip(*sent, strict=True)

    @rule(old=st.sampled_from(CHATS), new=st.sampled_from(CHATS))
    def move_chat(self, old: int, new: int) -> None:
        self._both(lambda q, _: q.outbox.move_chat(old, new))

    @rule(which=st.integers(0, 9), again=st.booleans())
    def look_after_the_dead(self, which: int, *, again: bool) -> None:
        dead = self._both(lambda q, _: q.dead.rows())
        self._same(*dead)
        if not dead[0]:
            return
        rows = [side[which % len(side)] for side in dead]
        table = inbox if rows[0].box == "inbox" else outbox
        [body] = [row.body for row in self.store.rows(table) if row.number == rows[0].number]
        names = [(row.box, row.number) for row in rows]
        done = self._both(
            lambda q, i: (
                q.dead.revive(*names[i], now=self.now) if again else q.dead.drop(*names[i])
            )
        )
        assert done == (True, True)
        if again:
            self.ledger.tries[body] = 0
            self.ledger.revived[body] += 1
        else:
            (self.ledger.ended if table is inbox else self.ledger.settled).add(body)

    @rule(ms=st.integers(1, 30))
    def time_passes(self, ms: int) -> None:
        self.now += ms
        for look in (
            self._both(lambda q, _: q.outbox.next_at()),
            self._both(lambda q, _: q.inbox.backlog(now=self.now)),
        ):
            assert look[0] == look[1]

    @invariant()
    def nothing_is_lost(self) -> None:
        kept = self.store.rows(inbox), self.store.rows(outbox)
        assert list(map(of_table, kept[0])) == of_box(self.memory.inbox)
        assert list(map(of_table, kept[1])) == of_box(self.memory.outbox)
        self.ledger.check(*kept)
        assert self.store.receipts() == self.memory.receipts
        self.store.totals["steps"] += 1

    def teardown(self) -> None:
        totals, ledger = self.store.totals, self.ledger
        totals["runs"] += 1
        totals["messages"] += len(ledger.messages)
        totals["twice"] += sum(times - 1 for times in ledger.arrived.values() if times > 1)

    def _take(self, which: int) -> tuple[Job, Job]:
        return self.working.pop(which % len(self.working))

    def _same(self, real: Sequence[Any], fake: Sequence[Any]) -> None:
        """Numbers may differ: SQLite gives the last one again when its row has gone."""
        assert [replace(one, number=0) for one in real] == [replace(one, number=0) for one in fake]

    def _first_in_chat(self, table: Any, numbers: Sequence[int]) -> None:
        waiting = [row for row in self.store.rows(table) if row.state != State.DEAD]
        chats = {row.chat_id: row.number for row in reversed(waiting)}
        assert set(numbers) <= set(chats.values())


def machine(over: Store) -> type[QueueMachine]:
    """Return the machine whose lives are spent in that store, one after the other."""

    class Life(QueueMachine):
        store = over

    return Life
