from hypothesis import given
from hypothesis import strategies as st

from bot.translation.calls.rate import Pacer, Rate


def test_a_burst_leaves_at_once_and_then_one_a_second() -> None:
    pacer = Pacer(Rate(1.0, 3))

    assert [pacer.wait_s(10.0, patience_s=9) for _ in range(5)] == [0, 0, 0, 1, 2]


def test_a_pause_earns_a_burst_but_no_more() -> None:
    pacer = Pacer(Rate(2.0, 2))
    for _ in range(3):
        pacer.wait_s(0.0, patience_s=9)

    assert [pacer.wait_s(1_000.0, patience_s=9) for _ in range(3)] == [0, 0, 0.5]


def test_who_would_wait_too_long_takes_no_place() -> None:
    pacer = Pacer(Rate(1.0, 1))
    pacer.wait_s(0.0, patience_s=0)

    assert pacer.wait_s(0.0, patience_s=0.5) is None
    assert pacer.wait_s(0.0, patience_s=0.5) is None
    assert pacer.wait_s(0.0, patience_s=1) == 1


@given(st.floats(0.1, 50), st.integers(1, 20), st.lists(st.floats(0, 3), min_size=1, max_size=60))
def test_no_more_than_a_burst_and_the_rate_leave_in_any_time(
    per_s: float, burst: int, pauses: list[float]
) -> None:
    pacer, now, left = Pacer(Rate(per_s, burst)), 0.0, []
    for pause in pauses:
        now += pause
        wait = pacer.wait_s(now, patience_s=1e9)
        assert wait is not None
        assert wait >= 0
        left.append(now + wait)

    for start in range(len(left)):
        for end in range(start, len(left)):
            allowed = burst + per_s * (left[end] - left[start])
            assert end - start + 1 <= allowed + 1e-3
