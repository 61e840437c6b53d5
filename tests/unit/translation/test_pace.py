"""How many translations a chat gets unasked, and when it gets none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.translation.pace import (
    EDITS_IN_CHAT,
    EDITS_OF_MESSAGE,
    LIMITS,
    MAX_KNOWN,
    MAX_PAUSE_S,
    PAUSE_S,
    EditPace,
    Follow,
    Pace,
    Pauses,
    Window,
)

CHAT, MESSAGE = -1001, 50


def test_a_group_gets_a_burst_and_then_waits() -> None:
    pace = Pace((Window(2, 10), Window(3, 60)))
    moments = []
    for now in range(0, 130, 5):
        if pace.allows(CHAT, now):
            pace.note(CHAT, now)
            moments.append(now)

    assert moments == [0, 5, 10, 60, 65, 70, 120, 125]


def test_groups_do_not_wait_for_each_other() -> None:
    pace = Pace((Window(1, 10),))
    pace.note(CHAT, 0)

    assert not pace.allows(CHAT, 9)
    assert pace.allows(CHAT, 10)
    assert pace.allows(CHAT - 1, 0)


def test_nothing_more_takes_no_place() -> None:
    pace = Pace((Window(1, 10),))
    pace.note(CHAT, 0, 0)

    assert pace.allows(CHAT, 0)


def test_a_clock_that_was_set_back_stops_nothing() -> None:
    pace, pauses = Pace((Window(1, 10),)), Pauses()
    pace.note(CHAT, 3_600)
    pauses.begin(CHAT, 3_600)

    assert pace.allows(CHAT, 0)
    assert pauses.allows(CHAT, 0)


def test_groups_that_were_quiet_longest_are_forgotten() -> None:
    pace, pauses = Pace((Window(1, 10),)), Pauses()
    for group in range(MAX_KNOWN + 1):
        pace.note(group, 0)
        pauses.begin(group, 0)

    assert pace.allows(0, 1)
    assert not pace.allows(1, 1)
    assert pauses.allows(0, 1)
    assert not pauses.allows(1, 1)


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 3), st.booleans())))
def test_no_minute_has_more_than_the_limit_but_for_edits(
    steps: list[tuple[float, int, bool]],
) -> None:
    pace, now, unasked = Pace(), 0.0, list[float]()
    for pause, count, is_edit in steps:
        now += pause
        if is_edit:
            pace.note(CHAT, now, count)
        elif pace.allows(CHAT, now):
            pace.note(CHAT, now)
            unasked.append(now)

    for window in LIMITS:
        for first in unasked:
            within = [at for at in unasked if first <= at < first + window.seconds]
            assert len(within) <= window.count


def test_a_failure_is_followed_by_a_minute_of_peace() -> None:
    pauses = Pauses()
    pauses.begin(CHAT, 100)

    assert not pauses.allows(CHAT, 100 + PAUSE_S - 1)
    assert pauses.allows(CHAT, 100 + PAUSE_S)
    assert pauses.allows(CHAT - 1, 100)


@pytest.mark.parametrize(
    ("failures", "pause"), [(1, 60), (2, 120), (3, 240), (4, 480), (5, MAX_PAUSE_S), (50, 600)]
)
def test_each_failure_in_a_row_doubles_the_pause_up_to_ten_minutes(
    failures: int, pause: float
) -> None:
    pauses = Pauses()
    for _ in range(failures):
        pauses.begin(CHAT, 0)

    assert not pauses.allows(CHAT, pause - 1)
    assert pauses.allows(CHAT, pause)


def test_a_success_ends_the_pauses() -> None:
    pauses = Pauses()
    for _ in range(3):
        pauses.begin(CHAT, 0)
    pauses.end(CHAT)

    assert pauses.allows(CHAT, 0)
    pauses.begin(CHAT, 0)
    assert pauses.allows(CHAT, PAUSE_S)
    pauses.end(CHAT - 1)


def test_a_storm_of_edits_is_followed_a_few_times_and_ends_in_one_note() -> None:
    edits = EditPace()
    made = [edits.take(CHAT, MESSAGE, second) for second in range(50)]

    followed = EDITS_OF_MESSAGE.count
    assert made == [Follow.ANEW] * followed + [Follow.NOTE] + [Follow.NOTHING] * (49 - followed)


def test_the_first_edit_after_a_storm_is_followed_and_a_new_storm_is_noted_again() -> None:
    edits, last = EditPace(), EDITS_OF_MESSAGE.count
    for _ in range(last + 2):
        edits.take(CHAT, MESSAGE, 0)

    later = [edits.take(CHAT, MESSAGE, EDITS_OF_MESSAGE.seconds) for _ in range(last + 2)]

    assert later == [Follow.ANEW] * last + [Follow.NOTE, Follow.NOTHING]


def test_edits_of_many_messages_share_what_the_chat_may_have() -> None:
    edits = EditPace()
    made = [edits.take(CHAT, number, 0) for number in range(EDITS_IN_CHAT.count + 2)]

    assert made == [Follow.ANEW] * EDITS_IN_CHAT.count + [Follow.NOTE] * 2
    assert edits.take(CHAT, EDITS_IN_CHAT.count, 1) is Follow.NOTHING
    assert edits.take(CHAT - 1, 0, 0) is Follow.ANEW


@given(st.lists(st.tuples(st.floats(0, 20), st.integers(1, 4)), max_size=80))
def test_what_is_shown_is_the_last_edit_or_says_that_it_is_not(
    steps: list[tuple[float, int]],
) -> None:
    edits, now, shown = EditPace(), 0.0, dict[int, Follow]()
    for pause, message in steps:
        now += pause
        what = edits.take(CHAT, message, now)
        if what is Follow.NOTHING:
            assert shown[message] is Follow.NOTE
        else:
            shown[message] = what
