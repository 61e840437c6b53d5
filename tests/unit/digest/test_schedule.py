from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.core.digests import PastRun, Run
from bot.core.groups import KEEP_DAYS, Plan
from bot.digest.schedule import LATE_S, LOOK_BACK_DAYS, due, next_due

CHAT = -1001
DAY = timedelta(days=1)
MADE = datetime(2026, 11, 11, tzinfo=UTC)
PLAN = Plan(is_on=True, since=int(MADE.timestamp()))  # 09:00 in Almaty, which is 04:00 UTC
OLD = replace(PLAN, since=int((MADE - 3 * DAY).timestamp()))
NINE = datetime(2026, 11, 12, 4, tzinfo=UTC)  # a Thursday


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())


def _past(slot: str, moment: datetime) -> PastRun:
    return PastRun(CHAT, slot, _unix(moment))


YESTERDAY = _past("2026-11-11T09:00", NINE - DAY)
TODAY = _past("2026-11-12T09:00", NINE)


def _due(plan: Plan, past: Sequence[PastRun], now: datetime) -> Run | None:
    runs = due([(CHAT, plan)], {CHAT: past}, now)
    assert len(runs) <= 1
    return runs[0] if runs else None


def _live(plan: Plan, start: datetime, end: datetime, step: timedelta) -> list[Run]:
    """What is posted by looking every *step*; each run is noted as the store does it."""
    past: list[PastRun] = []
    runs = []
    now = start
    while now <= end:
        if (run := _due(plan, past, now)) is not None:
            runs.append(run)
            past += [PastRun(CHAT, slot, run.due) for slot in (*run.missed, run.slot)]
        now += step
    return runs


def test_a_digest_is_due_at_its_minute_and_covers_what_the_one_before_did_not() -> None:
    assert _due(PLAN, [YESTERDAY], NINE - timedelta(seconds=1)) is None
    assert _due(PLAN, [YESTERDAY], NINE) == Run(
        CHAT, "2026-11-12T09:00", due=_unix(NINE), since=_unix(NINE - DAY)
    )


def test_a_slot_that_was_begun_is_not_due_again() -> None:
    assert _due(PLAN, [YESTERDAY, TODAY], NINE) is None
    assert _due(PLAN, [YESTERDAY, TODAY], NINE + DAY - timedelta(seconds=1)) is None


def test_each_chat_has_its_own_plan_and_its_own_past() -> None:
    plans = [(1, PLAN), (2, PLAN), (3, replace(PLAN, is_on=False)), (4, replace(PLAN, days=()))]

    runs = due(plans, {1: [YESTERDAY, TODAY], 2: [YESTERDAY]}, NINE)

    assert [run.chat_id for run in runs] == [2]


def test_nothing_from_before_the_plan_is_due() -> None:
    later = replace(PLAN, since=_unix(NINE) + 1)

    assert _due(later, [], NINE + timedelta(hours=3)) is None
    assert _due(replace(PLAN, since=_unix(NINE)), [], NINE) is not None


def test_the_first_digest_covers_a_day() -> None:
    first = _due(replace(PLAN, since=_unix(NINE) - 60), [], NINE)

    assert first is not None
    assert first.since == _unix(NINE - DAY)


def test_the_first_digest_of_some_days_covers_the_days_between() -> None:
    monday_and_thursday = replace(PLAN, days=(0, 3), since=_unix(NINE) - 60)
    first = _due(monday_and_thursday, [], NINE)

    assert first is not None
    assert first.since == _unix(NINE - 3 * DAY)


@pytest.mark.parametrize(
    ("days", "first", "covered"),
    [
        ((3, 4, 5), "2011-12-31", DAY),
        ((4, 5), "2011-12-31", 6 * DAY),
        ((4,), "2012-01-06", KEEP_DAYS * DAY),
    ],
)
def test_the_day_that_samoa_left_out_has_no_digest_before_another(
    days: tuple[int, ...], first: str, covered: timedelta
) -> None:
    """After Thursday, 29 December 2011, came Saturday."""
    now = _at(f"{first}T00:00+14:00")
    run = _due(Plan(0, "Pacific/Apia", days, quiet=None, is_on=True, since=_unix(now)), [], now)

    assert run is not None
    assert run.slot == f"{first}T00:00"
    assert run.since == _unix(now - covered)


def test_no_digest_goes_back_further_than_messages_are_kept() -> None:
    long_ago = _past("2026-11-01T09:00", NINE - 11 * DAY)
    run = _due(replace(PLAN, since=_unix(NINE) - 60), [long_ago], NINE)

    assert run is not None
    assert run.since == _unix(NINE - KEEP_DAYS * DAY)


def test_other_days_of_the_week_are_left_out() -> None:
    weekend = replace(PLAN, days=(5, 6))
    runs = _live(weekend, MADE, MADE + 14 * DAY, timedelta(minutes=10))

    assert [run.slot for run in runs] == [
        "2026-11-14T09:00",
        "2026-11-15T09:00",
        "2026-11-21T09:00",
        "2026-11-22T09:00",
    ]
    assert not any(run.is_late for run in runs)


def test_some_minutes_late_is_not_worth_a_word() -> None:
    on_time = _due(PLAN, [YESTERDAY], NINE + timedelta(seconds=LATE_S))
    late = _due(PLAN, [YESTERDAY], NINE + timedelta(seconds=LATE_S + 1))

    assert on_time is not None
    assert not on_time.is_late
    assert late is not None
    assert late.is_late
    assert late.due == _unix(NINE)


def test_after_an_outage_one_late_digest_names_what_was_missed() -> None:
    past = [_past("2026-11-08T09:00", NINE - 4 * DAY)]

    run = _due(OLD, past, NINE + timedelta(hours=5))

    assert run == Run(
        CHAT,
        "2026-11-12T09:00",
        due=_unix(NINE),
        since=_unix(NINE - 4 * DAY),
        missed=("2026-11-09T09:00", "2026-11-10T09:00", "2026-11-11T09:00"),
        is_late=True,
    )


def test_a_long_outage_is_named_up_to_a_limit() -> None:
    past = [_past("2026-11-12T09:00", NINE)]

    run = _due(PLAN, past, NINE + 100 * DAY)

    assert run is not None
    assert len(run.missed) == LOOK_BACK_DAYS
    assert run.since == run.due - KEEP_DAYS * 86_400


def test_what_is_planned_in_quiet_hours_comes_when_they_end_and_is_not_late() -> None:
    plan = replace(PLAN, minute=23 * 60)
    past = [_past("2026-11-11T23:00", _at("2026-11-11T23:00+05:00"))]

    assert _due(plan, past, _at("2026-11-13T07:59:59+05:00")) is None
    run = _due(plan, past, _at("2026-11-13T08:00:00+05:00"))

    assert run is not None
    assert (run.slot, run.is_late) == ("2026-11-12T23:00", False)
    assert run.due == _unix(_at("2026-11-12T23:00+05:00"))


def test_what_is_late_waits_for_the_end_of_quiet_hours_and_says_so() -> None:
    plan = replace(PLAN, minute=21 * 60)
    past = [_past("2026-11-11T21:00", _at("2026-11-11T21:00+05:00"))]

    assert _due(plan, past, _at("2026-11-13T03:00+05:00")) is None
    run = _due(plan, past, _at("2026-11-13T08:00+05:00"))

    assert run is not None
    assert (run.slot, run.missed, run.is_late) == ("2026-11-12T21:00", (), True)


def test_a_clock_that_is_set_back_repeats_nothing() -> None:
    assert _due(PLAN, [YESTERDAY, TODAY], NINE - timedelta(hours=5)) is None
    assert _due(PLAN, [YESTERDAY, TODAY], NINE - DAY) is None


def test_runs_from_the_future_hold_up_nothing_and_are_not_repeated() -> None:
    by_mistake = _past("2026-11-14T09:00", NINE + 2 * DAY)
    past = [YESTERDAY, by_mistake]

    today = _due(PLAN, past, NINE)
    tomorrow = _due(PLAN, [*past, TODAY], NINE + DAY)
    then = _due(PLAN, [*past, TODAY, _past("2026-11-13T09:00", NINE + DAY)], NINE + 2 * DAY)

    assert today is not None
    assert (today.slot, today.since) == ("2026-11-12T09:00", _unix(NINE - DAY))
    assert tomorrow is not None
    assert tomorrow.slot == "2026-11-13T09:00"
    assert then is None


def test_a_run_from_the_future_hides_no_slot_before_it() -> None:
    by_mistake = _past("2026-11-14T09:00", NINE + 2 * DAY)

    run = _due(replace(PLAN, since=_unix(NINE)), [by_mistake], NINE + 3 * DAY)

    assert run is not None
    assert run.missed == ("2026-11-12T09:00", "2026-11-13T09:00")


def test_slots_before_a_run_from_the_future_are_made_up_for_when_it_has_come() -> None:
    by_mistake = _past("2026-11-14T09:00", NINE + 2 * DAY)

    run = _due(PLAN, [YESTERDAY, TODAY, by_mistake], NINE + 3 * DAY)

    assert run is not None
    assert (run.slot, run.missed) == ("2026-11-15T09:00", ("2026-11-13T09:00",))


def test_a_plan_that_was_made_in_the_future_counts_from_the_last_run_or_a_day_ago() -> None:
    wrong = replace(PLAN, since=_unix(NINE + 300 * DAY))

    first, second = (
        _due(wrong, [], NINE + timedelta(hours=1)),
        _due(wrong, [YESTERDAY], NINE + DAY),
    )

    assert first is not None
    assert first.missed == ()
    assert second is not None
    assert second.missed == ("2026-11-12T09:00",)


def test_a_second_digest_on_a_day_comes_if_a_later_time_was_chosen() -> None:
    changed = _unix(NINE + timedelta(hours=1))
    evening = replace(PLAN, minute=21 * 60, since=changed)
    early = replace(PLAN, minute=8 * 60, since=changed)

    run = _due(evening, [YESTERDAY, TODAY], _at("2026-11-12T21:00+05:00"))

    assert run is not None
    assert (run.slot, run.since) == ("2026-11-12T21:00", _unix(NINE))
    assert _due(early, [YESTERDAY, TODAY], NINE + timedelta(hours=5)) is None


@pytest.mark.parametrize("minute", [9 * 60, 8 * 60])
def test_a_zone_further_west_gives_no_second_digest_on_the_same_date(minute: int) -> None:
    west = replace(PLAN, zone="America/New_York", minute=minute, since=_unix(NINE) + 60)
    past = [YESTERDAY, TODAY]

    assert _due(west, past, _at("2026-11-12T20:00-05:00")) is None
    run = _due(west, past, _at("2026-11-13T09:00-05:00"))

    assert run is not None
    assert run.slot[:10] == "2026-11-13"


def test_an_unknown_zone_stands_for_the_default_and_harms_nobody() -> None:
    runs = due([(1, replace(PLAN, zone="Mars/Olympus")), (2, PLAN)], {}, NINE)

    assert [(run.chat_id, run.due) for run in runs] == [(1, _unix(NINE)), (2, _unix(NINE))]


def test_a_zone_that_changes_on_paper_posts_no_day_twice() -> None:
    by_old_tables = _past("2024-03-01T09:00", _at("2024-03-01T09:00+06:00"))
    plan = replace(PLAN, since=by_old_tables.due)

    assert _due(plan, [by_old_tables], _at("2024-03-01T09:00+05:00")) is None
    run = _due(plan, [by_old_tables], _at("2024-03-02T09:00+05:00"))

    assert run is not None
    assert run.slot == "2024-03-02T09:00"


@pytest.mark.parametrize(
    ("zone", "minute", "first", "days", "hours"),
    [
        ("Asia/Almaty", 540, "2024-02-28", 4, [24, 25, 24]),
        ("Asia/Almaty", 1_410, "2024-02-27", 4, [24, 24, 25]),
        ("Asia/Qyzylorda", 540, "2018-12-19", 4, [24, 25, 24]),
        ("Europe/Berlin", 150, "2026-03-28", 3, [23.5, 23.5]),
        ("Europe/Berlin", 150, "2026-10-24", 3, [24, 25]),
        ("America/New_York", 540, "2026-03-07", 3, [23, 24]),
        ("America/New_York", 90, "2026-10-31", 3, [24, 25]),
        ("Australia/Lord_Howe", 540, "2026-04-04", 3, [24.5, 24]),
        ("Australia/Lord_Howe", 540, "2026-10-03", 3, [23.5, 24]),
        ("Asia/Pyongyang", 1_425, "2018-05-03", 3, [23.75, 23.75]),
        ("Pacific/Apia", 540, "2011-12-28", 5, [24, 24, 24]),
    ],
)
def test_each_local_day_has_one_digest_when_clocks_are_set(
    zone: str, minute: int, first: str, days: int, hours: list[float]
) -> None:
    start = datetime.fromisoformat(first).replace(tzinfo=UTC) - DAY
    plan = replace(PLAN, zone=zone, minute=minute, quiet=None, since=0)
    runs = _live(plan, start, start + (days + 2) * DAY, timedelta(minutes=5))
    moments = [run.due for run in runs if first <= run.slot][: len(hours) + 1]

    assert len({run.slot[:10] for run in runs}) == len(runs)
    assert [(b - a) / 3_600 for a, b in pairwise(moments)] == hours


def test_the_day_that_samoa_left_out_has_no_digest() -> None:
    plan = replace(PLAN, zone="Pacific/Apia", quiet=None, since=0)
    start = datetime(2011, 12, 27, tzinfo=UTC)
    runs = _live(plan, start, start + 4 * DAY, timedelta(minutes=10))

    assert [run.slot[:10] for run in runs[1:]] == [
        "2011-12-27",
        "2011-12-28",
        "2011-12-29",
        "2011-12-31",
    ]
    assert not any(run.missed for run in runs[1:])


def test_a_day_that_clocks_went_back_from_has_begun_all_the_same() -> None:
    """At 00:01 they showed 23:01 again."""
    plan = replace(PLAN, zone="America/St_Johns", minute=0, quiet=None, since=0)
    past = [_past("2006-10-28T00:00", _at("2006-10-28T00:00-02:30"))]

    run = _due(plan, past, _at("2006-10-28T23:15-03:30"))

    assert run is not None
    assert (run.slot, run.due) == ("2006-10-29T00:00", _unix(_at("2006-10-29T00:00-02:30")))


def test_the_end_of_a_day_that_clocks_left_out_comes_with_the_next() -> None:
    """At 23:30 they were set to midnight."""
    midnight = _at("2018-05-05T00:00+09:00")
    plan = Plan(23 * 60 + 45, "Asia/Pyongyang", quiet=None, is_on=True, since=_unix(midnight))

    run = _due(plan, [], midnight)

    assert run is not None
    assert (run.slot, run.due) == ("2018-05-04T23:45", _unix(midnight))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-12T08:00+05:00", "2026-11-12T09:00+05:00"),
        ("2026-11-12T09:00+05:00", "2026-11-12T09:00+05:00"),
        ("2026-11-12T15:00+05:00", "2026-11-12T15:00+05:00"),  # late: at once
        ("2026-11-12T23:00+05:00", "2026-11-13T08:00+05:00"),  # late, and it is night
    ],
)
def test_the_next_digest_is_told(now: str, expected: str) -> None:
    assert next_due(PLAN, [YESTERDAY], _at(now)) == _at(expected)


def test_the_next_digest_is_none_of_those_begun() -> None:
    assert next_due(PLAN, [YESTERDAY, TODAY], NINE) == NINE + DAY
    assert next_due(replace(PLAN, days=(2,)), [YESTERDAY], NINE) == NINE + 6 * DAY


def test_the_next_digest_is_told_for_the_end_of_quiet_hours() -> None:
    night = replace(PLAN, minute=23 * 60, since=_unix(NINE))

    assert next_due(night, [], NINE) == _at("2026-11-13T08:00+05:00")


def test_there_is_no_next_digest_without_days_or_when_it_is_off() -> None:
    assert next_due(replace(PLAN, days=()), [], NINE) is None
    assert next_due(replace(PLAN, is_on=False), [], NINE) is None
