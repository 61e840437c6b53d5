import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.spans import MAX_MESSAGES, MAX_SECONDS, Span, find_span

HOUR_S, DAY_S = 3_600, 86_400


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_means_since_my_last_message(text: str) -> None:
    assert find_span(text) == Span()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("6h", 6 * HOUR_S),
        ("6 h", 6 * HOUR_S),
        ("6H", 6 * HOUR_S),
        ("2d", 2 * DAY_S),
        ("30m", 1_800),
        ("90 min", 5_400),
        ("6ч", 6 * HOUR_S),
        ("6 часов", 6 * HOUR_S),
        ("2д", 2 * DAY_S),
        ("2 дня", 2 * DAY_S),
        ("15 мин.", 900),
        ("6 сағ", 6 * HOUR_S),
        ("6 САҒАТ", 6 * HOUR_S),
        ("2 күн", 2 * DAY_S),
        ("30 минут", 1_800),
        ("last 3 hours", 3 * HOUR_S),
        ("за последние 3 часа", 3 * HOUR_S),
        ("соңғы 3 сағат", 3 * HOUR_S),
        ("час", HOUR_S),
        ("1w", 7 * DAY_S),
    ],
)
def test_a_time_may_be_written_in_three_languages(text: str, seconds: int) -> None:
    assert find_span(text) == Span(seconds=seconds)


@pytest.mark.parametrize("text", ["50", " 50 ", "50 messages", "50 сообщений", "50 хабар"])
def test_a_number_alone_counts_messages(text: str) -> None:
    assert find_span(text) == Span(messages=50)


def test_no_more_is_given_than_is_kept() -> None:
    assert find_span("30d") == Span(seconds=MAX_SECONDS)
    assert find_span("10000") == Span(messages=MAX_MESSAGES)


@pytest.mark.parametrize(
    "text", ["0", "0h", "-5", "6 parsecs", "messages", "yesterday", "6h 30m", "1.5h", "9" * 30]
)
def test_nonsense_is_none(text: str) -> None:
    assert find_span(text) is None


@given(st.text(max_size=30))
def test_any_text_gives_a_span_within_limits_or_none(text: str) -> None:
    span = find_span(text) or Span()

    assert span.seconds is None or 0 < span.seconds <= MAX_SECONDS
    assert span.messages is None or 0 < span.messages <= MAX_MESSAGES
    assert span.seconds is None or span.messages is None
