"""When feeds are asked again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.feeds.pace import (
    BASE_S,
    DAY_S,
    FAILING,
    GONE,
    LONGEST_S,
    SHORTEST_S,
    WEEK_S,
    Standing,
    after_failure,
    after_news,
    after_nothing_new,
    standing,
)

URL = "https://kala.kz/feed"
NOW = 1_795_428_000
HOUR_S = 3600


def about(pause: float) -> object:
    """A pause, up to a tenth longer."""
    return pytest.approx(pause * 1.05, rel=0.05)


def test_a_feed_without_dates_is_asked_at_the_usual_pace() -> None:
    assert after_news(URL, [], NOW) - NOW == about(BASE_S)
    assert after_news(URL, [NOW + 5], NOW) - NOW == about(BASE_S)


@pytest.mark.parametrize(
    ("gap_s", "pause_s"),
    [(60, SHORTEST_S), (HOUR_S, BASE_S), (4 * HOUR_S, 2 * HOUR_S), (DAY_S, LONGEST_S)],
)
def test_a_busy_feed_is_asked_often_and_a_quiet_one_seldom(gap_s: int, pause_s: int) -> None:
    dates = [NOW - gap_s * n for n in range(1, 30)]

    assert after_news(URL, dates, NOW) - NOW == about(pause_s)


def test_a_feed_that_fell_silent_is_quiet() -> None:
    dates = [NOW - 30 * DAY_S - n for n in range(20)]

    assert after_news(URL, dates, NOW) - NOW == about(LONGEST_S)


def test_pauses_grow_while_nothing_changes() -> None:
    first = after_nothing_new(URL, 0, NOW) - NOW
    second = after_nothing_new(URL, first, NOW) - NOW

    assert first == about(BASE_S)
    assert first * 1.2 < second < first * 1.4
    assert after_nothing_new(URL, WEEK_S, NOW) - NOW == about(LONGEST_S)
    assert after_nothing_new(URL, 1, NOW) - NOW == about(SHORTEST_S)


def test_failures_double_the_pause_up_to_a_day() -> None:
    pauses = [after_failure(URL, failures, NOW) - NOW for failures in (1, 2, 3, 6, 7, 500)]

    assert pauses == [about(HOUR_S * n) for n in (0.5, 1, 2, 16, 24, 24)]


def test_a_site_is_left_alone_as_long_as_it_asks() -> None:
    assert after_failure(URL, 1, NOW, asked_s=5 * HOUR_S) - NOW == about(5 * HOUR_S)
    assert after_failure(URL, 1, NOW, asked_s=10) - NOW == about(BASE_S)
    assert after_failure(URL, 1, NOW, asked_s=1e9) - NOW == about(WEEK_S)


def test_what_is_gone_is_asked_once_a_week() -> None:
    assert after_failure(URL, GONE, NOW) - NOW == about(WEEK_S)


@pytest.mark.parametrize(
    ("failures", "what"),
    [(0, Standing.WELL), (FAILING - 1, Standing.WELL), (FAILING, Standing.FAILING),
     (GONE - 1, Standing.FAILING), (GONE, Standing.GONE), (GONE + 1, Standing.GONE)],
)  # fmt: skip
def test_readers_are_told_of_what_lasts(failures: int, what: Standing) -> None:
    assert standing(failures) is what


def test_feeds_that_were_added_together_part() -> None:
    again = {after_news(f"https://kala.kz/{n}", [], NOW) for n in range(20)}

    assert len(again) > 10


@given(st.text(max_size=40), st.integers(1, 3_000), st.floats(0, 1e9))
def test_a_pause_is_never_short_and_never_endless(url: str, failures: int, asked_s: float) -> None:
    pause = after_failure(url, failures, NOW, asked_s=asked_s) - NOW

    assert BASE_S <= pause <= WEEK_S * 1.1
