"""Cookies of one fetch."""

import pytest
from yarl import URL

from bot.article.fetch.cookies import MAX_COOKIE_CHARS, MAX_COOKIES, Cookies

PAGE = "https://news.egemen.kz/a"


def sent(cookies: Cookies, url: str) -> set[str]:
    return set(cookies.filter_cookies(URL(url)))


async def test_a_cookie_goes_back_to_its_site_only() -> None:
    cookies = Cookies()

    cookies.update_cookies_from_headers(["a=1", "b=1; Domain=egemen.kz"], URL(PAGE))

    assert sent(cookies, PAGE) == {"a", "b"}
    assert sent(cookies, "https://www.egemen.kz/") == {"b"}
    assert sent(cookies, "https://egemen.kz.example.org/") == set()


async def test_a_site_sets_no_cookies_for_another() -> None:
    cookies = Cookies()

    cookies.update_cookies_from_headers(["a=1; Domain=tengrinews.kz"], URL(PAGE))

    assert len(cookies) == 0


async def test_few_and_short_cookies_are_kept() -> None:
    cookies = Cookies()
    long = f"a={'1' * (MAX_COOKIE_CHARS - 1)}"
    many = [f"b{number}=1" for number in range(MAX_COOKIES + 1)]

    cookies.update_cookies_from_headers([long, *many], URL(PAGE))

    assert {morsel.key for morsel in cookies} == {f"b{number}" for number in range(MAX_COOKIES)}


@pytest.mark.parametrize(
    ("url", "target", "kept"),
    [
        ("https://a.kz/", "http://a.kz/", False),
        ("https://a.kz/", "https://a.kz/b", True),
        ("http://a.kz/", "http://a.kz/b", True),
        ("http://a.kz/", "https://a.kz/b", True),
    ],
)
async def test_cookies_do_not_leave_https(url: str, target: str, *, kept: bool) -> None:
    cookies = Cookies()
    cookies.update_cookies_from_headers(["a=1"], URL(url))

    cookies.leave(url, target)

    assert sent(cookies, target) == ({"a"} if kept else set())
