"""Which values are well, and which are not."""

from dataclasses import replace

import pytest

from bot.core.jobs import Backlog
from bot.web.vitals import Signs, Stock, is_well, liveness, readiness, report

ALIVE = Signs(lag_s=0.001, silence_s=3.0)
READY = Stock(None, 10**9, Backlog(ready=2, work=1, dead=5, oldest_ms=1_500), pause_above=10)


def wrong(signs: Signs, stock: Stock) -> list[str]:
    return [one.name for one in readiness(signs, stock) if not one.well]


def test_a_bot_with_nothing_wrong_is_well() -> None:
    assert is_well(liveness(ALIVE))
    assert wrong(ALIVE, READY) == []


@pytest.mark.parametrize(
    ("signs", "status"),
    [
        (Signs(0.999, 89.9), "ok"),
        (Signs(1.0, 0), "unwell"),
        (Signs(0, 90.0), "unwell"),
        (Signs(0, None), "ok"),
    ],
)
def test_a_loop_that_is_late_or_a_telegram_that_is_silent_is_not_well(
    signs: Signs, status: str
) -> None:
    assert report(liveness(signs))["status"] == status
    assert report(readiness(signs, READY))["status"] == status


@pytest.mark.parametrize(
    ("stock", "names"),
    [
        (replace(READY, trouble="database_busy"), ["database_write"]),
        (replace(READY, free_bytes=200 * 10**6), ["disk_free_bytes"]),
        (replace(READY, backlog=Backlog(oldest_ms=299_999)), []),
        (replace(READY, backlog=Backlog(oldest_ms=300_000)), ["oldest_job_s"]),
        (replace(READY, backlog=Backlog(ready=6, work=4)), ["jobs_waiting"]),
        (
            Stock("timeout", 0, None, 10),
            ["database_write", "disk_free_bytes", "oldest_job_s", "jobs_waiting"],
        ),
    ],
)
def test_each_thing_that_is_wrong_is_named(stock: Stock, names: list[str]) -> None:
    assert wrong(ALIVE, stock) == names


def test_the_report_shows_each_value_and_its_bound() -> None:
    assert report(readiness(ALIVE, READY)) == {
        "status": "ok",
        "checks": {
            "event_loop_lag_s": {"ok": True, "value": 0.001, "bound": 1.0},
            "telegram_silence_s": {"ok": True, "value": 3.0, "bound": 90.0},
            "database_write": {"ok": True, "value": True},
            "disk_free_bytes": {"ok": True, "value": 10**9, "bound": 200 * 10**6},
            "oldest_job_s": {"ok": True, "value": 1.5, "bound": 300.0},
            "jobs_waiting": {"ok": True, "value": 3, "bound": 10},
        },
    }
    assert report(readiness(ALIVE, replace(READY, trouble="database_busy")))["status"] == "unwell"
