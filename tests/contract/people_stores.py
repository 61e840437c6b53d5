"""In-memory stand-ins for the ports of people, held to the same contract as the database.

Where several are to see the same rows, they are given them: ``rows = PeopleRows()``, then
``FakePeopleStore(rows)``, ``FakeAccessStore(rows)``, ``FakeBroadcastStore(rows)``; messages
are put into ``rows.queues`` (see tests.contract.queues).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.core.access import Ruling, Verdict
from bot.core.broadcasts import (
    Broadcast,
    Pace,
    Pressure,
    Recipient,
    State,
    Step,
    message_tag,
    room,
)
from bot.core.jobs import Due
from bot.core.jobs import State as RowState
from bot.core.people_ports import Announcer
from tests.contract.queues import Row, Rows


@dataclass
class Known:
    """A person who was here."""

    language: str
    since: int
    last: int
    is_gone: bool = False
    no_news: int | None = None


@dataclass
class PeopleRows:
    """All that a database would keep; *chosen* are the languages of chats that chose one."""

    people: dict[int, Known] = field(default_factory=dict)
    rulings: dict[int, Ruling] = field(default_factory=dict)
    owner: tuple[str, int] | None = None
    broadcasts: dict[int, tuple[Broadcast, int]] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)
    queues: Rows = field(default_factory=Rows)
    numbers: int = 0


class FakePeopleStore:
    """PeopleStore over *rows*."""

    def __init__(self, rows: PeopleRows | None = None) -> None:
        self.rows = rows or PeopleRows()

    async def note(self, person_id: int, language: str, day: int) -> None:
        known = self.rows.people.setdefault(person_id, Known(language, day, day))
        known.language, known.last, known.is_gone = language, day, False

    async def mark_gone(self, person_id: int) -> None:
        if person_id in self.rows.people:
            self.rows.people[person_id].is_gone = True

    async def refuse_news(self, person_id: int, at: int | None) -> None:
        if person_id in self.rows.people:
            self.rows.people[person_id].no_news = at

    async def language(self, person_id: int) -> str:
        known = self.rows.people.get(person_id)
        return known.language if known else ""


class FakeAccessStore:
    """AccessStore over *rows*."""

    def __init__(self, rows: PeopleRows | None = None) -> None:
        self.rows = rows or PeopleRows()

    async def rulings(self) -> Sequence[Ruling]:
        kept = self.rows.rulings.values()
        return tuple(sorted(kept, key=lambda one: (one.at, one.chat_id), reverse=True))

    async def rule(self, ruling: Ruling) -> None:
        self.rows.rulings[ruling.chat_id] = ruling
        if self.rows.owner is not None and self.rows.owner[1] == ruling.chat_id:
            self.rows.owner = None

    async def lift(self, chat_id: int, verdict: Verdict) -> bool:
        kept = self.rows.rulings.get(chat_id)
        if kept is None or kept.verdict is not verdict:
            return False
        del self.rows.rulings[chat_id]
        return True

    async def owner(self, name: str) -> int | None:
        owner = self.rows.owner
        return owner[1] if owner is not None and owner[0] == name else None

    async def know_owner(self, name: str, person_id: int, at: int) -> None:
        self.rows.owner = (name, person_id)
        self.rows.rulings.pop(person_id, None)


class FakeBroadcastStore:
    """BroadcastStore over *rows*."""

    def __init__(self, rows: PeopleRows | None = None) -> None:
        self.rows = rows or PeopleRows()

    async def audience(self, chat_id: int) -> int:
        return len(self._reached(chat_id))

    async def draft(self, chat_id: int, body: str, *, at: int) -> int:
        kept = self.rows.broadcasts
        for number, (one, created) in list(kept.items()):
            is_draft = one.state is State.DRAFT and one.chat_id == chat_id
            is_old = created <= at - 30 * 86_400 and one.state is not State.SENDING
            if is_draft or is_old:
                del kept[number]
        self.rows.numbers += 1
        number = self.rows.numbers
        kept[number] = (Broadcast(number, chat_id, "", body, State.DRAFT, 0, 0, 0), at)
        return number

    async def find(self, number: int) -> Broadcast | None:
        if number not in self.rows.broadcasts:
            return None
        found = self.rows.broadcasts[number][0]
        return replace(found, language=self._language(found.chat_id))

    async def begin(self, number: int) -> bool:
        found = await self._in(number, State.DRAFT)
        if found is None:
            return False
        total = len(self._reached(found.chat_id))
        self._keep(replace(found, state=State.SENDING, total=total))
        return True

    async def drop(self, number: int) -> bool:
        found = await self._in(number, State.DRAFT)
        return found is not None and self.rows.broadcasts.pop(number) is not None

    async def stop(self, number: int) -> bool:
        found = await self._in(number, State.SENDING)
        if found is None:
            return False
        box = self.rows.queues.outbox.rows
        back = [key for key, row in box.items() if _is_of(row, number, RowState.READY)]
        for key in back:
            del box[key]
        self._keep(replace(found, state=State.STOPPED, sent=found.sent - len(back)))
        return True

    async def under_way(self) -> int | None:
        kept = self.rows.broadcasts.items()
        return min((key for key, one in kept if one[0].state is State.SENDING), default=None)

    async def step(
        self, number: int, announcer: Announcer, pace: Pace, *, tells: bool, now_ms: int
    ) -> Step | None:
        found = await self._in(number, State.SENDING)
        if found is None:
            return None
        pressure = self._pressure(number)
        free = room(pressure, pace)
        after = [one for one in self._reached(found.chat_id) if one > found.last_person]
        people = [Recipient(one, self._language(one)) for one in after[:free]]
        if free and not people:
            return Step(found) if pressure.own else self._finish(found, announcer, now_ms)
        if people:
            last, sent = people[-1].person_id, found.sent + len(people)
            total = max(found.total, sent)
            found = replace(found, last_person=last, sent=sent, total=total)
        parcels = [announcer.message(found, one) for one in people]
        parcels += [announcer.progress(found)] if tells else []
        self._keep(found)
        self.rows.queues.put(parcels, now_ms)
        return Step(found, len(people))

    def _finish(self, found: Broadcast, announcer: Announcer, now_ms: int) -> Step:
        tag = message_tag(found.number)
        delivered = sum(key[1] == tag for key in self.rows.queues.receipts)
        over = replace(found, state=State.DONE)
        summary = announcer.summary(over, delivered)
        self._keep(over)
        self.rows.queues.put([summary], now_ms)
        return Step(over)

    def _pressure(self, number: int) -> Pressure:
        waiting = [
            row for row in self.rows.queues.outbox.rows.values() if row.state is not RowState.DEAD
        ]
        own = sum(_is_of(row, number, row.state) for row in waiting)
        return Pressure(own, len(waiting) - own)

    def _reached(self, chat_id: int) -> list[int]:
        rulings = self.rows.rulings
        banned = {key for key, one in rulings.items() if one.verdict is Verdict.BANNED}
        return sorted(
            key
            for key, one in self.rows.people.items()
            if key != chat_id and not one.is_gone and one.no_news is None and key not in banned
        )

    def _language(self, person_id: int) -> str:
        known = self.rows.people.get(person_id)
        return self.rows.chosen.get(person_id) or (known.language if known else "")

    async def _in(self, number: int, state: State) -> Broadcast | None:
        found = await self.find(number)
        return found if found is not None and found.state is state else None

    def _keep(self, broadcast: Broadcast) -> None:
        _, at = self.rows.broadcasts[broadcast.number]
        self.rows.broadcasts[broadcast.number] = (broadcast, at)


def _is_of(row: Row, number: int, state: RowState) -> bool:
    due = row.value
    assert isinstance(due, Due)
    return due.tag == message_tag(number) and row.state is state
