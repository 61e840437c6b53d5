"""How fast a broadcast goes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.broadcasts import Pace, Pressure, message_tag, report_tag, room


@pytest.mark.parametrize(
    ("own", "others", "free"),
    [(0, 0, 10), (0, 50, 10), (0, 51, 0), (15, 0, 5), (20, 0, 0), (25, 0, 0), (12, 3, 8)],
)
def test_a_step_puts_no_more_than_can_leave_soon(own: int, others: int, free: int) -> None:
    assert room(Pressure(own, others), Pace()) == free


COUNTS = st.integers(0, 200)


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_answers_are_never_behind_more_than_may_wait(
    own: int, others: int, slice_: int, most: int, limit: int
) -> None:
    free = room(Pressure(own, others), Pace(slice_, most, limit))

    assert 0 <= free <= slice_
    assert own + free <= max(own, most)


def test_each_broadcast_has_tags_of_its_own() -> None:
    assert len({message_tag(1), message_tag(2), report_tag(1), report_tag(2)}) == 4
