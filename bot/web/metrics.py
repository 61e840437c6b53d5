"""Counts for Prometheus: what each translation engine did, and what was remembered."""

from collections.abc import Callable, Iterator, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.translation.calls.guarded import Guarded
from bot.translation.calls.tally import LATENCY_BOUNDS_S, RecallTally


class TranslationMetrics(Collector):
    """Reads the counts when it is asked; *engines* gives those that have been made."""

    def __init__(self, engines: Callable[[], Sequence[Guarded]], recall: RecallTally) -> None:
        self._engines = engines
        self._recall = recall

    def collect(self) -> Iterator[Metric]:
        """Return all metrics; see prometheus_client."""
        yield self._sentences()
        yield from self._counts()
        yield from self._gauges()
        yield self._seconds()

    def _sentences(self) -> Metric:
        family = CounterMetricFamily(
            "qysqa_sentences", "Sentences asked for, by where they were found", labels=["found"]
        )
        family.add_metric(["memory"], self._recall.remembered)
        family.add_metric(["cache"], self._recall.cached)
        family.add_metric(["nowhere"], self._recall.missing)
        return family

    def _counts(self) -> Iterator[Metric]:
        chars = CounterMetricFamily("qysqa_engine_chars", "Characters sent", labels=["engine"])
        answers = CounterMetricFamily(
            "qysqa_engine_answers",
            "Texts translated, by verdict: ok, or why they were rejected",
            labels=["engine", "verdict"],
        )
        doubts = CounterMetricFamily(
            "qysqa_engine_doubts", "Answers shown with a doubt", labels=["engine", "doubt"]
        )
        failures = CounterMetricFamily(
            "qysqa_engine_failures", "Calls that failed", labels=["engine", "trouble"]
        )
        for one in self._engines():
            chars.add_metric([one.name], one.tally.chars)
            answers.add_metric([one.name, "ok"], one.tally.accepted)
            for reason, count in one.tally.rejected.items():
                answers.add_metric([one.name, reason], count)
            for doubt, count in one.tally.doubted.items():
                doubts.add_metric([one.name, doubt.value], count)
            for trouble, count in one.tally.failures.items():
                failures.add_metric([one.name, trouble.value], count)
        yield from (chars, answers, doubts, failures)

    def _gauges(self) -> Iterator[Metric]:
        circuits = GaugeMetricFamily(
            "qysqa_engine_open_circuits", "Pairs left alone now", labels=["engine"]
        )
        left = GaugeMetricFamily(
            "qysqa_engine_chars_left", "Characters left of today's budget", labels=["engine"]
        )
        for one in self._engines():
            circuits.add_metric([one.name], len(one.opened))
            if one.chars_left is not None:
                left.add_metric([one.name], one.chars_left)
        yield from (circuits, left)

    def _seconds(self) -> Metric:
        family = HistogramMetricFamily(
            "qysqa_engine_call_seconds", "How long calls took", labels=["engine"]
        )
        for one in self._engines():
            family.add_metric([one.name], _buckets(one.tally.seconds), one.tally.seconds_total)
        return family


def exposition(*collectors: Collector) -> bytes:
    """What ``/metrics`` answers."""
    registry = CollectorRegistry(auto_describe=False)
    for collector in collectors:
        registry.register(collector)
    return generate_latest(registry)


def _buckets(counts: Sequence[int]) -> list[tuple[str, float]]:
    """Cumulative, as Prometheus wants them."""
    bounds = [*map(str, LATENCY_BOUNDS_S), "+Inf"]
    return [(bound, float(sum(counts[: i + 1]))) for i, bound in enumerate(bounds)]
