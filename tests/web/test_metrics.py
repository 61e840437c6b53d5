"""What Prometheus reads of translation, through Prometheus' own parser."""

from prometheus_client.parser import text_string_to_metric_families

from bot.core.engines import Trouble
from bot.core.languages import KK, RU
from bot.core.models import Doubt
from bot.translation.calls.guarded import Policy
from bot.translation.calls.rate import Rate
from bot.translation.calls.tally import RecallTally
from bot.web.metrics import TranslationMetrics, exposition
from tests.unit.translation.engine_doubles import FakeEngine, guard

Samples = dict[tuple[str, tuple[str, ...]], float]


def samples(text: str) -> Samples:
    return {
        (one.name, tuple(one.labels.values())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


async def test_counts_of_each_engine_are_exposed() -> None:
    guarded = guard(FakeEngine(), policy=Policy(Rate(99, 99), chars_a_day=100))
    await guarded.translate(["сәлем"], source=KK, target=RU)
    guarded.tally.accepted += 1
    guarded.tally.rejected["echo"] += 2
    guarded.tally.doubted[Doubt.NUMBERS] += 1
    guarded.tally.failures[Trouble.TIMEOUT] += 3
    guarded.reject(KK, RU, Trouble.BLOCKED)
    metrics = TranslationMetrics(lambda: [guarded], RecallTally(1, 2, 3))

    found = samples(exposition(metrics).decode())

    assert found["qysqa_sentences_total", ("memory",)] == 1
    assert found["qysqa_sentences_total", ("cache",)] == 2
    assert found["qysqa_sentences_total", ("nowhere",)] == 3
    assert found["qysqa_engine_chars_total", ("Google",)] == 5
    assert found["qysqa_engine_answers_total", ("Google", "ok")] == 1
    assert found["qysqa_engine_answers_total", ("Google", "echo")] == 2
    assert found["qysqa_engine_doubts_total", ("numbers", "Google")] == 1
    assert found["qysqa_engine_failures_total", ("Google", "timeout")] == 3
    assert found["qysqa_engine_open_circuits", ("Google",)] == 1
    assert found["qysqa_engine_chars_left", ("Google",)] == 95
    assert found["qysqa_engine_call_seconds_count", ("Google",)] == 1


def test_an_engine_without_a_budget_has_none_left() -> None:
    metrics = TranslationMetrics(lambda: [guard(FakeEngine())], RecallTally())

    assert "qysqa_engine_chars_left{" not in exposition(metrics).decode()
