"""Which digests are due, and when the next one is. Pure: plans, earlier runs and the time in.

A plan has one slot on each of its days, known by the local date and minute. A slot is posted
once, and never again for what happens to clocks or time zones later. A slot that could not be
posted in time is made up for: the newest is posted late and names the others.

On one local date a chat gets a second digest only if a later time of day was chosen after the
first was posted: that is what was asked for. An earlier time of day, or the same time in a zone
further west, begins on the next day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.digests import PastRun, Run
from bot.core.groups import KEEP_DAYS, Plan
from bot.digest.moments import is_quiet, local, moment_of, quiet_end
from bot.digest.zones import zone_of

LATE_S = 15 * 60  # beyond it readers are told
LOOK_BACK_DAYS = 4 * KEEP_DAYS  # older slots are not made up for: nobody misses them any more
LOOK_AHEAD_DAYS = 366
_DAY_S = 86_400


def due(
    plans: Sequence[tuple[int, Plan]], past: Mapping[int, Sequence[PastRun]], now: datetime
) -> tuple[Run, ...]:
    """Return what is to be posted *now*, at most one run a chat.

    Args:
        plans: With the number of the chat.
        past: All runs of each chat of the last LOOK_BACK_DAYS at least, and slots made up for.
            Runs after *now* were begun while the clock was wrong: they hold up nothing else.
        now: Aware.
    """
    at = int(now.timestamp())
    found = (_run(chat_id, plan, past.get(chat_id, ()), at) for chat_id, plan in plans)
    return tuple(run for run in found if run is not None)


def next_due(plan: Plan, past: Sequence[PastRun], now: datetime) -> datetime | None:
    """Return when *due* will give the next run, UTC; None if that is never.

    A slot that waits to be made up for is due now, or when the quiet hours end.
    """
    if not plan.is_on:
        return None
    at, zone = int(now.timestamp()), zone_of(plan.zone)
    last = local(at, zone).date() + timedelta(days=LOOK_AHEAD_DAYS)
    slot = next(_slots(plan, past, at, zone, last), None)
    if slot is None:
        return None
    return datetime.fromtimestamp(quiet_end(plan.quiet, max(slot.at, at), zone), UTC)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A planned digest: Run.slot, and the moment it is planned for."""

    name: str
    at: int


def _run(chat_id: int, plan: Plan, past: Sequence[PastRun], at: int) -> Run | None:
    zone = zone_of(plan.zone)
    if not plan.is_on or is_quiet(plan.quiet, at, zone):
        return None
    tomorrow = local(at, zone).date() + timedelta(days=1)  # clocks set back show it today
    waiting = [slot for slot in _slots(plan, past, at, zone, tomorrow) if slot.at <= at]
    if not waiting:
        return None
    *missed, slot = waiting
    late_s = at - quiet_end(plan.quiet, slot.at, zone)
    return Run(
        chat_id=chat_id,
        slot=slot.name,
        due=slot.at,
        since=_covered(plan, past, slot, zone),
        missed=tuple(one.name for one in missed),
        is_late=bool(missed) or late_s > LATE_S,
    )


def _slots(
    plan: Plan, past: Sequence[PastRun], at: int, zone: ZoneInfo, last: date
) -> Iterator[_Slot]:
    """Yield the slots up to the day *last* that nothing was posted for, oldest first."""
    start, latest = _start(plan, past, at), _latest(past)
    first = local(start, zone).toordinal() - 1  # its last minutes may come today
    time = "T{:02}:{:02}".format(*divmod(plan.minute, 60))
    for day in map(date.fromordinal, range(first, last.toordinal() + 1)):
        date_of = day.isoformat()
        if day.weekday() in plan.days and date_of + time > latest.get(date_of, ""):
            moment = moment_of(day, plan.minute, zone)
            if moment is not None and moment >= start:
                yield _Slot(date_of + time, moment)


def _start(plan: Plan, past: Sequence[PastRun], at: int) -> int:
    """From when on slots count."""
    if plan.since <= at + LATE_S:
        start = plan.since
    else:  # it was changed while the clock was wrong
        start = max((one.due for one in past if one.due <= at), default=at - _DAY_S)
    return max(start, at - LOOK_BACK_DAYS * _DAY_S)


def _latest(past: Sequence[PastRun]) -> Mapping[str, str]:
    """The last slot of each local date that something was posted for."""
    latest: dict[str, str] = {}
    for one in past:
        date_of = one.slot.partition("T")[0]
        latest[date_of] = max(one.slot, latest.get(date_of, ""))
    return latest


def _covered(plan: Plan, past: Sequence[PastRun], slot: _Slot, zone: ZoneInfo) -> int:
    """Up to when earlier digests go; for the first, when one before it would have been."""
    before = [one.due for one in past if one.due < slot.at]
    newest = max(before) if before else _planned_before(plan, slot, zone)
    return max(newest, slot.at - KEEP_DAYS * _DAY_S)


def _planned_before(plan: Plan, slot: _Slot, zone: ZoneInfo) -> int:
    """The planned moment before *slot*, if messages are kept for as long; else 0."""
    day = date.fromisoformat(slot.name.partition("T")[0])
    earlier = (day - timedelta(days=back) for back in range(1, KEEP_DAYS + 1))
    planned = (moment_of(one, plan.minute, zone) for one in earlier if one.weekday() in plan.days)
    return next((moment for moment in planned if moment is not None), 0)
