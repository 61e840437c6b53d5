"""How often a site is asked."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.article.fetch.pace import MAX_HOLD_S, MAX_SITES, PATIENCE_S, PAUSE_S, Pace


def test_a_site_that_was_not_asked_is_free() -> None:
    assert Pace().claim("egemen.kz", 100.0) == 0


def test_readers_of_one_site_go_one_after_another_until_patience_ends() -> None:
    pace = Pace()

    waits = [pace.claim("egemen.kz", 100.0) for _ in range(10)]

    assert waits == [*(PAUSE_S * ahead for ahead in range(9)), None]
    assert waits[-2] == PATIENCE_S


def test_who_is_turned_away_takes_no_turn() -> None:
    pace = Pace()
    for _ in range(20):
        pace.claim("egemen.kz", 100.0)

    assert pace.claim("egemen.kz", 101.0) == PATIENCE_S
    assert pace.claim("egemen.kz", 200.0) == 0


def test_the_pause_runs_from_start_to_start() -> None:
    pace = Pace(pause_s=2.0)

    assert [pace.claim("a.kz", now) for now in (100.0, 101.5, 104.0, 109.0)] == [0, 0.5, 0, 0]


def test_sites_do_not_wait_for_each_other() -> None:
    pace = Pace()

    assert [pace.claim(site, 100.0) for site in ("a.kz", "b.kz", "c.kz")] == [0, 0, 0]


def test_a_site_that_asks_for_silence_is_not_asked_until_then() -> None:
    pace = Pace()
    pace.hold("a.kz", 100.0, 60.0)

    assert pace.claim("a.kz", 101.0) is None
    assert pace.claim("a.kz", 157.0) == 3
    assert pace.claim("a.kz", 163.0) == 0


def test_a_short_silence_is_waited_for() -> None:
    pace = Pace()
    pace.hold("a.kz", 100.0, 3.0)

    assert pace.claim("a.kz", 100.0) == 3


def test_a_hold_has_its_limit() -> None:
    pace = Pace()
    pace.hold("a.kz", 0.0, 86_400.0)

    assert pace.claim("a.kz", MAX_HOLD_S - PATIENCE_S - 1) is None
    assert pace.claim("a.kz", MAX_HOLD_S) == 0


def test_a_shorter_hold_does_not_end_a_longer_one() -> None:
    pace = Pace()
    pace.hold("a.kz", 0.0, 600.0)
    pace.hold("a.kz", 1.0, 10.0)

    assert pace.claim("a.kz", 100.0) is None


def test_the_table_forgets_who_was_asked_longest_ago() -> None:
    pace = Pace()
    for number in range(MAX_SITES):
        pace.hold(f"{number}.kz", 0.0, 600.0)
    pace.hold("0.kz", 0.0, 600.0)

    pace.claim("new.kz", 1.0)

    assert pace.claim("0.kz", 1.0) is None
    assert pace.claim("1.kz", 1.0) == 0


def test_a_pace_without_pauses_lets_all_through() -> None:
    pace = Pace(pause_s=0, max_hold_s=0)
    pace.hold("a.kz", 5.0, 600.0)

    assert [pace.claim("a.kz", 5.0) for _ in range(5)] == [0] * 5


@given(st.lists(st.tuples(st.floats(0, 3), st.booleans()), max_size=60))
def test_starts_keep_their_distance_and_nobody_waits_beyond_patience(
    steps: list[tuple[float, bool]],
) -> None:
    pace, now, starts = Pace(), 0.0, []
    for step, held in steps:
        now += step
        if held:
            pace.hold("a.kz", now, step)
        wait = pace.claim("a.kz", now)
        if wait is not None:
            assert 0 <= wait <= PATIENCE_S
            starts.append(now + wait)

    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert all(gap > PAUSE_S - 1e-6 for gap in gaps)
