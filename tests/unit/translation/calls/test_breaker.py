from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Trouble
from bot.translation.calls.breaker import (
    AT_ONCE,
    FAILURES,
    MAX_OPEN_S,
    OPEN_S,
    WINDOW_S,
    Circuit,
    failed,
    succeeded,
)

NOW = 1_795_000_000.0


def after(count: int, *, every_s: float = 1.0, trouble: Trouble = Trouble.TIMEOUT) -> Circuit:
    circuit = Circuit()
    for number in range(count):
        circuit = failed(circuit, trouble, now=NOW + number * every_s)
    return circuit


def test_a_new_circuit_is_closed() -> None:
    assert not Circuit().is_open(NOW)
    assert not Circuit().is_on_trial


def test_a_few_failures_do_not_open_it() -> None:
    assert not after(FAILURES - 1).is_open(NOW + FAILURES)


def test_failures_that_come_together_open_it_for_a_minute() -> None:
    circuit = after(FAILURES)
    last = NOW + FAILURES - 1

    assert circuit.is_open(last + OPEN_S - 1)
    assert not circuit.is_open(last + OPEN_S)
    assert circuit.refusal is Trouble.TIMEOUT


def test_failures_far_apart_do_not() -> None:
    assert not after(50, every_s=WINDOW_S).is_open(NOW + 50 * WINDOW_S)


@pytest.mark.parametrize("trouble", sorted(AT_ONCE))
def test_a_page_for_robots_a_quota_and_a_refused_key_open_it_at_once(trouble: Trouble) -> None:
    circuit = failed(Circuit(), trouble, now=NOW)

    assert circuit.is_open(NOW + MAX_OPEN_S - 1)
    assert not circuit.is_open(NOW + MAX_OPEN_S)


def test_it_stays_open_for_as_long_as_the_engine_asks() -> None:
    quota = failed(Circuit(), Trouble.QUOTA, now=NOW, retry_after_s=7_200)
    busy = failed(after(FAILURES - 1), Trouble.BUSY, now=NOW + 4, retry_after_s=600)

    assert quota.is_open(NOW + 7_199)
    assert busy.is_open(NOW + 603)


def test_after_its_time_one_failure_opens_it_for_twice_as_long_up_to_half_an_hour() -> None:
    circuit, lengths = after(FAILURES), []
    for _ in range(8):
        now = circuit.open_until
        circuit = failed(circuit, Trouble.FAILING, now=now)
        lengths.append(circuit.open_until - now)

    assert lengths[:4] == [2 * OPEN_S, 4 * OPEN_S, 8 * OPEN_S, 16 * OPEN_S]
    assert lengths[-1] == MAX_OPEN_S


def test_a_failure_from_before_it_opened_tells_nothing_new() -> None:
    circuit = after(FAILURES)

    assert failed(circuit, Trouble.FAILING, now=NOW + FAILURES) == circuit


def test_success_closes_it_and_the_last_refusal_stays_known() -> None:
    circuit = succeeded(after(FAILURES))

    assert not circuit.is_open(NOW)
    assert not circuit.is_on_trial
    assert circuit.refusal is Trouble.TIMEOUT
    assert not failed(circuit, Trouble.TIMEOUT, now=NOW + 9).is_open(NOW + 9)


@given(st.lists(st.tuples(st.sampled_from(Trouble), st.floats(0, 1e4)), max_size=40))
def test_it_never_stays_open_for_longer_than_half_an_hour_unasked(
    failures: list[tuple[Trouble, float]],
) -> None:
    now, circuit, ends = NOW, Circuit(), [0.0]
    for trouble, later_s in failures:
        now += later_s
        circuit = failed(circuit, trouble, now=now)
        assert circuit.open_until <= now + MAX_OPEN_S or circuit.open_until in ends
        assert len(circuit.failed_at) < FAILURES
        ends.append(circuit.open_until)

    assert all(first <= second + MAX_OPEN_S for first, second in pairwise(ends))
