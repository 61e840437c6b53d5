"""Cookies of one fetch: some sites hand one out with a redirect and want it back."""

from collections.abc import Sequence

from aiohttp import CookieJar
from yarl import URL

MAX_COOKIE_CHARS = 4_096  # with its attributes; RFC 6265 §6.1 asks for no more
MAX_COOKIES = 50  # of one answer: RFC 6265 §6.1


class Cookies(CookieJar):
    """RFC 6265 as aiohttp has it, for one fetch and its redirects, and with little in it."""

    def update_cookies_from_headers(self, headers: Sequence[str], response_url: URL) -> None:
        """Take the first MAX_COOKIES of an answer that are no longer than MAX_COOKIE_CHARS."""
        short = [header for header in headers if len(header) <= MAX_COOKIE_CHARS]
        super().update_cookies_from_headers(short[:MAX_COOKIES], response_url)

    def leave(self, url: str, target: str) -> None:
        """Forget all when a redirect goes from https to http, where others may listen."""
        if url.startswith("https:") and not target.startswith("https:"):
            self.clear()
