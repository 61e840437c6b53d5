"""Names are few and say nothing of people; what is counted under them is summed up right."""

import re
from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.errors import PageTooLargeError, QysqaError
from bot.core.languages import EN, KK, RU
from bot.core.models import (
    ArticleRequest,
    FileRequest,
    HtmlRequest,
    LanguageCode,
    LinkRequest,
    TextRequest,
)
from bot.core.statistics import (
    BOUNDS_RATIO,
    BUCKETS,
    FIRST_BOUND_S,
    STATISTICS_DAYS,
    Asked,
    Counted,
    CounterName,
    People,
    Times,
    asked,
    cached,
    date_of,
    failed,
    percentile,
    read_in,
    report,
    took,
)
from tests.leaves import leaves

TODAY = 20_780
WHO = People(total=5, new=2, today=1, week=3, month=4)


def count_of(*names: CounterName, day: int = TODAY) -> list[Counted]:
    return [Counted(day, name, count) for name, count in Counter(names).items()]


def buckets(seconds: list[float]) -> list[int]:
    counts = Counter(map(took, seconds))
    return [counts[CounterName(f"took.{bucket:02}")] for bucket in range(BUCKETS)]


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (LinkRequest("https://egemen.kz/a"), "asked.link"),
        (TextRequest("Сәлем"), "asked.text"),
        (FileRequest("secret.pdf", b""), "asked.file"),
        (HtmlRequest("<p>", "https://egemen.kz/a"), "asked.file"),
        (Asked.TRANSLATION, "asked.translation"),
        (Asked.DIGEST, "asked.digest"),
    ],
)
def test_a_request_is_counted_by_its_kind(request_: Asked | ArticleRequest, name: str) -> None:
    assert asked(request_) == name


@pytest.mark.parametrize(
    ("language", "name"),
    [(KK, "read.kk"), (RU, "read.ru"), (LanguageCode("fr"), "read.other"), (None, "read.other")],
)
def test_languages_the_bot_does_not_speak_are_one(
    language: LanguageCode | None, name: str
) -> None:
    assert read_in(language) == name


def test_an_error_is_counted_by_its_code_and_a_bug_as_such() -> None:
    assert failed(PageTooLargeError("egemen.kz", 5)) == "error.page_too_large"
    assert failed(None) == "error.internal"


def test_there_are_few_names() -> None:
    errors = {f"error.{leaf.code}" for leaf in leaves(QysqaError)}
    times = {took(FIRST_BOUND_S * BOUNDS_RATIO ** (n / 10)) for n in range(-50, 10 * BUCKETS)}

    assert len(times) == BUCKETS
    assert len(errors | times) < 200
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9_]+", name) for name in errors | times)


@given(st.floats(0, 1e9))
@example(FIRST_BOUND_S)
@example(0.0)
def test_any_time_has_a_bucket(seconds: float) -> None:
    [bucket] = [n for n, count in enumerate(buckets([seconds])) if count]

    assert bucket == BUCKETS - 1 or seconds <= FIRST_BOUND_S * BOUNDS_RATIO**bucket * (1 + 1e-9)


@given(
    st.lists(st.floats(FIRST_BOUND_S, 140), min_size=1, max_size=300), st.sampled_from([50, 95])
)
def test_percentiles_are_right_within_ten_percent(seconds: list[float], percent: int) -> None:
    true = float(np.percentile(seconds, percent, method="inverted_cdf"))

    assert percentile(buckets(seconds), percent) == pytest.approx(true, rel=0.1)


@given(st.integers(0, 1000), st.floats(0.5, 1.5))
def test_percentiles_of_many_answers_are_right_within_ten_percent(seed: int, wide: float) -> None:
    seconds = np.random.default_rng(seed).lognormal(0.0, wide, 2000).clip(0.01, 140)
    counts = buckets(seconds.tolist())

    for percent in (50, 95):
        assert percentile(counts, percent) == pytest.approx(
            float(np.percentile(seconds, percent)), rel=0.11
        )


def test_what_is_faster_than_the_first_bound_counts_as_that() -> None:
    assert percentile(buckets([0.0, 0.001]), 95) == FIRST_BOUND_S


def test_a_report_has_all_days_and_those_on_which_nothing_happened_too() -> None:
    counted = count_of(asked(Asked.DIGEST), asked(Asked.DIGEST), took(1.0), day=TODAY - 29)

    told = report([*counted, *count_of(asked(Asked.FILE))], WHO, today=TODAY)

    assert [one.day for one in told.days] == list(range(TODAY - STATISTICS_DAYS + 1, TODAY + 1))
    assert told.days[0].asked[Asked.DIGEST] == 2
    assert told.days[0].times == told.times
    assert told.days[1].asked == dict.fromkeys(Asked, 0)
    assert told.days[1].times == Times(None, None)
    assert told.days[-1].asked[Asked.FILE] == 1
    assert (told.requests, told.asked[Asked.DIGEST], told.people) == (3, 2, WHO)


def test_a_report_leaves_out_other_days() -> None:
    counted = [Counted(day, asked(Asked.LINK), 9) for day in (TODAY - 30, TODAY + 1)]

    assert report(counted, WHO, today=TODAY).requests == 0


def test_a_report_sums_up_languages_the_cache_and_errors() -> None:
    counted = [
        *count_of(read_in(KK), read_in(KK), read_in(EN), read_in(None), day=TODAY - 1),
        *count_of(read_in(KK), cached(is_hit=True), cached(is_hit=False), cached(is_hit=False)),
        *count_of(failed(None), failed(PageTooLargeError("egemen.kz", 5)), failed(None)),
        *count_of(CounterName("of_another_version")),
    ]

    told = report(counted, WHO, today=TODAY)

    assert told.read == {KK: 3, RU: 0, EN: 1, None: 1}
    assert (told.hits, told.misses) == (1, 2)
    assert told.errors == [("internal", 2), ("page_too_large", 1)]
    assert told.failures == 3


def test_errors_that_are_as_frequent_stand_in_the_order_of_their_codes() -> None:
    counted = [Counted(TODAY, CounterName(f"error.{code}"), 4) for code in "cab"]

    assert report(counted, WHO, today=TODAY).errors == [("a", 4), ("b", 4), ("c", 4)]


def test_days_are_counted_from_1970() -> None:
    assert (date_of(0), date_of(TODAY)) == (date(1970, 1, 1), date(2026, 11, 23))
