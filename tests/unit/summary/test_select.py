import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.models import Length, Sentence
from bot.summary.select import BUDGETS, MIN_SENTENCES, budget, pick, reading_seconds

RANKED = tuple(Sentence(f"Sentence {start}.", start, start + 11, 1) for start in (40, 0, 60, 20))


@pytest.mark.parametrize(
    ("length", "total", "expected"),
    [
        (Length.SHORT, 30, 3),
        (Length.MEDIUM, 30, 5),
        (Length.LONG, 30, 8),
        (Length.LONG, 12, 4),
        (Length.SHORT, 6, 2),
        (Length.SHORT, MIN_SENTENCES, 1),
        (Length.SHORT, 1, 1),
    ],
)
def test_a_summary_is_at_most_a_third_of_the_article(
    length: Length, total: int, expected: int
) -> None:
    assert budget(length, total) == expected


@given(st.sampled_from(Length), st.integers(min_value=0, max_value=10_000))
def test_a_budget_is_between_one_and_the_length_asked(length: Length, total: int) -> None:
    assert 1 <= budget(length, total) <= BUDGETS[length]


def test_the_best_are_shown_in_article_order() -> None:
    assert [sentence.start for sentence in pick(RANKED, 2)] == [0, 40]


@given(st.integers(min_value=-3, max_value=10))
def test_no_more_are_picked_than_asked_or_there(count: int) -> None:
    assert len(pick(RANKED, count)) == max(0, min(count, len(RANKED)))


def test_reading_time_is_in_seconds() -> None:
    assert reading_seconds(0) == 0
    assert reading_seconds(180) == 60
    assert reading_seconds(450) == 150
