"""What the head of an answer says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict

from bot.article.fetch.answers import (
    MAX_VALIDATOR_CHARS,
    check_answer,
    conditions,
    redirect,
    retry_after_s,
    validators,
)
from bot.core.errors import (
    AccessDeniedError,
    AddressNotAllowedError,
    BrokenPageError,
    PageNotFoundError,
    RobotCheckError,
    SiteAnsweredError,
    SiteFailingError,
    TooManyRequestsError,
)
from bot.core.models import Validators

URL = "https://egemen.kz/old/a?b=1"
DATE = "Sun, 22 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_read_against_its_page(status: int) -> None:
    assert redirect(URL, status, {"Location": "../b c#d"}) == "https://egemen.kz/b%20c"


@pytest.mark.parametrize(
    ("status", "headers"), [(200, {"Location": "/b"}), (300, {"Location": "/b"}), (302, {})]
)
def test_what_does_not_say_where_to_is_no_redirect(status: int, headers: dict[str, str]) -> None:
    assert redirect(URL, status, headers) is None


@pytest.mark.parametrize("location", ["http://[::1", "file:///etc/passwd", "http://a@b.kz/"])
def test_a_redirect_that_cannot_be_read_leads_off_the_web(location: str) -> None:
    with pytest.raises(AddressNotAllowedError):
        redirect(URL, 302, {"Location": location})


@pytest.mark.parametrize("status", [200, 203])
@pytest.mark.parametrize("coding", ["", "identity", "GZIP", " deflate", "br", "zstd"])
def test_a_page_in_a_known_coding_is_welcome(status: int, coding: str) -> None:
    check_answer(status, {"Content-Encoding": coding}, "egemen.kz")
    check_answer(status, {}, "egemen.kz")


@pytest.mark.parametrize("coding", ["gzip, gzip", "br, gzip", "x-weird", "compress"])
def test_another_coding_or_two_are_a_broken_page(coding: str) -> None:
    with pytest.raises(BrokenPageError):
        check_answer(200, {"Content-Encoding": coding}, "egemen.kz")


def test_nothing_new_is_a_broken_page_to_who_did_not_ask() -> None:
    with pytest.raises(BrokenPageError):
        check_answer(304, {}, "egemen.kz")


@pytest.mark.parametrize(
    ("status", "leaf"),
    [
        (403, AccessDeniedError),
        (410, PageNotFoundError),
        (429, TooManyRequestsError),
        (202, SiteFailingError),
        (503, SiteFailingError),
    ],
)
def test_an_error_is_told_by_its_status(status: int, leaf: type[SiteAnsweredError]) -> None:
    with pytest.raises(leaf) as failed:
        check_answer(status, {}, "egemen.kz")

    assert (failed.value.site, failed.value.status) == ("egemen.kz", status)


@pytest.mark.parametrize(
    ("status", "name", "value"),
    [
        (403, "CF-Mitigated", "challenge"),
        (503, "cf-mitigated", "Challenge"),
        (202, "x-amzn-waf-action", "challenge"),
        (405, "x-amzn-waf-action", "captcha"),
        (429, "x-vercel-mitigated", "challenge"),
    ],
)
def test_a_challenge_is_a_robot_check_whatever_its_status(
    status: int, name: str, value: str
) -> None:
    with pytest.raises(RobotCheckError) as refused:
        check_answer(status, CIMultiDict({name: value}), "egemen.kz")

    assert refused.value.site == "egemen.kz"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": " 0 "}, 0),
        ({"Retry-After": "-5"}, 0),
        ({"Retry-After": "soon"}, 0),
        ({"Retry-After": "1" * 10}, 0),
        ({"Retry-After": "\u0663"}, 0),
        ({"Retry-After": "Sun, 22 Nov 2026 10:01:30 GMT", "Date": DATE}, 90),
        ({"Retry-After": "Sun, 22 Nov 2026 09:00:00 GMT", "Date": DATE}, 0),
        ({"Retry-After": "Sun, 22 Nov 2026 10:01:30 GMT"}, 0),
        ({"Retry-After": "Sun, 22 Nov 2026 10:01:30 GMT", "Date": "now"}, 0),
        ({"Retry-After": "Sun, 22 Nov 99999999999999999999 10:01:30 GMT", "Date": DATE}, 0),
        ({}, 0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_site_may_ask_to_be_left_alone(
    status: int, headers: dict[str, str], seconds: float
) -> None:
    assert retry_after_s(status, headers) == seconds


def test_other_answers_do_not_close_a_site() -> None:
    assert retry_after_s(301, {"Retry-After": "120"}) == 0


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_site_can_ask_for_any_nonsense(after: str, date: str) -> None:
    assert retry_after_s(429, {"Retry-After": after, "Date": date}) >= 0


@pytest.mark.parametrize("etag", ['"abc"', 'W/"a-b*c"', '""'])
def test_validators_are_kept_as_sent(etag: str) -> None:
    assert validators({"ETag": etag, "Last-Modified": DATE}) == Validators(etag, DATE)
    assert validators({"ETag": etag}) == Validators(etag, None)
    assert validators({"Last-Modified": DATE}) == Validators(None, DATE)


@pytest.mark.parametrize("etag", ["*", "abc", '"a"b"', '"a b"', '"\r\n"', '"а"', '"abc"\n', ""])
def test_an_odd_entity_tag_is_left_out(etag: str) -> None:
    assert validators({"ETag": etag}) is None


@pytest.mark.parametrize(
    "modified", ["", "a\nb", "a\n", "қараша", "a" * (MAX_VALIDATOR_CHARS + 1)]
)
def test_an_odd_date_is_left_out(modified: str) -> None:
    assert validators({"Last-Modified": modified}) is None


def test_a_long_entity_tag_is_left_out() -> None:
    longest = f'"{"a" * (MAX_VALIDATOR_CHARS - 2)}"'

    assert validators({"ETag": longest}) == Validators(longest, None)
    assert validators({"ETag": f"W/{longest}"}) is None


@given(st.text(max_size=50), st.text(max_size=50))
def test_what_is_kept_can_be_sent_as_a_header(etag: str, modified: str) -> None:
    kept = validators({"ETag": etag, "Last-Modified": modified}) or Validators()

    assert all(value.isascii() and value.isprintable() for value in conditions(kept).values())


def test_conditions_ask_with_all_that_is_known() -> None:
    assert conditions(Validators('"a"', DATE)) == {
        "If-None-Match": '"a"',
        "If-Modified-Since": DATE,
    }
    assert conditions(Validators('"a"')) == {"If-None-Match": '"a"'}
    assert conditions(Validators()) == {}
