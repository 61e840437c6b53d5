"""Clocks as they were set: minutes left out, minutes shown twice, days that never were."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.groups import DAY_MINUTES
from bot.digest.moments import is_quiet, local, moment_of, quiet_end

NIGHT = (22 * 60, 8 * 60)


def _moment(day: str, time: str, zone: str) -> str | None:
    hours, minutes = time.split(":")
    at = moment_of(date.fromisoformat(day), 60 * int(hours) + int(minutes), ZoneInfo(zone))
    return None if at is None else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("zone", "day", "time", "moment"),
    [
        # UTC+6 → UTC+5 at midnight: the last hour of 29 February came twice
        ("Asia/Almaty", "2024-02-29", "09:00", "2024-02-29 03:00:00"),
        ("Asia/Almaty", "2024-02-29", "23:00", "2024-02-29 17:00:00"),
        ("Asia/Almaty", "2024-02-29", "23:30", "2024-02-29 17:30:00"),
        ("Asia/Almaty", "2024-03-01", "00:00", "2024-02-29 19:00:00"),
        ("Asia/Almaty", "2024-03-01", "09:00", "2024-03-01 04:00:00"),
        # UTC+6 → UTC+5 on 2018-12-21, and no change in 2024
        ("Asia/Qyzylorda", "2018-12-20", "09:00", "2018-12-20 03:00:00"),
        ("Asia/Qyzylorda", "2018-12-20", "23:30", "2018-12-20 17:30:00"),
        ("Asia/Qyzylorda", "2018-12-21", "09:00", "2018-12-21 04:00:00"),
        ("Asia/Qyzylorda", "2024-03-01", "09:00", "2024-03-01 04:00:00"),
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:00:00"),
        ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29 01:00:00"),
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29 01:00:00"),
        ("Europe/Berlin", "2026-03-29", "01:59", "2026-03-29 00:59:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30:00"),
        ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25 02:00:00"),
        ("America/New_York", "2026-03-08", "02:15", "2026-03-08 07:00:00"),
        ("America/New_York", "2026-11-01", "01:15", "2026-11-01 05:15:00"),
        # half an hour of summer time
        ("Australia/Lord_Howe", "2026-10-04", "02:10", "2026-10-03 15:30:00"),
        ("Australia/Lord_Howe", "2026-04-05", "01:40", "2026-04-04 14:40:00"),
        # back for the month of fasting, and on again
        ("Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15 01:30:00"),
        ("Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22 02:00:00"),
        # UTC+9 → UTC+8:30 in 2015, and back in 2018 at 23:30: the day's end was left out
        ("Asia/Pyongyang", "2015-08-14", "23:45", "2015-08-14 14:45:00"),
        ("Asia/Pyongyang", "2018-05-04", "23:45", "2018-05-04 15:00:00"),
        ("Asia/Pyongyang", "2018-05-05", "00:00", "2018-05-04 15:00:00"),
        # summer time that begins at midnight
        ("America/Sao_Paulo", "2018-11-04", "00:10", "2018-11-04 03:00:00"),
        # the day after 29 December was the 31st
        ("Pacific/Apia", "2011-12-29", "09:00", "2011-12-29 19:00:00"),
        ("Pacific/Apia", "2011-12-30", "09:00", None),
        ("Pacific/Apia", "2011-12-31", "09:00", "2011-12-30 19:00:00"),
    ],
)
def test_a_minute_comes_when_clocks_first_show_it_or_a_later_one(
    zone: str, day: str, time: str, moment: str | None
) -> None:
    assert _moment(day, time, zone) == moment


@given(
    st.sampled_from(["Asia/Almaty", "Europe/Berlin", "Africa/Casablanca", "America/St_Johns"]),
    st.dates(date(1995, 1, 1), date(2035, 12, 31)),
    st.integers(0, DAY_MINUTES - 1),
)
def test_a_moment_shows_its_minute_or_follows_a_gap(name: str, day: date, minute: int) -> None:
    zone = ZoneInfo(name)
    at = moment_of(day, minute, zone)
    assert at is not None
    shown, before = local(at, zone), local(at - 1, zone)

    assert shown.date() == day
    assert shown.hour * 60 + shown.minute >= minute
    assert shown.hour * 60 + shown.minute == minute or shown.utcoffset() != before.utcoffset()


def _at(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("at", "quiet", "expected"),
    [
        ("2026-11-12T21:59+05:00", NIGHT, False),
        ("2026-11-12T22:00+05:00", NIGHT, True),
        ("2026-11-13T07:59:59+05:00", NIGHT, True),
        ("2026-11-13T08:00+05:00", NIGHT, False),
        ("2026-11-13T13:00+05:00", (780, 840), True),
        ("2026-11-13T14:00+05:00", (780, 840), False),
        ("2026-11-13T23:00+05:00", None, False),
        ("2026-11-13T23:00+05:00", (540, 540), False),
        ("2026-11-13T23:00+05:00", (0, DAY_MINUTES), False),
    ],
)
def test_quiet_hours_end_before_their_last_minute(
    at: str, quiet: tuple[int, int] | None, *, expected: bool
) -> None:
    assert is_quiet(quiet, _at(at), ZoneInfo("Asia/Almaty")) is expected


@pytest.mark.parametrize(
    ("zone", "at", "end"),
    [
        ("Asia/Almaty", "2026-11-12T12:00:33+05:00", "2026-11-12T12:00:33+05:00"),
        ("Asia/Almaty", "2026-11-12T23:00:33+05:00", "2026-11-13T08:00+05:00"),
        ("Asia/Almaty", "2024-02-29T22:30+06:00", "2024-03-01T08:00+05:00"),
        ("Europe/Berlin", "2026-03-28T23:00+01:00", "2026-03-29T08:00+02:00"),
        ("Pacific/Apia", "2011-12-29T23:00-10:00", "2011-12-31T08:00+14:00"),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(zone: str, at: str, end: str) -> None:
    assert quiet_end(NIGHT, _at(at), ZoneInfo(zone)) == _at(end)


def test_clocks_set_back_to_before_the_quiet_hours_end_them() -> None:
    quiet = (23 * 60 + 30, 8 * 60)

    end = quiet_end(quiet, _at("2024-02-29T23:45+06:00"), ZoneInfo("Asia/Almaty"))

    assert end == _at("2024-02-29T23:00+05:00")
