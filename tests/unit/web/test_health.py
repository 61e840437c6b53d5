"""What the running bot answers to those who ask how it is."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.core.errors import DatabaseBusyError
from bot.web import health
from bot.web.health import METRICS_TYPE, is_well, serving_health
from tests.unit.web.wellness import Patient, no_metrics


async def asked(patient: Patient, path: str) -> tuple[int, dict[str, Any]]:
    async with (
        serving_health(0, patient.health(), no_metrics) as address,
        aiohttp.ClientSession() as session,
        session.get(address + path) as response,
    ):
        return response.status, (await response.json())["checks"]


async def test_a_bot_that_has_just_started_is_well() -> None:
    patient = Patient(now=89)

    assert (await asked(patient, "/healthz"))[0] == 200
    status, checks = await asked(patient, "/readyz")
    assert status == 200
    assert checks["telegram_silence_s"] == {"ok": True, "value": 89.0, "bound": 90.0}
    assert checks["jobs_waiting"] == {"ok": True, "value": 0, "bound": 10}


async def test_silence_counts_from_when_telegram_was_last_heard() -> None:
    patient = Patient(now=1_000)
    assert (await asked(patient, "/healthz"))[0] == 503

    patient.pulse.heard_at = 990
    status, checks = await asked(patient, "/healthz")
    assert (status, checks["telegram_silence_s"]["value"]) == (200, 10.0)


async def test_where_telegram_posts_it_may_be_silent() -> None:
    status, checks = await asked(Patient(now=10_000, polls=False), "/healthz")

    assert (status, list(checks)) == (200, ["event_loop_lag_s"])


async def test_a_late_loop_is_not_well() -> None:
    patient = Patient()
    patient.pulse.lag_s = 1.25

    status, checks = await asked(patient, "/healthz")
    assert status == 503
    assert checks["event_loop_lag_s"] == {"ok": False, "value": 1.25, "bound": 1.0}


async def test_a_database_that_cannot_be_written_is_told_by_its_error() -> None:
    async def locked() -> None:
        raise DatabaseBusyError("qysqa.db")

    patient = Patient(write=locked)

    assert (await asked(patient, "/healthz"))[0] == 200
    status, checks = await asked(patient, "/readyz")
    assert status == 503
    assert checks["database_write"] == {"ok": False, "value": "database_busy"}
    assert checks["jobs_waiting"]["value"] is None


async def test_a_database_that_hangs_is_asked_once_however_many_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, "PROBE_S", 0.02)
    begun, end = list[int](), asyncio.Event()

    async def hanging() -> None:
        begun.append(1)
        await end.wait()

    hurt = Patient(write=hanging).health()
    first, second = await asyncio.gather(hurt.ready(), hurt.ready())
    third = await hurt.ready()
    end.set()
    fourth = await hurt.ready()

    told = [next(one.value for one in seen if one.name == "database_write") for seen in (
        first, second, third, fourth
    )]  # fmt: skip
    assert told == ["timeout", "timeout", "timeout", True]
    assert len(begun) == 1


async def test_metrics_are_said_as_prometheus_wants_them() -> None:
    async def metrics() -> bytes:
        return b"qysqa_updates_total 1.0\n"

    async with (
        serving_health(0, Patient().health(), metrics) as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}/metrics") as response,
    ):
        assert response.headers["Content-Type"] == METRICS_TYPE
        assert await response.read() == b"qysqa_updates_total 1.0\n"


async def test_a_bot_that_is_unwell_or_not_there_is_not_well() -> None:
    patient = Patient()
    async with serving_health(0, patient.health(), no_metrics) as address:
        port = int(address.rpartition(":")[2])
        assert await is_well(port)
        patient.now = 100
        assert not await is_well(port)
    assert not await is_well(port)
