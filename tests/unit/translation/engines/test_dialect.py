from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.engines import Trouble
from bot.translation.engines.dialect import Reply, retry_after, usual_trouble

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BLOCK_PAGE = "\n<html><title>Sorry...</title>Our systems have detected unusual traffic</html>"


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (200, None),
        (204, Trouble.ANSWER),
        (302, Trouble.ANSWER),
        (400, Trouble.ANSWER),
        (401, Trouble.KEY),
        (402, Trouble.QUOTA),
        (403, Trouble.KEY),
        (408, Trouble.TIMEOUT),
        (429, Trouble.BUSY),
        (456, Trouble.QUOTA),
        (500, Trouble.FAILING),
        (503, Trouble.FAILING),
        (599, Trouble.FAILING),
    ],
)
def test_a_status_has_its_trouble(status: int, trouble: Trouble | None) -> None:
    assert usual_trouble(Reply(status, '{"message": "no"}')) is trouble


@pytest.mark.parametrize("status", [200, 403, 429, 503])
@pytest.mark.parametrize(
    "mark", ["unusual traffic", "CAPTCHA", "/sorry/index", "Just a moment..."]
)
def test_a_page_for_robots_means_blocked_under_any_status(status: int, mark: str) -> None:
    assert usual_trouble(Reply(status, f"<html>{mark}</html>")) is Trouble.BLOCKED
    assert usual_trouble(Reply(status, BLOCK_PAGE)) is Trouble.BLOCKED


def test_a_translation_about_robots_is_none() -> None:
    assert usual_trouble(Reply(200, '{"text": "The captcha saw unusual traffic."}')) is None


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        (None, None),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("999999999", 86_400.0),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 12:00:30", None),  # no zone: nobody knows when that is
        ("soon", None),
        ("-7", None),
        ("7.5", None),
        ("", None),
        ("²", None),
        ("9" * 5_000, 86_400.0),
    ],
)
def test_how_long_to_wait_is_read_as_the_standard_has_it(
    value: str | None, wait_s: float | None
) -> None:
    assert retry_after(value, lambda: NOW) == wait_s


@given(st.text(max_size=50))
def test_any_header_is_a_wait_within_a_day_or_none(value: str) -> None:
    wait_s = retry_after(value, lambda: NOW)

    assert wait_s is None or 0 <= wait_s <= 86_400
