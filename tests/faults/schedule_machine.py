"""Random lives of the schedule: any zone, outages, crashes, wrong clocks, admins who change plans.

Chats have a plan each; processes look around in time, alone or two at once, and end wherever
the store is waited for. A calendar that knows nothing of the code under test says what must have
been posted, when, and what the posted must say.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import available_timezones

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.core.digests import PastRun, Run
from bot.core.groups import DAY_MINUTES, DEFAULT_ZONE, KEEP_DAYS, Group, Plan
from bot.core.own_jobs import run_from_body
from bot.digest.schedule import LATE_S, LOOK_BACK_DAYS, due, next_due
from bot.service.rounds import Rounds
from tests.contract.digest_stores import DigestRows, FakeGroupStore
from tests.faults.schedule_oracle import DAY_S, allowed_at, changes, is_quiet, slots, wall
from tests.faults.schedule_turns import CRASH, AwaitedRuns, take_turns

CHATS = (7, -100)
LOOKS = 40  # of a process in a row
UNKNOWN = "Mars/Olympus_Mons"  # a name that went out of use

_NAMES = [*sorted(available_timezones()), UNKNOWN]
_SPECIAL = (
    ("Asia/Almaty", 2024), ("Asia/Qyzylorda", 2018), ("Asia/Pyongyang", 2015),
    ("Asia/Pyongyang", 2018), ("Pacific/Apia", 2011), ("Pacific/Fakaofo", 2011),
    ("America/St_Johns", 2006), ("Africa/Casablanca", 2026), ("Australia/Lord_Howe", 2026),
    ("America/Sao_Paulo", 2018), ("Europe/Berlin", 2026), ("America/New_York", 2026),
)  # fmt: skip
_ZONES = st.one_of(st.sampled_from([zone for zone, _ in _SPECIAL]), st.sampled_from(_NAMES))
_PLACES = st.one_of(
    st.sampled_from(_SPECIAL), st.tuples(st.sampled_from(_NAMES), st.integers(1_996, 2_034))
)
_NEAR = st.one_of(st.none(), st.integers(-70, 70), st.sampled_from([-1, 0, 30]))
_MINUTES = st.one_of(
    st.sampled_from([540, 0, 1_380, 1_439]), st.integers(0, 240), st.integers(0, DAY_MINUTES - 1)
)
_DAYS = st.one_of(
    st.just(tuple(range(7))), st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days)))
)
_QUIET = st.one_of(st.none(), st.just((1_320, 480)), st.tuples(_MINUTES, _MINUTES))
_PLANS = st.builds(
    Plan, minute=_MINUTES, zone=_ZONES, days=_DAYS, quiet=_QUIET, is_on=st.just(value=True)
)
_OUTAGES_S = st.one_of(st.integers(60, 36 * 3_600), st.integers(DAY_S, 40 * DAY_S))
_JUMPS_S = st.one_of(
    st.integers(-DAY_S, DAY_S), st.integers(-5, 5).map(lambda days: days * DAY_S),
    st.sampled_from([-400 * DAY_S, 400 * DAY_S]),
)  # fmt: skip
_TURNS = st.lists(st.sampled_from([0, 0, 0, 1, 1, 1, CRASH]), max_size=12)


@dataclass
class _Chat:
    """What the ledger knows of a chat: its runs, and the slots that they named as missed."""

    posted: list[Run] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    changed: bool = False
    """Since the last run, so that there may be a second one on its date; with clocks that are
    set, ever."""


class ScheduleMachine(RuleBasedStateMachine):
    """One life."""

    totals: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.rows = DigestRows()
        self.groups, self.runs = FakeGroupStore(self.rows), AwaitedRuns(self.rows)
        self.ledger = {chat: _Chat() for chat in CHATS}
        self.clock, self.jobs, self.set_clocks = 0, 0, False

    @initialize(
        place=_PLACES,
        which=st.integers(0, 3),
        before_s=st.integers(-DAY_S, 3 * DAY_S),
        plans=st.tuples(_PLANS, _PLANS),
        near=_NEAR,
        waits=st.integers(0, 4),
    )
    def begin(
        self,
        place: tuple[str, int],
        which: int,
        before_s: int,
        plans: tuple[Plan, Plan],
        near: int | None,
        waits: int,
    ) -> None:
        """Live around the moment at which clocks are set, if they are, with a slot near to it."""
        (zone, year), (first, second) = place, plans
        usual = int(datetime(year, 6, 1, tzinfo=UTC).timestamp())
        sets = changes(_known(zone), year) or [usual]
        set_at = sets[which % len(sets)]
        first = replace(first, zone=zone)
        if near is not None:
            shown = wall(set_at - 60, _known(zone))
            minute = (shown.hour * 60 + shown.minute + 1 + near) % DAY_MINUTES
            first = replace(first, minute=minute)
        self.clock = set_at - before_s
        for chat, plan in zip(CHATS, (first, second), strict=True):
            self._save(chat, replace(plan, since=self.clock))
        for _ in range(waits):
            self.wait_for_the_next(CHATS[0], 0)

    @rule(chat=st.sampled_from(CHATS), late_s=st.sampled_from([0, 0, 19, 1_700]))
    def wait_for_the_next(self, chat: int, late_s: int) -> None:
        """Be there at the second that the calendar says."""
        plan = self.rows.groups[chat].plan
        zone, week = _known(plan.zone), self.clock + 8 * DAY_S
        coming = slots(plan.days, plan.minute, zone, self.clock + 1, week)
        at = next((at for _, at in coming), self.clock)
        self.clock = max(self.clock, allowed_at(plan.quiet, at, zone) - 1)
        self._look([])
        self.clock += 1 + late_s
        self._look([])

    @rule(pause_s=st.sampled_from([19, 7 * 60, 14 * 60, 61 * 60]))
    def run_on(self, pause_s: int) -> None:
        for _ in range(LOOKS):
            self.clock += pause_s
            self._look([])
        for chat in CHATS:
            self._check_next(chat)

    @rule(turns=_TURNS)
    def look_twice_at_once(self, turns: Sequence[int]) -> None:
        self._look(turns, processes=2)

    @rule(outage_s=_OUTAGES_S, turns=_TURNS)
    def be_away(self, outage_s: int, turns: Sequence[int]) -> None:
        self.totals["outages"] += 1
        self._try(turns, 1)
        self.clock += outage_s
        self._look([])

    @rule(by_s=_JUMPS_S, goes_back=st.booleans())
    def set_the_clock(self, by_s: int, *, goes_back: bool) -> None:
        self.totals["jumps"] += 1
        self.set_clocks = True
        self.clock += by_s
        self._look([])
        if goes_back:
            self.clock -= by_s
            self._look([])

    @rule(chat=st.sampled_from(CHATS), plan=_PLANS, what=st.integers(1, 15))
    def change_the_plan(self, chat: int, plan: Plan, what: int) -> None:
        names = ("minute", "zone", "days", "quiet")
        taken = {name: getattr(plan, name) for i, name in enumerate(names) if what >> i & 1}
        changed = replace(self.rows.groups[chat].plan, **taken)
        if what != 1 << names.index("quiet"):  # which alone changes no slot
            changed = replace(changed, since=self.clock)
            self.ledger[chat].changed = True
        self._save(chat, changed)

    def _save(self, chat: int, plan: Plan) -> None:
        self.rows.groups[chat] = Group(chat, plan=plan)

    def _try(self, turns: Sequence[int], processes: int) -> None:
        """Have processes look around in the order of *turns*."""
        rounds = Rounds(self.groups, self.runs, lambda: datetime.fromtimestamp(self.clock, UTC))
        ticks = [rounds.tick() for _ in range(processes)]
        self.totals["crashes"] += take_turns(ticks, turns)
        self._check_begun()

    def _look(self, turns: Sequence[int], processes: int = 1) -> None:
        """The same, and then one that lives."""
        self._try(turns, processes)
        self._try([], 1)
        for chat in CHATS:
            self._check_nothing_is_skipped(chat)

    def _check_begun(self) -> None:
        jobs = self.runs.jobs
        for chat, body in jobs[self.jobs :]:
            run = run_from_body(body)
            assert run is not None
            assert run.chat_id == chat
            self._check_run(run, self.rows.groups[chat].plan, self.ledger[chat])
        self.jobs = len(jobs)

    def _check_run(self, run: Run, plan: Plan, known: _Chat) -> None:
        zone, told = _known(plan.zone), (*run.missed, run.slot)
        done = {one.slot for one in known.posted} | set(known.named)
        assert done.isdisjoint(told)  # never twice
        assert sorted(set(told)) == list(told)
        assert not is_quiet(plan.quiet, self.clock, zone)
        planned = dict(slots(plan.days, plan.minute, zone, run.due - 30 * DAY_S, run.due))
        assert planned[run.slot] == run.due <= self.clock
        assert planned.keys() >= set(run.missed)
        late_s = self.clock - allowed_at(plan.quiet, run.due, zone)
        assert run.is_late == (bool(run.missed) or late_s > LATE_S)
        assert run.due - KEEP_DAYS * DAY_S <= run.since < run.due
        self._check_one_a_day(run, known)
        known.posted.append(run)
        known.named += run.missed
        known.changed = known.changed and self.set_clocks
        self.totals.update(posted=1, late=run.is_late, named=len(run.missed))

    def _check_one_a_day(self, run: Run, known: _Chat) -> None:
        """A second digest on a date: its time was chosen after the first, and is a later one."""
        same = [one.slot for one in known.posted if one.slot[:10] == run.slot[:10]]
        assert known.changed or not same
        assert max(same, default="") < run.slot
        if known.posted and not self.set_clocks:
            last = known.posted[-1].due
            assert run.since == max(last, run.due - KEEP_DAYS * DAY_S)

    def _check_nothing_is_skipped(self, chat: int) -> None:
        plan = self.rows.groups[chat].plan
        zone, noted = _known(plan.zone), self._noted(chat)
        if is_quiet(plan.quiet, self.clock, zone):
            return
        start = max(self._counts_from(chat, plan), self.clock - LOOK_BACK_DAYS * DAY_S)
        for slot, _ in slots(plan.days, plan.minute, zone, start, self.clock):
            self.totals["slots"] += 1
            assert any(slot <= one and slot[:10] == one[:10] for one in noted)

    def _counts_from(self, chat: int, plan: Plan) -> int:
        """From when on the chat was promised its digests."""
        if plan.since <= self.clock + LATE_S:
            return plan.since
        before = [one.due for one in self._past(chat) if one.due <= self.clock]
        return max(before, default=self.clock - DAY_S)

    def _check_next(self, chat: int) -> None:
        """At the moment that the panel shows, and not before, there is something to do."""
        plan, past = self.rows.groups[chat].plan, self._past(chat)
        if plan.since > self.clock:
            return
        moment = next_due(plan, past, datetime.fromtimestamp(self.clock, UTC))
        assert (moment is None) == (not plan.days)
        if moment is not None:
            at = int(moment.timestamp())
            assert at >= self.clock
            assert due([(chat, plan)], {chat: past}, moment)
            before = datetime.fromtimestamp(max(self.clock, at - 1), UTC)
            assert at == self.clock or not due([(chat, plan)], {chat: past}, before)

    def _past(self, chat: int) -> Sequence[PastRun]:
        return [one for one in self.rows.runs.values() if one.chat_id == chat]

    def _noted(self, chat: int) -> set[str]:
        return {one.slot for one in self._past(chat)}

    def teardown(self) -> None:
        self.totals["runs"] += 1


def _known(zone: str) -> str:
    return DEFAULT_ZONE if zone == UNKNOWN else zone


def machine(counts: Counter[str]) -> type[ScheduleMachine]:
    """Return the machine whose lives are counted there."""

    class Life(ScheduleMachine):
        totals = counts

    return Life
