"""Counts for Prometheus: what was taken in, done and sent, what waits, and the process."""

import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate

from prometheus_client import PROCESS_COLLECTOR
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot import __version__
from bot.core.jobs import Backlog
from bot.service.pulse import SECONDS, Durations, Pulse

_JOBS = (
    "How attempts at jobs ended: done, refused, failed and to be tried again, dead,"
    " turned_away as there were too many, or ignored as nothing was asked"
)
_SENDS = (
    "What became of messages: sent, unsent, reset, uncertain, refused, paced, migrated, gone,"
    " or token where Telegram does not know the bot"
)
_KILLS = "Calls that lost their worker: killed as they took too much, or it died"
_LAG = "How late the event loop was, looked at four times a second"


class QueueMetrics(Collector):
    """Reads the counts when it is asked; *backlog* is None where the database did not answer.

    *kills* gives how many workers were ended, by reason.
    """

    def __init__(
        self, pulse: Pulse, backlog: Backlog | None, kills: Callable[[], Mapping[str, int]]
    ) -> None:
        self._pulse = pulse
        self._backlog = backlog
        self._kills = kills

    def collect(self) -> Iterator[Metric]:
        """Return all metrics; see prometheus_client."""
        if self._backlog is not None:
            yield from _waiting(self._backlog)
        yield from self._counts()
        yield from self._durations()
        yield _build()
        yield from PROCESS_COLLECTOR.collect()

    def _counts(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            "qysqa_updates", "Updates taken in, each once", value=self._pulse.taken_in
        )
        yield _counter("qysqa_jobs", _JOBS, "outcome", self._pulse.jobs)
        yield _counter("qysqa_sends", _SENDS, "fate", self._pulse.sends)
        yield _counter("qysqa_worker_kills", _KILLS, "reason", self._kills())

    def _durations(self) -> Iterator[Metric]:
        pulse = self._pulse
        yield _histogram("qysqa_job_seconds", "How long jobs took", pulse.job)
        yield _histogram(
            "qysqa_job_wait_seconds", "How long jobs waited before that", pulse.waited
        )
        yield _histogram("qysqa_event_loop_lag_seconds", _LAG, pulse.lag)


def _waiting(backlog: Backlog) -> Iterator[Metric]:
    inbox = GaugeMetricFamily(
        "qysqa_inbox_jobs", "Jobs kept: ready, in work, or dead", labels=["state"]
    )
    inbox.add_metric(["ready"], backlog.ready)
    inbox.add_metric(["work"], backlog.work)
    inbox.add_metric(["dead"], backlog.dead)
    outbox = GaugeMetricFamily(
        "qysqa_outbox_messages", "Messages kept: unsent, or dead", labels=["state"]
    )
    outbox.add_metric(["unsent"], backlog.unsent)
    outbox.add_metric(["dead"], backlog.unsent_dead)
    yield inbox
    yield GaugeMetricFamily(
        "qysqa_inbox_oldest_seconds",
        "Age of the oldest job that is not dead",
        value=backlog.oldest_ms / 1000,
    )
    yield outbox


def _build() -> Metric:
    build = {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }
    return InfoMetricFamily("qysqa_build", "What runs; always 1", value=build)


def _counter(name: str, meaning: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, meaning, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family


def _histogram(name: str, meaning: str, durations: Durations) -> Metric:
    bounds = [*map(str, SECONDS), "+Inf"]
    counts = map(float, accumulate(durations.counts))  # cumulative, as Prometheus wants them
    buckets = list(zip(bounds, counts, strict=True))
    return HistogramMetricFamily(name, meaning, buckets=buckets, sum_value=durations.total_s)
