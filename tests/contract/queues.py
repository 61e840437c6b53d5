"""The queues in memory, held to the same contract as the database's.

``queues = FakeQueues()`` has ``queues.inbox``, ``queues.outbox`` and ``queues.dead`` over the
same rows; ``queues.restarted("another")`` is what a process that comes after it finds.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

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
    State,
    turned_away,
)
from bot.core.queue_ports import DeadLetters, Inbox, Outbox
from bot.store.codec import storable

OFFERED = 50  # as bot.store.outbox says; the contract suite compares
DIGESTS = "digest"  # as bot.store.receipts says


@dataclass
class Row:
    """A row of either box; *value* is what the port shows of it."""

    value: Job | Due
    asks: bool = False
    state: State = State.READY
    not_before: int = 0
    owner: str | None = None
    error: str = ""
    otherwise: str | None = None

    def let_go(self, state: State, *, not_before: int | None = None, error: str = "") -> None:
        self.state, self.owner, self.error = state, None, storable(error)
        self.not_before = self.not_before if not_before is None else not_before

    def change(self, **changes: str | int | None) -> None:
        self.value = replace(self.value, **changes)  # type: ignore[arg-type] # as each value has


class Box:
    """Rows by number; the lower came first."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self.numbers = count(1)

    def heads(self) -> list[Row]:
        """The oldest row of each chat that has none in work, the oldest first."""
        waiting = [self.rows[n] for n in sorted(self.rows) if self.rows[n].state < State.DEAD]
        working = {row.value.chat_id for row in waiting if row.state is State.WORK}
        heads: dict[int, Row] = {}
        for row in waiting:
            heads.setdefault(row.value.chat_id, row)
        return [row for chat, row in heads.items() if chat not in working]

    def mine(self, number: int, owner: str) -> Row | None:
        row = self.rows.get(number)
        return row if row and row.state is State.WORK and row.owner == owner else None

    def forgotten(self, owner: str, keep: Collection[int]) -> list[Row]:
        """Those in work of *owner* but for *keep*."""
        return [
            row
            for number, row in self.rows.items()
            if row.state is State.WORK and row.owner == owner and number not in keep
        ]

    def others(self, owner: str) -> list[Row]:
        return [r for r in self.rows.values() if r.state is State.WORK and r.owner != owner]

    def among(self, *states: State) -> int:
        return sum(row.state in states for row in self.rows.values())

    def move(self, old: int, new: int) -> None:
        busy = {row.value.chat_id for row in self.rows.values() if row.state is State.WORK}
        if not {old, new} <= busy:  # else those of the old number are done under it
            for row in self.rows.values():
                if row.value.chat_id == old:
                    row.change(chat_id=new)
                    if isinstance(row.value, Due) and not _lasts(row.value.tag):
                        row.change(tag=None)


def _lasts(tag: str | None) -> bool:
    return tag is not None and tag.startswith(DIGESTS)


@dataclass
class Rows:
    """All that a database would keep; *receipts* by chat and tag."""

    inbox: Box = field(default_factory=Box)
    outbox: Box = field(default_factory=Box)
    seen: set[int] = field(default_factory=set)
    receipts: dict[tuple[int, str], int] = field(default_factory=dict)

    def put(self, parcels: Iterable[Parcel], now: int) -> None:
        for parcel in parcels:
            body, tag = storable(parcel.body), parcel.tag and storable(parcel.tag)
            row = self._waiting_under(parcel.chat_id, tag) if parcel.repeats else None
            if row is None:
                number = next(self.outbox.numbers)
                due = Due(number, parcel.chat_id, body, parcel.repeats, 0, 0, now, tag)
                row = self.outbox.rows[number] = Row(due)
            row.change(body=body, created=now)
            row.otherwise = parcel.otherwise and storable(parcel.otherwise)

    def say_otherwise(self, row: Row, now: int) -> None:
        """Have what is to be said instead of *row* sent, once."""
        if row.otherwise is not None:
            number = next(self.outbox.numbers)
            due = Due(number, row.value.chat_id, row.otherwise, True, 0, 0, now)  # noqa: FBT003 - repeats
            self.outbox.rows[number] = Row(due, not_before=now)
        row.otherwise = None

    def _waiting_under(self, chat_id: int, tag: str | None) -> Row | None:
        """The last of the messages under *tag* that are repeated and not being sent."""
        found = None
        for row in self.outbox.rows.values():
            due = row.value
            assert isinstance(due, Due)
            if (due.chat_id, due.tag, due.repeats, row.state) == (chat_id, tag, True, State.READY):
                found = row
        return None if tag is None else found

    def with_receipt(self, due: Due) -> Due:
        sent_id = None if due.tag is None else self.receipts.get((due.chat_id, due.tag))
        return replace(due, sent_id=sent_id)

    def put_job(self, chat_id: int, body: str, now: int) -> None:
        """Have a job that this program gave itself."""
        number = next(self.inbox.numbers)
        self.inbox.rows[number] = Row(Job(number, None, chat_id, None, storable(body), 0, now))

    def drop_posts(self, chat_id: int) -> None:
        """Delete posts of the chat's digests that are not being sent."""
        rest = [item for item in self.outbox.rows.items() if item[1].state is not State.WORK]
        for number, row in rest:
            due = row.value
            if isinstance(due, Due) and due.chat_id == chat_id and _lasts(due.tag):
                del self.outbox.rows[number]

    def waiting_tags(self, chat_id: int) -> set[str]:
        """Of messages in the chat that are not sent yet."""
        rows = (row for row in self.outbox.rows.values() if row.state is not State.DEAD)
        dues = [row.value for row in rows if row.value.chat_id == chat_id]
        return {due.tag for due in dues if isinstance(due, Due) and due.tag is not None}


class FakeInbox:
    """Inbox over *rows* as the process *owner* sees it."""

    def __init__(self, rows: Rows, owner: str, limits: Limits) -> None:
        self._rows, self._box = rows, rows.inbox
        self._owner, self._limits = owner, limits

    async def add(self, updates: Sequence[NewUpdate], *, now: int) -> int:
        first: dict[int, NewUpdate] = {}
        for update in updates:
            first.setdefault(update.update_id, update)
        new = [update for number, update in first.items() if number not in self._rows.seen]
        verdicts = turned_away(new, self._waiting(), self._limits)
        for update, verdict in zip(new, verdicts, strict=True):
            self._rows.seen.add(update.update_id)
            number = next(self._box.numbers)
            who = (update.update_id, update.chat_id, update.user_id)
            job = Job(number, *who, storable(update.body), 0, now, verdict)
            self._box.rows[number] = Row(job, asks=update.asks)
        return len(new)

    async def claim(self, limit: int, *, now: int) -> Sequence[Job]:
        ready = [row for row in self._box.heads() if row.not_before <= now][:limit]
        for row in ready:
            row.state, row.owner = State.WORK, self._owner
            row.change(attempts=row.value.attempts + 1)
        return [row.value for row in ready if isinstance(row.value, Job)]

    async def finish(self, job: Job, parcels: Sequence[Parcel], *, now: int) -> bool:
        row = self._box.mine(job.number, self._owner)
        if row:
            del self._box.rows[job.number]
            self._rows.put(parcels, now)
        return row is not None

    async def say(self, job: Job, parcel: Parcel, *, now: int) -> bool:
        row = self._box.mine(job.number, self._owner)
        if row:
            self._rows.put((parcel,), now)
        return row is not None

    async def retry(self, job: Job, *, error: str, at: int) -> None:
        row = self._box.mine(job.number, self._owner)
        if row:
            row.let_go(State.READY, not_before=at, error=error)

    async def bury(self, job: Job, parcels: Sequence[Parcel], *, error: str, now: int) -> None:
        row = self._box.mine(job.number, self._owner)
        if row:
            row.let_go(State.DEAD, error=error)
            self._rows.put(parcels, now)

    async def hand_back(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            row = self._box.mine(job.number, self._owner)
            if row:
                row.let_go(State.READY, error=row.error)
                row.change(attempts=row.value.attempts - 1)

    async def recover(self) -> int:
        lost = self._box.others(self._owner)
        for row in lost:
            row.let_go(State.READY, error=row.error)
        return len(lost)

    async def release(self, keep: Collection[int]) -> int:
        forgotten = self._box.forgotten(self._owner, keep)
        for row in forgotten:
            row.let_go(State.READY, error=row.error)
        return len(forgotten)

    async def backlog(self, *, now: int) -> Backlog:
        alive = [r.value.created for r in self._box.rows.values() if r.state is not State.DEAD]
        return Backlog(
            self._box.among(State.READY),
            self._box.among(State.WORK),
            self._box.among(State.DEAD),
            self._rows.outbox.among(State.READY, State.WORK),
            self._rows.outbox.among(State.DEAD),
            max(0, now - min(alive, default=now)),
        )

    def _waiting(self) -> Mapping[tuple[int, int | None], int]:
        return Counter(
            (row.value.chat_id, row.value.user_id)
            for row in self._box.rows.values()
            if isinstance(row.value, Job) and row.asks and row.state is not State.DEAD
            if not row.value.turned_away
        )


class FakeOutbox:
    """Outbox over *rows* as the process *owner* sees it."""

    def __init__(self, rows: Rows, owner: str) -> None:
        self._rows, self._box, self._owner = rows, rows.outbox, owner

    async def step(
        self,
        settled: Sequence[Settled],
        choose: Callable[[Sequence[Due]], Choice],
        *,
        now: int,
    ) -> Sequence[Due]:
        self._say_otherwise(settled, now)
        for one in settled:
            self._settle(one)
        ready = [row for row in self._box.heads() if row.not_before <= now][:OFFERED]
        dues = [row.value for row in ready if isinstance(row.value, Due)]
        choice = choose([self._rows.with_receipt(due) for due in dues])
        for number, until in choice.wait.items():
            self._box.rows[number].not_before = until
        picked = [row for row in ready if row.value.number in choice.send]
        for row in picked:
            row.state, row.owner = State.WORK, self._owner
            row.change(attempts=row.value.attempts + 1)
        marked = [row.value for row in picked if isinstance(row.value, Due)]
        return [self._rows.with_receipt(due) for due in marked]

    async def recover(self, *, now: int) -> int:
        lost = self._box.others(self._owner)
        for row in sorted(lost, key=lambda row: row.value.number):
            self._decide(row, now)
        return len(lost)

    async def release(self, keep: Collection[int]) -> int:
        forgotten = self._box.forgotten(self._owner, keep)
        for row in forgotten:
            row.let_go(State.READY, error=row.error)
            row.change(attempts=row.value.attempts - 1)
        return len(forgotten)

    async def next_at(self) -> int | None:
        return min((row.not_before for row in self._box.heads()), default=None)

    async def move_chat(self, old: int, new: int) -> None:
        if old == new:
            return
        for box in (self._rows.inbox, self._rows.outbox):
            box.move(old, new)
        for chat, tag in [key for key in self._rows.receipts if key[0] == old]:
            del self._rows.receipts[chat, tag]

    def _say_otherwise(self, settled: Sequence[Settled], now: int) -> None:
        over = [one for one in settled if one.again_at is None and (one.is_lost or one.error)]
        for number in sorted(one.number for one in over):
            row = self._box.mine(number, self._owner)
            if row:
                self._rows.say_otherwise(row, now)

    def _settle(self, one: Settled) -> None:
        row = self._box.mine(one.number, self._owner)
        if row and one.again_at is not None:
            row.let_go(State.READY, not_before=one.again_at, error=one.error or "")
            row.change(uncertain=one.uncertain)
        elif row and one.error is not None:
            row.let_go(State.DEAD, error=one.error)
        elif row:
            del self._box.rows[one.number]
            self._note(row.value, one.message_id)

    def _note(self, sent: Job | Due, message_id: int | None) -> None:
        if isinstance(sent, Due) and sent.tag is not None and message_id is not None:
            self._rows.receipts[sent.chat_id, sent.tag] = message_id

    def _decide(self, row: Row, now: int) -> None:
        due = row.value
        assert isinstance(due, Due)
        if due.repeats and due.uncertain < MAX_UNCERTAIN:
            row.let_go(State.READY, not_before=now, error=row.error)
            row.change(uncertain=due.uncertain + 1)
            return
        self._rows.say_otherwise(row, now)
        if due.repeats:
            row.let_go(State.DEAD, error="uncertain")
        else:
            del self._box.rows[due.number]


class FakeDeadLetters:
    """DeadLetters over *rows*."""

    def __init__(self, rows: Rows) -> None:
        self._boxes = {"inbox": rows.inbox, "outbox": rows.outbox}

    async def rows(self) -> Sequence[DeadRow]:
        dead = [
            DeadRow(name, number, row.value.chat_id, row.value.attempts, row.error, created)
            for name, box in self._boxes.items()
            for number, row in sorted(box.rows.items())
            for created in [row.value.created]
            if row.state is State.DEAD
        ]
        return sorted(dead, key=lambda row: row.created)

    async def revive(self, box: str, number: int, *, now: int) -> bool:
        row = self._dead(box, number)
        if row:
            row.let_go(State.READY, not_before=0)
            row.change(attempts=0, created=now)
            if isinstance(row.value, Due):
                row.change(uncertain=0)
        return row is not None

    async def drop(self, box: str, number: int) -> bool:
        row = self._dead(box, number)
        if row:
            del self._boxes[box].rows[number]
        return row is not None

    def _dead(self, box: str, number: int) -> Row | None:
        row = self._boxes[box].rows.get(number) if box in self._boxes else None
        return row if row and row.state is State.DEAD else None


@dataclass(frozen=True)
class Queues:
    """The three ports, as one process has them."""

    inbox: Inbox
    outbox: Outbox
    dead: DeadLetters


class FakeQueues:
    """The queues over the same rows."""

    def __init__(
        self, *, owner: str = "one", limits: Limits | None = None, rows: Rows | None = None
    ) -> None:
        self.rows = rows or Rows()
        self._limits = limits or Limits()
        self.inbox = FakeInbox(self.rows, owner, self._limits)
        self.outbox = FakeOutbox(self.rows, owner)
        self.dead = FakeDeadLetters(self.rows)

    def restarted(self, owner: str) -> "FakeQueues":
        """What a process that calls itself *owner* finds after this one."""
        return FakeQueues(owner=owner, limits=self._limits, rows=self.rows)
