from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import pacing
from bot.telegram.pacing import Pacer, Rates

GROUP = -1005


def leaves(asked: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """When each message leaves, asked for at those times."""
    pacer = Pacer(Rates())
    return [(chat, now + pacer.wait_s(chat, now)) for chat, now in asked]


def most_in(times: list[float], window_s: float) -> int:
    return max(sum(start <= one < start + window_s for one in times) for start in times)


def test_a_short_burst_to_a_person_is_not_delayed_by_its_chat() -> None:
    assert [at < 0.1 for _, at in leaves([(7, 0.0)] * 4)] == [True, True, True, False]


def test_one_chat_does_not_delay_another_by_more_than_its_own_message() -> None:
    times = leaves([*[(7, 0.0)] * 3, (8, 0.0)])

    assert times[-1][1] == pytest.approx(3 / 25)


def test_a_chat_that_was_quiet_may_burst_again() -> None:
    pacer = Pacer(Rates())
    for _ in range(3):
        pacer.wait_s(7, 0.0)

    assert pacer.wait_s(7, 60.0) == 0


def test_chats_long_quiet_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MAX_CHATS", 2)
    pacer = Pacer(Rates())
    for chat in range(1, 5):
        pacer.wait_s(chat, 100.0 * chat)

    assert len(pacer._chats) <= 2


@given(st.lists(st.tuples(st.sampled_from([7, 8, GROUP]), st.floats(0, 90)), min_size=1))
def test_telegrams_limits_hold_whatever_is_asked(asked: list[tuple[int, float]]) -> None:
    left = leaves(sorted(asked, key=lambda one: one[1]))

    assert most_in([at for _, at in left], 1.0) <= 26
    for chat in Counter(chat for chat, _ in left):
        times = [at for one, at in left if one == chat]
        if chat == GROUP:
            assert most_in(times, 60.0) <= 20
        else:
            assert most_in(times, 1.0) <= 3
