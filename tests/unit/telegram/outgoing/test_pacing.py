from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.jobs import Choice, Due
from bot.telegram.outgoing import pacing
from bot.telegram.outgoing.pacing import Pacer, Rates, choose
from bot.telegram.outgoing.parcels import Place, pack
from bot.telegram.replies import Reply, Send, Toast
from bot.telegram.shown.rich import rich

GROUP = -1005
NOW = 1_800_000_000_000


def leaves(asked: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """When each message leaves that is asked for at those times, in that order."""
    pacer, left, now = Pacer(Rates()), [], NOW
    for chat, at in asked:
        now = max(now, NOW + at)
        now += pacer.wait_ms(chat, now)
        pacer.take(chat, now)
        left.append((chat, now - NOW))
    return left


def most_in(times: list[int], window_ms: int) -> int:
    return max(sum(start <= one < start + window_ms for one in times) for start in times)


def due(number: int, chat: int, reply: Reply | None = None) -> Due:
    body = pack(reply or Send(rich("x")), Place(chat, query_id="q")).body
    return Due(number, chat, body, repeats=True, attempts=0, uncertain=0, created=NOW)


def test_asking_takes_no_place() -> None:
    pacer = Pacer(Rates())
    for chat in (7, 8):
        pacer.take(chat, NOW)

    assert [pacer.wait_ms(9, NOW) for _ in range(3)] == [40, 40, 40]


def test_a_short_burst_to_a_person_is_delayed_by_the_overall_pace_only() -> None:
    assert [at for _, at in leaves([(7, 0)] * 5)] == [0, 0, 40, 1_000, 2_000]


def test_an_answer_of_three_messages_to_a_group_leaves_at_once() -> None:
    assert [at for _, at in leaves([(GROUP, 0)] * 5)] == [0, 0, 40, 3_334, 6_668]


def test_a_chat_that_was_quiet_may_burst_again() -> None:
    pacer = Pacer(Rates())
    for _ in range(3):
        pacer.take(7, NOW)

    assert pacer.wait_ms(7, NOW) == 1_000
    assert pacer.wait_ms(7, NOW + 60_000) == 0


def test_one_chat_does_not_delay_another_by_more_than_its_own_messages() -> None:
    assert leaves([*[(7, 0)] * 3, (8, 0)])[-1] == (8, 80)


def test_a_clock_that_is_set_back_stops_nothing() -> None:
    pacer = Pacer(Rates())
    pacer.take(7, NOW)
    pacer.take(GROUP, NOW)
    hour_before = NOW - 3_600_000

    assert pacer.wait_ms(7, hour_before) <= 1_000
    assert pacer.wait_ms(GROUP, hour_before) <= 3_334


def test_chats_long_quiet_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MAX_CHATS", 2)
    pacer = Pacer(Rates())
    for chat in range(1, 5):
        pacer.take(chat, NOW + 100_000 * chat)

    assert len(pacer._chats) <= 2


@given(st.lists(st.tuples(st.sampled_from([7, 8, 9, GROUP]), st.integers(0, 90_000)), min_size=1))
def test_telegrams_limits_hold_whatever_is_asked(asked: list[tuple[int, int]]) -> None:
    left = leaves(sorted(asked, key=lambda one: one[1]))

    assert most_in([at for _, at in left], 1_000) <= 26
    for chat in Counter(chat for chat, _ in left):
        times = [at for one, at in left if one == chat]
        if chat == GROUP:
            assert most_in(times, 60_000) <= 20
        else:
            assert most_in(times, 1_000) <= 3


def test_a_crowd_gets_twenty_six_a_second_at_most() -> None:
    assert most_in([at for _, at in leaves([(chat, 0) for chat in range(1, 101)])], 1_000) == 26


def test_a_group_that_is_never_quiet_gets_twenty_a_minute() -> None:
    assert most_in([at for _, at in leaves([(GROUP, 0)] * 100)], 60_000) == 20


def test_the_oldest_that_may_leave_are_chosen() -> None:
    dues = [due(3, 9), due(1, 7), due(2, 8)]
    slow = Rates(overall=pacing.Rate(40, 1))

    assert choose(dues, Pacer(Rates()), NOW, 8) == Choice([1, 2], {})
    assert choose(dues, Pacer(slow), NOW, 8) == Choice([1], {})
    assert choose(dues, Pacer(Rates()), NOW, 1) == Choice([1], {})
    assert choose(dues, Pacer(Rates()), NOW, 0) == Choice([], {})


def test_a_chat_that_had_enough_is_told_until_when_to_wait() -> None:
    pacer = Pacer(Rates())
    for at in (0, 40, 80):
        pacer.take(7, NOW + at)

    assert choose([due(1, 7), due(2, 8)], pacer, NOW + 120, 8) == Choice([2], {1: NOW + 1_000})


def test_answers_to_buttons_take_no_place() -> None:
    pacer = Pacer(Rates())
    for chat in (7, 8):
        pacer.take(chat, NOW)
    toasts = [due(number, number, Toast("x")) for number in (1, 2, 3)]

    assert choose([*toasts, due(4, 4)], pacer, NOW, 8) == Choice([1, 2, 3], {})


@given(
    st.lists(st.integers(-3, 9), unique=True),
    st.lists(st.tuples(st.integers(-3, 9), st.integers(0, 500)), max_size=40),
    st.integers(0, 8),
    st.integers(1, 5),
)
def test_all_that_are_chosen_together_may_leave_together(
    chats: list[int], taken: list[tuple[int, int]], free: int, burst: int
) -> None:
    pacer = Pacer(Rates(overall=pacing.Rate(40, burst)))
    for chat, at in sorted(taken, key=lambda one: one[1]):
        pacer.take(chat, NOW + at)
    dues = [due(number, chat) for number, chat in enumerate(chats)]

    choice = choose(dues, pacer, NOW + 500, free)

    assert choose(dues, pacer, NOW + 500, free) == choice
    assert len(choice.send) <= free
    for number in choice.send:
        assert pacer.wait_ms(chats[number], NOW + 500) == 0
        pacer.take(chats[number], NOW + 500)
    for number, until in choice.wait.items():
        assert until > NOW + 500
        assert number not in choice.send


def test_what_left_before_the_start_is_taken_for_a_burst() -> None:
    pacer = Pacer(Rates(), started_ms=50_000)
    first = pacer.wait_of_chat_ms(7, 50_000)
    pacer.take(7, 50_000)

    assert (first, pacer.wait_of_chat_ms(7, 50_000)) == (0, 1_000)
    assert pacer.wait_of_chat_ms(8, 53_000) == 0
    pacer.take(8, 53_000)
    assert pacer.wait_of_chat_ms(8, 53_000) == 0


def test_a_clock_that_is_set_back_holds_up_nothing() -> None:
    pacer = Pacer(Rates())
    for _ in range(3):
        pacer.take(7, 3_600_000)

    assert pacer.wait_ms(7, 3_600_000) > 0
    assert pacer.wait_ms(7, 0) == 0
