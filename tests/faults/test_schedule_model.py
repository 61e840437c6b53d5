"""A few lives of the schedule; the long form is the command of schedule_model."""

import pytest

from tests.faults.schedule_model import live


@pytest.mark.slow
def test_no_digest_is_posted_twice_or_silently_skipped() -> None:
    totals = live(runs=60, steps=15)

    assert totals["posted"] > 60
    assert totals["crashes"] > 10
