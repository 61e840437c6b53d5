"""What Prometheus reads of the queues and the process, through Prometheus' own parser."""

import platform
import re
import sqlite3
from pathlib import Path

from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families

from bot import __version__
from bot.core.engines import Trouble
from bot.core.jobs import Backlog
from bot.core.languages import KK, RU
from bot.core.models import Doubt
from bot.service.pulse import Pulse
from bot.translation.calls.guarded import Policy
from bot.translation.calls.rate import Rate
from bot.translation.calls.tally import RecallTally
from bot.web.metrics import TranslationMetrics, exposition
from bot.web.queue_metrics import QueueMetrics
from tests.unit.translation.engine_doubles import FakeEngine, guard

README = Path(__file__).parents[3] / "README.md"
HEADING = "### Metrics"
BACKLOG = Backlog(ready=3, work=2, dead=1, unsent=5, unsent_dead=4, oldest_ms=1_500)

Samples = dict[tuple[str, tuple[str, ...]], float]


def busy_pulse() -> Pulse:
    pulse = Pulse(taken_in=7)
    pulse.jobs["done"] += 6
    pulse.sends["delivered"] += 5
    pulse.job.add(0.3)
    pulse.job.add(99)
    pulse.waited.add(0.02)
    pulse.lag.add(0.001)
    return pulse


def kills() -> dict[str, int]:
    return {"killed": 2, "died": 1}


def families(text: str) -> list[Metric]:
    return list(text_string_to_metric_families(text))


def samples(metrics: QueueMetrics) -> Samples:
    return {
        (one.name, tuple(one.labels.values())): one.value
        for family in families(exposition(metrics).decode())
        for one in family.samples
    }


def test_what_was_done_and_what_waits_is_exposed() -> None:
    found = samples(QueueMetrics(busy_pulse(), BACKLOG, kills))

    assert {state: found["qysqa_inbox_jobs", (state,)] for state in ("ready", "work", "dead")} == {
        "ready": 3,
        "work": 2,
        "dead": 1,
    }
    assert found["qysqa_inbox_oldest_seconds", ()] == 1.5
    assert found["qysqa_outbox_messages", ("unsent",)] == 5
    assert found["qysqa_outbox_messages", ("dead",)] == 4
    assert found["qysqa_updates_total", ()] == 7
    assert found["qysqa_jobs_total", ("done",)] == 6
    assert found["qysqa_sends_total", ("delivered",)] == 5
    assert found["qysqa_worker_kills_total", ("killed",)] == 2
    assert found["qysqa_worker_kills_total", ("died",)] == 1


def test_durations_are_counted_up_to_each_bound() -> None:
    found = samples(QueueMetrics(busy_pulse(), BACKLOG, kills))

    buckets = {bound: found["qysqa_job_seconds_bucket", (bound,)] for bound in ("0.25", "0.5")}
    assert buckets == {"0.25": 0, "0.5": 1}
    assert found["qysqa_job_seconds_bucket", ("60.0",)] == 1
    assert found["qysqa_job_seconds_bucket", ("+Inf",)] == 2
    assert found["qysqa_job_seconds_sum", ()] == 99.3
    assert found["qysqa_job_wait_seconds_count", ()] == 1
    assert found["qysqa_event_loop_lag_seconds_bucket", ("0.01",)] == 1


def test_the_build_and_the_process_are_named() -> None:
    text = exposition(QueueMetrics(Pulse(), BACKLOG, dict)).decode()
    [build] = [one for one in families(text) if one.name == "qysqa_build_info"]

    assert build.samples[0].labels == {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    assert "process_resident_memory_bytes " in text
    assert "process_open_fds " in text


def test_a_database_that_does_not_answer_leaves_the_rest() -> None:
    found = samples(QueueMetrics(busy_pulse(), None, kills))

    assert found["qysqa_updates_total", ()] == 7
    assert ("qysqa_inbox_jobs", ("ready",)) not in found


async def full_exposition() -> str:
    """All metrics, each with at least one sample."""
    guarded = guard(FakeEngine(), policy=Policy(Rate(99, 99), chars_a_day=100))
    await guarded.translate(["сәлем"], source=KK, target=RU)
    guarded.tally.doubted[Doubt.NUMBERS] += 1
    guarded.tally.failures[Trouble.TIMEOUT] += 1
    translation = TranslationMetrics(lambda: [guarded], RecallTally(1, 2, 3))
    return exposition(QueueMetrics(busy_pulse(), BACKLOG, kills), translation).decode()


def readme_rows(text: str) -> list[str]:
    """The README's table as it must be."""
    return [_row(family) for family in families(text)]


def _row(family: Metric) -> str:
    name = f"{family.name}_total" if family.type == "counter" else family.name
    labels = {label for one in family.samples for label in one.labels} - {"le"}
    shown = ", ".join(f"`{label}`" for label in sorted(labels)) or "–"
    return f"| `{name}` | {shown} | {family.documentation.removesuffix('.')}. |"


async def test_the_readmes_table_is_what_is_exposed() -> None:
    rows = readme_rows(await full_exposition())
    table = README.read_text(encoding="utf-8").partition(f"{HEADING}\n")[2].partition("\n#")[0]

    assert len(rows) > 20
    assert all(re.match(r"\| `(qysqa|process)_\w+` \|", row) for row in rows)
    assert [line for line in table.splitlines() if line.startswith("| `")] == rows
